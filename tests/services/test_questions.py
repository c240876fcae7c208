"""What is asked, without the people; and how many questions a person may ask in a minute."""

import asyncio
from dataclasses import replace
from datetime import timedelta

import pytest
from services.conftest import Office, shipped
from sqlalchemy import select

from bot.app import App
from bot.domain.errors import Refusal
from bot.domain.people import Person
from bot.domain.questions import Outcome
from bot.services.ask import Reply
from bot.settings import Settings
from storage.database import Database
from storage.schema import questions

OWNER = Person(9, "en", is_owner=True)
TEACHER = Person(7, "en", teaches=frozenset({"poc"}))
OTHER = Person(8, "en", teaches=frozenset({"unso"}))
UNKNOWN = "Who won the football match yesterday?"
MANDATE, TIERS = "poc/what-is-a-poc-mandate", "poc/what-are-the-three-tiers"
PERSON, MESSAGE, REPLY = 777_000_001, 888_002, 999_003


async def ask(
    office: Office,
    *entries: str,
    text: str = UNKNOWN,
    message_id: int = MESSAGE,
    person_id: int = PERSON,
) -> int:
    """A question as the handler of an update asks it. Returns: its key.

    Args:
        entries: the one that answers it, or several that are offered.
    """
    place = (person_id, message_id)
    person = await office.person(person_id)
    key = await office.app.questions.admit(place)
    found = [await office.app.ask.entry(person, name) for name in entries]
    answers = tuple(answer for answer in found if answer is not None)
    assert len(answers) == len(entries)
    reply = Reply(answers[0]) if len(answers) == 1 else Reply(None, answers)
    await office.app.ask.replied(person, place, text, reply, REPLY, key)
    return key


async def kept(database: Database) -> list[dict[str, object]]:
    """Every row."""
    async with database.read() as tx:
        rows = await tx.connection.execute(select(questions))
        return [dict(row._mapping) for row in rows]


async def wordings(office: Office, person: Person = OWNER) -> list[str]:
    """What found no answer, as the person sees it."""
    found = await office.app.questions.unanswered(person)
    assert sum(one.count for one in found) == await office.app.questions.unanswered_count(person)
    return sorted(text for one in found for text in one.wordings)


async def test_nothing_that_is_kept_leads_to_the_person(office: Office) -> None:
    office.clock.at += timedelta(minutes=37, seconds=12, microseconds=5)
    await office.app.cohorts.join(await office.person(PERSON), (await office.cohort()).invite_code)
    keys = [await ask(office, MANDATE), await ask(office, message_id=MESSAGE + 1)]
    rows = {row["key"]: row for row in await kept(office.database)}
    assert rows.keys() == set(keys)
    assert all(0 <= key < 2**63 for key in keys)
    shown = repr([{**row, "key": 0} for row in rows.values()])
    for number in (PERSON, MESSAGE, MESSAGE + 1, REPLY):
        assert str(number) not in shown
    known, unknown = (rows[key] for key in keys)
    hour = office.clock.at.replace(minute=0, second=0, microsecond=0)
    assert known == {
        "key": keys[0],
        "language": "en",
        "course": "poc",
        "outcome": "answered",
        "entry": MANDATE,
        "has_helped": None,
        "text": None,
        "asked_at": hour,
    }
    assert (unknown["course"], unknown["entry"], unknown["asked_at"]) == ("poc", None, hour)


async def test_an_update_handled_twice_counts_once_and_an_edited_question_again(
    office: Office,
) -> None:
    steps = [((), 1), ((), 1), ((MANDATE,), 2), ((MANDATE,), 2), ((TIERS, MANDATE), 3)]
    for entries, count in steps:
        await ask(office, *entries)
        assert len(await kept(office.database)) == count
    await ask(office, TIERS, MANDATE, text="Another wording")
    assert len(await kept(office.database)) == 4
    await ask(office, MANDATE, message_id=MESSAGE + 1)
    await ask(office, MANDATE, person_id=PERSON + 1)
    assert len(await kept(office.database)) == 6


async def test_an_update_in_two_processes_counts_once(office: Office) -> None:
    await asyncio.gather(*(ask(office) for _ in range(3)))
    assert len(await kept(office.database)) == 1


async def test_what_the_bot_did_is_no_question_without_an_answer(office: Office) -> None:
    await ask(office, "centre/next-class", text="When is my next class, and is it mine?")
    (row,) = await kept(office.database)
    assert (row["outcome"], row["text"]) == ("action", None)
    async with office.database.read() as tx:
        asked = await tx.asked.by_message(PERSON, MESSAGE)
    assert asked is not None
    assert asked.text is None


async def test_a_choice_that_helped_leaves_nothing_open(office: Office) -> None:
    key = await ask(office, MANDATE, TIERS)
    (row,) = await kept(office.database)
    assert row["outcome"] == "offered"
    assert len(await wordings(office)) == 1
    await office.app.questions.chosen(key, MANDATE)
    assert await wordings(office) == []
    await office.app.questions.helped(key, False)
    assert len(await wordings(office)) == 1
    for _ in range(2):
        await office.app.questions.helped(key, True)
        (row,) = await kept(office.database)
        assert (row["entry"], row["has_helped"], row["text"]) == (MANDATE, True, None)
    assert await wordings(office) == []


async def test_a_wording_is_forgotten_after_90_days(office: Office) -> None:
    await ask(office)
    office.clock.at += timedelta(days=90)
    assert await office.app.questions.purge() == 0
    assert await wordings(office) == []  # a month is looked back
    office.clock.at += timedelta(hours=1)
    assert await office.app.questions.purge() == 1
    (row,) = await kept(office.database)
    assert (row["outcome"], row["text"]) == ("unknown", None)


