"""Real bot processes for the tests that kill them."""

import asyncio
import os
import signal
import socket
import sys
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from pathlib import Path

from chat import TOKEN

from sandbox import BotApi, Person
from sandbox.server import SandboxServer

ROOT = Path(__file__).parent.parent
PATIENCE_S = 60


class BotProcess:
    """One `python -m bot` with its own settings; everything it says goes to a file."""

    def __init__(self, folder: Path, *arguments: str, **settings: str) -> None:
        self._arguments = arguments
        self._folder = folder
        self._settings = settings
        self._process: asyncio.subprocess.Process | None = None
        self.log_file = folder / "bot.log"

    async def start(self) -> None:
        """Starts it, or starts it again."""
        kept = {name: os.environ[name] for name in ("PATH", "HOME", "LANG") if name in os.environ}
        with self.log_file.open("ab") as output:
            self._process = await asyncio.create_subprocess_exec(
                sys.executable,
                "-m",
                "bot",
                *self._arguments,
                cwd=self._folder,
                env={**kept, "PYTHONPATH": str(ROOT), **self._settings},
                stdout=output,
                stderr=output,
            )

    @property
    def pid(self) -> int:
        """Its process id."""
        assert self._process is not None
        return self._process.pid

    @property
    def log(self) -> str:
        """Everything it said."""
        return self.log_file.read_text(encoding="utf-8")

    async def kill(self) -> None:
        """kill -9."""
        assert self._process is not None
        if self._process.returncode is None:
            self._process.send_signal(signal.SIGKILL)
        await self._process.wait()

    async def terminate(self) -> int:
        """SIGTERM. Returns: the exit status."""
        assert self._process is not None
        self._process.send_signal(signal.SIGTERM)
        return await asyncio.wait_for(self._process.wait(), PATIENCE_S)

    async def exit_status(self) -> int:
        """Waits until it ends by itself."""
        assert self._process is not None
        return await asyncio.wait_for(self._process.wait(), PATIENCE_S)


def telegram(server_url: str, database_url: str, **more: str) -> dict[str, str]:
    """Settings of a bot against the test's own Bot API server."""
    return {
        "BOT_TOKEN": TOKEN,
        "TELEGRAM_API_URL": server_url,
        "DATABASE_URL": database_url,
        "WEBHOOK_LISTEN": "127.0.0.1:0",
        "SEND_RATE": "100",
    } | more


def free_port() -> int:
    """A port that nobody uses right now."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@asynccontextmanager
async def bot_process(folder: Path, *arguments: str, **settings: str) -> AsyncIterator[BotProcess]:
    """A bot process that does not outlive the test."""
    process = BotProcess(folder, *arguments, **settings)
    await process.start()
    try:
        yield process
    finally:
        await process.kill()


@asynccontextmanager
async def bot_api(
    people: list[Person], clock: Callable[[], object]
) -> AsyncIterator[SandboxServer]:
    """A Bot API server on loopback, outside the process that is killed."""
    api = BotApi(token=TOKEN, bot_username="qalqan_bot", clock=clock, people=people)  # type: ignore[arg-type]
    server = SandboxServer(api, "127.0.0.1", 0)
    await server.start()
    try:
        yield server
    finally:
        await server.stop()


async def until(condition: Callable[[], bool], *, within_s: float = PATIENCE_S) -> None:
    """Waits for a condition; the test fails if it does not come true."""
    async with asyncio.timeout(within_s):
        while not condition():  # noqa: ASYNC110 -- of another process
            await asyncio.sleep(0.02)
