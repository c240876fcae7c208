"""Practice sets: what was asked, in which poll, and what was answered."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import Row, func, select, update

from bot.domain.quiz import Attempt, Practised, Question, Score
from storage.schema import attempt_questions, attempts
from storage.store import Store

_QUESTION = select(
    attempt_questions, attempts.c.course, attempts.c.person_id, attempts.c.finished_at
).join(attempts, attempts.c.id == attempt_questions.c.attempt_id)


def _question(row: Row[tuple[object, ...]]) -> Question:
    return Question(
        attempt_id=row.attempt_id,
        position=row.position,
        course=row.course,
        item_id=row.item_id,
        option_order=tuple(row.option_order),
        poll_id=row.poll_id,
        message_id=row.message_id,
        chosen=None if row.chosen is None else tuple(row.chosen),
        is_right=row.is_right,
    )


class AttemptStore(Store):
    """Practice sets of people."""

    async def add(
        self,
        *,
        person_id: int,
        course: str,
        origin: str,
        questions: Sequence[tuple[str, tuple[int, ...]]],
        at: datetime,
    ) -> None:
        """Adds a set of (item id, option order).

        Args:
            origin: what started it (chat and message): the same message starts one set only.
        """
        attempt_id = await self._connection.scalar(
            self._dialect.insert(attempts)
            .values(person_id=person_id, course=course, origin=origin, started_at=at)
            .on_conflict_do_nothing()
            .returning(attempts.c.id)
        )
        if attempt_id is None:
            return
        rows = [
            {
                "attempt_id": attempt_id,
                "position": position,
                "item_id": item_id,
                "option_order": list(order),
            }
            for position, (item_id, order) in enumerate(questions)
        ]
        await self._connection.execute(attempt_questions.insert(), rows)

    async def by_origin(self, origin: str) -> Attempt | None:
        """The set that a message started."""
        query = select(attempts.c.id).where(attempts.c.origin == origin)
        attempt_id = await self._connection.scalar(query)
        return None if attempt_id is None else await self.by_id(attempt_id)

    async def by_id(self, attempt_id: int) -> Attempt | None:
        """The set of that id."""
        query = _QUESTION.where(attempts.c.id == attempt_id).order_by(attempt_questions.c.position)
        rows = (await self._connection.execute(query)).all()
        if not rows:
            return None
        return Attempt(
            id=attempt_id,
            person_id=rows[0].person_id,
            course=rows[0].course,
            questions=tuple(map(_question, rows)),
            is_finished=rows[0].finished_at is not None,
        )

    async def by_poll(self, poll_id: str) -> Attempt | None:
        """The set that a poll belongs to, locked for a change."""
        query = (
            select(attempts.c.id)
            .join(attempt_questions, attempt_questions.c.attempt_id == attempts.c.id)
            .where(attempt_questions.c.poll_id == poll_id)
            .with_for_update(of=attempts)
        )
        attempt_id = await self._connection.scalar(query)
        return None if attempt_id is None else await self.by_id(attempt_id)

    async def set_poll(self, question: Question, poll_id: str, message_id: int) -> None:
        """Remembers in which poll a question was put."""
        await self._connection.execute(
            update(attempt_questions)
            .where(
                attempt_questions.c.attempt_id == question.attempt_id,
                attempt_questions.c.position == question.position,
            )
            .values(poll_id=poll_id, message_id=message_id)
        )

    async def set_answer(
        self, question: Question, chosen: Sequence[int], is_right: bool, *, at: datetime
    ) -> bool:
        """Stores the first answer to a question; false if there is one."""
        stored = await self._connection.execute(
            update(attempt_questions)
            .where(
                attempt_questions.c.attempt_id == question.attempt_id,
                attempt_questions.c.position == question.position,
                attempt_questions.c.answered_at.is_(None),
            )
            .values(chosen=list(chosen), is_right=is_right, answered_at=at)
        )
        return bool(stored.rowcount)

    async def finish(self, attempt_id: int, *, at: datetime) -> bool:
        """Closes a set; false if it was closed."""
        closed = await self._connection.execute(
            update(attempts)
            .where(attempts.c.id == attempt_id, attempts.c.finished_at.is_(None))
            .values(finished_at=at)
        )
        return bool(closed.rowcount)

    async def finish_all(self, person_id: int, *, at: datetime) -> int:
        """Closes every open set of a person. Returns: how many there were."""
        closed = await self._connection.execute(
            update(attempts)
            .where(attempts.c.person_id == person_id, attempts.c.finished_at.is_(None))
            .values(finished_at=at)
        )
        return closed.rowcount

    async def scores(self, person_id: int) -> list[Score]:
        """Every set of a person in which something was answered, the latest first."""
        query = (
            select(
                attempts.c.course,
                attempts.c.started_at,
                func.count(attempt_questions.c.answered_at).label("answered"),
                func.count().filter(attempt_questions.c.is_right).label("right"),
            )
            .join(attempt_questions, attempt_questions.c.attempt_id == attempts.c.id)
            .where(attempts.c.person_id == person_id, attempt_questions.c.answered_at.is_not(None))
            .group_by(attempts.c.id, attempts.c.course, attempts.c.started_at)
            .order_by(attempts.c.started_at.desc(), attempts.c.id.desc())
        )
        return [
            Score(
                course=row.course, begun_at=row.started_at, right=row.right, answered=row.answered
            )
            for row in await self._connection.execute(query)
        ]

    async def practised(self, person_id: int, course: str) -> dict[str, Practised]:
        """The person's last answer to each item of a course."""
        query = (
            select(
                attempt_questions.c.item_id,
                attempt_questions.c.answered_at,
                attempt_questions.c.is_right,
            )
            .join(attempts, attempts.c.id == attempt_questions.c.attempt_id)
            .where(
                attempts.c.person_id == person_id,
                attempts.c.course == course,
                attempt_questions.c.answered_at.is_not(None),
            )
            .order_by(attempt_questions.c.answered_at)
        )
        rows = await self._connection.execute(query)
        return {row.item_id: Practised(row.answered_at, row.is_right) for row in rows}
