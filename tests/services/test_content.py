"""What instructors approve, hide, correct and fill in, and what trainees then see."""

import random
from dataclasses import replace
from datetime import timedelta

import pytest
from services.conftest import Office

from bot.domain.content import Verdict
from bot.domain.course import FaqEntry, Item, Lesson, is_action
from bot.domain.errors import Faulty, Refusal
from bot.domain.people import Person
from bot.services.content import ContentService, editable
from bot.services.quiz import QuizService

TEACHER = Person(7, "kk", teaches=frozenset({"poc"}))
OTHER = Person(8, "en", teaches=frozenset({"unso"}))
GUEST = Person(5, "kk")
NAME = "poc/what-is-a-poc-mandate"
QUESTION = "What is a protection of civilians mandate?"


async def decide(office: Office, name: str, verdict: Verdict, person: Person = TEACHER) -> None:
    """A tap on the card of an entry."""
    entry = await office.app.content.entry(person, name)
    seen = (await office.app.content.current()).state(entry)
    assert await office.app.content.decide(person, name, seen, verdict)


async def unchecked(office: Office) -> str:
    """The name of a FAQ entry that is to be checked."""
    content = await office.app.content.current()
    return next(e.name for e in content.undecided(["poc"]) if isinstance(e, FaqEntry))


async def test_an_approved_answer_loses_its_mark(office: Office) -> None:
    name = await unchecked(office)
    before = await office.app.ask.entry(GUEST, name)
    assert before is not None
    assert not before.is_checked
    await decide(office, name, Verdict.APPROVED)
    after = await office.app.ask.entry(GUEST, name)
    assert after is not None
    assert after.is_checked
    content = await office.app.content.current()
    assert name not in {entry.name for entry in content.undecided(["poc"])}
    assert (content.decisions[name].person_id, content.decisions[name].at) == (7, office.clock.at)


async def test_a_hidden_answer_is_not_found_until_it_is_shown_again(office: Office) -> None:
    found = await office.app.ask.find(GUEST, QUESTION)
    assert found.answer is not None
    assert found.answer.entry.name == NAME
    await decide(office, NAME, Verdict.HIDDEN)
    found = await office.app.ask.find(GUEST, QUESTION)
    near = [one.entry.name for one in found.near]
    assert NAME not in [*near, found.answer.entry.name if found.answer else ""]
    assert await office.app.ask.entry(GUEST, NAME) is None
    await decide(office, NAME, Verdict.APPROVED)
    assert (await office.app.ask.find(GUEST, QUESTION)).answer is not None


async def test_a_hidden_item_is_not_drawn_any_more(office: Office) -> None:
    items = office.app.courses["poc"].items
    shown = items[3]
    for item in items:
        if item is not shown:
            await decide(office, item.name, Verdict.HIDDEN)
    poll = await office.app.quiz.start(await office.person(5), "1")
    assert poll is not None
    assert (poll.question.item_id, poll.total) == (shown.id, 1)
    await decide(office, shown.name, Verdict.HIDDEN)
    unso = await office.app.quiz.start(await office.person(6), "1")
    assert unso is not None
    assert unso.question.course == "unso"


async def test_a_hidden_lesson_is_skipped(office: Office) -> None:
    first, second, third = office.app.courses["poc"].lessons[:3]
    await decide(office, second.name, Verdict.HIDDEN)
    with pytest.raises(Refusal, match="lessons-gone"):
        await office.app.lessons.page(second.name, 0, "kk")
    last = (await office.app.lessons.page(first.name, 99, "kk")).after
    assert last is not None
    assert last[0].id == third.id
    answers = [await office.app.ask.entry(GUEST, e.name) for e in office.app.courses["poc"].faq]
    assert second.id not in {one.lesson.id for one in answers if one and one.lesson}


async def test_a_tap_on_a_card_of_older_content_decides_nothing(office: Office) -> None:
    with pytest.raises(Refusal, match="content-changed"):
        await office.app.content.decide(TEACHER, NAME, "00000000", Verdict.APPROVED)
    with pytest.raises(Refusal, match="content-changed"):
        await office.app.content.decide(TEACHER, NAME, "", Verdict.APPROVED)
    assert (await office.app.content.current()).decisions == {}


async def test_a_second_tap_decides_nothing_and_an_older_card_is_refused(office: Office) -> None:
    content = await office.app.content.current()
    seen = content.state(content.packs[NAME])
    assert await office.app.content.decide(TEACHER, NAME, seen, Verdict.HIDDEN)
    assert not await office.app.content.decide(TEACHER, NAME, seen, Verdict.HIDDEN)
    colleague = replace(TEACHER, id=8)
    with pytest.raises(Refusal, match="content-changed"):
        await office.app.content.decide(colleague, NAME, seen, Verdict.APPROVED)


async def test_nobody_approves_a_correction_they_have_not_seen(office: Office) -> None:
    name = await unchecked(office)
    content = await office.app.content.current()
    seen = content.state(content.packs[name])
    await office.app.content.correct(replace(TEACHER, id=8), name, "kk", "Басқа мәтін.")
    with pytest.raises(Refusal, match="content-changed"):
        await office.app.content.decide(TEACHER, name, seen, Verdict.APPROVED)


