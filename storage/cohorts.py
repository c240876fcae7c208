"""Cohorts, enrolments and the groups linked to a cohort."""

from datetime import date, datetime

from sqlalchemy import Row, delete, func, select, update
from sqlalchemy.exc import IntegrityError

from bot.domain.timetable import Cohort
from storage.schema import cohorts, enrolments, groups
from storage.store import Store


class CohortExists(Exception):
    """There is a cohort of that code already."""


def _cohort(row: Row[tuple[object, ...]]) -> Cohort:
    return Cohort(
        id=row.id,
        code=row.code,
        course=row.course,
        starts_on=row.starts_on,
        ends_on=row.ends_on,
        timezone=row.timezone,
        invite_code=row.invite_code,
    )


class CohortStore(Store):
    """Iterations of courses."""

    async def add(
        self,
        *,
        code: str,
        course: str,
        starts_on: date,
        ends_on: date,
        timezone: str,
        invite_code: str,
        at: datetime,
    ) -> Cohort:
        """Adds a cohort.

        Raises:
            CohortExists: the code is taken.
        """
        values = {
            "code": code,
            "course": course,
            "starts_on": starts_on,
            "ends_on": ends_on,
            "timezone": timezone,
            "invite_code": invite_code,
        }
        try:
            await self._connection.execute(cohorts.insert().values(**values, created_at=at))
        except IntegrityError as error:
            raise CohortExists(code) from error
        found = await self.by_code(code)
        assert found is not None
        return found

    async def by_code(self, code: str) -> Cohort | None:
        """The cohort of that code; upper and lower case are alike."""
        return await self._one(func.lower(cohorts.c.code) == code.lower())

    async def by_invite(self, invite_code: str) -> Cohort | None:
        """The cohort that the invite link leads to."""
        return await self._one(cohorts.c.invite_code == invite_code)

    async def by_id(self, cohort_id: int) -> Cohort | None:
        """The cohort of that id."""
        return await self._one(cohorts.c.id == cohort_id)

    async def _one(self, condition: object) -> Cohort | None:
        query = select(cohorts).where(condition)  # type: ignore[arg-type]
        row = (await self._connection.execute(query)).first()
        return _cohort(row) if row else None

    async def all(self) -> list[Cohort]:
        """Every cohort, the newest first."""
        query = select(cohorts).order_by(cohorts.c.starts_on.desc(), cohorts.c.id.desc())
        return [_cohort(row) for row in await self._connection.execute(query)]

    async def of_person(self, person_id: int) -> list[Cohort]:
        """The cohorts the person is enrolled in, the latest first."""
        query = (
            select(cohorts)
            .join(enrolments, enrolments.c.cohort_id == cohorts.c.id)
            .where(enrolments.c.person_id == person_id)
            .order_by(cohorts.c.starts_on.desc(), cohorts.c.id.desc())
        )
        return [_cohort(row) for row in await self._connection.execute(query)]

    async def enrol(self, person_id: int, cohort_id: int, *, at: datetime) -> bool:
        """Enrols the person; false if they were enrolled."""
        row = {"person_id": person_id, "cohort_id": cohort_id, "enrolled_at": at}
        insert = self._dialect.insert(enrolments).values(row).on_conflict_do_nothing()
        return bool((await self._connection.execute(insert)).rowcount)

    async def headcount(self, cohort_id: int) -> int:
        """How many trainees are enrolled."""
        query = select(func.count()).where(enrolments.c.cohort_id == cohort_id)
        return int(await self._connection.scalar(query) or 0)

    async def trainees(self, cohort_id: int) -> list[int]:
        """Ids of the trainees enrolled."""
        query = select(enrolments.c.person_id).where(enrolments.c.cohort_id == cohort_id)
        return list((await self._connection.scalars(query)).all())

    async def groups(self, cohort_id: int) -> list[int]:
        """Chats linked to the cohort."""
        query = select(groups.c.chat_id).where(groups.c.cohort_id == cohort_id)
        return list((await self._connection.scalars(query)).all())

    async def link_group(
        self, chat_id: int, cohort_id: int, language: str, *, at: datetime
    ) -> None:
        """Links a group, or links it to another cohort."""
        values = {"cohort_id": cohort_id, "language": language, "linked_at": at}
        insert = self._dialect.insert(groups).values(chat_id=chat_id, **values)
        await self._connection.execute(
            insert.on_conflict_do_update(index_elements=["chat_id"], set_=values)
        )

    async def unlink_group(self, chat_id: int) -> None:
        """Forgets a group that the bot was removed from."""
        await self._connection.execute(delete(groups).where(groups.c.chat_id == chat_id))

    async def move_group(self, old: int, new: int) -> bool:
        """Follows a group that became a supergroup; false if it was not linked under `old`."""
        await self._connection.execute(
            delete(groups).where(
                groups.c.chat_id == new, select(1).where(groups.c.chat_id == old).exists()
            )
        )
        moved = await self._connection.execute(
            update(groups).where(groups.c.chat_id == old).values(chat_id=new)
        )
        return bool(moved.rowcount)
