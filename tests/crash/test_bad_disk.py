"""A disk that is full and a database that another program holds."""

import asyncio
import resource
import sqlite3
from pathlib import Path

import pytest
from chat import GRACE
from processes import BotProcess, bot_api, bot_process, telegram, until

from bot.clock import SystemClock

pytestmark = [pytest.mark.crash, pytest.mark.xdist_group("crash")]

QUESTION = "Who is a civilian?"


def limit_files(bot: BotProcess, size: int) -> None:
    """No file of the bot may grow past this size, as on a full disk."""
    _, hard = resource.prlimit(bot.pid, resource.RLIMIT_FSIZE)
    resource.prlimit(bot.pid, resource.RLIMIT_FSIZE, (size, hard))


async def test_on_a_full_disk_nothing_is_lost_and_the_log_says_so(tmp_path: Path) -> None:
    database = tmp_path / "qalqan.db"
    async with (
        bot_api([GRACE], SystemClock().now) as server,
        bot_process(tmp_path, **telegram(server.url, f"sqlite+aiosqlite:///{database}")) as bot,
    ):
        server.api.say(GRACE.id, QUESTION)
        await until(lambda: len(server.api.view(GRACE.id)) == 2)
        await asyncio.sleep(0.5)
        limit_files(bot, 20_000)
        server.api.say(GRACE.id, QUESTION)
        await until(lambda: "updates cannot be stored, they stay at Telegram" in bot.log)
        assert len(server.api.updates) == 1
        limit_files(bot, resource.RLIM_INFINITY)
        await until(lambda: len(server.api.view(GRACE.id)) == 4)
        assert await bot.terminate() == 0
    assert "Traceback" not in bot.log
    assert QUESTION not in bot.log


async def test_a_database_held_by_another_program_is_waited_for(tmp_path: Path) -> None:
    database = tmp_path / "qalqan.db"
    async with (
        bot_api([GRACE], SystemClock().now) as server,
        bot_process(tmp_path, **telegram(server.url, f"sqlite+aiosqlite:///{database}")) as bot,
    ):
        await until(lambda: server.api.count("getUpdates") > 0)
        other = sqlite3.connect(database, isolation_level=None)
        other.execute("BEGIN IMMEDIATE")
        server.api.say(GRACE.id, QUESTION)
        await asyncio.sleep(3)
        assert len(server.api.view(GRACE.id)) == 1
        other.execute("ROLLBACK")
        other.close()
        await until(lambda: len(server.api.view(GRACE.id)) == 2)
        assert await bot.terminate() == 0
    assert "Traceback" not in bot.log
