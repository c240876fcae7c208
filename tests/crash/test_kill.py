"""kill -9 at work: nothing accepted is lost, and at most what was in flight comes twice."""

import asyncio
from datetime import timedelta
from pathlib import Path

import pytest
from chat import TOKEN
from processes import bot_api, bot_process, telegram, until

from bot.clock import SystemClock
from bot.domain.timetable import ClassDraft, Cohort
from sandbox import BotApi, Person
from storage.database import Database

pytestmark = [pytest.mark.crash, pytest.mark.xdist_group("crash")]

QUESTION = "What is a protection of civilians mandate?"
ANSWER = "Source:"
IN_FLIGHT = 64
"""Updates and messages that the bot handles side by side."""


def answers(api: BotApi, person: Person, containing: str) -> int:
    """How many of the bot's messages to a person contain a text."""
    return sum(
        containing in message.get("text", "")
        for message in api.view(person.id)
        if not message.get("out")
    )


async def test_200_questions_survive_a_kill_half_a_second_later(
    database_url: str, tmp_path: Path
) -> None:
    people = [Person(1000 + n, f"Trainee {n}") for n in range(200)]
    async with bot_api(people, SystemClock().now) as server:
        api = server.api
        settings = telegram(server.url, database_url, SEND_RATE="150")
        async with bot_process(tmp_path, **settings) as bot:
            await until(lambda: api.count("getUpdates") > 0)
            for person in people:
                api.say(person.id, QUESTION)
            await asyncio.sleep(0.5)
            await bot.kill()
            before = sum(answers(api, person, ANSWER) > 0 for person in people)
            await bot.start()
            await until(lambda: all(answers(api, person, ANSWER) for person in people))
            await asyncio.sleep(1)
            doubled = sum(answers(api, person, ANSWER) > 1 for person in people)
            assert await bot.terminate() == 0
            assert TOKEN not in bot.log
    assert before < 200, "the kill did not come in the middle"
    assert doubled <= IN_FLIGHT


async def test_a_reminder_run_of_500_survives_a_kill_in_the_middle(
    database_url: str, tmp_path: Path
) -> None:
    people = [Person(5000 + n, f"Trainee {n}") for n in range(500)]
    await enrol_for_class_in_ten_minutes(database_url, people)
    async with bot_api(people, SystemClock().now) as server:
        api = server.api
        for person in people:
            api.start(person.id)
        api.get_updates(api.updates[-1]["update_id"] + 1, 1, None)
        settings = telegram(server.url, database_url, SEND_RATE="200")
        async with bot_process(tmp_path, **settings) as bot:
            await until(lambda: api.count("sendMessage") >= 200)
            await bot.kill()
            before = sum(answers(api, person, "🔔") > 0 for person in people)
            await bot.start()
            await until(lambda: all(answers(api, person, "🔔") for person in people))
            await asyncio.sleep(1)
            assert await bot.terminate() == 0
    counts = [answers(api, person, "🔔") for person in people]
    assert 200 <= before < 500, "the kill did not come in the middle"
    assert max(counts) <= 2
    assert sum(count == 2 for count in counts) <= IN_FLIGHT


async def enrol_for_class_in_ten_minutes(database_url: str, people: list[Person]) -> None:
    """500 trainees of one cohort whose class begins soon: the reminder of 15 minutes is late."""
    now = SystemClock().now()
    database = Database(database_url)
    async with database.transaction() as tx:
        cohort: Cohort = await tx.cohorts.add(
            code="POC-CRASH",
            course="poc",
            starts_on=now.date() - timedelta(days=1),
            ends_on=now.date() + timedelta(days=2),
            timezone="UTC",
            invite_code="crash",
            at=now - timedelta(days=3),
        )
        start = (now + timedelta(minutes=10)).replace(tzinfo=None, microsecond=0)
        await tx.timetable.add(cohort, [ClassDraft("u1", "Three tiers", "101", start, 90)])
        for person in people:
            await tx.people.add(person.id, "en", at=now - timedelta(days=3))
            await tx.cohorts.enrol(person.id, cohort.id, at=now - timedelta(days=3))
    await database.close()


async def test_sigterm_finishes_what_is_in_hand_within_ten_seconds(
    database_url: str, tmp_path: Path
) -> None:
    people = [Person(1000 + n, f"Trainee {n}") for n in range(50)]
    async with bot_api(people, SystemClock().now) as server:
        api = server.api
        settings = telegram(server.url, database_url, SEND_RATE="50")
        async with bot_process(tmp_path, **settings) as bot:
            await until(lambda: api.count("getUpdates") > 0)
            for person in people:
                api.say(person.id, QUESTION)
            await asyncio.sleep(0.4)
            async with asyncio.timeout(10):
                assert await bot.terminate() == 0
            await bot.start()
            await until(lambda: all(answers(api, person, ANSWER) for person in people))
            await bot.terminate()
    assert all(answers(api, person, ANSWER) == 1 for person in people)
