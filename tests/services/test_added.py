"""Questions and answers that instructors add, and what every process then has."""

import asyncio
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from services.conftest import Office, shipped

from bot.app import App
from bot.domain.content import Verdict
from bot.domain.course import FaqEntry
from bot.domain.errors import Faulty, Refusal
from bot.domain.people import Person
from bot.services.ask import Reply
from storage.database import Database

TEACHER = Person(7, "kk", teaches=frozenset({"poc"}))
OTHER = Person(8, "en", teaches=frozenset({"unso"}))
OWNER = Person(9, "en", is_owner=True)
GUEST = Person(5, "en")
ASKED = "Where can I leave my car?"
ANSWER = "Behind the gate.\n- free & guarded"


async def handed_over(office: Office, text: str = ASKED, *, in_: str = "") -> int:
    """The number of a question that waits for an instructor.

    Args:
        in_: code of a cohort that the trainee joins before.
    """
    person = await office.person(5)
    if in_:
        person = await office.trainee(await office.cohort(in_))
    key = await office.app.questions.admit((5, 1))
    await office.app.ask.replied(person, (5, 1), text, Reply(None), 2, key)
    await office.app.inbox.pass_on(person, 1)
    return (await office.app.inbox.page(OWNER)).questions[-1].id


async def answered(
    office: Office, text: str = ASKED, answer: str = ANSWER, *, in_: str = ""
) -> int:
    """The number of a question that an instructor has answered."""
    question_id = await handed_over(office, text, in_=in_)
    await office.app.inbox.answer(OWNER, question_id, answer)
    return question_id


async def entry(app: App, name: str) -> FaqEntry:
    """The entry as it is now."""
    found = (await app.content.current()).entry(name)
    assert isinstance(found, FaqEntry)
    return found


async def test_an_answer_of_the_inbox_becomes_an_entry_that_is_checked(office: Office) -> None:
    question_id = await answered(office, in_="POC-12")
    name = await office.app.added.save_answer(TEACHER, question_id)
    saved = await entry(office.app, name)
    assert (saved.course, list(saved.texts)) == ("poc", ["en"])
    assert saved.text("en").question == ASKED
    assert saved.text("en").body.html == "Behind the gate.\n- free &amp; guarded"
    answer = await office.app.ask.entry(replace(GUEST, language="ru"), name)
    assert answer is not None
    assert (answer.language, answer.is_checked, answer.lesson) == ("en", True, None)
    content = await office.app.content.current()
    assert saved in list(content.answers())
    assert list(content.added(["poc"])) == [saved]
    assert saved not in list(content.undecided(["poc"]))


async def test_saved_twice_or_at_once_it_is_one_entry_and_a_later_tap_takes_nothing_back(
    office: Office,
) -> None:
    question_id = await answered(office)
    names = await asyncio.gather(
        *(office.app.added.save_answer(OWNER, question_id) for _ in range(3))
    )
    assert len(set(names)) == 1
    await office.app.added.reword(OWNER, names[0], "en", "Where is the car park?", "9:44")
    assert await office.app.added.save_answer(OWNER, question_id) == names[0]
    assert (await entry(office.app, names[0])).text("en").question == "Where is the car park?"
    assert len(list((await office.app.content.current()).added(shipped()))) == 1


@pytest.mark.parametrize(
    ("person", "in_", "course"),
    [
        (OWNER, "POC-12", "poc"),
        (OWNER, "", "centre"),
        (TEACHER, "", "poc"),
        (OTHER, "", "unso"),
        (replace(TEACHER, teaches=frozenset({"poc", "unso"})), "", "poc"),
        (replace(TEACHER, teaches=frozenset({"gone"})), "", "centre"),
    ],
)
async def test_the_entry_belongs_to_the_course_of_the_question_else_of_who_saves(
    office: Office, person: Person, in_: str, course: str
) -> None:
    name = await office.app.added.save_answer(person, await answered(office, in_=in_))
    assert (await entry(office.app, name)).course == course


async def test_only_who_may_answer_saves(office: Office) -> None:
    question_id = await answered(office, in_="POC-12")
    for person in (GUEST, OTHER):
        with pytest.raises(Refusal, match="inbox-gone"):
            await office.app.added.save_answer(person, question_id)
    with pytest.raises(Refusal, match="inbox-gone"):
        await office.app.added.save_answer(OWNER, 99)


async def test_what_is_not_answered_yet_is_not_saved(office: Office) -> None:
    question_id = await handed_over(office)
    with pytest.raises(Refusal, match="inbox-gone"):
        await office.app.added.save_answer(OWNER, question_id)


async def test_what_is_too_long_is_saved_in_other_words(office: Office) -> None:
    question_id = await answered(office, "q" * 151, "a" * 701)
    with pytest.raises(Faulty) as caught:
        await office.app.added.save_answer(OWNER, question_id)
    assert {(fault.key, fault.args["length"]) for fault in caught.value.faults} == {
        ("fault-added-question", 151),
        ("fault-added-answer", 701),
    }
    name = await office.app.added.save_answer(OWNER, question_id, ("Short?", "Yes."))
    assert (await entry(office.app, name)).text("en").body.plain == "Yes."
    assert await office.app.added.save_answer(OWNER, question_id) == name


