"""Classes at a wall time: their start in UTC by the zone's rules, and what an import changes."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from bot.domain.timetable import (
    Class,
    ClassDraft,
    changes,
    in_utc,
    is_other_time_or_place,
    local_date,
)

NOW = datetime(2026, 12, 9, 6, 0, tzinfo=UTC)


@pytest.mark.parametrize(
    ("local", "timezone", "utc"),
    [
        # Almaty moved from +06 to +05 on 1 March 2024; older zone data are an hour off.
        ("2026-12-07 09:00", "Asia/Almaty", "2026-12-07 04:00"),
        ("2024-03-01 09:00", "Asia/Almaty", "2024-03-01 04:00"),
        ("2024-02-28 09:00", "Asia/Almaty", "2024-02-28 03:00"),
        ("2023-07-03 09:00", "Asia/Almaty", "2023-07-03 03:00"),
        ("2026-12-07 00:30", "Asia/Almaty", "2026-12-06 19:30"),
        # A wall time stays where it is when the clock changes; its UTC does not.
        ("2026-03-28 09:00", "Europe/Berlin", "2026-03-28 08:00"),
        ("2026-03-29 09:00", "Europe/Berlin", "2026-03-29 07:00"),
        ("2026-10-24 09:00", "Europe/Berlin", "2026-10-24 07:00"),
        ("2026-10-25 09:00", "Europe/Berlin", "2026-10-25 08:00"),
        # 02:30 does not exist on 29 March: it is taken as 03:30. On 25 October it comes twice:
        # the first one is taken.
        ("2026-03-29 02:30", "Europe/Berlin", "2026-03-29 01:30"),
        ("2026-10-25 02:30", "Europe/Berlin", "2026-10-25 00:30"),
        ("2026-12-07 09:00", "Asia/Kathmandu", "2026-12-07 03:15"),
        ("2026-12-07 09:00", "America/New_York", "2026-12-07 14:00"),
    ],
)
def test_a_wall_time_becomes_utc_by_the_rules_of_its_day(
    local: str, timezone: str, utc: str
) -> None:
    expected = datetime.fromisoformat(utc).replace(tzinfo=UTC)
    assert in_utc(datetime.fromisoformat(local), timezone) == expected


@pytest.mark.parametrize(
    ("moment", "timezone", "day"),
    [
        ("2026-12-07T18:59:00+00:00", "Asia/Almaty", date(2026, 12, 7)),
        ("2026-12-07T19:00:00+00:00", "Asia/Almaty", date(2026, 12, 8)),
        ("2024-02-28T18:30:00+00:00", "Asia/Almaty", date(2024, 2, 29)),
        ("2026-12-07T04:59:00+00:00", "America/New_York", date(2026, 12, 6)),
    ],
)
def test_today_depends_on_the_zone(moment: str, timezone: str, day: date) -> None:
    assert local_date(datetime.fromisoformat(moment), timezone) == day


wall = datetime.fromisoformat


def a_class(uid: str = "a", *, day: int = 10, **more: object) -> Class:
    """A class at nine on a day of December."""
    known = Class(
        id=ord(uid[0]),
        cohort_id=1,
        uid=uid,
        title="Law",
        room="101",
        local_start=wall(f"2026-12-{day:02} 09:00"),
        minutes=90,
        timezone="Asia/Almaty",
    )
    return replace(known, **more)  # type: ignore[arg-type]


def test_the_end_of_a_class_is_not_moved_by_the_clock_change() -> None:
    night = a_class(
        local_start=wall("2026-10-25 01:00"), minutes=180, timezone="Europe/Berlin", day=1
    )
    assert night.ends_at - night.starts_at == timedelta(hours=3)


def test_the_same_file_again_changes_nothing() -> None:
    known = [a_class("a"), a_class("b", day=11)]
    found = changes(known, [one.draft() for one in known], now=NOW)
    assert (found.added, found.changed, found.cancelled, found.unchanged) == ((), (), (), 2)


def test_new_moved_and_missing_classes_are_told_apart_by_uid() -> None:
    stays, moves, goes = a_class("a"), a_class("b"), a_class("c")
    moved = replace(moves.draft(), local_start=wall("2026-12-11 14:00"))
    new = ClassDraft("d", "New", "", wall("2026-12-12 09:00"), 45)
    found = changes([stays, moves, goes], [stays.draft(), moved, new], now=NOW)
    assert found.added == (new,)
    assert found.changed == ((moves, moved),)
    assert found.cancelled == (goes,)
    assert found.unchanged == 1


@pytest.mark.parametrize(
    ("known", "is_cancelled"),
    [
        (a_class(day=10), True),
        (a_class(day=8), False),  # it has taken place
        (a_class(local_start=wall("2026-12-09 11:00")), False),  # it begins at this moment
        (a_class(local_start=wall("2026-12-09 11:01")), True),
        (a_class(day=10, is_cancelled=True), False),  # it was cancelled before
    ],
)
def test_only_a_coming_class_is_cancelled_by_a_file_without_it(
    known: Class, is_cancelled: bool
) -> None:
    assert bool(changes([known], [], now=NOW).cancelled) is is_cancelled


def test_a_cancelled_class_that_comes_back_is_a_change() -> None:
    known = a_class(is_cancelled=True)
    assert changes([known], [known.draft()], now=NOW).changed == ((known, known.draft()),)


@pytest.mark.parametrize(
    ("change", "is_told"),
    [
        ({}, False),
        ({"title": "The law of armed conflict"}, False),
        ({"room": "102"}, True),
        ({"minutes": 45}, True),
        ({"local_start": wall("2026-12-10 09:01")}, True),
    ],
)
def test_people_are_told_of_another_time_or_place_but_not_of_another_wording(
    change: dict[str, object], is_told: bool
) -> None:
    known = a_class()
    draft = replace(known.draft(), **change)  # type: ignore[arg-type]
    assert is_other_time_or_place(known, draft) is is_told


def test_people_are_told_that_a_cancelled_class_takes_place_after_all() -> None:
    known = a_class(is_cancelled=True)
    assert is_other_time_or_place(known, known.draft())
