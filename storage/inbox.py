"""Questions that an instructor should answer."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ColumnElement, Row, func, or_, select, update

from storage.asked import Asked
from storage.schema import inbox
from storage.store import Store


@dataclass(frozen=True, slots=True)
class OpenQuestion:
    """A question of a trainee for an instructor; who asked is known only as a chat."""

    id: int
    chat_id: int
    course: str | None
    language: str
    text: str
    opened_at: datetime
    answer: str | None


def _open_question(row: Row[tuple[object, ...]]) -> OpenQuestion:
    return OpenQuestion(
        id=row.id,
        chat_id=row.chat_id,
        course=row.course,
        language=row.language,
        text=row.text,
        opened_at=row.opened_at,
        answer=row.answer,
    )


def _for_courses(courses: frozenset[str] | None) -> ColumnElement[bool]:
    """None: every course. A question without a course is everybody's."""
    if courses is None:
        return inbox.c.answered_at.is_(None)
    mine = or_(inbox.c.course.is_(None), inbox.c.course.in_(courses))
    return inbox.c.answered_at.is_(None) & mine


class InboxStore(Store):
    """Questions passed on, and their answers."""

    async def open(self, question: Asked, text: str, *, at: datetime) -> int | None:
        """Passes a question on; None if it was passed on before."""
        insert = self._dialect.insert(inbox).values(
            asked_id=question.id,
            chat_id=question.chat_id,
            course=question.course,
            language=question.language,
            text=text,
            opened_at=at,
        )
        opened: int | None = await self._connection.scalar(
            insert.on_conflict_do_nothing().returning(inbox.c.id)
        )
        return opened

    async def edit(self, asked_id: int, text: str) -> bool:
        """The trainee edited a question that is still open."""
        edited = await self._connection.execute(
            update(inbox)
            .where(inbox.c.asked_id == asked_id, inbox.c.answered_at.is_(None))
            .values(text=text)
        )
        return bool(edited.rowcount)

    async def open_questions(
        self, courses: frozenset[str] | None, *, limit: int, offset: int = 0
    ) -> list[OpenQuestion]:
        """Unanswered questions, the oldest first."""
        query = (
            select(inbox)
            .where(_for_courses(courses))
            .order_by(inbox.c.id)
            .limit(limit)
            .offset(offset)
        )
        return [_open_question(row) for row in await self._connection.execute(query)]

    async def count_open(self, courses: frozenset[str] | None) -> int:
        """How many are unanswered."""
        query = select(func.count()).select_from(inbox).where(_for_courses(courses))
        return int(await self._connection.scalar(query) or 0)

    async def by_id(self, question_id: int) -> OpenQuestion | None:
        """One question, answered or not."""
        row = (
            await self._connection.execute(select(inbox).where(inbox.c.id == question_id))
        ).first()
        return _open_question(row) if row else None

    async def answer(self, question_id: int, answer: str, *, by: int, at: datetime) -> bool:
        """Stores the first answer; false if somebody else was quicker."""
        answered = await self._connection.execute(
            update(inbox)
            .where(inbox.c.id == question_id, inbox.c.answered_at.is_(None))
            .values(answer=answer, answered_by=by, answered_at=at)
        )
        return bool(answered.rowcount)
