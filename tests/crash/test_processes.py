"""Several processes over PostgreSQL: web takes in, workers handle, one of them sends."""

import asyncio
from collections.abc import Callable
from pathlib import Path

import pytest
from chat import TOKEN
from conftest import TEMPLATE, administer
from crash.test_kill import answers, enrol_for_class_in_ten_minutes
from processes import bot_api, bot_process, free_port, telegram, until

from bot.clock import SystemClock
from sandbox import Person

pytestmark = [pytest.mark.crash, pytest.mark.xdist_group("crash")]


async def test_one_web_and_two_workers_answer_all_in_order_and_remind_once(
    postgresql: Callable[[str], str], tmp_path: Path
) -> None:
    await administer(postgresql, f"CREATE DATABASE processes TEMPLATE {TEMPLATE}")
    url = postgresql("processes")
    people = [Person(5000 + n, f"Trainee {n}") for n in range(20)]
    await enrol_for_class_in_ten_minutes(url, people)
    port = free_port()
    async with bot_api(people, SystemClock().now) as server:
        api = server.api
        given = telegram(
            server.url,
            url,
            WEBHOOK_URL=f"http://127.0.0.1:{port}",
            WEBHOOK_LISTEN=f"127.0.0.1:{port}",
        )
        folders = [tmp_path / name for name in ("web", "one", "two")]
        for folder in folders:
            folder.mkdir()
        for person in people:
            api.start(person.id)
        async with (
            bot_process(folders[0], "web", **given) as web,
            bot_process(folders[1], "worker", **given) as one,
            bot_process(folders[2], "worker", **given) as two,
        ):
            await until(lambda: api.count("setWebhook") > 0)
            for number in range(3):
                for person in people:
                    api.say(person.id, f"/nosuch{number}")
            await until(
                lambda: all(answers(api, p, "I do not know this command") == 3 for p in people)
            )
            await until(lambda: all(answers(api, person, "🔔") for person in people))
            await asyncio.sleep(1)
            statuses = [await process.terminate() for process in (web, one, two)]
    assert statuses == [0, 0, 0]
    assert all(answers(api, person, "🔔") == 1 for person in people)
    assert all(answers(api, person, "I do not know this command") == 3 for person in people)


async def test_sqlite_is_for_one_process(tmp_path: Path) -> None:
    given = {"BOT_TOKEN": TOKEN, "DATABASE_URL": f"sqlite+aiosqlite:///{tmp_path / 'x.db'}"}
    async with bot_process(tmp_path, "worker", **given) as worker:
        assert await worker.exit_status() == 1
        assert "Several processes need PostgreSQL" in worker.log
