"""A centre for measuring: a database with people, cohorts and messages owed; what people ask."""

import asyncio
from datetime import date, datetime, timedelta
from itertools import cycle
from pathlib import Path
from time import process_time
from typing import Any

from sqlalchemy import Table, insert

from bot.app import open_app
from bot.clock import SystemClock
from bot.domain.outbox import Draft, Kind
from bot.domain.people import DEFAULT_LEADS
from bot.i18n import languages
from bot.settings import SHIPPED_COURSES, Settings
from storage.database import Database, Transaction
from storage.packs import read_courses
from storage.schema import classes, cohorts, enrolments, lead_times, people

FIRST_CHAT = 1_000
COHORT_SIZE, CLASSES_OF_COHORT = 100, 10
UPDATES_OF_CHAT = 5
"""As many as a chat may send in a burst without being paced (handlers/pacing.py)."""

REMINDED_CLASS = 1
PLANS = 20

Json = dict[str, Any]


def prepare(path: Path, *, headcount: int) -> None:
    """Makes a database: people in cohorts whose classes begin in three days, so nothing is due."""
    asyncio.run(_prepare(url(path), headcount))


def url(path: Path) -> str:
    """The database's URL."""
    return f"sqlite+aiosqlite:///{path}"


async def _prepare(database_url: str, headcount: int) -> None:
    database = Database(database_url)
    await database.migrate()
    now = SystemClock().now()
    ids = range(FIRST_CHAT, FIRST_CHAT + headcount)
    cohort_count = 1 + (headcount - 1) // COHORT_SIZE
    async with database.transaction() as tx:
        await _insert(tx, people, [_person(person_id, now) for person_id in ids])
        leads = [{"person_id": i, "minutes": lead} for i in ids for lead in DEFAULT_LEADS]
        await _insert(tx, lead_times, leads)
        await _insert(tx, cohorts, [_cohort(number, now) for number in range(1 + cohort_count)])
        enrolled = [{"person_id": i, "cohort_id": _cohort_of(i), "enrolled_at": now} for i in ids]
        await _insert(tx, enrolments, enrolled)
        soon = _class(REMINDED_CLASS, 1, now + timedelta(minutes=15))
        later = [
            _class(None, 2 + number, now + timedelta(days=3 + day))
            for number in range(cohort_count)
            for day in range(CLASSES_OF_COHORT)
        ]
        await _insert(tx, classes, [soon])
        await _insert(tx, classes, later)
    await database.close()


async def _insert(tx: Transaction, table: Table, rows: list[Json]) -> None:
    await tx.connection.execute(insert(table), rows)


def _person(person_id: int, now: datetime) -> Json:
    return {
        "id": person_id,
        "language": language_of(person_id),
        "is_reachable": True,
        "leads_chosen_at": now,
        "created_at": now,
    }


def language_of(person_id: int) -> str:
    """The languages in turn."""
    known = sorted(languages())
    return known[person_id % len(known)]


def _cohort_of(person_id: int) -> int:
    """The first cohort stays without people: its class is the one that everybody hears of."""
    return 2 + (person_id - FIRST_CHAT) // COHORT_SIZE


def _cohort(number: int, now: datetime) -> Json:
    return {
        "id": 1 + number,
        "code": f"POC {number}",
        "course": "poc",
        "starts_on": date(2026, 12, 7),
        "ends_on": date(2026, 12, 18),
        "timezone": "Asia/Almaty",
        "invite_code": f"invite-{number}",
        "created_at": now,
    }


def _class(class_id: int | None, cohort_id: int, starts_at: datetime) -> Json:
    row = {
        "cohort_id": cohort_id,
        "uid": f"{cohort_id}-{starts_at.isoformat()}",
        "title": "Protection of civilians",
        "room": "Room 4",
        "local_start": starts_at.replace(tzinfo=None) + timedelta(hours=5),
        "minutes": 90,
        "starts_at": starts_at,
        "revision": 1,
        "is_cancelled": False,
    }
    return row if class_id is None else row | {"id": class_id}


def owe_reminders(path: Path, count: int) -> None:
    """Puts reminders into the outbox of a bot that runs, one to each person, all due now."""
    asyncio.run(_owe_reminders(url(path), count))


async def _owe_reminders(database_url: str, count: int) -> None:
    database = Database(database_url)
    now = SystemClock().now()
    drafts = (
        Draft(
            key=f"bench:{person_id}",
            chat_id=person_id,
            kind=Kind.CLASS_REMINDER,
            due_at=now,
            expires_at=now + timedelta(minutes=14),
            class_id=REMINDED_CLASS,
            revision=1,
            lead_minutes=min(DEFAULT_LEADS),
        )
        for person_id in range(FIRST_CHAT, FIRST_CHAT + count)
    )
    async with database.transaction() as tx:
        await tx.outbox.add(drafts, at=now)
    await database.close()


def planning_cpu_s(path: Path) -> float:
    """CPU time of looking for reminders due within the hour when there are none."""
    return asyncio.run(_planning_cpu_s(url(path)))


async def _planning_cpu_s(database_url: str) -> float:
    async with open_app(Settings(database_url=database_url), SystemClock()) as app:
        await app.reminders.plan()
        started = process_time()
        for _ in range(PLANS):
            assert await app.reminders.plan() == 0
        return (process_time() - started) / PLANS


def questions(count: int, *, first_update: int) -> list[Json]:
    """Updates in which people ask what the course packs answer, each in their own language."""
    chat_count = max(1, count // UPDATES_OF_CHAT)
    asked = {language: cycle(_phrasings(language)) for language in languages()}
    updates = []
    for number in range(count):
        person_id = FIRST_CHAT + number % chat_count
        language = language_of(person_id)
        text = next(asked[language])
        updates.append(message(first_update + number, person_id, language, text))
    return updates


def _phrasings(language: str) -> list[str]:
    courses = read_courses(SHIPPED_COURSES, languages())
    entries = [entry for course in courses.values() for entry in course.faq if not entry.action]
    texts = [entry.texts[language] for entry in entries]
    return [phrasing for text in texts for phrasing in (text.question, *text.aliases)]


def message(update_id: int, person_id: int, language: str, text: str) -> Json:
    """An update with a message in a private chat."""
    name = {"id": person_id, "first_name": "Aigerim"}
    command = {"type": "bot_command", "offset": 0, "length": len(text.split()[0])}
    return {
        "update_id": update_id,
        "message": {
            "message_id": update_id,
            "date": 1_800_000_000,
            "chat": {**name, "type": "private"},
            "from": {**name, "is_bot": False, "language_code": language},
            "text": text,
            **({"entities": [command]} if text.startswith("/") else {}),
        },
    }
