"""The bots as processes: how each is started, and what it costs."""

import os
import subprocess
import sys
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from time import monotonic

import psutil

ROOT = Path(__file__).parent.parent
MIB = 2**20


@dataclass(frozen=True, slots=True)
class Candidate:
    """A bot to be measured; it is told the Bot API's address and its token.

    Attributes:
        arguments: of Python.
        database: the prepared database, for Qalqan.
    """

    name: str
    arguments: Sequence[str]
    database: Path | None = None
    settings: Mapping[str, str] = field(default_factory=dict)


PEERS = (
    Candidate("PTB", ("-m", "benchmarks.peers.ptb_echo")),
    Candidate("aiogram", ("-m", "benchmarks.peers.aiogram_echo")),
)


def qalqan(database: Path, *, send_rate: int, name: str = "Qalqan") -> Candidate:
    """Qalqan as an operator starts it, on a prepared database."""
    settings = {"SEND_RATE": str(send_rate), "WEBHOOK_LISTEN": "127.0.0.1:0"}
    return Candidate(name, ("-m", "bot"), database, settings)


class BotProcess:
    """A running bot.

    Attributes:
        started_at: on the machine's monotonic clock.
    """

    def __init__(self, process: subprocess.Popen[bytes], started_at: float) -> None:
        self._process = psutil.Process(process.pid)
        self.started_at = started_at

    def cpu_s(self) -> float:
        """CPU time of the process and its children so far."""
        return sum(times.user + times.system for times in (p.cpu_times() for p in self._tree()))

    def rss_mib(self) -> float:
        """Resident memory."""
        return sum(process.memory_info().rss for process in self._tree()) / MIB

    def pss_mib(self) -> float | None:
        """Memory with shared pages shared out; None where the system does not tell."""
        try:
            return sum(p.memory_full_info().pss for p in self._tree()) / MIB
        except (AttributeError, psutil.AccessDenied):
            return None

    def _tree(self) -> list[psutil.Process]:
        return [self._process, *self._process.children(recursive=True)]


@contextmanager
def running(candidate: Candidate, url: str, token: str, folder: Path) -> Iterator[BotProcess]:
    """While the bot runs, in an empty folder so that it finds no `.env`; then it is killed.

    Raises:
        RuntimeError: something went wrong; with the end of what the bot wrote.
    """
    log = folder / "log"
    arguments, settings = list(candidate.arguments), dict(candidate.settings)
    if candidate.database is None:
        arguments += [url, token]
    else:
        settings |= {
            "BOT_TOKEN": token,
            "TELEGRAM_API_URL": url,
            "DATABASE_URL": f"sqlite+aiosqlite:///{candidate.database}",
        }
    with log.open("wb") as output:
        started_at = monotonic()
        process = subprocess.Popen(
            [sys.executable, *arguments],
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=output,
            env=environment(settings),
            cwd=folder,
        )
        pinned(process.pid)
        try:
            yield BotProcess(process, started_at)
        except Exception as error:
            said = log.read_text(errors="replace")[-2000:]
            raise RuntimeError(f"{candidate.name}: {error}\n{said}") from error
        finally:
            process.kill()
            process.wait()


def environment(settings: Mapping[str, str] | None = None) -> dict[str, str]:
    """The environment without proxies and without somebody's own settings of Qalqan."""
    from bot.settings import NAMES

    kept = {
        name: value
        for name, value in os.environ.items()
        if name not in NAMES and not name.lower().endswith("_proxy")
    }
    return kept | {"PYTHONPATH": str(ROOT)} | dict(settings or {})


def pinned(pid: int) -> None:
    """Keeps a bot on one core, where the system can: a rate is then the rate of one core."""
    cores = _cores()
    if len(cores) > 1:
        psutil.Process(pid).cpu_affinity(cores[-1:])


def pinned_away(pid: int) -> None:
    """Keeps the server off the bots' core."""
    cores = _cores()
    if len(cores) > 1:
        psutil.Process(pid).cpu_affinity(cores[:-1])


def _cores() -> list[int]:
    process = psutil.Process()
    return process.cpu_affinity() if hasattr(process, "cpu_affinity") else []
