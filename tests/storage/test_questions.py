"""Questions without the people: what is kept, counted and forgotten."""

from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import text
from sqlalchemy.exc import IntegrityError

from bot.domain.questions import Outcome
from storage import migrate
from storage.database import Database
from storage.questions import Usage
from storage.schema import questions

NOW = datetime(2026, 12, 7, 7, 0, tzinfo=UTC)
LARGEST = 2**63 - 1


async def add(
    database: Database,
    key: int,
    *,
    course: str | None = "poc",
    outcome: Outcome = Outcome.UNKNOWN,
    entry: str | None = None,
    wording: str | None = "Why?",
    at: datetime = NOW,
) -> None:
    """A question."""
    async with database.transaction() as tx:
        await tx.questions.add(
            key,
            language="kk",
            course=course,
            outcome=outcome,
            entry=entry,
            text=wording,
            at=at,
        )


async def unanswered(database: Database, courses: frozenset[str] | None = None) -> list[str]:
    """The wordings of what found no answer."""
    async with database.read() as tx:
        found = await tx.questions.unanswered(courses, since=NOW, limit=9)
        assert await tx.questions.count_unanswered(courses, since=NOW) == len(found)
    return sorted(wording for _, wording in found)


def test_no_column_holds_a_person_a_chat_or_a_message() -> None:
    """Whoever adds a column here adds it to what `/privacy` has to tell."""
    assert [column.name for column in questions.columns] == [
        "key",
        "language",
        "course",
        "outcome",
        "entry",
        "has_helped",
        "text",
        "asked_at",
    ]
    assert not questions.foreign_keys
    assert questions.primary_key.columns.keys() == ["key"]


async def test_a_key_is_kept_whole_and_added_once(database: Database) -> None:
    for wording in ("first", "second"):
        await add(database, LARGEST, wording=wording)
    assert await unanswered(database) == ["first"]
    async with database.read() as tx:
        assert await tx.connection.scalar(text("SELECT key FROM questions")) == LARGEST


async def test_sqlite_keeps_no_number_by_which_questions_could_be_put_in_order(
    database: Database,
) -> None:
    await add(database, 30)
    async with database.read() as tx:
        if tx.connection.dialect.name == "sqlite":
            hidden = await tx.connection.scalar(text("SELECT rowid AS place FROM questions"))
            assert hidden == 30, "the row's own number is the random key"


async def test_an_outcome_that_is_none_is_refused(database: Database) -> None:
    with pytest.raises(IntegrityError):
        async with database.transaction() as tx:
            await tx.connection.execute(
                questions.insert().values(key=1, language="en", outcome="asked", asked_at=NOW)
            )
    for key, outcome in enumerate(Outcome):
        await add(database, key, outcome=outcome)


async def test_unanswered_are_those_of_ones_courses_and_of_none(database: Database) -> None:
    for key, course in enumerate(("poc", "unso", None)):
        await add(database, key, course=course, wording=f"{course}")
    await add(database, 8, wording="old", at=NOW - timedelta(hours=1))
    await add(database, 9, outcome=Outcome.ANSWERED, entry="poc/x", wording=None)
    assert await unanswered(database) == ["None", "poc", "unso"]
    assert await unanswered(database, frozenset({"poc"})) == ["None", "poc"]
    assert await unanswered(database, frozenset()) == ["None"]


async def test_a_choice_answers_until_it_did_not_help(database: Database) -> None:
    await add(database, 1, outcome=Outcome.OFFERED)
    await add(database, 2, outcome=Outcome.UNKNOWN, wording="not offered")
    async with database.transaction() as tx:
        for key in (1, 2, 3):
            await tx.questions.choose(key, "poc/x")
    assert await unanswered(database) == ["not offered"]
    async with database.transaction() as tx:
        await tx.questions.set_helped(1, False)
        await tx.questions.choose(1, "poc/x")  # a second tap
    assert await unanswered(database) == ["Why?", "not offered"]
    async with database.transaction() as tx:
        await tx.questions.choose(1, "poc/y")
    assert await unanswered(database) == ["not offered"]
    async with database.read() as tx:
        assert await tx.questions.usage(since=NOW) == [Usage("poc/y", 1, 0)]


async def test_the_wording_goes_when_something_helped_and_the_last_word_counts(
    database: Database,
) -> None:
    await add(database, 1, outcome=Outcome.OFFERED, entry="poc/x")
    async with database.transaction() as tx:
        for has_helped, unhelpful in ((False, 1), (False, 1), (True, 0), (False, 1)):
            await tx.questions.set_helped(1, has_helped)
            assert await tx.questions.usage(since=NOW) == [Usage("poc/x", 1, unhelpful)]
        await tx.questions.set_helped(99, True)
    assert await unanswered(database) == []
    async with database.read() as tx:
        assert await tx.connection.scalar(text("SELECT text FROM questions")) is None


async def test_entries_are_counted_between_two_moments(database: Database) -> None:
    hour = timedelta(hours=1)
    for key, (entry, at) in enumerate(
        [("poc/b", NOW), ("poc/a", NOW), ("poc/a", NOW + hour), ("poc/a", NOW + 2 * hour)]
    ):
        await add(database, key, outcome=Outcome.ANSWERED, entry=entry, wording=None, at=at)
    await add(database, 9)
    async with database.read() as tx:
        found = await tx.questions.usage(since=NOW, until=NOW + 2 * hour)
        assert found == [Usage("poc/a", 2, 0), Usage("poc/b", 1, 0)]
        assert await tx.questions.usage(since=NOW + hour) == [Usage("poc/a", 2, 0)]


async def test_old_wordings_are_forgotten(database: Database) -> None:
    await add(database, 1, wording="old")
    await add(database, 2, wording="new", at=NOW + timedelta(hours=1))
    async with database.transaction() as tx:
        assert await tx.questions.forget_texts(before=NOW + timedelta(hours=1)) == 1
        assert await tx.questions.forget_texts(before=NOW + timedelta(hours=1)) == 0
    assert await unanswered(database) == ["new"]


async def test_what_was_asked_before_the_table_came_stays(empty_url: str) -> None:
    database = Database(empty_url)
    async with database.transaction() as tx:
        await tx.connection.run_sync(migrate.upgrade, "0002")
        await tx.asked.record(
            chat_id=5,
            message_id=1,
            reply_id=70,
            language="kk",
            course=None,
            entry_id=None,
            text="Why?",
            at=NOW,
        )
    for step, to in (("upgrade", "0003"), ("downgrade", "0002")):
        async with database.transaction() as tx:
            await tx.connection.run_sync(getattr(migrate, step), to)
        async with database.read() as tx:
            asked = await tx.asked.by_message(5, 1)
            assert asked is not None
            assert asked.text == "Why?"
    await database.close()
