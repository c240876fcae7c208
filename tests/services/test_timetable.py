"""A timetable taken in: changes are announced once, the same file changes nothing."""

from datetime import date, timedelta

import pytest
from services.conftest import Office

from bot.domain.errors import Faulty
from bot.domain.people import Person

LAW = "law,2026-12-08,09:00,10:30,Law,101"
MOVED = "law,2026-12-08,14:00,15:30,Law,101"
DRILL = "drill,2026-12-09,09:00,10:30,Drill,yard"
REMINDER, CHANGED = "class-reminder", "class-changed"


async def test_the_same_file_again_changes_nothing(office: Office) -> None:
    cohort = await office.cohort()
    await office.trainee(cohort)
    first = await office.take_in(cohort, LAW, DRILL)
    again = await office.take_in(cohort, DRILL, LAW)
    assert (len(first.added), first.unchanged) == (2, 0)
    assert (again.added, again.changed, again.cancelled, again.unchanged) == ((), (), (), 2)
    assert await office.sends() == []
    assert await office.moves(hours=21) == [(5, REMINDER)]
    await office.take_in(cohort, LAW, DRILL)
    assert await office.moves(minutes=1) == []


async def test_a_moved_class_is_announced_once_and_its_old_reminders_are_dropped(
    office: Office,
) -> None:
    cohort = await office.cohort()
    await office.trainee(cohort)
    await office.take_in(cohort, LAW, DRILL)
    assert await office.moves(hours=20) == []  # 08:00; the reminder for 08:45 is planned
    await office.take_in(cohort, MOVED, DRILL)
    await office.take_in(cohort, MOVED, DRILL)
    assert await office.sends() == [(5, CHANGED)]
    notice = office.post.notices[-1]
    assert notice.args["was"] == "2026-12-08T04:00:00+00:00"
    assert f"{notice.args['starts_at']:%H:%M}" == "09:00"
    assert (await office.dropped())["changed"] == 1
    assert await office.moves(minutes=45) == []  # 08:45, when the old one was due


async def test_a_moved_class_is_reminded_of_at_its_new_time_only(office: Office) -> None:
    cohort = await office.cohort()
    await office.trainee(cohort)
    await office.take_in(cohort, LAW)
    office.clock.at += timedelta(hours=3)  # 15:00; a day before its new time was 14:00
    await office.take_in(cohort, MOVED)
    assert await office.moves(minutes=1) == [(5, CHANGED)]
    assert await office.moves(hours=22, minutes=44) == [(5, REMINDER)]
    assert office.post.notices[-1].args["minutes_left"] == 15


async def test_a_class_of_the_past_is_corrected_without_a_word(office: Office) -> None:
    cohort = await office.cohort()
    await office.trainee(cohort)
    await office.take_in(cohort, LAW)
    office.clock.at += timedelta(days=2)
    found = await office.take_in(cohort, LAW.replace("101", "102"))
    assert len(found.changed) == 1
    assert await office.sends() == []
    await office.take_in(cohort, LAW.replace("12-08", "12-15"))  # made good a week later
    assert await office.sends() == [(5, CHANGED)]


async def test_a_cancelled_class_is_announced_and_not_reminded_of(office: Office) -> None:
    cohort = await office.cohort()
    await office.trainee(cohort)
    await office.take_in(cohort, LAW, DRILL)
    found = await office.take_in(cohort, DRILL)
    assert [known.uid for known in found.cancelled] == ["law"]
    assert await office.sends() == [(5, CHANGED)]
    assert office.post.notices[-1].args["is_cancelled"] is True
    assert await office.moves(hours=20) == []
    back = await office.take_in(cohort, LAW, DRILL)
    assert len(back.changed) == 1
    assert (5, CHANGED) in await office.sends()


async def test_a_change_of_words_is_not_announced(office: Office) -> None:
    cohort = await office.cohort()
    await office.trainee(cohort)
    await office.take_in(cohort, LAW)
    found = await office.take_in(cohort, LAW.replace("Law", "The law of armed conflict"))
    assert len(found.changed) == 1
    assert await office.sends() == []


async def test_a_class_that_moves_twice_before_anybody_was_told_is_announced_as_it_is(
    office: Office,
) -> None:
    cohort = await office.cohort()
    await office.trainee(cohort)
    await office.take_in(cohort, LAW)
    await office.take_in(cohort, MOVED)
    await office.take_in(cohort, MOVED.replace("101", "102"))
    assert await office.sends() == [(5, CHANGED)]
    assert office.post.notices[-1].args["room"] == "102"


async def test_a_file_with_a_fault_changes_nothing_at_all(office: Office) -> None:
    cohort = await office.cohort()
    person = await office.trainee(cohort)
    await office.take_in(cohort, LAW)
    with pytest.raises(Faulty):
        await office.take_in(cohort, MOVED, DRILL.replace("2026", "2027"))
    schedule = await office.app.timetable.schedule(person)
    assert schedule is not None
    assert [f"{known.local_start:%H:%M}" for _, known in schedule.coming] == ["09:00"]
    assert await office.sends() == []


@pytest.mark.parametrize(
    ("file", "size", "key"),
    [
        ("timetable.pdf", 9, "fault-ending"),
        ("timetable", 9, "fault-ending"),
        ("timetable.csv", 5_000_001, "fault-file-large"),
    ],
)
async def test_a_file_of_another_kind_or_too_large_is_refused(
    office: Office, file: str, size: int, key: str
) -> None:
    cohort = await office.cohort()
    with pytest.raises(Faulty) as caught:
        await office.app.timetable.take_in(cohort, b"x" * size, file)
    assert [fault.key for fault in caught.value.faults] == [key]


async def test_the_schedule_shows_today_and_the_coming_days_of_ones_own_cohorts(
    office: Office,
) -> None:
    cohort, other = await office.cohort(), await office.cohort("OTHER")
    person = await office.trainee(cohort)
    early = "early,2026-12-07,07:00,08:00,Early,1"
    await office.take_in(cohort, early, LAW, DRILL, "far,2026-12-18,09:00,10:00,Far,1")
    await office.take_in(other, "x,2026-12-08,09:00,10:00,Not mine,1")
    found = await office.app.timetable.schedule(person)
    assert found is not None
    assert found.today == date(2026, 12, 7)
    assert [known.uid for _, known in found.todays] == ["early"]
    assert [known.uid for _, known in found.coming] == ["law", "drill"]
    assert await office.app.timetable.schedule(Person(77, "en")) is None
    owner = Person(9, "en", is_owner=True)
    assert len((await office.app.timetable.todays(owner)).coming) == 3
    stranger = Person(8, "en", teaches=frozenset({"unso"}))
    assert (await office.app.timetable.todays(stranger)).coming == ()


async def test_the_next_class_stands_behind_those_under_way(office: Office) -> None:
    cohort = await office.cohort()
    grace = await office.trainee(cohort)
    await office.take_in(cohort, LAW, DRILL)

    async def titles() -> list[str]:
        return [known.title for _, known in await office.app.timetable.next_classes(grace)]

    assert await titles() == ["Law"]
    await office.moves(hours=21)  # 09:00 of the day after: it begins now
    assert await titles() == ["Law", "Drill"]
    await office.moves(minutes=90)
    assert await titles() == ["Drill"]
    await office.take_in(cohort, LAW)
    assert await titles() == []
    assert await office.app.timetable.next_classes(await office.person(6)) == []
