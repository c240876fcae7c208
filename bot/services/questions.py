"""Questions: how many a person may ask, and what is asked, kept without the person."""

import asyncio
import math
import random
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from bot.domain.course import Course, FaqEntry, Lesson, Term, is_added
from bot.domain.errors import TryAgain
from bot.domain.people import Person
from bot.domain.questions import Outcome, on_the_hour
from bot.ports import Clock
from bot.search.clusters import Cluster, clusters
from bot.services.content import ContentService
from storage.database import Database, Transaction
from storage.questions import Usage

MINUTE = timedelta(minutes=1)
LOOKED_BACK = timedelta(days=30)
WEEK = timedelta(days=7)
TEXT_KEPT = timedelta(days=90)
TEXTS_MOST = 2000
"""So many are put into clusters in half a second."""
KEY_BITS = 63
Answering = FaqEntry | Term | Lesson


@dataclass(frozen=True, slots=True)
class Unhelpful:
    """An entry that did not help everybody who was given it."""

    entry: Answering
    title: str
    count: int
    unhelpful: int


@dataclass(frozen=True, slots=True)
class Trend:
    """Questions about a group of a course's entries, in the last seven days and the seven before.

    Attributes:
        group: its name; "" for what instructors added.
    """

    course: Course
    group: str
    count: int
    before: int


class QuestionService:
    """What is asked."""

    def __init__(
        self,
        database: Database,
        clock: Clock,
        courses: Mapping[str, Course],
        content: ContentService,
        chance: random.Random,
        *,
        a_minute: int,
    ) -> None:
        self._database = database
        self._clock = clock
        self._courses = courses
        self._content = content
        self._chance = chance
        self._a_minute = a_minute

    async def admit(self, place: tuple[int, int]) -> int:
        """Lets a question in; to be asked before it is searched.

        Args:
            place: chat and message; one that was counted already is let in again.

        Returns: the key under which it will be kept, for the buttons under the reply.

        Raises:
            TryAgain: the chat has asked as much as it may in a minute.
        """
        now = self._clock.now()
        chat_id, message_id = place
        async with self._database.read() as tx:
            earlier = await tx.asked.asked_at(
                chat_id, besides=message_id, place=self._a_minute - 1, since=now - MINUTE
            )
        if earlier is not None:
            wait_s = (earlier + MINUTE - now).total_seconds()
            raise TryAgain("ask-too-many", seconds=max(1, math.ceil(wait_s)))
        return self._chance.getrandbits(KEY_BITS)

    async def record(
        self,
        tx: Transaction,
        key: int,
        *,
        language: str,
        course: str | None,
        outcome: Outcome,
        entry: str | None,
        text: str,
    ) -> None:
        """Keeps a question, in the transaction that finds it new."""
        await tx.questions.add(
            key,
            language=language,
            course=course,
            outcome=outcome,
            entry=entry,
            text=text if outcome.keeps_text else None,
            at=on_the_hour(self._clock.now()),
        )

    async def chosen(self, key: int, entry: str) -> None:
        """One of the entries offered for a question was opened."""
        async with self._database.transaction() as tx:
            await tx.questions.choose(key, entry)

    async def helped(self, key: int, has_helped: bool) -> None:
        """Whether the answer helped; the last word counts."""
        async with self._database.transaction() as tx:
            await tx.questions.set_helped(key, has_helped)

    async def purge(self) -> int:
        """Forgets the wording of what was asked long ago."""
        async with self._database.transaction() as tx:
            return await tx.questions.forget_texts(before=self._clock.now() - TEXT_KEPT)

    async def unanswered_count(self, person: Person) -> int:
        """How many questions of late found no answer that helped."""
        async with self._database.read() as tx:
            return await tx.questions.count_unanswered(
                _courses(person), since=self._back(LOOKED_BACK)
            )

    async def unanswered(self, person: Person) -> list[Cluster]:
        """Those questions in clusters, the biggest first."""
        async with self._database.read() as tx:
            asked = await tx.questions.unanswered(
                _courses(person), since=self._back(LOOKED_BACK), limit=TEXTS_MOST
            )
        return await asyncio.to_thread(clusters, asked)

    async def unhelpful(self, person: Person) -> list[Unhelpful]:
        """Entries the person looks after that did not help of late, the least helpful first."""
        async with self._database.read() as tx:
            used = await tx.questions.usage(since=self._back(LOOKED_BACK))
        entries = await self._entries(person, used)
        found = [
            Unhelpful(entry, entry.text(person.language).title, one.count, one.unhelpful)
            for one in used
            if one.unhelpful and (entry := entries.get(one.entry))
        ]
        return sorted(found, key=lambda one: (-one.unhelpful, one.count, one.entry.name))

    async def trends(self, person: Person) -> list[Trend]:
        """What is asked by topic, course after course, the most asked first."""
        week_ago, before_that = self._back(WEEK), self._back(2 * WEEK)
        async with self._database.read() as tx:
            used = await tx.questions.usage(since=week_ago)
            earlier = await tx.questions.usage(since=before_that, until=week_ago)
        entries = await self._entries(person, [*used, *earlier])
        counts = self._by_group(person, entries, used)
        before = self._by_group(person, entries, earlier)
        found = [
            Trend(self._courses[course], group, counts[course, group], before[course, group])
            for course, group in {*counts, *before}
        ]
        order = list(self._courses)
        return sorted(
            found, key=lambda one: (order.index(one.course.id), -one.count, -one.before, one.group)
        )

    def _by_group(
        self, person: Person, entries: Mapping[str, Answering], used: list[Usage]
    ) -> Counter[tuple[str, str]]:
        counts: Counter[tuple[str, str]] = Counter()
        for one in used:
            if entry := entries.get(one.entry):
                course = self._courses[entry.course]
                group = "" if is_added(entry) else course.group_name(entry, person.language)
                counts[course.id, group] += one.count
        return counts

    async def _entries(self, person: Person, used: list[Usage]) -> dict[str, Answering]:
        """Those of the entries that are there and that the person looks after, by name."""
        content, mine = await self._content.current(), self._content.mine(person)
        found = (content.entry(one.entry) for one in used)
        return {
            entry.name: entry
            for entry in found
            if isinstance(entry, Answering) and entry.course in mine
        }

    def _back(self, by: timedelta) -> datetime:
        """The hour so long ago: moments of questions are hours."""
        return on_the_hour(self._clock.now() - by)


def _courses(person: Person) -> frozenset[str] | None:
    """Of which courses the person sees what was asked; None: of all."""
    return None if person.is_owner else person.teaches
