"""The queue of updates: each once, in order within a chat, chats side by side."""

import asyncio
from datetime import UTC, datetime, timedelta

from storage.database import Database
from storage.updates import Accepted

NOW = datetime(2026, 12, 7, 7, 0, tzinfo=UTC)
LEASE = timedelta(seconds=60)


async def accept(database: Database, *updates: tuple[int, int], at: datetime = NOW) -> int:
    """Stores updates given as (update id, chat id)."""
    async with database.transaction() as tx:
        return await tx.updates.accept([(one, chat, f"{one}") for one, chat in updates], at=at)


async def claim(database: Database, most: int = 64, *, at: datetime = NOW) -> list[Accepted]:
    """What is claimed in a transaction of its own."""
    async with database.transaction() as tx:
        return await tx.updates.claim(most, now=at, until=at + LEASE)


async def handled(database: Database, *ids: int, at: datetime = NOW) -> None:
    """Marks updates as handled."""
    async with database.transaction() as tx:
        await tx.updates.handled(ids, at=at)


def bodies(claimed: list[Accepted]) -> list[str]:
    """What the claimed updates say."""
    return [one.body for one in claimed]


async def test_a_repeated_update_is_stored_once_and_the_new_ones_are_counted(
    database: Database,
) -> None:
    assert await accept(database, (1, 5), (2, 5), (1, 5)) == 2
    assert await accept(database, (2, 5)) == 0
    assert await accept(database, (1, 5), (2, 5)) == 0
    assert await accept(database, (2, 5), (3, 5), (4, 6)) == 2
    assert await accept(database) == 0
    async with database.read() as tx:
        assert await tx.updates.waiting() == 4


async def test_a_thousand_updates_are_counted_and_keep_their_order(database: Database) -> None:
    many = [(n, n) for n in range(2500)]
    assert await accept(database, *many) == 2500
    assert await accept(database, *many, (2500, 1)) == 1
    assert bodies(await claim(database, 3000)) == [str(n) for n in range(2500)]


async def test_a_repeat_after_handling_is_not_handled_again(database: Database) -> None:
    await accept(database, (1, 5))
    (one,) = await claim(database)
    await handled(database, one.id)
    assert await accept(database, (1, 5)) == 0
    assert await claim(database) == []


async def test_the_oldest_update_of_each_chat_is_claimed(database: Database) -> None:
    await accept(database, (1, 5), (2, 6), (3, 5), (4, 7), (5, 6))
    assert bodies(await claim(database, 2)) == ["1", "2"]
    assert bodies(await claim(database)) == ["4"]
    assert await claim(database) == []


async def test_the_next_of_a_chat_waits_until_the_one_before_is_handled(
    database: Database,
) -> None:
    await accept(database, (1, 5), (2, 5))
    (first,) = await claim(database)
    assert await claim(database) == []
    await handled(database, first.id)
    (second,) = await claim(database)
    assert second.body == "2"


async def test_an_update_to_be_tried_again_holds_back_its_chat_only(database: Database) -> None:
    await accept(database, (1, 5), (2, 5), (3, 6))
    first, other = await claim(database)
    later = NOW + timedelta(seconds=8)
    async with database.transaction() as tx:
        await tx.updates.retry({first.id: later})
    await handled(database, other.id)
    assert await claim(database) == []
    (again,) = await claim(database, at=later)
    assert (again.body, again.attempts) == ("1", 1)


async def test_an_update_of_a_killed_process_is_claimed_again_when_its_lease_ends(
    database: Database,
) -> None:
    await accept(database, (1, 5))
    (first,) = await claim(database)
    assert await claim(database, at=NOW + LEASE - timedelta(seconds=1)) == []
    (again,) = await claim(database, at=NOW + LEASE)
    assert (first.attempts, again.attempts) == (0, 1)


async def test_the_only_process_ends_the_leases_of_those_before_it(database: Database) -> None:
    await accept(database, (1, 5), (2, 6))
    done, _ = await claim(database)
    await handled(database, done.id)
    async with database.transaction() as tx:
        assert await tx.updates.release(now=NOW) == 1
    assert bodies(await claim(database)) == ["2"]


async def test_what_a_person_wrote_is_forgotten_once_it_is_handled(database: Database) -> None:
    await accept(database, (1, 5))
    (one,) = await claim(database)
    await handled(database, one.id)
    async with database.transaction() as tx:
        await tx.updates.retry({one.id: NOW})
        assert await tx.updates.claim(64, now=NOW, until=NOW) == []
        assert await tx.updates.purge(before=NOW) == 0
        assert await tx.updates.purge(before=NOW + timedelta(seconds=1)) == 1


async def test_a_rolled_back_acceptance_stores_nothing(database: Database) -> None:
    try:
        async with database.transaction() as tx:
            await tx.updates.accept([(1, 5, "x")], at=NOW)
            raise ZeroDivisionError
    except ZeroDivisionError:
        pass
    assert await claim(database) == []


async def test_two_processes_never_hold_updates_of_one_chat(database_url: str) -> None:
    """Four workers claim side by side: every chat stays in order, nothing is lost or doubled."""
    chats, each = 12, 10
    first = Database(database_url)
    await accept(first, *((n * chats + chat, chat) for n in range(each) for chat in range(chats)))
    in_hand: set[int] = set()
    seen: dict[int, list[int]] = {chat: [] for chat in range(chats)}

    async def work() -> None:
        database = Database(database_url)
        while sum(map(len, seen.values())) < chats * each:
            claimed = await claim(database, 5)
            for one in claimed:
                assert one.chat_id not in in_hand
                in_hand.add(one.chat_id)
                seen[one.chat_id].append(int(one.body))
            await asyncio.sleep(0.002)
            in_hand.difference_update(one.chat_id for one in claimed)
            if claimed:
                await handled(database, *(one.id for one in claimed))
        await database.close()

    async with asyncio.TaskGroup() as workers:
        for _ in range(4):
            workers.create_task(work())
    await first.close()
    assert seen == {chat: [n * chats + chat for n in range(each)] for chat in range(chats)}


async def test_claims_in_open_transactions_do_not_meet(database_url: str) -> None:
    """PostgreSQL skips what another transaction holds; SQLite lets one writer in at a time."""
    one, other = Database(database_url), Database(database_url)
    await accept(one, (1, 5), (2, 5), (3, 6), (4, 7))
    entered = asyncio.Event()

    async def claim_slowly() -> list[Accepted]:
        async with one.transaction() as tx:
            claimed = await tx.updates.claim(2, now=NOW, until=NOW + LEASE)
            entered.set()
            await asyncio.sleep(0.2)
            return claimed

    slow = asyncio.ensure_future(claim_slowly())  # noqa: TID251 -- awaited below
    await entered.wait()
    quick = await claim(other, 2)
    assert bodies(await slow) == ["1", "3"]
    assert bodies(quick) == ["4"]
    await one.close()
    await other.close()
