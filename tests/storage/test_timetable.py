"""Classes, their starts in UTC, and the reminders that are not planned yet."""

from datetime import UTC, date, datetime, timedelta

from bot.domain.outbox import Draft, Kind
from bot.domain.timetable import ClassDraft, Cohort
from storage.database import Database, Transaction
from storage.schema import classes

NOW = datetime(2026, 12, 7, 7, 0, tzinfo=UTC)
wall = datetime.fromisoformat


async def cohort_with(
    tx: Transaction, *drafts: ClassDraft, timezone: str = "Asia/Almaty"
) -> Cohort:
    """A cohort with classes and one trainee, 5, enrolled long ago."""
    cohort = await tx.cohorts.add(
        code="A",
        course="poc",
        starts_on=date(2026, 12, 7),
        ends_on=date(2026, 12, 18),
        timezone=timezone,
        invite_code="i",
        at=NOW,
    )
    await tx.timetable.add(cohort, drafts)
    await tx.people.add(5, "kk", at=NOW - timedelta(days=9))
    await tx.cohorts.enrol(5, cohort.id, at=NOW - timedelta(days=8))
    return cohort


def draft(local: str, uid: str = "a") -> ClassDraft:
    """A class at a wall time."""
    return ClassDraft(uid, "Құқық", "101", wall(local), 90)


async def test_a_class_keeps_its_wall_time_and_its_start_in_utc(database: Database) -> None:
    async with database.transaction() as tx:
        cohort = await cohort_with(tx, draft("2026-12-08 09:00"))
    async with database.read() as tx:
        (known,) = await tx.timetable.of_cohort(cohort.id)
        assert known.draft() == draft("2026-12-08 09:00")
        assert known.starts_at == datetime(2026, 12, 8, 4, 0, tzinfo=UTC)
        start = known.starts_at
        assert await tx.timetable.between([cohort.id], start, start + timedelta(1)) == [known]
        assert await tx.timetable.between([cohort.id], start - timedelta(1), start) == []
        assert await tx.timetable.between([], start, start + timedelta(1)) == []
        assert await tx.timetable.by_ids([known.id, 99]) == {known.id: known}


async def test_a_told_change_and_a_cancellation_make_a_new_revision(database: Database) -> None:
    async with database.transaction() as tx:
        cohort = await cohort_with(tx, draft("2026-12-08 09:00"))
        (known,) = await tx.timetable.of_cohort(cohort.id)
        await tx.timetable.change(known, draft("2026-12-09 10:00"), cohort, told=False)
        (moved,) = await tx.timetable.of_cohort(cohort.id)
        assert (moved.revision, moved.local_start) == (1, wall("2026-12-09 10:00"))
        await tx.timetable.change(moved, draft("2026-12-09 11:00"), cohort, told=True)
        (again,) = await tx.timetable.of_cohort(cohort.id)
        await tx.timetable.cancel(again)
        (gone,) = await tx.timetable.of_cohort(cohort.id)
    assert (again.revision, gone.revision, gone.is_cancelled) == (2, 3, True)
    async with database.read() as tx:
        month = (NOW - timedelta(30), NOW + timedelta(30))
        assert await tx.timetable.between([cohort.id], *month) == []


async def test_starts_are_computed_anew_when_the_zone_rules_changed(database: Database) -> None:
    async with database.transaction() as tx:
        cohort = await cohort_with(tx, draft("2026-12-08 09:00"), draft("2026-12-01 09:00", "past"))
        an_hour_off = classes.update().values(starts_at=datetime(2026, 12, 8, 3, tzinfo=UTC))
        await tx.connection.execute(an_hour_off.where(classes.c.uid == "a"))
    async with database.transaction() as tx:
        assert await tx.timetable.refresh_starts(NOW) == 1
        assert await tx.timetable.refresh_starts(NOW) == 0
    async with database.read() as tx:
        day = (datetime(2026, 12, 8, tzinfo=UTC), datetime(2026, 12, 9, tzinfo=UTC))
        (known,) = await tx.timetable.between([cohort.id], *day)
        stored = await tx.connection.scalar(
            classes.select().with_only_columns(classes.c.starts_at).where(classes.c.uid == "a")
        )
    assert stored == known.starts_at == datetime(2026, 12, 8, 4, tzinfo=UTC)


async def leads(database: Database, at: datetime) -> list[tuple[int, int]]:
    """(chat, lead time) of the reminders not planned yet."""
    async with database.read() as tx:
        return sorted((c.chat_id, c.lead_minutes) for c in await tx.timetable.unplanned(at))


async def test_reminders_due_within_the_hour_are_not_planned_yet(database: Database) -> None:
    start = datetime(2026, 12, 8, 4, tzinfo=UTC)
    async with database.transaction() as tx:
        cohort = await cohort_with(tx, draft("2026-12-08 09:00"))
        await tx.cohorts.link_group(-10, cohort.id, "kk", at=NOW)
        await tx.people.add(6, "ru", at=NOW)  # not enrolled
    day = timedelta(days=1)
    assert await leads(database, start - day - timedelta(minutes=61)) == []
    assert await leads(database, start - day - timedelta(minutes=60)) == [(-10, 1440), (5, 1440)]
    assert len(await leads(database, start - timedelta(minutes=75))) == 4
    assert await leads(database, start) == []


async def test_nothing_is_planned_twice_nor_for_whom_nobody_can_reach(
    database: Database,
) -> None:
    at = datetime(2026, 12, 7, 4, tzinfo=UTC)
    async with database.transaction() as tx:
        cohort = await cohort_with(tx, draft("2026-12-08 09:00"))
        (known,) = await tx.timetable.of_cohort(cohort.id)
    assert await leads(database, at) == [(5, 1440)]
    async with database.transaction() as tx:
        await tx.people.set_reachable(5, False)
    assert await leads(database, at) == []
    async with database.transaction() as tx:
        await tx.people.set_reachable(5, True)
        planned = Draft(
            "k", 5, Kind.CLASS_REMINDER, at, class_id=known.id, revision=1, lead_minutes=1440
        )
        await tx.outbox.add([planned], at=at)
    assert await leads(database, at) == []
    async with database.transaction() as tx:
        await tx.timetable.change(known, draft("2026-12-08 08:30"), cohort, told=True)
    assert await leads(database, at) == [(5, 1440)]  # a new revision is planned anew
    async with database.transaction() as tx:
        (moved,) = await tx.timetable.of_cohort(cohort.id)
        await tx.timetable.cancel(moved)
    assert await leads(database, at) == []


async def test_a_reminder_knows_since_when_it_is_wanted(database: Database) -> None:
    chosen_at = NOW + timedelta(minutes=3)
    async with database.transaction() as tx:
        await cohort_with(tx, draft("2026-12-07 12:30"))
        await tx.people.set_leads(5, (30,), at=chosen_at)
    async with database.read() as tx:
        (candidate,) = await tx.timetable.unplanned(NOW)
    assert (candidate.lead_minutes, candidate.since) == (30, chosen_at)
