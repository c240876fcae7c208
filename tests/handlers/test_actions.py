"""Questions about oneself: one's own timetable, results and settings instead of a text."""

from datetime import date, timedelta

from chat import ANNA, GRACE, Centre

from bot.domain.course import TALK, Action, Course, is_action
from bot.i18n import languages


async def test_the_settings_come_with_their_buttons(centre: Centre) -> None:
    phone = centre.phone(GRACE)
    await phone.says("switch language")
    assert "Қазақша" in phone.buttons()
    await phone.taps("Қазақша")
    assert "Тіл: Қазақша" in phone.last["text"]


async def test_a_question_edited_into_one_about_oneself_edits_its_answer(centre: Centre) -> None:
    phone = centre.phone(GRACE)
    await phone.says("Who counts as a civilian?")
    assert await phone.edits("my score") == []
    assert phone.last["text"].startswith("You have not answered any quiz question yet")
    assert phone.buttons() == ["📋 Start a quiz"]
    assert await phone.edits("thanks") == []
    assert phone.last["text"] == "You are welcome!"


async def test_what_somebody_may_have_meant_is_done_with_a_tap(centre: Centre) -> None:
    phone = centre.phone(GRACE)
    await phone.starts()
    entry = next(one for one in centre.app.courses["centre"].faq if one.action == "start-quiz")
    near = phone.last["message_id"]
    for _ in range(2):
        centre.api.tap(GRACE.id, near, f"faq:{entry.name}", is_stale=True)
        await centre.settle()
    starts, first, again = phone.sees()
    assert starts == again == "Five questions, one after another. To stop: /cancel"
    assert first.startswith("[poll] 1/5.")


async def test_small_talk_is_not_offered_as_what_was_meant(centre: Centre) -> None:
    phone = centre.phone(GRACE)
    offered: set[str] = set()
    for words in ("hello my dear working friend", "tell a story about working", "you know jokes"):
        found = await centre.app.ask.find(await centre.app.people.enter(GRACE.id, "en"), words)
        offered |= {getattr(near.entry, "action", "") for near in found.near}
    assert offered
    assert not offered & TALK
    assert phone.messages == []


async def test_the_first_class_is_named_weeks_before_the_course(centre: Centre) -> None:
    cohort = await centre.cohort("POC-13", starts_on=date(2027, 1, 11), ends_on=date(2027, 1, 22))
    await centre.timetable(
        cohort, "2027-01-11,09:00,10:30,Opening,Hall", "2027-01-12,09:00,10:30,Law,"
    )
    phone = centre.phone(GRACE)
    await phone.starts(cohort.invite_code)
    (said,) = await phone.says("next class")
    assert said.startswith(
        "➡️ Opening begins in 35 days.\nMonday, 11 January, 09:00 (Almaty, UTC+5) · Hall\n\nToday"
    )
    assert "Law" not in said


async def test_an_instructor_can_hide_it_but_not_correct_or_approve_it(centre: Centre) -> None:
    owner, phone = centre.phone(ANNA), centre.phone(GRACE)
    await owner.says("tell me a joke")
    await owner.taps("For instructors")
    assert "⚙️" in owner.last["text"]
    assert "talk-joke" in owner.last["text"]
    labels = owner.buttons()
    assert "🙈 Hide" in labels
    assert not any("Correct" in label or "Approve" in label for label in labels)
    await owner.taps("Hide")
    (unknown,) = await phone.says("tell me a joke")
    assert "/quiz" not in unknown
    await owner.taps("Show again")
    (joke,) = await phone.says("tell me a joke")
    assert "/quiz" in joke


def test_the_shipped_pack_has_every_action_in_every_language(courses: dict[str, Course]) -> None:
    actions = [one for course in courses.values() for one in course.faq if is_action(one)]
    assert {entry.action for entry in actions} == set(Action)
    for entry in actions:
        assert set(entry.texts) == languages()
        assert all(8 <= len(text.aliases) <= 14 for text in entry.texts.values()), entry.id


async def test_a_question_for_an_instructor_is_still_awaited_when_too_many_were_asked(
    centre: Centre,
) -> None:
    phone = centre.phone(GRACE)
    for _ in range(11):
        await phone.says("thanks")
    await phone.says("I want to talk to a person")
    (refused,) = await phone.says("Is my leave on Friday approved?")
    assert refused.startswith("You are asking faster")
    centre.clock.at += timedelta(minutes=1)
    (passed,) = await phone.says("Is my leave on Friday approved?")
    assert "passed on" in passed
