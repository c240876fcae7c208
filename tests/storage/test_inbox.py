"""Questions asked, passed on and answered."""

from datetime import UTC, datetime, timedelta

from storage.asked import Asked
from storage.database import Database

NOW = datetime(2026, 12, 7, 7, 0, tzinfo=UTC)


async def ask(
    database: Database, message_id: int = 1, *, course: str | None = "poc", text: str = "Why?"
) -> Asked:
    """A question of chat 5 that nothing answered."""
    async with database.transaction() as tx:
        await tx.asked.record(
            chat_id=5,
            message_id=message_id,
            reply_id=70,
            language="kk",
            course=course,
            entry_id=None,
            text=text,
            at=NOW,
        )
        found = await tx.asked.by_message(5, message_id)
        assert found is not None
        return found


async def test_an_edited_question_is_the_same_question(database: Database) -> None:
    first = await ask(database)
    edited = await ask(database, text="Why so?")
    assert (edited.id, edited.reply_id, edited.text) == (first.id, 70, "Why so?")
    async with database.read() as tx:
        assert await tx.asked.by_message(5, 1) == edited
        assert await tx.asked.by_message(5, 2) is None


async def record(
    database: Database, message_id: int, at: datetime, **what: str | int | None
) -> tuple[int, bool]:
    """Stores a question of chat 5: its id, and whether that is news."""
    given = {"reply_id": 70, "language": "kk", "course": None, "entry_id": None, "text": None}
    async with database.transaction() as tx:
        return await tx.asked.record(chat_id=5, message_id=message_id, at=at, **(given | what))  # type: ignore[arg-type]


async def test_only_what_differs_is_news(database: Database) -> None:
    first, is_news = await record(database, 1, NOW, text="Why?")
    assert is_news
    assert await record(database, 1, NOW, text="Why?", reply_id=71) == (first, False)
    async with database.read() as tx:
        repeated = await tx.asked.by_message(5, 1)
    assert repeated is not None
    assert repeated.reply_id == 71
    assert await record(database, 1, NOW, text="Why so?") == (first, True)
    assert await record(database, 1, NOW, entry_id="poc/x") == (first, True)
    assert await record(database, 1, NOW, entry_id="poc/x") == (first, False)
    assert (await record(database, 2, NOW, entry_id="poc/x"))[1]


async def test_questions_of_a_chat_are_found_by_how_many_came_later(database: Database) -> None:
    second = timedelta(seconds=1)
    for message_id in range(1, 5):
        await record(database, message_id, NOW + message_id * second, entry_id="poc/x")
    await record(database, 1, NOW + 9 * second, text="edited later")

    async def seconds(**more: int) -> float | None:
        async with database.read() as tx:
            at = await tx.asked.asked_at(5, since=NOW + second, **({"besides": 99} | more))  # type: ignore[arg-type]
            assert await tx.asked.asked_at(6, besides=99, place=0, since=NOW) is None
        return (at - NOW).total_seconds() if at else None

    assert [await seconds(place=place) for place in range(4)] == [4, 3, 2, None]
    assert await seconds(place=0, besides=4) == 3


async def test_a_question_is_passed_on_once(database: Database) -> None:
    asked = await ask(database)
    async with database.transaction() as tx:
        opened = await tx.inbox.open(asked, "Why?", at=NOW)
        assert opened is not None
        assert await tx.inbox.open(asked, "Why?", at=NOW) is None
        assert await tx.inbox.edit(asked.id, "Why so?")
    async with database.read() as tx:
        (question,) = await tx.inbox.open_questions(None, limit=5)
        assert await tx.inbox.by_id(opened) == question
    assert (question.text, question.chat_id, question.answer) == ("Why so?", 5, None)


async def test_the_first_answer_stands(database: Database) -> None:
    asked = await ask(database)
    async with database.transaction() as tx:
        opened = await tx.inbox.open(asked, "Why?", at=NOW)
        assert opened is not None
        assert await tx.inbox.answer(opened, "Because.", by=8, at=NOW)
        assert not await tx.inbox.answer(opened, "No.", by=9, at=NOW)
        assert not await tx.inbox.edit(asked.id, "Something else")
    async with database.read() as tx:
        question = await tx.inbox.by_id(opened)
        assert await tx.inbox.count_open(None) == 0
    assert question is not None
    assert (question.text, question.answer) == ("Why?", "Because.")


async def test_open_questions_are_those_of_ones_courses_and_of_none(database: Database) -> None:
    for number, course in enumerate(("poc", "unso", None, "poc"), start=1):
        asked = await ask(database, number, course=course, text=f"{number}")
        async with database.transaction() as tx:
            await tx.inbox.open(asked, f"{number}", at=NOW)
    async with database.read() as tx:
        for courses, expected in (
            (None, ["1", "2", "3", "4"]),
            (frozenset({"poc"}), ["1", "3", "4"]),
            (frozenset[str](), ["3"]),
        ):
            found = await tx.inbox.open_questions(courses, limit=9)
            assert [question.text for question in found] == expected
            assert await tx.inbox.count_open(courses) == len(expected)
        page = await tx.inbox.open_questions(None, limit=2, offset=1)
        assert [question.text for question in page] == ["2", "3"]
