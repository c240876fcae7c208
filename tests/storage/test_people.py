"""People and their lead times."""

from datetime import UTC, datetime

from bot.domain.people import DEFAULT_LEADS, Person
from storage.database import Database

NOW = datetime(2026, 12, 7, 7, 0, tzinfo=UTC)


async def person(database: Database, person_id: int = 5) -> Person | None:
    """The person as another connection sees them."""
    async with database.read() as tx:
        return await tx.people.person(person_id)


async def test_a_person_is_added_once_with_the_default_lead_times(database: Database) -> None:
    assert await person(database) is None
    for language in ("kk", "ru"):
        async with database.transaction() as tx:
            await tx.people.add(5, language, at=NOW)
    assert await person(database) == Person(5, "kk", DEFAULT_LEADS)


async def test_an_id_beyond_32_bits_is_kept(database: Database) -> None:
    large = 2**52 - 1
    async with database.transaction() as tx:
        await tx.people.add(large, "en", at=NOW)
    assert await person(database, large) == Person(large, "en", DEFAULT_LEADS)


async def test_what_a_person_chooses_is_kept(database: Database) -> None:
    async with database.transaction() as tx:
        await tx.people.add(5, "kk", at=NOW)
        await tx.people.set_language(5, "ru")
        await tx.people.set_leads(5, (15, 60), at=NOW)
        await tx.people.make_instructor(5, "poc")
        await tx.people.make_instructor(5, "poc")
        await tx.people.make_instructor(5, "unso")
        await tx.people.set_menu(5, "m1")
    assert await person(database) == Person(5, "ru", (60, 15), frozenset({"poc", "unso"}))
    async with database.read() as tx:
        assert await tx.people.menu(5) == "m1"
        assert await tx.people.menu(6) is None


async def test_a_person_may_want_no_reminders(database: Database) -> None:
    async with database.transaction() as tx:
        await tx.people.add(5, "kk", at=NOW)
        await tx.people.set_leads(5, (), at=NOW)
        await tx.people.add(5, "kk", at=NOW)
    found = await person(database)
    assert found is not None
    assert found.lead_minutes == ()


async def test_going_away_is_news_once(database: Database) -> None:
    async with database.transaction() as tx:
        await tx.people.add(5, "kk", at=NOW)
        changes = [await tx.people.set_reachable(5, to) for to in (True, False, False, True)]
        assert not await tx.people.set_reachable(6, False)
    assert changes == [False, True, False, True]


async def test_instructors_are_found_by_course(database: Database) -> None:
    async with database.transaction() as tx:
        for person_id, course in ((5, "poc"), (6, "unso"), (6, "poc")):
            await tx.people.add(person_id, "en", at=NOW)
            await tx.people.make_instructor(person_id, course)
    async with database.read() as tx:
        assert sorted(await tx.people.instructors("poc")) == [5, 6]
        assert await tx.people.instructors("unso") == [6]
        assert sorted(await tx.people.instructors(None)) == [5, 6]
        assert await tx.people.instructors("law") == []
