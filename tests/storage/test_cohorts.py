"""Cohorts, enrolments and linked groups."""

from datetime import UTC, date, datetime

import pytest

from bot.domain.timetable import Cohort
from storage.cohorts import CohortExists
from storage.database import Database, Transaction

NOW = datetime(2026, 12, 7, 7, 0, tzinfo=UTC)


async def add(tx: Transaction, code: str, start: date = date(2026, 12, 7)) -> Cohort:
    """A cohort of one day."""
    return await tx.cohorts.add(
        code=code,
        course="poc",
        starts_on=start,
        ends_on=start,
        timezone="Asia/Almaty",
        invite_code=f"invite-{code}",
        at=NOW,
    )


async def test_a_cohort_is_found_by_code_in_any_case_and_by_invite_in_its_own(
    database: Database,
) -> None:
    async with database.transaction() as tx:
        cohort = await add(tx, "POC-12")
    async with database.read() as tx:
        assert await tx.cohorts.by_code("poc-12") == cohort
        assert await tx.cohorts.by_id(cohort.id) == cohort
        assert await tx.cohorts.by_invite("invite-POC-12") == cohort
        assert await tx.cohorts.by_invite("INVITE-POC-12") is None
        assert await tx.cohorts.by_code("POC-13") is None


async def test_a_code_is_taken_once(database: Database) -> None:
    async with database.transaction() as tx:
        await add(tx, "POC-12")
    with pytest.raises(CohortExists):
        async with database.transaction() as tx:
            await add(tx, "POC-12")
    async with database.read() as tx:
        assert len(await tx.cohorts.all()) == 1


async def test_enrolling_twice_changes_nothing(database: Database) -> None:
    async with database.transaction() as tx:
        older, newer = await add(tx, "A", date(2026, 1, 5)), await add(tx, "B")
        await tx.people.add(5, "kk", at=NOW)
        assert await tx.cohorts.enrol(5, older.id, at=NOW)
        assert not await tx.cohorts.enrol(5, older.id, at=NOW)
        assert await tx.cohorts.enrol(5, newer.id, at=NOW)
    async with database.read() as tx:
        assert await tx.cohorts.of_person(5) == [newer, older]
        assert await tx.cohorts.of_person(6) == []
        assert await tx.cohorts.headcount(older.id) == 1
        assert await tx.cohorts.trainees(newer.id) == [5]


async def test_a_group_is_linked_to_one_cohort_and_forgotten_on_leaving(
    database: Database,
) -> None:
    async with database.transaction() as tx:
        one, other = await add(tx, "A"), await add(tx, "B")
        await tx.cohorts.link_group(-10, one.id, "kk", at=NOW)
        await tx.cohorts.link_group(-10, other.id, "ru", at=NOW)
        assert await tx.cohorts.groups(one.id) == []
        assert await tx.cohorts.groups(other.id) == [-10]
        await tx.cohorts.unlink_group(-10)
        assert await tx.cohorts.groups(other.id) == []


async def test_a_group_that_becomes_a_supergroup_keeps_its_link(database: Database) -> None:
    async with database.transaction() as tx:
        cohort = await add(tx, "A")
        await tx.cohorts.link_group(-10, cohort.id, "kk", at=NOW)
    for expected in (True, False):  # Telegram tells of it in both chats
        async with database.transaction() as tx:
            assert await tx.cohorts.move_group(-10, -100) is expected
    async with database.read() as tx:
        assert await tx.cohorts.groups(cohort.id) == [-100]


async def test_a_group_linked_under_both_ids_is_linked_once_after_the_move(
    database: Database,
) -> None:
    async with database.transaction() as tx:
        cohort = await add(tx, "A")
        await tx.cohorts.link_group(-10, cohort.id, "kk", at=NOW)
        await tx.cohorts.link_group(-100, cohort.id, "kk", at=NOW)
        assert await tx.cohorts.move_group(-10, -100)
        assert await tx.cohorts.groups(cohort.id) == [-100]
