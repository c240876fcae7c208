"""Questions without the people who asked them: nothing here leads to a person, chat or message.

The key is random, so that not even the order of the rows tells who asked.
"""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ColumnElement, and_, func, or_, select, update

from bot.domain.questions import Outcome
from storage.schema import questions
from storage.store import Store

_IS_UNANSWERED = and_(
    questions.c.text.is_not(None),
    or_(questions.c.entry.is_(None), questions.c.has_helped.is_(False)),
)


@dataclass(frozen=True, slots=True)
class Usage:
    """How often an entry was given as an answer, and how often it did not help."""

    entry: str
    count: int
    unhelpful: int


def _unanswered(courses: Collection[str] | None, since: datetime) -> ColumnElement[bool]:
    """None: every course. A question without a course is everybody's."""
    found = and_(_IS_UNANSWERED, questions.c.asked_at >= since)
    if courses is None:
        return found
    return found & or_(questions.c.course.is_(None), questions.c.course.in_(courses))


class QuestionStore(Store):
    """Questions by their random key."""

    async def add(
        self,
        key: int,
        *,
        language: str,
        course: str | None,
        outcome: Outcome,
        entry: str | None,
        text: str | None,
        at: datetime,
    ) -> None:
        """Adds a question."""
        insert = self._dialect.insert(questions).values(
            key=key,
            language=language,
            course=course,
            outcome=outcome.value,
            entry=entry,
            text=text,
            asked_at=at,
        )
        await self._connection.execute(insert.on_conflict_do_nothing())

    async def choose(self, key: int, entry: str) -> None:
        """An offered entry was opened; whether it helped is open again, unless it was it before."""
        await self._connection.execute(
            update(questions)
            .where(
                questions.c.key == key,
                questions.c.outcome == Outcome.OFFERED.value,
                questions.c.entry.is_distinct_from(entry),
            )
            .values(entry=entry, has_helped=None)
        )

    async def set_helped(self, key: int, has_helped: bool) -> None:
        """Whether the answer helped; then nobody needs the wording any more."""
        values: dict[str, object] = {"has_helped": has_helped}
        if has_helped:
            values["text"] = None
        await self._connection.execute(
            update(questions).where(questions.c.key == key).values(values)
        )

    async def count_unanswered(self, courses: Collection[str] | None, *, since: datetime) -> int:
        """How many questions found no answer that helped."""
        query = select(func.count()).select_from(questions).where(_unanswered(courses, since))
        return int(await self._connection.scalar(query) or 0)

    async def unanswered(
        self, courses: Collection[str] | None, *, since: datetime, limit: int
    ) -> list[tuple[str, str]]:
        """Language and text of those questions, the latest first."""
        query = (
            select(questions.c.language, questions.c.text)
            .where(_unanswered(courses, since))
            .order_by(questions.c.asked_at.desc(), questions.c.key)
            .limit(limit)
        )
        return [(row.language, row.text) for row in await self._connection.execute(query)]

    async def usage(self, *, since: datetime, until: datetime | None = None) -> list[Usage]:
        """Each entry that was given or chosen, by its name."""
        query = (
            select(
                questions.c.entry,
                func.count(),
                func.count().filter(questions.c.has_helped.is_(False)),
            )
            .where(questions.c.entry.is_not(None), questions.c.asked_at >= since)
            .group_by(questions.c.entry)
            .order_by(questions.c.entry)
        )
        if until is not None:
            query = query.where(questions.c.asked_at < until)
        rows = await self._connection.execute(query)
        return [Usage(entry, count, unhelpful) for entry, count, unhelpful in rows]

    async def forget_texts(self, *, before: datetime) -> int:
        """Drops the wording of old questions. Returns: of how many."""
        forgotten = await self._connection.execute(
            update(questions)
            .where(questions.c.asked_at < before, questions.c.text.is_not(None))
            .values(text=None)
        )
        return forgotten.rowcount