@pytest.mark.parametrize("person", [GUEST, OTHER])
async def test_nobody_decides_about_the_course_of_others(office: Office, person: Person) -> None:
    with pytest.raises(Refusal, match="content-gone"):
        await decide(office, NAME, Verdict.HIDDEN, person)
    with pytest.raises(Refusal, match="content-gone"):
        await office.app.content.correct(person, NAME, "en", "No.")
    with pytest.raises(Refusal, match="content-gone"):
        await office.app.content.take_back(person, NAME, "en")


async def test_the_centres_own_pack_is_every_instructors(office: Office) -> None:
    await decide(office, "centre/address", Verdict.APPROVED, OTHER)
    with pytest.raises(Refusal):
        await decide(office, "centre/address", Verdict.APPROVED, GUEST)
    with pytest.raises(Refusal, match="content-gone"):
        await office.app.content.entry(TEACHER, "poc/no-such-entry")


async def test_a_corrected_answer_is_shown_in_its_language_until_taken_back(
    office: Office,
) -> None:
    await office.app.content.correct(TEACHER, NAME, "kk", "Жаңа **мәтін** & <b>")
    answer = await office.app.ask.entry(GUEST, NAME)
    assert answer is not None
    assert answer.body.html == "Жаңа <b>мәтін</b> &amp; &lt;b&gt;"
    english = await office.app.ask.entry(replace(GUEST, language="en"), NAME)
    pack = office.app.courses["poc"]
    own = next(entry for entry in pack.faq if entry.name == NAME)
    assert english is not None
    assert english.body == own.texts["en"].body
    await office.app.content.take_back(TEACHER, NAME, "kk")
    answer = await office.app.ask.entry(GUEST, NAME)
    assert answer is not None
    assert answer.body == own.texts["kk"].body


async def test_a_corrected_item_is_asked_in_the_corrected_form(office: Office) -> None:
    item = office.app.courses["poc"].items[0]
    text = editable(item, "en").replace(item.text("en").stem, "Is it so, then?")
    await office.app.content.correct(TEACHER, item.name, "en", text)
    current = (await office.app.content.current()).entry(item.name)
    assert isinstance(current, Item)
    assert current.text("en").stem == "Is it so, then?"
    assert current.text("en").keys == item.text("en").keys


@pytest.mark.parametrize("kind", ["faq", "items", "lessons", "terms"])
async def test_every_entry_can_be_sent_back_as_it_was_sent(office: Office, kind: str) -> None:
    for entry in getattr(office.app.courses["poc"], kind)[:12]:
        for language in entry.texts:
            text = editable(entry, language)
            await office.app.content.correct(TEACHER, entry.name, language, text)
        current = (await office.app.content.current()).entry(entry.name)
        assert current is not None
        assert current.digest() == entry.digest()


@pytest.mark.parametrize(
    ("kind", "text", "fault"),
    [
        ("faq", "x" * 701, "fault-answer"),
        ("faq", "", "fault-no-text"),
        ("faq", "- a list", "fault-markdown"),
        ("items", "Just a question?", "fault-options"),
        ("items", "Why?\n- [ ] a\n- [ ] b\n- [ ] c\n> So.", "fault-no-key"),
        ("items", "Why?\n- [x] a\n- [x] a.\n- [x] c\n> So.", "fault-options-alike"),
        ("lessons", "Too short.", "fault-lesson-words"),
        ("terms", "y" * 301, "fault-meaning"),
    ],
)
async def test_a_text_that_would_not_do_is_not_taken(
    office: Office, kind: str, text: str, fault: str
) -> None:
    entry = getattr(office.app.courses["poc"], kind)[0]
    with pytest.raises(Faulty) as caught:
        await office.app.content.correct(TEACHER, entry.name, "en", text)
    assert fault in {one.key for one in caught.value.faults}
    assert (await office.app.content.current()).corrected == {}


async def test_the_key_cannot_be_moved_in_one_language(office: Office) -> None:
    item = next(i for i in office.app.courses["poc"].items if i.text("en").keys == (0,))
    text = editable(item, "en").replace("- [x]", "- [o]").replace("- [ ]", "- [x]", 1)
    text = text.replace("- [o]", "- [ ]")
    with pytest.raises(Faulty) as caught:
        await office.app.content.correct(TEACHER, item.name, "en", text)
    assert {one.key for one in caught.value.faults} == {"fault-keys-differ"}


async def test_another_process_sees_a_change_within_a_second(office: Office) -> None:
    other = ContentService(office.database, office.clock, office.app.courses)
    assert (await other.current()).decisions == {}
    await decide(office, NAME, Verdict.HIDDEN)
    office.clock.at += timedelta(seconds=1)
    assert NAME in (await other.current()).decisions
    office.clock.at -= timedelta(hours=1)
    await decide(office, NAME, Verdict.APPROVED)
    assert (await other.current()).decisions[NAME].verdict is Verdict.APPROVED


