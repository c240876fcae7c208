"""The light Bot API server as the benchmark sees it."""

import json
import subprocess
import sys
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import count
from time import monotonic
from typing import Any

from benchmarks.processes import ROOT, environment, pinned_away
from benchmarks.server import LONGEST_WAIT_S, Tally

Json = dict[str, Any]
_LOCAL = urllib.request.build_opener(urllib.request.ProxyHandler({}))
_numbers = count(1)


class TooLateError(Exception):
    """A bot did not do its work within the time."""


class Run:
    """A Bot API for one process, with a token of its own."""

    def __init__(self, url: str, *, rate: int = 0, latency_s: float = 0) -> None:
        self.url = url
        self.token = f"{next(_numbers)}:benchmark-run"
        _request(self._address, {"rate": rate, "latency_s": latency_s})

    @property
    def _address(self) -> str:
        return f"{self.url}/run/{self.token}"

    def release(self, updates: list[Json]) -> None:
        """Gives the bot updates to handle."""
        _request(f"{self._address}/updates", updates)

    def wait(self, field: str, least: int, *, within_s: float) -> Tally:
        """The tally, once `field` reached `least`.

        Raises:
            TooLateError: it did not.
        """
        until = monotonic() + within_s
        while True:
            left_s = max(0.0, min(until - monotonic(), LONGEST_WAIT_S))
            query = f"field={field}&least={least}&seconds={left_s}"
            tally = Tally(**_request(f"{self._address}?{query}"))
            if getattr(tally, field) >= least:
                return tally
            if monotonic() >= until:
                raise TooLateError(f"{field}: {getattr(tally, field)} of {least} in {within_s} s")

    def tally(self) -> Tally:
        """What happened up to now."""
        return self.wait("polls", 0, within_s=1)


def _request(address: str, content: object = None) -> Any:
    body = None if content is None else json.dumps(content).encode()
    with _LOCAL.open(urllib.request.Request(address, body), timeout=LONGEST_WAIT_S + 30) as got:
        return json.load(got)


@contextmanager
def server() -> Iterator[str]:
    """While the server runs. Yields: its address."""
    process = subprocess.Popen(
        [sys.executable, "-m", "benchmarks.server"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        env=environment(),
        cwd=ROOT,
    )
    pinned_away(process.pid)
    with process:
        assert process.stdout is not None
        try:
            yield f"http://127.0.0.1:{int(process.stdout.readline())}"
        finally:
            process.kill()
