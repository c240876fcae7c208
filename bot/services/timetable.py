"""Timetable: taken in from a file, shown to those concerned, changes announced."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from pathlib import PurePath

from bot.domain import timetable
from bot.domain.errors import Fault, Faulty, Place
from bot.domain.outbox import Draft, Kind
from bot.domain.people import Person
from bot.domain.reminders import Verdict
from bot.domain.timetable import Changes, Class, Cohort
from bot.ports import Clock
from bot.services import reminders
from storage.database import Database, Transaction

SIZE_LIMIT = 5_000_000
COMING_DAYS = 7
AHEAD = timedelta(days=366)


@dataclass(frozen=True, slots=True)
class Schedule:
    """Classes of today and of the days after, each with its cohort."""

    today: date
    todays: tuple[tuple[Cohort, Class], ...]
    coming: tuple[tuple[Cohort, Class], ...]


class TimetableService:
    """Classes of cohorts."""

    def __init__(self, database: Database, clock: Clock, timezone: str) -> None:
        self._database = database
        self._clock = clock
        self._timezone = timezone

    async def take_in(self, cohort: Cohort, content: bytes, file: str) -> Changes:
        """Makes the cohort's timetable what the file says, whole or not at all.

        What moved or was cancelled is announced, reminders of the old time are dropped.

        Raises:
            Faulty: everything that is wrong in the file, with its line.
        """
        drafts = _read(content, file, cohort)
        now = self._clock.now()
        async with self._database.transaction() as tx:
            found = timetable.changes(await tx.timetable.of_cohort(cohort.id), drafts, now=now)
            await tx.timetable.add(cohort, found.added)
            moved = set()
            for known, draft in found.changed:
                new_start = timetable.in_utc(draft.local_start, cohort.timezone)
                is_past = max(known.starts_at, new_start) <= now
                told = not is_past and timetable.is_other_time_or_place(known, draft)
                await tx.timetable.change(known, draft, cohort, told=told)
                if told:
                    await self._announce(tx, cohort, known, now)
                    moved.add(known.id)
            for known in found.cancelled:
                await tx.timetable.cancel(known)
                await self._announce(tx, cohort, known, now)
            if moved:
                await self._spare(tx, moved, now)
        return found

    async def _spare(self, tx: Transaction, moved: set[int], now: datetime) -> None:
        """Whoever is told now that a class moved needs no late reminder of it on top."""
        candidates = await tx.timetable.unplanned(now)
        late = (c for c in candidates if c.class_id in moved and c.due_at <= now)
        await tx.outbox.add((reminders.draft(c, Verdict.SUPERSEDED) for c in late), at=now)

    async def _announce(self, tx: Transaction, cohort: Cohort, known: Class, now: datetime) -> None:
        revision = known.revision + 1
        await tx.outbox.drop_for_class(known.id, revision, "changed", at=now)
        recipients = await tx.cohorts.trainees(cohort.id) + await tx.cohorts.groups(cohort.id)
        await tx.outbox.add(
            (
                Draft(
                    key=f"class:{known.id}:r{revision}:changed:{chat_id}",
                    chat_id=chat_id,
                    kind=Kind.CLASS_CHANGED,
                    due_at=now,
                    payload={"was": known.starts_at.isoformat()},
                    class_id=known.id,
                    revision=revision,
                    expires_at=now + timedelta(days=14),
                )
                for chat_id in recipients
            ),
            at=now,
        )

    async def schedule(self, person: Person) -> Schedule | None:
        """Classes of the person's cohorts; None if they are in no cohort."""
        async with self._database.read() as tx:
            cohorts = await tx.cohorts.of_person(person.id)
            return await self._schedule(tx, cohorts) if cohorts else None

    async def next_classes(self, person: Person) -> list[tuple[Cohort, Class]]:
        """The classes under way and the next one to begin, of the person's cohorts, in order."""
        now = self._clock.now()
        async with self._database.read() as tx:
            by_id = {cohort.id: cohort for cohort in await tx.cohorts.of_person(person.id)}
            found = await tx.timetable.between(by_id, now - timedelta(days=1), now + AHEAD)
        begun = [known for known in found if known.starts_at <= now < known.ends_at]
        to_come = [known for known in found if known.starts_at > now]
        return [(by_id[known.cohort_id], known) for known in (*begun, *to_come[:1])]

    async def todays(self, person: Person) -> Schedule:
        """Classes of the cohorts that the person may run."""
        async with self._database.read() as tx:
            cohorts = [c for c in await tx.cohorts.all() if person.may_run(c.course)]
            return await self._schedule(tx, cohorts)

    async def _schedule(self, tx: Transaction, cohorts: Iterable[Cohort]) -> Schedule:
        by_id = {cohort.id: cohort for cohort in cohorts}
        now = self._clock.now()
        start, end = now - timedelta(days=1), now + timedelta(days=COMING_DAYS + 1)
        found = await tx.timetable.between(by_id, start, end)
        pairs = [(by_id[known.cohort_id], known) for known in found]
        today = {c.id: now.astimezone(c.zone).date() for c in by_id.values()}
        return Schedule(
            today=next(iter(today.values()), timetable.local_date(now, self._timezone)),
            todays=tuple(p for p in pairs if p[1].local_start.date() == today[p[0].id]),
            coming=tuple(p for p in pairs if p[1].local_start.date() > today[p[0].id]),
        )

    async def refresh_starts(self) -> int:
        """Computes starts in UTC anew by the zone rules of today; done at every start."""
        async with self._database.transaction() as tx:
            return await tx.timetable.refresh_starts(self._clock.now())


def _read(content: bytes, file: str, cohort: Cohort) -> list[timetable.ClassDraft]:
    """By the file's ending; the readers are loaded only now, since they are heavy."""
    if len(content) > SIZE_LIMIT:
        args = {"limit": SIZE_LIMIT // 1_000_000}
        raise Faulty([Fault(Place(file), "fault-file-large", args)])
    match PurePath(file).suffix.lower():
        case ".ics":
            from bot.formats.timetable_ics import read_ics

            return read_ics(content, file, cohort)
        case ".csv":
            from bot.formats.timetable_csv import read_csv

            return read_csv(content, file, cohort)
        case ending:
            args_of_ending = {"ending": ending or "—", "known": ".ics, .csv"}
            raise Faulty([Fault(Place(file), "fault-ending", args_of_ending)])
