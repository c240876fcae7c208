"""A PostgreSQL server that drops every connection, as at a restart."""

from collections.abc import Callable
from pathlib import Path

import pytest
from conftest import TEMPLATE, administer
from crash.test_kill import ANSWER, QUESTION, answers
from processes import bot_api, bot_process, telegram, until

from bot.clock import SystemClock
from sandbox import Person

pytestmark = [pytest.mark.crash, pytest.mark.xdist_group("crash")]

DROP = (
    "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
    " WHERE datname = 'restarted' AND pid <> pg_backend_pid()"
)


async def test_connections_dropped_by_the_server_lose_nothing_and_are_no_incident(
    postgresql: Callable[[str], str], tmp_path: Path
) -> None:
    await administer(postgresql, f"CREATE DATABASE restarted TEMPLATE {TEMPLATE}")
    people = [Person(1000 + n, f"Trainee {n}") for n in range(60)]
    async with bot_api(people, SystemClock().now) as server:
        api = server.api
        given = telegram(server.url, postgresql("restarted"), SEND_RATE="60")
        async with bot_process(tmp_path, **given) as bot:
            await until(lambda: api.count("getUpdates") > 0)
            for number in (10, 30, 60):
                for person in people[number - 10 : number]:
                    api.say(person.id, QUESTION)
                await administer(postgresql, DROP)
            for person in people:
                if not any(message.get("out") for message in api.view(person.id)):
                    api.say(person.id, QUESTION)
            await until(lambda: all(answers(api, person, ANSWER) for person in people))
            await administer(postgresql, DROP)
            api.say(people[0].id, QUESTION)
            await until(lambda: answers(api, people[0], ANSWER) >= 2)
            assert await bot.terminate() == 0
        assert "incident" not in bot.log
