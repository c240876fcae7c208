"""A Bot API that fails one call in five, and one that is not there yet."""

import asyncio
import random
import socket
from pathlib import Path
from typing import Any

import pytest
from chat import TOKEN
from processes import bot_api, bot_process, free_port, telegram, until

from bot.clock import SystemClock
from sandbox import BotApi, Fault, Person
from sandbox.server import SandboxServer

pytestmark = [pytest.mark.crash, pytest.mark.xdist_group("crash")]

QUESTION = "Who is a civilian?"


class OneInFive:
    """Every fifth call on average goes wrong, in one of the ways Telegram's calls go wrong."""

    def __init__(self) -> None:
        self._chance = random.Random(5)
        self.count = 0

    def __call__(self, method: str, params: dict[str, Any]) -> Fault | None:
        if self._chance.random() >= 0.2:
            return None
        self.count += 1
        return self._chance.choice(
            (
                Fault.too_many(1),
                Fault.server_error(502),
                Fault.drop(before=True),
                Fault.drop(before=False),
            )
        )


async def test_every_question_is_answered_when_one_call_in_five_fails(
    database_url: str, tmp_path: Path
) -> None:
    people = [Person(1000 + n, f"Trainee {n}") for n in range(60)]
    async with bot_api(people, SystemClock().now) as server:
        api, faults = server.api, OneInFive()
        api.faults = faults
        async with bot_process(tmp_path, **telegram(server.url, database_url)) as bot:
            for person in people:
                api.say(person.id, QUESTION)
            await until(lambda: all(len(api.view(person.id)) >= 2 for person in people))
            api.faults = None
            assert await bot.terminate() == 0
            assert TOKEN not in bot.log
    assert faults.count >= 12
    assert all("Source:" in api.view(person.id)[1]["text"] for person in people)


async def test_without_a_network_at_the_start_the_bot_waits_and_says_so(
    database_url: str, tmp_path: Path
) -> None:
    port = free_port()
    url = f"http://127.0.0.1:{port}"
    async with bot_process(tmp_path, **telegram(url, database_url)) as bot:
        await until(lambda: "Telegram cannot be reached, trying again" in bot.log)
        person = Person(1, "Grace")
        api = BotApi(TOKEN, "qalqan_bot", clock=SystemClock().now, people=[person])
        server = SandboxServer(api, "127.0.0.1", port)
        await server.start()
        api.say(person.id, QUESTION)
        await until(lambda: len(api.view(person.id)) == 2)
        await server.stop()
        await until(lambda: "Telegram cannot be reached" in bot.log.split("running")[-1])
        assert await bot.terminate() == 0
        assert "Traceback" not in bot.log
        assert TOKEN not in bot.log


async def test_sigterm_ends_a_start_that_still_waits_for_the_network(
    database_url: str, tmp_path: Path
) -> None:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        url = f"http://127.0.0.1:{probe.getsockname()[1]}"
        async with bot_process(tmp_path, **telegram(url, database_url)) as bot:
            await until(lambda: "Telegram cannot be reached, trying again" in bot.log)
            async with asyncio.timeout(10):
                assert await bot.terminate() == 0
            assert "Traceback" not in bot.log


async def test_sigterm_ends_a_bot_that_telegram_told_to_wait_a_minute(
    database_url: str, tmp_path: Path
) -> None:
    people = [Person(1000 + n, f"Trainee {n}") for n in range(3)]
    async with bot_api(people, SystemClock().now) as server:
        api = server.api
        api.faults = lambda method, _: Fault.too_many(60) if method == "sendMessage" else None
        async with bot_process(tmp_path, **telegram(server.url, database_url)) as bot:
            for person in people:
                api.say(person.id, QUESTION)
            await until(lambda: "told to wait" in bot.log)
            async with asyncio.timeout(10):
                assert await bot.terminate() == 0
            assert "Traceback" not in bot.log
            api.faults = None
            await bot.start()
            await until(lambda: all(len(api.view(person.id)) == 2 for person in people))
            assert await bot.terminate() == 0


async def test_a_token_that_telegram_does_not_know_gives_one_clear_line(
    database_url: str, tmp_path: Path
) -> None:
    async with bot_api([], SystemClock().now) as server:
        wrong = telegram(server.url, database_url) | {"BOT_TOKEN": "123456:wrong-token-wrong-token"}
        async with bot_process(tmp_path, **wrong) as bot:
            assert await bot.exit_status() == 1
            assert "does not know this BOT_TOKEN" in bot.log
            assert "Traceback" not in bot.log


async def test_a_second_bot_on_the_same_database_is_refused(
    database_url: str, tmp_path: Path
) -> None:
    async with bot_api([], SystemClock().now) as server:
        given = telegram(server.url, database_url)
        async with bot_process(tmp_path, **given) as first:
            await until(lambda: "running" in first.log)
            folder = tmp_path / "second"
            folder.mkdir()
            async with bot_process(folder, **given) as second:
                assert await second.exit_status() == 1
                assert "Another Qalqan is running on this database" in second.log


async def test_a_database_that_is_no_database_gives_one_clear_line(tmp_path: Path) -> None:
    broken = tmp_path / "broken.db"
    await asyncio.to_thread(broken.write_bytes, b"this is not a database " * 200)
    given = telegram("http://127.0.0.1:9", f"sqlite+aiosqlite:///{broken}")
    async with bot_process(tmp_path, **given) as bot:
        assert await bot.exit_status() == 1
        assert "The database cannot be used: file is not a database" in bot.log
        assert "Traceback" not in bot.log


async def test_a_broken_env_file_gives_every_fault_with_its_line(tmp_path: Path) -> None:
    lines = "# my bot\nBOT_TOKEN=abc\nSEND_RATE=fast\n\nTIMEZONE=Mars/Olympus\nCOLOUR=blue\n"
    await asyncio.to_thread((tmp_path / ".env").write_text, lines)
    async with bot_process(tmp_path) as bot:
        assert await bot.exit_status() == 1
        for place in (".env:2: BOT_TOKEN", ".env:3: SEND_RATE", ".env:5: TIMEZONE", ".env:6: "):
            assert place in bot.log
        assert "Traceback" not in bot.log
        assert "abc" not in bot.log
