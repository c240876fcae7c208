"""Cohorts: made by staff, joined by an invite link, linked to a group."""

import re
import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from zoneinfo import ZoneInfo

from bot.domain.course import Course
from bot.domain.errors import Refusal
from bot.domain.people import Person
from bot.domain.timetable import Cohort
from bot.ports import Clock
from storage.cohorts import CohortExists
from storage.database import Database, Transaction

CODE = re.compile(r"[\w.-]{1,64}\Z")
# A deep link takes 1–64 of A–Z a–z 0–9 _ - (Bot API); 12 random bytes are 16 of them.
INVITE_BYTES = 12


@dataclass(frozen=True, slots=True)
class CohortCard:
    """A cohort as staff sees it."""

    cohort: Cohort
    headcount: int


class CohortService:
    """Iterations of courses."""

    def __init__(
        self, database: Database, clock: Clock, courses: Mapping[str, Course], timezone: str
    ) -> None:
        self._database = database
        self._clock = clock
        self._courses = courses
        self._timezone = timezone

    async def create(
        self, code: str, course: str, starts_on: date, ends_on: date, timezone: str | None = None
    ) -> Cohort:
        """Makes a cohort with an invite code that cannot be guessed.

        Raises:
            Refusal: the code is taken or malformed, no such course or zone, or it ends before
                it starts.
        """
        zone = timezone or self._timezone
        if not CODE.match(code):
            raise Refusal("cohort-bad-code", code=code)
        if course not in self._courses:
            raise Refusal("cohort-no-course", course=course, known=", ".join(self._courses))
        if ends_on < starts_on:
            raise Refusal("cohort-ends-first", start=str(starts_on), end=str(ends_on))
        try:
            ZoneInfo(zone)
        except (KeyError, OSError, ValueError) as error:
            raise Refusal("cohort-no-zone", zone=zone) from error
        async with self._database.transaction() as tx:
            if await tx.cohorts.by_code(code):
                raise Refusal("cohort-exists", code=code)
            try:
                return await tx.cohorts.add(
                    code=code,
                    course=course,
                    starts_on=starts_on,
                    ends_on=ends_on,
                    timezone=zone,
                    invite_code=secrets.token_urlsafe(INVITE_BYTES),
                    at=self._clock.now(),
                )
            except CohortExists as error:
                raise Refusal("cohort-exists", code=code) from error

    async def by_code(self, code: str) -> Cohort:
        """The cohort of that code.

        Raises:
            Refusal: there is none.
        """
        async with self._database.read() as tx:
            cohort = await tx.cohorts.by_code(code)
        if cohort is None:
            raise Refusal("cohort-unknown", code=code)
        return cohort

    async def join(self, person: Person, invite_code: str) -> Cohort:
        """Enrols the person by an invite code; a second time changes nothing.

        Raises:
            Refusal: the link leads to no cohort, or the cohort is over.
        """
        async with self._database.transaction() as tx:
            cohort = await tx.cohorts.by_invite(invite_code)
            if cohort is None:
                raise Refusal("start-bad-link")
            if self._clock.now().astimezone(cohort.zone).date() > cohort.ends_on:
                raise Refusal("start-cohort-over", code=cohort.code)
            await tx.cohorts.enrol(person.id, cohort.id, at=self._clock.now())
        return cohort

    async def of_person(self, person: Person) -> list[Cohort]:
        """The cohorts the person is enrolled in, the latest first."""
        async with self._database.read() as tx:
            return await tx.cohorts.of_person(person.id)

    async def run_by(self, person: Person) -> list[Cohort]:
        """The cohorts that the person may run."""
        async with self._database.read() as tx:
            return await _run_by(tx, person)

    async def cards(self, person: Person) -> list[CohortCard]:
        """The same, each with its headcount."""
        async with self._database.read() as tx:
            return [
                CohortCard(cohort, await tx.cohorts.headcount(cohort.id))
                for cohort in await _run_by(tx, person)
            ]

    async def link_group(self, person: Person, chat_id: int, invite_code: str) -> Cohort:
        """Links a group to the cohort of an invite code; done by staff only.

        Raises:
            Refusal: not staff of that course, or no such cohort.
        """
        async with self._database.transaction() as tx:
            cohort = await tx.cohorts.by_invite(invite_code)
            if cohort is None or not person.may_run(cohort.course):
                raise Refusal("group-not-yours")
            await tx.cohorts.link_group(chat_id, cohort.id, person.language, at=self._clock.now())
        return cohort

    async def unlink_group(self, chat_id: int) -> None:
        """The bot was removed from a group."""
        async with self._database.transaction() as tx:
            await tx.cohorts.unlink_group(chat_id)

    async def move_group(self, old: int, new: int) -> None:
        """A group became a supergroup: its link and what is owed to it follow."""
        async with self._database.transaction() as tx:
            await tx.cohorts.move_group(old, new)
            await tx.outbox.move_chat(old, new)


async def _run_by(tx: Transaction, person: Person) -> list[Cohort]:
    return [cohort for cohort in await tx.cohorts.all() if person.may_run(cohort.course)]
