"""Reminders: on time, once, never one that was due before; late ones only while they are of use."""

from datetime import timedelta

import pytest
from services.conftest import Office

from bot.domain.outbox import RetryLater, Unreachable

LAW = "law,2026-12-08,09:00,10:30,Law,101"
REMINDER = "class-reminder"


async def test_everybody_is_reminded_a_day_and_a_quarter_of_an_hour_before(
    office: Office,
) -> None:
    cohort = await office.cohort()
    office.clock.at -= timedelta(days=1)  # the day before yesterday of the class
    for person_id in (5, 6):
        await office.trainee(cohort, person_id)
    await office.take_in(cohort, LAW)
    assert await office.moves(hours=20, minutes=59) == []
    assert await office.moves(minutes=1) == [(5, REMINDER), (6, REMINDER)]
    assert office.post.notices[-1].args["minutes_left"] == 1440
    assert await office.moves(hours=23, minutes=44) == []
    assert await office.moves(minutes=1) == [(5, REMINDER), (6, REMINDER)]
    assert office.post.notices[-1].args["minutes_left"] == 15
    assert await office.moves(minutes=15) == []
    assert await office.dropped() == {}


async def test_planning_again_owes_nothing_twice(office: Office) -> None:
    cohort = await office.cohort()
    await office.trainee(cohort)
    await office.take_in(cohort, LAW)
    office.clock.at += timedelta(hours=20, minutes=30)  # 08:30
    assert [await office.app.reminders.plan() for _ in range(3)] == [1, 0, 0]
    assert await office.moves(minutes=15) == [(5, REMINDER)]


async def test_somebody_who_joins_late_gets_no_reminder_that_was_due_before(
    office: Office,
) -> None:
    cohort = await office.cohort()
    await office.take_in(cohort, LAW)
    office.clock.at += timedelta(hours=12)
    await office.trainee(cohort)
    assert await office.moves(minutes=1) == []
    assert await office.dropped() == {"before-joining": 1}
    assert await office.moves(hours=8, minutes=44) == [(5, REMINDER)]


@pytest.mark.parametrize(
    ("down_for_hours", "sent", "dropped"),
    [
        (21.5, [(5, REMINDER)], {}),  # back at 09:30 the day before: late by half an hour
        (44.9, [(5, REMINDER)], {"superseded": 1}),  # back at 08:54: the later one says it all
        (45, [], {}),  # back when the class begins: nobody is told any more
    ],
)
async def test_what_was_missed_while_the_bot_was_down_is_sent_while_it_is_of_use(
    office: Office, down_for_hours: float, sent: list[tuple[int, str]], dropped: dict[str, int]
) -> None:
    office.clock.at -= timedelta(days=1)
    cohort = await office.cohort()
    await office.trainee(cohort)
    await office.take_in(cohort, LAW)
    assert await office.moves(hours=down_for_hours) == sent
    assert await office.dropped() == dropped


async def test_a_planned_reminder_held_up_until_the_next_one_is_due_is_not_sent_beside_it(
    office: Office,
) -> None:
    """Planned an hour ahead, then the bot was down until ten minutes before the class."""
    office.clock.at -= timedelta(days=1)
    cohort = await office.cohort()
    await office.trainee(cohort)
    await office.take_in(cohort, LAW)
    office.clock.at += timedelta(hours=20, minutes=30)
    assert await office.app.reminders.plan() == 1
    assert await office.moves(hours=24, minutes=20) == [(5, REMINDER)]
    assert office.post.notices[-1].args["minutes_left"] == 10
    assert await office.dropped() == {"superseded": 1}


async def test_a_reminder_held_up_until_the_class_began_is_dropped_and_counted(
    office: Office,
) -> None:
    cohort = await office.cohort()
    await office.trainee(cohort)
    await office.take_in(cohort, LAW)
    office.clock.at += timedelta(hours=20, minutes=30)
    await office.app.reminders.plan()
    office.clock.at += timedelta(minutes=30)
    assert await office.sends() == []
    assert (await office.dropped())["too-late"] == 1


async def test_reminders_of_somebody_who_blocked_the_bot_are_put_aside_and_resumed(
    office: Office,
) -> None:
    cohort = await office.cohort()
    for person_id in (5, 6):
        await office.trainee(cohort, person_id)
    await office.take_in(cohort, LAW, "b,2026-12-08,11:00,12:00,Second,1")
    office.post.outcomes = [Unreachable("bot was blocked by the user")]
    tried = await office.moves(hours=20, minutes=45)
    assert len(tried) == 2
    blocked = office.post.notices[0].chat_id
    assert (await office.dropped())["unreachable"] == 1
    assert (blocked, REMINDER) not in await office.moves(hours=1)
    await office.person(blocked)  # they write again
    assert (blocked, REMINDER) not in await office.sends()  # the first class has begun
    assert await office.moves(hours=1) == [(5, REMINDER), (6, REMINDER)]


async def test_a_reminder_put_aside_is_sent_on_return_before_the_class(office: Office) -> None:
    cohort = await office.cohort()
    await office.trainee(cohort)
    await office.take_in(cohort, LAW)
    office.clock.at += timedelta(hours=20, minutes=30)
    await office.app.reminders.plan()
    await office.app.people.went_away(5)
    assert await office.moves(minutes=20) == []
    assert await office.app.people.came_back(5)
    assert not await office.app.people.came_back(5)
    assert await office.sends() == [(5, REMINDER)]


async def test_a_refused_reminder_is_tried_again_when_telegram_said(office: Office) -> None:
    cohort = await office.cohort()
    await office.trainee(cohort)
    await office.take_in(cohort, LAW)
    office.post.outcomes = [RetryLater(after_s=40)]
    assert len(await office.moves(hours=20, minutes=45)) == 1
    assert await office.moves(seconds=39) == []
    assert await office.moves(seconds=1) == [(5, REMINDER)]


async def test_a_lead_time_chosen_now_does_not_reach_back(office: Office) -> None:
    cohort = await office.cohort()
    person = await office.trainee(cohort)
    await office.take_in(cohort, LAW)
    office.clock.at += timedelta(hours=20, minutes=30)  # half an hour before
    await office.app.reminders.plan()
    await office.app.people.choose_leads(person, (60, 5))
    assert await office.moves(minutes=15) == []
    assert (await office.dropped())["unwanted"] == 1
    assert await office.moves(minutes=10) == [(5, REMINDER)]


async def test_somebody_who_wants_no_reminders_gets_none(office: Office) -> None:
    cohort = await office.cohort()
    person = await office.trainee(cohort)
    await office.app.people.choose_leads(person, ())
    await office.take_in(cohort, LAW)
    for _ in range(22):
        assert await office.moves(hours=1) == []


async def test_a_linked_group_is_reminded_and_followed_when_it_moves(office: Office) -> None:
    cohort = await office.cohort()
    owner = await office.person(9)
    await office.app.cohorts.link_group(owner, -10, cohort.invite_code)
    await office.take_in(cohort, LAW)
    office.clock.at += timedelta(hours=20, minutes=30)
    await office.app.reminders.plan()
    await office.app.cohorts.move_group(-10, -100)
    assert await office.moves(minutes=15) == [(-100, REMINDER)]
    assert await office.moves(minutes=1) == []