async def test_a_template_is_shown_to_the_cohort_for_which_it_is_filled_in(
    office: Office,
) -> None:
    cohort, other = await office.cohort(), await office.cohort("POC-13")
    trainee = await office.trainee(cohort)
    stranger = await office.trainee(other, 6)
    content = await office.app.content.current()
    template = next(iter(content.templates(["centre"])))
    asked = template.text("en").question
    for person in (trainee, stranger, await office.person(4)):
        found = await office.app.ask.find(person, asked)
        names = [one.entry.name for one in (found.answer, *found.near) if one]
        assert template.name not in names
    await office.app.content.fill_in(
        TEACHER, template.name, cohort.id, "ru", "В воскресенье до 18:00."
    )
    found = await office.app.ask.find(trainee, asked)
    assert found.answer is not None
    assert found.answer.body.plain == "В воскресенье до 18:00."
    assert (found.answer.language, found.answer.is_checked) == ("ru", True)
    assert await office.app.ask.entry(stranger, template.name) is None
    with pytest.raises(Faulty):
        await office.app.content.fill_in(TEACHER, template.name, cohort.id, "ru", "я" * 701)
    with pytest.raises(Refusal, match="content-gone"):
        await office.app.content.fill_in(OTHER, template.name, cohort.id, "ru", "Нет.")
    with pytest.raises(Refusal, match="content-gone"):
        await office.app.content.fill_in(TEACHER, template.name, 99, "ru", "Нет.")


async def test_a_template_is_no_text_to_be_corrected_or_approved(office: Office) -> None:
    content = await office.app.content.current()
    template = next(iter(content.templates(["centre"])))
    with pytest.raises(Refusal, match="content-gone"):
        await office.app.content.correct(TEACHER, template.name, "kk", "Сенбіде.")
    with pytest.raises(Refusal, match="content-changed"):
        await decide(office, template.name, Verdict.HIDDEN)


async def test_an_answer_to_a_template_is_shown_as_written_and_taken_back(office: Office) -> None:
    cohort = await office.cohort()
    trainee = await office.trainee(cohort)
    name = next(iter((await office.app.content.current()).templates(["centre"]))).name
    text = "> Важно:\n# 5, <ворота>\n\n+7 701 **не** пишите"
    await office.app.content.fill_in(TEACHER, name, cohort.id, "ru", text)
    answer = await office.app.ask.entry(trainee, name)
    assert answer is not None
    assert answer.body.html == "&gt; Важно:\n# 5, &lt;ворота&gt;\n\n+7 701 **не** пишите"
    await office.app.content.empty(TEACHER, name, cohort.id)
    assert await office.app.ask.entry(trainee, name) is None


async def test_practical_answers_of_a_course_that_is_over_are_not_given(office: Office) -> None:
    cohort = await office.cohort()
    trainee = await office.trainee(cohort)
    name = next(iter((await office.app.content.current()).templates(["centre"]))).name
    await office.app.content.fill_in(TEACHER, name, cohort.id, "en", "On Sunday.")
    office.clock.at += timedelta(days=11)
    assert await office.app.ask.entry(trainee, name) is not None
    office.clock.at += timedelta(days=1)
    assert await office.app.ask.entry(trainee, name) is None


async def test_lessons_are_read_from_the_first_page_to_the_last_and_back(office: Office) -> None:
    for language in ("en", "ru", "kk"):
        for course in ("poc", "unso"):
            page = await office.app.lessons.page(
                office.app.courses[course].lessons[0].name, 0, language
            )
            path = [page]
            while page.after:
                page = await office.app.lessons.page(page.after[0].name, page.after[1], language)
                path.append(page)
            back = [page]
            while page.before:
                page = await office.app.lessons.page(page.before[0].name, page.before[1], language)
                back.append(page)
            assert [(p.lesson.id, p.number) for p in reversed(back)] == [
                (p.lesson.id, p.number) for p in path
            ]
            assert {p.lesson.id for p in path} == {
                lesson.id for lesson in office.app.courses[course].lessons
            }
            assert all(isinstance(p.lesson, Lesson) and p.html for p in path)


async def test_without_any_item_there_is_no_quiz(office: Office) -> None:
    quiz = QuizService(office.database, office.clock, {}, random.Random(1), office.app.content)
    with pytest.raises(Refusal, match="quiz-no-items"):
        await quiz.start(await office.person(5), "1")


async def test_an_action_is_not_asked_about_and_not_corrected_but_can_be_hidden(
    office: Office,
) -> None:
    name, words = "centre/next-class", "When is my next class?"
    content = await office.app.content.current()
    assert not any(is_action(entry) for entry in content.undecided(office.app.courses))
    found = (await office.app.ask.find(GUEST, words)).answer
    assert found is not None
    assert (found.entry.name, found.body.plain, found.is_checked) == (name, "", True)
    with pytest.raises(Refusal, match="content-gone"):
        await office.app.content.correct(TEACHER, name, "en", "In the hall.")
    await decide(office, name, Verdict.HIDDEN)
    found = (await office.app.ask.find(GUEST, words)).answer
    assert found is None or found.entry.name != name
    assert not (await office.app.content.current()).needs_decision(content.packs[name])
