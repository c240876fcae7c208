"""Transactions: all or nothing, nothing lost side by side; the small stores."""

import asyncio
from datetime import UTC, datetime, timedelta

import pytest

from storage.database import Database
from storage.dialects import AlreadyRunning
from storage.dialogs import Dialog

NOW = datetime(2026, 12, 7, 7, 0, tzinfo=UTC)


async def test_a_transaction_that_fails_leaves_nothing(database: Database) -> None:
    async def fail() -> None:
        async with database.transaction() as tx:
            await tx.facts.set("name", "value")
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        await fail()
    async with database.read() as tx:
        assert await tx.facts.value("name") is None


async def test_read_then_write_side_by_side_loses_nothing(database_url: str) -> None:
    """Four processes, each with its own connections, count the same error 25 times."""
    databases = [Database(database_url) for _ in range(4)]

    async def count(database: Database) -> None:
        for _ in range(25):
            async with database.transaction() as tx:
                await tx.incidents.record("kind", at=NOW)

    await asyncio.gather(*map(count, databases))
    async with databases[0].read() as tx:
        assert await tx.incidents.total() == 100
    for database in databases:
        await database.close()


async def test_a_row_read_for_a_change_is_not_changed_by_others_meanwhile(
    database_url: str,
) -> None:
    """Two taps at once: the set is read, then written, by one transaction after the other."""
    databases = [Database(database_url) for _ in range(3)]
    async with databases[0].transaction() as tx:
        await tx.people.add(5, "kk", at=NOW)
        questions = [(f"i{n}", (0, 1, 2)) for n in range(9)]
        await tx.attempts.add(person_id=5, course="poc", origin="o", questions=questions, at=NOW)
        attempt = await tx.attempts.by_origin("o")
        assert attempt is not None
        await tx.attempts.set_poll(attempt.questions[0], "p", 1)

    async def answer_next(database: Database) -> None:
        for _ in range(3):
            async with database.transaction() as tx:
                locked = await tx.attempts.by_poll("p")
                assert locked is not None
                question = locked.next_open
                assert question is not None
                await asyncio.sleep(0.01)
                assert await tx.attempts.set_answer(question, (0,), True, at=NOW)

    await asyncio.gather(*map(answer_next, databases))
    async with databases[0].read() as tx:
        done = await tx.attempts.by_id(attempt.id)
    assert done is not None
    assert done.score == 9
    for database in databases:
        await database.close()


async def test_a_lease_is_held_by_one_until_it_ends_or_is_given_up(database: Database) -> None:
    async def take(holder: str, *, after_s: int = 0) -> bool:
        at = NOW + timedelta(seconds=after_s)
        async with database.transaction() as tx:
            return await tx.leases.take("sender", holder, now=at, until=at + timedelta(seconds=30))

    assert await take("a")
    assert not await take("b")
    assert await take("a", after_s=20)
    assert not await take("b", after_s=49)
    assert await take("b", after_s=50)
    async with database.transaction() as tx:
        await tx.leases.give_up("sender", "a")
    assert not await take("a", after_s=51)
    async with database.transaction() as tx:
        await tx.leases.give_up("sender", "b")
    assert await take("a", after_s=51)
    async with database.transaction() as tx:
        await tx.leases.release()
    assert await take("c", after_s=51)


async def test_of_many_that_want_the_lease_one_gets_it(database_url: str) -> None:
    databases = [Database(database_url) for _ in range(5)]

    async def take(number: int) -> bool:
        async with databases[number].transaction() as tx:
            until = NOW + timedelta(seconds=30)
            return await tx.leases.take("sender", f"h{number}", now=NOW, until=until)

    assert sum(await asyncio.gather(*map(take, range(5)))) == 1
    for database in databases:
        await database.close()


async def test_a_fact_is_set_and_replaced(database: Database) -> None:
    for value in ("one", "two"):
        async with database.transaction() as tx:
            await tx.facts.set("name", value)
    async with database.read() as tx:
        assert await tx.facts.value("name") == "two"


async def test_a_person_has_one_open_step(database: Database) -> None:
    until = NOW + timedelta(hours=1)
    async with database.transaction() as tx:
        await tx.people.add(5, "kk", at=NOW)
        await tx.dialogs.open(5, "first", {"a": 1}, until=until)
        await tx.dialogs.open(5, "second", {"b": "қ"}, until=until)
    async with database.transaction() as tx:
        visitor = await tx.people.visitor(5)
        assert visitor is not None
        assert visitor.dialog == Dialog("second", {"b": "қ"}, until)
        assert await tx.dialogs.close(5)
        assert not await tx.dialogs.close(5)


async def test_incidents_are_counted_by_kind(database: Database) -> None:
    async with database.transaction() as tx:
        one, first = await tx.incidents.record("a", at=NOW)
        other, _ = await tx.incidents.record("b", at=NOW)
        again, second = await tx.incidents.record("a", at=NOW)
    assert one == again != other
    assert (first, second) == (1, 2)


async def test_a_process_alone_excludes_every_other(database_url: str) -> None:
    one, other = Database(database_url), Database(database_url)
    async with one.instance(alone=True):
        for alone in (True, False):
            with pytest.raises(AlreadyRunning):
                async with other.instance(alone=alone):
                    pass
    async with one.instance(alone=False), other.instance(alone=False):
        with pytest.raises(AlreadyRunning):
            async with other.instance(alone=True):
                pass
    async with other.instance(alone=True):
        pass
    await one.close()
    await other.close()


async def test_a_naive_moment_is_not_stored(database: Database) -> None:
    with pytest.raises(Exception, match="aware"):
        async with database.transaction() as tx:
            await tx.people.add(5, "kk", at=NOW.replace(tzinfo=None))


async def test_every_letter_survives(database: Database) -> None:
    text = "ӘәҒғҚқҢңӨөҰұҮүҺһІі ёЁ 📖 \U0001f1f0\U0001f1ff <b>&amp; ' \" % \\ "
    async with database.transaction() as tx:
        await tx.facts.set("letters", text)
        await tx.people.add(5, "kk", at=NOW)
        await tx.dialogs.open(5, "step", {"text": text}, until=NOW)
    async with database.read() as tx:
        assert await tx.facts.value("letters") == text
        visitor = await tx.people.visitor(5)
    assert visitor is not None
    assert visitor.dialog == Dialog("step", {"text": text}, NOW)
