"""The queue of messages: each key once, claimed with a lease, put aside and resumed."""

import asyncio
from datetime import UTC, datetime, timedelta

from bot.domain.outbox import Draft, Kind, Owed, State
from storage.database import Database
from storage.outbox import Recipient

NOW = datetime(2026, 12, 7, 7, 0, tzinfo=UTC)
LEASE = timedelta(seconds=60)


def draft(key: str, chat_id: int = 5, *, after_s: float = 0, **more: object) -> Draft:
    """A message due so many seconds after NOW."""
    due_at = NOW + timedelta(seconds=after_s)
    return Draft(key, chat_id, Kind.INCIDENT, due_at, **more)  # type: ignore[arg-type]


async def add(database: Database, *drafts: Draft) -> int:
    """Adds messages in a transaction of its own."""
    async with database.transaction() as tx:
        return await tx.outbox.add(drafts, at=NOW)


async def claim(database: Database, most: int = 100, *, after_s: float = 0) -> list[Owed]:
    """What is claimed so many seconds after NOW."""
    now = NOW + timedelta(seconds=after_s)
    async with database.transaction() as tx:
        return await tx.outbox.claim(most, now=now, until=now + LEASE)


def keys(claimed: list[Owed]) -> list[str]:
    """Keys of the claimed messages."""
    return [owed.key for owed in claimed]


async def counts(database: Database) -> dict[tuple[str, str], int]:
    """Rows by (state, reason), as another connection sees them."""
    async with database.read() as tx:
        return await tx.outbox.counts()


async def test_a_key_is_owed_once_and_the_new_ones_are_counted(database: Database) -> None:
    assert await add(database, draft("a"), draft("b"), draft("a")) == 2
    assert await add(database, draft("a", 6)) == 0
    assert await add(database, draft("a"), draft("b")) == 0
    assert await add(database, draft("a"), draft("c"), draft("d")) == 2
    assert await add(database) == 0
    assert [(owed.key, owed.chat_id) for owed in await claim(database)] == [
        ("a", 5),
        ("b", 5),
        ("c", 5),
        ("d", 5),
    ]


async def test_a_run_for_two_thousand_people_is_counted(database: Database) -> None:
    run = [draft(f"k{n}", n) for n in range(2000)]
    assert await add(database, *run) == 2000
    assert await add(database, *run, draft("one more")) == 1


async def test_two_processes_that_plan_the_same_add_it_once(database_url: str) -> None:
    databases = [Database(database_url) for _ in range(3)]
    run = [draft(f"k{n}", n) for n in range(60)]
    added = await asyncio.gather(*(add(one, *run) for one in databases))
    assert sum(added) == 60
    assert await counts(databases[0]) == {("pending", ""): 60}
    for one in databases:
        await one.close()


async def test_due_messages_are_claimed_in_order_of_time(database: Database) -> None:
    await add(database, draft("late", after_s=9), draft("b", after_s=-1), draft("a", after_s=-5))
    assert keys(await claim(database)) == ["a", "b"]
    assert keys(await claim(database, after_s=9)) == ["late"]


async def test_a_claimed_message_belongs_to_one_until_the_lease_ends(database: Database) -> None:
    await add(database, draft("a"), draft("b"))
    assert keys(await claim(database, 1)) == ["a"]
    assert keys(await claim(database)) == ["b"]
    assert await claim(database, after_s=59) == []
    assert [(owed.key, owed.attempts) for owed in await claim(database, after_s=60)] == [
        ("a", 2),
        ("b", 2),
    ]


async def test_two_connections_never_claim_the_same_message(database_url: str) -> None:
    databases = [Database(database_url) for _ in range(4)]
    await add(databases[0], *(draft(f"k{n}", n) for n in range(200)))

    async def claim_all(database: Database) -> list[str]:
        found: list[str] = []
        while batch := await claim(database, 7):
            found += keys(batch)
        return found

    shares = await asyncio.gather(*map(claim_all, databases))
    assert sorted(key for share in shares for key in share) == sorted(f"k{n}" for n in range(200))
    for database in databases:
        await database.close()