async def test_instructors_see_their_own_courses_and_what_has_none(office: Office) -> None:
    await ask(office, text="Is the gym open?")
    await office.app.cohorts.join(await office.person(PERSON), (await office.cohort()).invite_code)
    await ask(office, text="Who cooks on Sundays?", message_id=MESSAGE + 1)
    assert await wordings(office, OWNER) == ["Is the gym open?", "Who cooks on Sundays?"]
    assert await wordings(office, TEACHER) == ["Is the gym open?", "Who cooks on Sundays?"]
    assert await wordings(office, OTHER) == ["Is the gym open?"]


async def test_answers_that_did_not_help_are_shown_to_who_looks_after_them(office: Office) -> None:
    keys = [await ask(office, MANDATE, message_id=number) for number in range(3)]
    for key in keys[:2]:
        await office.app.questions.helped(key, False)
    await office.app.questions.helped(keys[2], True)
    other = await ask(office, TIERS, message_id=5)
    await office.app.questions.helped(other, False)
    found = await office.app.questions.unhelpful(TEACHER)
    assert [(one.entry.name, one.count, one.unhelpful) for one in found] == [
        (MANDATE, 3, 2),
        (TIERS, 1, 1),
    ]
    assert found[0].title == "What is a protection of civilians mandate?"
    assert len(await office.app.questions.unhelpful(OWNER)) == 2
    assert await office.app.questions.unhelpful(OTHER) == []
    office.clock.at += timedelta(days=31)
    assert await office.app.questions.unhelpful(OWNER) == []


async def test_an_entry_that_is_no_longer_in_the_packs_is_left_out(office: Office) -> None:
    async with office.database.transaction() as tx:
        await tx.questions.add(
            1,
            language="en",
            course="poc",
            outcome=Outcome.ANSWERED,
            entry="poc/gone",
            text=None,
            at=office.clock.at,
        )
        await tx.questions.set_helped(1, False)
    assert await office.app.questions.unhelpful(OWNER) == []
    assert await office.app.questions.trends(OWNER) == []


async def test_topics_are_compared_with_the_week_before(office: Office) -> None:
    office.clock.at += timedelta(minutes=30)
    await ask(office, MANDATE, message_id=1)
    await ask(office, MANDATE, message_id=2)
    office.clock.at += timedelta(days=7)  # still the same hour: they are of this week
    assert [(one.count, one.before) for one in await office.app.questions.trends(OWNER)] == [(2, 0)]
    office.clock.at += timedelta(hours=1)
    await ask(office, MANDATE, message_id=3)
    await ask(office, TIERS, message_id=4)
    await ask(office, message_id=5)
    found = await office.app.questions.trends(TEACHER)
    assert {one.course.id for one in found} == {"poc"}
    assert sorted((one.count, one.before) for one in found) == [(1, 0), (1, 2)]
    assert found[0].before == 2, "of equal topics first the one that was asked about more"
    (kazakh,) = [
        one
        for one in await office.app.questions.trends(replace(TEACHER, language="kk"))
        if one.before
    ]
    assert kazakh.group == "Бейбіт тұрғындарды қорғау мандаты"
    assert await office.app.questions.trends(OTHER) == []
    office.clock.at += timedelta(days=15)
    assert await office.app.questions.trends(OWNER) == []


async def test_what_an_instructor_added_is_a_topic_of_its_own(office: Office) -> None:
    text = ("Where can I leave my car?", "Behind the gate.")
    name = await office.app.added.add(TEACHER, "poc", "en", text, "message:1")
    await ask(office, name)
    (found,) = await office.app.questions.trends(TEACHER)
    assert (found.course.id, found.group, found.count) == ("poc", "", 1)


async def wait_s(office: Office, message_id: int, person_id: int = PERSON) -> object:
    """For how many seconds a question is refused; 0: it is not."""
    try:
        await office.app.questions.admit((person_id, message_id))
    except Refusal as refusal:
        return refusal.args_of_key["seconds"]
    return 0


async def test_twelve_questions_a_minute_are_taken_and_the_next_is_told_to_wait(
    office: Office,
) -> None:
    for number in range(12):
        await ask(office, message_id=number)
        office.clock.at += timedelta(seconds=2)
    for _ in range(3):  # a refusal is not counted
        assert await wait_s(office, 12) == 60 - 24
    assert await wait_s(office, 1, PERSON + 1) == 0
    assert len(await kept(office.database)) == 12
    office.clock.at += timedelta(seconds=35.5)
    assert await wait_s(office, 12) == 1
    office.clock.at += timedelta(seconds=0.5)
    assert await wait_s(office, 12) == 0
    await ask(office, message_id=12)
    assert await wait_s(office, 13) == 2


async def test_what_was_counted_may_be_handled_again_or_edited(office: Office) -> None:
    for number in range(12):
        await ask(office, message_id=number)
    for text in (UNKNOWN, "Why?", "How?"):
        await ask(office, text=text, message_id=11)
        await ask(office, text=text, message_id=0)
    assert await wait_s(office, 12) == 60
    office.clock.at += timedelta(seconds=60)
    for number in range(20, 31):
        await ask(office, message_id=number)
    await ask(office, text="Who?", message_id=0)  # an edit of what was counted a minute ago
    await ask(office, message_id=31)
    assert await wait_s(office, 0) == 60


async def test_processes_count_together(office: Office, database_url: str) -> None:
    other = Database(database_url)
    app = App(Settings(ask_limit=3), office.clock, other, shipped())
    for number in range(3):
        await app.questions.admit((PERSON, number))
        await ask(office, message_id=number)
    with pytest.raises(Refusal, match="ask-too-many"):
        await app.questions.admit((PERSON, 4))
    await other.close()
