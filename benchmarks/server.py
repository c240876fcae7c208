"""A light Bot API for measuring, a process of its own on loopback. The sandbox is strict instead.

It knows no people and keeps no messages: it hands out a backlog of updates, counts `sendMessage`,
and answers 429 above a rate. Each token is a run of its own, made and watched under `/run/TOKEN`.
"""

import asyncio
import json
import sys
from collections import deque
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import asdict, dataclass
from time import monotonic
from typing import Any
from urllib.parse import parse_qsl

from aiohttp import web

LONGEST_WAIT_S = 60
WINDOW_S = 1.0
RUN_UP = 10
"""Messages at the start of a sending that do not tell its pace: a short burst is permitted."""

BOT = {"id": 1, "is_bot": True, "first_name": "Bench", "username": "bench_bot"}

Json = dict[str, Any]


@dataclass(slots=True)
class Tally:
    """What happened in a run; moments are of the machine's monotonic clock."""

    polls: int = 0
    sent: int = 0
    refused: int = 0
    first_sent_at: float = 0
    run_up_at: float = 0
    last_sent_at: float = 0
    released_at: float = 0


class Run:
    """One bot's Bot API.

    Args:
        rate: messages permitted in any window of one second; 0: any number.
        latency_s: how long `sendMessage` takes.
    """

    def __init__(self, *, rate: int = 0, latency_s: float = 0) -> None:
        self._rate = rate
        self._latency_s = latency_s
        self._window: deque[float] = deque()
        self._backlog: deque[Json] = deque()
        self._changed = asyncio.Condition()
        self.tally = Tally()

    async def release(self, updates: list[Json]) -> None:
        """Adds updates to the backlog."""
        async with self._changed:
            self._backlog.extend(updates)
            self.tally.released_at = monotonic()
            self._changed.notify_all()

    async def wait(self, condition: Callable[[], bool], seconds: float) -> None:
        """Until the condition holds, at most so long."""
        try:
            async with asyncio.timeout(min(seconds, LONGEST_WAIT_S)), self._changed:
                await self._changed.wait_for(condition)
        except TimeoutError:
            pass

    async def updates(self, params: Json) -> list[Json]:
        """getUpdates: an offset confirms what is below it."""
        offset, limit = int(params.get("offset") or 0), int(params.get("limit") or 100)
        while self._backlog and self._backlog[0]["update_id"] < offset:
            self._backlog.popleft()
        async with self._changed:
            self.tally.polls += 1
            self._changed.notify_all()
        if not self._backlog:
            await self.wait(lambda: bool(self._backlog), float(params.get("timeout") or 0))
        return [update for update, _ in zip(self._backlog, range(limit), strict=False)]

    async def send(self, params: Json) -> Json:
        """sendMessage: counted, or refused."""
        now = monotonic()
        while self._window and self._window[0] <= now - WINDOW_S:
            self._window.popleft()
        if self._rate and len(self._window) >= self._rate:
            self.tally.refused += 1
            await asyncio.sleep(self._latency_s)
            raise TooManyRequestsError
        self._window.append(now)
        if self._latency_s:
            await asyncio.sleep(self._latency_s)
        async with self._changed:
            self.tally.sent += 1
            self.tally.first_sent_at = self.tally.first_sent_at or now
            self.tally.last_sent_at = now
            if self.tally.sent == RUN_UP:
                self.tally.run_up_at = now
            self._changed.notify_all()
        chat = {"id": int(params["chat_id"]), "type": "private", "first_name": "Person"}
        text = params["text"]
        return {
            "message_id": self.tally.sent,
            "date": 1_800_000_000,
            "chat": chat,
            "from": BOT,
            "text": text,
        }


class TooManyRequestsError(Exception):
    """More than the permitted rate."""


class Server:
    """Bot API under `/botTOKEN/METHOD`; runs under `/run/TOKEN`."""

    def __init__(self) -> None:
        self._runs: dict[str, Run] = {}

    async def call(self, request: web.Request) -> web.Response:
        """A method of the Bot API; those that do not matter here succeed."""
        run = self._runs.get(request.match_info["token"])
        if run is None:
            return _error(401, "Unauthorized")
        try:
            match request.match_info["method"].lower():
                case "getupdates":
                    result: object = await run.updates(await _params(request))
                case "sendmessage":
                    result = await run.send(await _params(request))
                case "getme":
                    result = BOT
                case _:
                    result = True
        except TooManyRequestsError:
            text = "Too Many Requests: retry after 1"
            return _error(429, text, parameters={"retry_after": 1})
        return _json({"ok": True, "result": result})

    async def open(self, request: web.Request) -> web.Response:
        """A new run: `{"rate": …, "latency_s": …}`."""
        self._runs[request.match_info["token"]] = Run(**await request.json())
        return _json({})

    async def release(self, request: web.Request) -> web.Response:
        """More updates for a run."""
        await self._runs[request.match_info["token"]].release(await request.json())
        return _json({})

    async def watch(self, request: web.Request) -> web.Response:
        """The tally, once `field` has reached `least` or the time is over."""
        run = self._runs[request.match_info["token"]]
        field, least = request.query["field"], int(request.query["least"])
        seconds = float(request.query["seconds"])
        await run.wait(lambda: getattr(run.tally, field) >= least, seconds)
        return _json(asdict(run.tally))


async def _params(request: web.Request) -> Json:
    """The parameters, from the address and from a form; a multipart one goes aiohttp's slow way."""
    if request.content_type == "multipart/form-data":
        return dict(await request.post())
    body = (await request.read()).decode()
    return dict(parse_qsl(f"{request.query_string}&{body}"))


def _json(content: object) -> web.Response:
    return web.Response(body=json.dumps(content).encode(), content_type="application/json")


def _error(code: int, text: str, **more: object) -> web.Response:
    content = {"ok": False, "error_code": code, "description": text, **more}
    return web.Response(
        status=code, body=json.dumps(content).encode(), content_type="application/json"
    )


@asynccontextmanager
async def listening() -> AsyncIterator[int]:
    """While the server listens on a free port of loopback."""
    server = Server()
    application = web.Application(client_max_size=100_000_000)
    application.router.add_route("*", "/bot{token}/{method}", server.call)
    application.router.add_post("/run/{token}", server.open)
    application.router.add_post("/run/{token}/updates", server.release)
    application.router.add_get("/run/{token}", server.watch)
    runner = web.AppRunner(application, access_log=None, shutdown_timeout=0)
    await runner.setup()
    site = web.TCPSite(runner, "127.0.0.1", 0)
    await site.start()
    try:
        yield runner.addresses[0][1]
    finally:
        await runner.cleanup()


async def main() -> None:
    """Prints the port; ends when standard input does, so that it never outlives the benchmark."""
    async with listening() as port:
        print(port, flush=True)
        await asyncio.to_thread(sys.stdin.read)


if __name__ == "__main__":
    asyncio.run(main())
