"""Practice sets: each started once, each question answered once."""

from datetime import UTC, datetime, timedelta

from bot.domain.quiz import Attempt, Practised, Score
from storage.database import Database

NOW = datetime(2026, 12, 7, 7, 0, tzinfo=UTC)


async def begun(database: Database, origin: str = "5:m1") -> Attempt:
    """A set of two questions of person 5."""
    async with database.transaction() as tx:
        await tx.people.add(5, "kk", at=NOW)
        await tx.attempts.add(
            person_id=5,
            course="poc",
            origin=origin,
            questions=[("one", (2, 0, 1)), ("two", (0, 1, 2))],
            at=NOW,
        )
        attempt = await tx.attempts.by_origin(origin)
    assert attempt is not None
    return attempt


async def test_the_same_message_starts_one_set(database: Database) -> None:
    first = await begun(database)
    assert await begun(database) == first
    assert [q.option_order for q in first.questions] == [(2, 0, 1), (0, 1, 2)]
    assert (await begun(database, "5:m2")).id != first.id


async def test_a_set_is_found_by_its_polls(database: Database) -> None:
    attempt = await begun(database)
    async with database.transaction() as tx:
        await tx.attempts.set_poll(attempt.questions[0], "p1", 70)
    async with database.transaction() as tx:
        found = await tx.attempts.by_poll("p1")
        assert await tx.attempts.by_poll("p2") is None
    assert found is not None
    assert found.id == attempt.id
    assert (found.questions[0].poll_id, found.questions[0].message_id) == ("p1", 70)


async def test_the_first_answer_counts(database: Database) -> None:
    attempt = await begun(database)
    question = attempt.questions[0]
    async with database.transaction() as tx:
        assert await tx.attempts.set_answer(question, (1,), True, at=NOW)
        assert not await tx.attempts.set_answer(question, (0,), False, at=NOW)
    async with database.read() as tx:
        found = await tx.attempts.by_id(attempt.id)
    assert found is not None
    assert (found.questions[0].chosen, found.questions[0].is_right, found.score) == ((1,), True, 1)
    assert found.next_open == found.questions[1]


async def test_a_set_is_finished_once(database: Database) -> None:
    attempt, other = await begun(database), await begun(database, "5:m2")
    async with database.transaction() as tx:
        assert await tx.attempts.finish(attempt.id, at=NOW)
        assert not await tx.attempts.finish(attempt.id, at=NOW)
        assert await tx.attempts.finish_all(5, at=NOW) == 1
        assert await tx.attempts.finish_all(5, at=NOW) == 0
    async with database.read() as tx:
        found = await tx.attempts.by_id(other.id)
        assert await tx.attempts.by_id(999) is None
    assert found is not None
    assert found.is_finished


async def test_the_last_answer_to_each_item_is_known(database: Database) -> None:
    for origin, minutes, is_right in (("5:m1", 0, True), ("5:m2", 5, False)):
        attempt = await begun(database, origin)
        at = NOW + timedelta(minutes=minutes)
        async with database.transaction() as tx:
            await tx.attempts.set_answer(attempt.questions[0], (0,), is_right, at=at)
    async with database.read() as tx:
        assert await tx.attempts.practised(5, "poc") == {
            "one": Practised(NOW + timedelta(minutes=5), was_right=False)
        }
        assert await tx.attempts.practised(5, "unso") == {}
        assert await tx.attempts.practised(6, "poc") == {}


async def test_sets_are_scored_by_what_was_answered_the_latest_first(database: Database) -> None:
    first, second = await begun(database), await begun(database, "5:m2")
    await begun(database, "5:m3")  # nothing was answered
    async with database.transaction() as tx:
        assert await tx.attempts.scores(5) == []
        await tx.attempts.set_answer(first.questions[0], (0,), True, at=NOW)
        await tx.attempts.set_answer(first.questions[1], (0,), False, at=NOW)
        await tx.attempts.set_answer(second.questions[1], (1,), False, at=NOW)
    async with database.read() as tx:
        assert await tx.attempts.scores(5) == [
            Score("poc", NOW, right=0, answered=1),
            Score("poc", NOW, right=1, answered=2),
        ]
        assert await tx.attempts.scores(6) == []
