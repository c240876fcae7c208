"""The use cases on each database, with a clock moved by hand and a messenger that remembers."""

import asyncio
import random
from collections import Counter
from datetime import date, timedelta
from functools import cache

import pytest
from chat import HandClock

from bot.app import App
from bot.domain.course import Course
from bot.domain.outbox import Notice, Outcome, Sent
from bot.domain.people import Person
from bot.domain.timetable import Changes, Cohort
from bot.i18n import languages
from bot.settings import SHIPPED_COURSES, Settings
from storage.database import Database
from storage.packs import read_courses


@cache
def shipped() -> dict[str, Course]:
    """The shipped packs, read once."""
    return read_courses(SHIPPED_COURSES, languages())


class Post:
    """A messenger that remembers what it was given; `outcomes` are its answers, then Sent."""

    def __init__(self) -> None:
        self.notices: list[Notice] = []
        self.outcomes: list[Outcome] = []

    async def send(self, notice: Notice) -> Outcome:
        """Takes everything, unless told otherwise."""
        self.notices.append(notice)
        return self.outcomes.pop(0) if self.outcomes else Sent(len(self.notices))


class Office:
    """A centre without Telegram: its use cases, its clock and its post."""

    def __init__(self, database: Database) -> None:
        self.database = database
        self.clock = HandClock()
        self.post = Post()
        settings = Settings(admin_ids=frozenset({9}))
        self.app = App(settings, self.clock, database, shipped(), chance=random.Random(7))

    async def person(self, person_id: int, language: str = "en") -> Person:
        """Somebody who does something now."""
        return await self.app.people.enter(person_id, language)

    async def cohort(self, code: str = "POC-12") -> Cohort:
        """A cohort from 7 to 18 December 2026 in Almaty."""
        return await self.app.cohorts.create(code, "poc", date(2026, 12, 7), date(2026, 12, 18))

    async def trainee(self, cohort: Cohort, person_id: int = 5) -> Person:
        """Somebody who joins the cohort now."""
        person = await self.person(person_id)
        await self.app.cohorts.join(person, cohort.invite_code)
        return person

    async def take_in(self, cohort: Cohort, *rows: str) -> Changes:
        """Imports rows of `uid,date,start,end,title,room`."""
        text = "\n".join(("uid,date,start,end,title,room", *rows))
        return await self.app.timetable.take_in(cohort, text.encode(), "timetable.csv")

    async def moves(self, **by: float) -> list[tuple[int, str]]:
        """Moves the clock; then plans and sends. Returns: (recipient, kind) of what was sent."""
        self.clock.at += timedelta(**by)
        await self.app.reminders.plan()
        return await self.sends()

    async def sends(self) -> list[tuple[int, str]]:
        """Sends what is due now."""
        before = len(self.post.notices)
        await self.app.outbox.drain(self.post, asyncio.Event())
        return sorted((notice.chat_id, notice.kind.value) for notice in self.post.notices[before:])

    async def dropped(self) -> Counter[str]:
        """Why messages were not sent, with how many."""
        counts = await self.app.outbox.counts()
        return Counter({reason: n for (state, reason), n in counts.items() if state == "dropped"})


@pytest.fixture
def office(database: Database) -> Office:
    """A centre on each database."""
    return Office(database)