async def test_an_entry_gets_other_languages_and_another_wording(office: Office) -> None:
    text = ("Where is the shop?", "At the gate.")
    name = await office.app.added.add(TEACHER, "poc", "en", text, "7:1")
    assert await office.app.added.add(TEACHER, "poc", "en", text, "7:1") == name
    russian = ("Где магазин?", "У ворот.")
    await office.app.added.translate(TEACHER, name, "ru", russian, "7:2")
    await office.app.added.reword(TEACHER, name, "en", "Is there a shop?", "7:3")
    await office.app.added.translate(TEACHER, name, "ru", russian, "7:2")
    now = await entry(office.app, name)
    assert {tag: (one.question, one.body.plain) for tag, one in now.texts.items()} == {
        "en": ("Is there a shop?", "At the gate."),
        "ru": russian,
    }
    for question in ("", "x" * 151):
        with pytest.raises(Faulty):
            await office.app.added.reword(TEACHER, name, "en", question, "7:4")
    with pytest.raises(Faulty):
        await office.app.added.translate(TEACHER, name, "kk", ("Дүкен қайда?", ""), "7:5")
    assert await entry(office.app, name) == now
    with pytest.raises(Refusal, match="content-gone"):
        await office.app.added.reword(TEACHER, name, "kk", "Дүкен қайда?", "7:6")
    with pytest.raises(Refusal, match="content-gone"):
        await office.app.added.translate(TEACHER, name, "xx", russian, "7:7")


async def test_nobody_adds_to_the_course_of_others_or_rewords_what_a_pack_says(
    office: Office,
) -> None:
    text = ("Where?", "Here.")
    name = await office.app.added.add(TEACHER, "poc", "en", text, "7:1")
    own = office.app.courses["poc"].faq[0].name
    for person, one in ((OTHER, name), (GUEST, name), (TEACHER, own), (TEACHER, "poc/added-x")):
        with pytest.raises(Refusal, match="content-gone"):
            await office.app.added.reword(person, one, "en", "What?", "7:2")
        with pytest.raises(Refusal, match="content-gone"):
            await office.app.added.translate(person, one, "kk", text, "7:3")
    for person in (OTHER, GUEST):
        with pytest.raises(Refusal, match="content-gone"):
            await office.app.added.add(person, "poc", "en", text, "8:1")
    await office.app.added.add(OTHER, "centre", "en", text, "8:2")


async def test_an_added_entry_is_corrected_and_hidden_like_those_of_the_packs(
    office: Office,
) -> None:
    name = await office.app.added.add(TEACHER, "poc", "en", ("Where?", "Here."), "7:1")
    await office.app.content.correct(TEACHER, name, "en", "- **there**\n# 5")
    await office.app.added.reword(TEACHER, name, "en", "Where is it?", "7:2")
    now = await entry(office.app, name)
    assert (now.text("en").question, now.text("en").body.html) == (
        "Where is it?",
        "- **there**\n# 5",
    )
    assert now in list((await office.app.content.current()).answers())
    with pytest.raises(Faulty) as caught:
        await office.app.content.correct(TEACHER, name, "en", "x" * 701)
    assert [fault.key for fault in caught.value.faults] == ["fault-added-answer"]
    await office.app.content.take_back(TEACHER, name, "en")
    assert (await entry(office.app, name)).text("en").body.plain == "Here."
    content = await office.app.content.current()
    seen = content.state(content.packs[name])
    assert await office.app.content.decide(TEACHER, name, seen, Verdict.HIDDEN)
    content = await office.app.content.current()
    assert await office.app.ask.entry(GUEST, name) is None
    assert name not in {one.name for one in content.answers()}
    assert list(content.added(["poc"])) == []
    assert [one.name for one in content.hidden(["poc"])] == [name]


async def test_another_process_finds_changes_and_loses_it_within_a_second(
    office: Office, database_url: str
) -> None:
    database = Database(database_url)
    other = App(office.app.settings, office.clock, database, shipped())

    async def shown() -> list[str]:
        office.clock.at += timedelta(seconds=1)
        content = await other.content.current()
        return [one.text("en").question for one in content.answers() if one.name == name]

    name = "-"
    assert await shown() == []
    name = await office.app.added.save_answer(OWNER, await answered(office))
    assert await shown() == [ASKED]
    await office.app.added.reword(OWNER, name, "en", "Where to park?", "9:1")
    assert await shown() == ["Where to park?"]
    content = await office.app.content.current()
    seen = content.state(content.packs[name])
    await office.app.content.decide(OWNER, name, seen, Verdict.HIDDEN)
    assert await shown() == []
    await database.close()


async def test_the_source_is_dated_by_the_day_at_the_centre(office: Office) -> None:
    office.clock.at = datetime(2026, 12, 7, 20, 0, tzinfo=UTC)  # 01:00 in Almaty
    name = await office.app.added.add(TEACHER, "poc", "en", ("Where?", "Here."), "7:1")
    assert [one.number for one in (await entry(office.app, name)).citations] == ["2026-12-08"]


async def test_entries_of_a_course_that_is_gone_are_left_out(office: Office) -> None:
    name = await office.app.added.add(TEACHER, "poc", "en", ("Where?", "Here."), "7:1")
    courses = {one: course for one, course in shipped().items() if one != "poc"}
    app = App(office.app.settings, office.clock, office.database, courses)
    assert (await app.content.current()).entry(name) is None