async def test_outcomes_are_stored(database: Database) -> None:
    await add(database, *(draft(name, payload={"x": 1}) for name in ("sent", "again", "dead")))
    ids = {owed.key: owed.id for owed in await claim(database)}
    async with database.transaction() as tx:
        await tx.outbox.sent([(ids["sent"], 77)], at=NOW)
        await tx.outbox.retry(ids["again"], at=NOW + timedelta(seconds=4), reason="refused")
        await tx.outbox.close(ids["dead"], State.DEAD, "bad", at=NOW)
    assert await counts(database) == {
        ("sent", ""): 1,
        ("pending", "refused"): 1,
        ("dead", "bad"): 1,
    }
    assert await claim(database, after_s=3) == []
    (again,) = await claim(database, after_s=4)
    assert (again.key, again.attempts, again.payload) == ("again", 2, {"x": 1})


async def test_the_only_process_ends_the_leases_of_those_before_it(database: Database) -> None:
    await add(database, draft("a"), draft("b", after_s=9))
    await claim(database)
    async with database.transaction() as tx:
        assert await tx.outbox.release() == 1
    assert keys(await claim(database)) == ["a"]


async def test_what_is_owed_to_somebody_away_is_put_aside_and_owed_again(
    database: Database,
) -> None:
    soon = NOW + timedelta(seconds=30)
    await add(
        database,
        draft("open", 5, after_s=5),
        draft("soon over", 5, expires_at=soon),
        draft("other", 6),
        draft("before joining", 5, dropped_as="before-joining"),
    )
    await claim(database)
    async with database.transaction() as tx:
        assert await tx.outbox.hold(5, at=NOW) == 2
    assert await claim(database, after_s=600) != []  # the other person's
    async with database.transaction() as tx:
        assert await tx.outbox.resume(5, now=soon) == 1
        assert await tx.outbox.resume(5, now=soon) == 0
    assert keys(await claim(database, after_s=30)) == ["open"]
    assert (await counts(database))["dropped", "unreachable"] == 1
    assert (await counts(database))["dropped", "before-joining"] == 1


async def test_reminders_of_an_old_revision_are_dropped(database: Database) -> None:
    def of(class_id: int, revision: int) -> Draft:
        return draft(f"{class_id}r{revision}", class_id=class_id, revision=revision)

    await add(database, of(1, 1), of(1, 2), of(1, 3), of(2, 1), draft("other"))
    (sent, *_) = await claim(database, 1)
    async with database.transaction() as tx:
        await tx.outbox.sent([(sent.id, 1)], at=NOW)
        assert await tx.outbox.drop_for_class(1, 3, "changed", at=NOW) == 1
    assert keys(await claim(database)) == ["1r3", "2r1", "other"]


async def test_what_is_owed_to_a_group_follows_it(database: Database) -> None:
    await add(database, draft("a", -10), draft("b", -10, after_s=60), draft("c", -11))
    (sent, *_) = await claim(database, 1)
    async with database.transaction() as tx:
        await tx.outbox.sent([(sent.id, 1)], at=NOW)
        await tx.outbox.move_chat(-10, -100)
    found = [(owed.key, owed.chat_id) for owed in await claim(database, after_s=60)]
    assert found == [("c", -11), ("b", -100)]


async def test_the_next_due_moment_is_known(database: Database) -> None:
    async with database.read() as tx:
        assert await tx.outbox.next_due() is None
    await add(database, draft("b", after_s=30), draft("a", after_s=10))
    async with database.read() as tx:
        assert await tx.outbox.next_due() == NOW + timedelta(seconds=10)


async def test_the_audience_is_people_with_their_lead_times_and_groups(
    database: Database,
) -> None:
    async with database.transaction() as tx:
        await tx.people.add(5, "kk", at=NOW)
        await tx.people.add(6, "ru", at=NOW)
        await tx.people.set_leads(6, (), at=NOW)
        await tx.people.set_reachable(6, False)
        cohort = await tx.cohorts.add(
            code="C",
            course="poc",
            starts_on=NOW.date(),
            ends_on=NOW.date(),
            timezone="Asia/Almaty",
            invite_code="i",
            at=NOW,
        )
        await tx.cohorts.link_group(-10, cohort.id, "en", at=NOW)
    async with database.read() as tx:
        assert await tx.outbox.audience([5, 6, 7, -10]) == {
            5: Recipient("kk", True, frozenset({1440, 15})),
            6: Recipient("ru", False, frozenset()),
            -10: Recipient("en"),
        }
