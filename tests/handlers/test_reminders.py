"""Reminders on the phone: on time, once, in the trainee's language, not for nothing."""

from chat import AIGERIM, DMITRY, GRACE, Centre

from bot.domain.timetable import Cohort

CLASS = "2026-12-07,13:00,14:30,Use of force,Room 101"


async def enrolled(centre: Centre, *rows: str) -> Cohort:
    """Three trainees in a cohort whose class begins in an hour."""
    cohort = await centre.cohort()
    for person in (AIGERIM, DMITRY, GRACE):
        await centre.phone(person).starts(cohort.invite_code)
    await centre.timetable(cohort, *(rows or (CLASS,)))
    await centre.settle()
    return cohort


async def test_each_trainee_is_reminded_in_their_language_and_the_cohorts_local_time(
    centre: Centre,
) -> None:
    await enrolled(centre)
    await centre.moves(minutes=44)
    assert centre.phone(GRACE).sees() == []
    await centre.moves(minutes=1)
    (kazakh,) = centre.phone(AIGERIM).sees()
    (russian,) = centre.phone(DMITRY).sees()
    (english,) = centre.phone(GRACE).sees()
    assert "Use of force: сабақ 15 минуттан кейін басталады." in kazakh
    assert "7 желтоқсан, дүйсенбі, 13:00 (Алматы, UTC+5) · Room 101" in kazakh
    assert "Use of force — начало через 15 минут." in russian
    assert "понедельник, 7 декабря, 13:00 (Алматы, UTC+5)" in russian
    assert "Use of force begins in 15 minutes." in english


async def test_a_reminder_comes_once(centre: Centre) -> None:
    await enrolled(centre)
    for _ in range(5):
        await centre.moves(minutes=10)
    assert len(centre.phone(GRACE).sees()) == 1


async def test_one_of_24_hours_and_one_of_15_minutes(centre: Centre) -> None:
    await enrolled(centre, "2026-12-08,13:00,14:30,Use of force,")
    await centre.moves(hours=1)
    assert "in 24 hours" in centre.phone(GRACE).sees()[0]
    await centre.moves(hours=23, minutes=45)
    assert "in 15 minutes" in centre.phone(GRACE).sees()[0]


async def test_missed_while_the_bot_was_down_it_is_sent_if_the_class_has_not_started(
    centre: Centre,
) -> None:
    await enrolled(centre)
    await centre.moves(minutes=55)
    (late,) = centre.phone(GRACE).sees()
    assert "begins in 5 minutes" in late


async def test_missed_altogether_it_is_dropped_and_counted(centre: Centre) -> None:
    await enrolled(centre)
    await centre.app.reminders.plan()
    await centre.moves(minutes=61)
    assert centre.phone(GRACE).sees() == []
    assert (await centre.app.outbox.counts())["dropped", "too-late"] == 3


async def test_a_moved_class_is_announced_once_and_reminded_of_at_its_new_time(
    centre: Centre,
) -> None:
    cohort = await enrolled(centre)
    await centre.app.reminders.plan()
    moved = "2026-12-07,16:00,17:30,Use of force,Room 7"
    for _ in range(2):
        await centre.timetable(cohort, moved)
        await centre.settle()
    (told,) = centre.phone(GRACE).sees()
    assert "Now: Monday, 7 December, 16:00" in told
    assert "Before: Monday, 7 December, 13:00" in told
    await centre.moves(minutes=45)
    assert centre.phone(GRACE).sees() == []
    await centre.moves(hours=3)
    assert "begins in 15 minutes" in centre.phone(GRACE).sees()[0]


async def test_a_cancelled_class_is_announced_and_not_reminded_of(centre: Centre) -> None:
    cohort = await enrolled(centre)
    await centre.app.reminders.plan()
    await centre.timetable(cohort, "2026-12-08,13:00,14:30,Another,")
    await centre.settle()
    (told,) = centre.phone(DMITRY).sees()
    assert "Занятие отменено: Use of force" in told
    await centre.moves(minutes=45)
    assert centre.phone(DMITRY).sees() == []


async def test_a_lead_time_taken_away_after_planning_is_not_sent(centre: Centre) -> None:
    await enrolled(centre)
    await centre.app.reminders.plan()
    phone = centre.phone(GRACE)
    await phone.says("/settings")
    await phone.taps("✓ 15 minutes")
    phone.sees()
    await centre.moves(minutes=45)
    assert phone.sees() == []


async def test_who_blocked_the_bot_costs_one_failed_call_and_gets_the_rest_on_return(
    centre: Centre,
) -> None:
    await enrolled(centre, CLASS, "2026-12-07,13:30,14:30,Second,", "2026-12-07,18:00,19:00,Third,")
    centre.api.block(GRACE.id)
    centre._offset = centre.api.updates[-1]["update_id"] + 1  # Telegram's word of it never came
    calls = centre.api.count("sendMessage")
    await centre.moves(minutes=45)
    await centre.moves(minutes=30)
    sent_to_the_others = 4
    assert centre.api.count("sendMessage") - calls - sent_to_the_others == 1
    phone = centre.phone(GRACE)
    back = await phone.blocks(False)
    assert any("Good to have you back" in line for line in back)
    assert any("Second begins in 15 minutes" in line for line in back)
    await centre.moves(hours=4, minutes=30)
    assert "Third begins in 15 minutes" in phone.sees()[-1]


async def test_markup_in_a_class_title_is_shown_as_typed(centre: Centre) -> None:
    await enrolled(centre, "2026-12-07,13:00,14:00,<b>R&D</i> _x_,<101>")
    await centre.moves(minutes=45)
    assert "<b>R&D</i> _x_ begins" in centre.phone(GRACE).sees()[0]
    assert "<101>" in centre.phone(GRACE).last["text"]
