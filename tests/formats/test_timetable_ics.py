"""Timetables from .ics as calendars really write them; every fault with its line."""

from contextlib import suppress
from datetime import date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.errors import Faulty
from bot.domain.timetable import ClassDraft, Cohort
from bot.formats.timetable_ics import read_ics

wall = datetime.fromisoformat
COHORT = Cohort(1, "POC-12", "poc", date(2026, 12, 7), date(2026, 12, 18), "Asia/Almaty", "invite")
ALMATY = "TZID=Asia/Almaty"


def calendar(*lines: str, line_end: str = "\r\n") -> bytes:
    """A calendar of these lines; the first one is line 4 of the file."""
    head = ("BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Centre//Timetable//EN")
    return line_end.join((*head, *lines, "END:VCALENDAR", "")).encode()


def event(*lines: str, uid: str = "law", title: str = "Law") -> tuple[str, ...]:
    """An event; `lines` follow in its lines 4, 5 …"""
    return ("BEGIN:VEVENT", f"UID:{uid}", f"SUMMARY:{title}", *lines, "END:VEVENT")


def read(content: bytes) -> list[ClassDraft]:
    """The classes of a file."""
    return read_ics(content, "t.ics", COHORT)


def starts(content: bytes) -> list[str]:
    """Wall times of the classes, such as "07 09:00"."""
    return [f"{draft.local_start:%d %H:%M}" for draft in read(content)]


def faults(content: bytes) -> list[tuple[str, str]]:
    """Place and key of everything that is wrong."""
    with pytest.raises(Faulty) as caught:
        read(content)
    return [(str(fault.place), fault.key) for fault in caught.value.faults]


@pytest.mark.parametrize(
    ("lines", "start", "minutes"),
    [
        (("DTSTART:20261207T040000Z", "DTEND:20261207T053000Z"), "2026-12-07 09:00", 90),
        ((f"DTSTART;{ALMATY}:20261207T090000", "DURATION:PT1H30M"), "2026-12-07 09:00", 90),
        (("DTSTART:20261207T090000", "DURATION:PT45M"), "2026-12-07 09:00", 45),
        (
            (
                "DTSTART;TZID=Europe/Berlin:20261207T090000",
                "DTEND;TZID=Europe/Berlin:20261207T100000",
            ),
            "2026-12-07 13:00",
            60,
        ),
        # From one zone to another, and over midnight
        ((f"DTSTART;{ALMATY}:20261207T230000", "DTEND:20261207T200000Z"), "2026-12-07 23:00", 120),
        (("DTSTART:20261207T200000Z", "DURATION:PT1H"), "2026-12-08 01:00", 60),
        # Outlook's name of Astana's zone
        (
            ("DTSTART;TZID=Qyzylorda Standard Time:20261207T090000", "DURATION:PT1H"),
            "2026-12-07 09:00",
            60,
        ),
    ],
)
def test_a_class_stands_at_the_wall_time_of_the_cohort(
    lines: tuple[str, ...], start: str, minutes: int
) -> None:
    assert read(calendar(*event(*lines))) == [ClassDraft("law", "Law", "", wall(start), minutes)]


def test_a_zone_that_the_file_describes_is_understood() -> None:
    zone = (
        "BEGIN:VTIMEZONE",
        "TZID:(UTC+05:00) Astana",
        "BEGIN:STANDARD",
        "DTSTART:16010101T000000",
        "TZOFFSETFROM:+0500",
        "TZOFFSETTO:+0500",
        "END:STANDARD",
        "END:VTIMEZONE",
    )
    lines = event('DTSTART;TZID="(UTC+05:00) Astana":20261207T090000', "DURATION:PT1H")
    assert starts(calendar(*zone, *lines)) == ["07 09:00"]


@pytest.mark.parametrize("line_end", ["\r\n", "\n", "\r"])
def test_folded_and_escaped_texts_are_put_together(line_end: str) -> None:
    lines = (
        "DTSTART:20261207T090000",
        "DURATION:PT1H",
        "LOCATION:Үлкен зал\\, 2-қабат\\; оң ж",
        " ақ",
        "DESCRIPTION:Құқық\\nжәне",
        "\t әдет",
    )
    (draft,) = read(calendar(*event(*lines, title="Бейбіт тұрғындар"), line_end=line_end))
    assert draft.title == "Бейбіт тұрғындар"
    assert draft.room == "Үлкен зал, 2-қабат; оң жақ"


def test_a_mark_at_the_beginning_and_alarms_do_no_harm() -> None:
    alarm = ("BEGIN:VALARM", "ACTION:DISPLAY", "TRIGGER:-PT15M", "DURATION:PT5M", "END:VALARM")
    content = calendar(*event("DTSTART:20261207T090000", "DURATION:PT1H", *alarm))
    assert starts(b"\xef\xbb\xbf" + content) == ["07 09:00"]


DAILY = (f"DTSTART;{ALMATY}:20261207T090000", "DURATION:PT1H", "RRULE:FREQ=DAILY;COUNT=4")


def test_a_recurrence_becomes_dated_classes_without_the_excepted_ones() -> None:
    found = read(calendar(*event(*DAILY, f"EXDATE;{ALMATY}:20261208T090000,20261209T090000")))
    assert [draft.uid for draft in found] == ["law/20261207T0900", "law/20261210T0900"]


def test_a_moved_occurrence_keeps_the_name_of_the_day_it_was_on() -> None:
    moved = event(
        f"RECURRENCE-ID;{ALMATY}:20261208T090000",
        "DTSTART;TZID=Europe/Berlin:20261211T100000",
        "DURATION:PT2H",
        "LOCATION:Hall",
        title="Law, moved",
    )
    found = {draft.uid: draft for draft in read(calendar(*event(*DAILY), *moved))}
    assert len(found) == 4
    assert found["law/20261208T0900"] == ClassDraft(
        "law/20261208T0900", "Law, moved", "Hall", wall("2026-12-11 14:00"), 120
    )


def test_a_moved_occurrence_is_found_wherever_it_stands_in_the_file() -> None:
    moved = event("RECURRENCE-ID:20261208T040000Z", "DTSTART:20261208T100000", "DURATION:PT1H")
    content = calendar(*moved, *event(*DAILY))
    assert starts(content) == ["07 09:00", "08 10:00", "09 09:00", "10 09:00"]
    assert {draft.uid for draft in read(content)} == {
        f"law/202612{d}T0900" for d in ("07", "08", "09", "10")
    }


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        (
            (f"DTSTART;{ALMATY}:20261123T090000", "DURATION:PT1H", "RRULE:FREQ=WEEKLY;BYDAY=MO,WE"),
            ["07 09:00", "09 09:00", "14 09:00", "16 09:00"],
        ),
        (
            ("DTSTART:20261207T090000", "DURATION:PT1H", "RRULE:FREQ=DAILY;UNTIL=20261208T090000"),
            ["07 09:00", "08 09:00"],
        ),
        (
            (
                f"DTSTART;{ALMATY}:20261207T090000",
                "DURATION:PT1H",
                "RRULE:FREQ=DAILY;UNTIL=20261208T040000Z",
            ),
            ["07 09:00", "08 09:00"],
        ),
        (
            (
                f"DTSTART;{ALMATY}:20261207T090000",
                "DURATION:PT1H",
                f"RDATE;{ALMATY}:20261210T140000",
            ),
            ["07 09:00", "10 14:00"],
        ),
        (
            # Nine in Berlin is noon in Almaty until its clock is put back, then one
            ("DTSTART;TZID=Europe/Berlin:20261012T090000", "DURATION:PT1H", "RRULE:FREQ=WEEKLY"),
            ["07 13:00", "14 13:00"],
        ),
        (
            ("DTSTART:20261206T200000Z", "DURATION:PT1H", "RRULE:FREQ=DAILY;COUNT=2"),
            ["07 01:00", "08 01:00"],
        ),
        (
            ("DTSTART:20261217T190000Z", "DURATION:PT1H", "RRULE:FREQ=DAILY;COUNT=2"),
            ["18 00:00"],  # the second one is on the 19th in Almaty
        ),
    ],
)
def test_a_rule_is_unrolled_within_the_dates_of_the_cohort(
    lines: tuple[str, ...], expected: list[str]
) -> None:
    assert starts(calendar(*event(*lines))) == expected


def test_cancelled_events_and_occurrences_are_left_out() -> None:
    gone = event("DTSTART:20261208T150000", "DURATION:PT1H", "STATUS:CANCELLED", uid="gone")
    one = event(
        f"RECURRENCE-ID;{ALMATY}:20261209T090000",
        f"DTSTART;{ALMATY}:20261209T090000",
        "DURATION:PT1H",
        "STATUS:Cancelled",
    )
    content = calendar(*event(*DAILY), *gone, *one)
    assert starts(content) == ["07 09:00", "08 09:00", "10 09:00"]


def test_a_file_in_which_everything_is_cancelled_has_no_classes() -> None:
    lines = ("DTSTART:20261208T150000", "DURATION:PT1H", "STATUS:CANCELLED")
    assert read(calendar(*event(*lines))) == []


NINE = "DTSTART:20261207T090000"
HOUR = "DURATION:PT1H"


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        (b"", [("t.ics", "fault-no-classes")]),
        (b" \r\n\r\n", [("t.ics", "fault-no-classes")]),
        (calendar(), [("t.ics", "fault-no-classes")]),
        (
            calendar("BEGIN:VTODO", "UID:1", "SUMMARY:x", "END:VTODO"),
            [("t.ics", "fault-no-classes")],
        ),
        (b"<html>\n<p>x</p>\n", [("t.ics:1", "fault-ics-line"), ("t.ics:2", "fault-ics-line")]),
        (b"date,start,title\n", [("t.ics:1", "fault-ics-line")]),
        (calendar(*event(NINE, HOUR, "no colon")), [("t.ics:9", "fault-ics-line")]),
        (calendar(*event(NINE, HOUR)[:-1]), [("t.ics:9", "fault-ics-nesting")]),
        (calendar(*event(NINE, HOUR)[1:]), [("t.ics:8", "fault-ics-nesting")]),
        (calendar(*event(NINE, HOUR))[:-16], [("t.ics:1", "fault-ics-nesting")]),
        (calendar(*event(NINE, HOUR)) * 2, [("t.ics:11", "fault-ics-nesting")]),
        (b"\r\n".join([b"BEGIN:VEVENT", b"END:VEVENT"]), [("t.ics:1", "fault-ics-nesting")]),
        (b"\xff\xfe\x00B", [("t.ics:1", "fault-encoding")]),
        (
            calendar(*event(NINE, HOUR, title="Право")).decode().encode("cp1251"),
            [("t.ics:6", "fault-encoding")],
        ),
        (calendar(*event(NINE, HOUR, title="L\0w")), [("t.ics:6", "fault-encoding")]),
        (calendar(*event(NINE)), [("t.ics:4", "fault-ics-property")]),
        (calendar(*event(HOUR)), [("t.ics:4", "fault-ics-property")]),
        (calendar(*event(NINE, HOUR, uid="")), [("t.ics:5", "fault-ics-property")]),
        (calendar(*event(NINE, HOUR, title="")), [("t.ics:6", "fault-ics-property")]),
        (
            calendar("BEGIN:VEVENT", "END:VEVENT"),
            [("t.ics:4", "fault-ics-property")] * 4,
        ),
        (calendar(*event("DTSTART:2026-12-07", HOUR)), [("t.ics:7", "fault-ics-value")]),
        (calendar(*event(NINE, "DTEND:soon")), [("t.ics:8", "fault-ics-value")]),
        (calendar(*event(NINE, "DURATION:1 hour")), [("t.ics:8", "fault-ics-value")]),
        (
            calendar(*event(NINE, HOUR, "RRULE:FREQ=SOMETIMES")),
            [("t.ics:9", "fault-ics-value")],
        ),
        (calendar(*event(NINE, HOUR, "RRULE:COUNT=3")), [("t.ics:9", "fault-ics-rule")]),
        (calendar(*event(NINE, HOUR, "RRULE:FREQ=SECONDLY")), [("t.ics:9", "fault-ics-rule")]),
        (
            calendar(*event(NINE, HOUR, "RRULE:FREQ=DAILY;INTERVAL=0")),
            [("t.ics:9", "fault-ics-rule")],
        ),
        (calendar(*event(NINE, HOUR, "EXDATE:x", DAILY[2])), [("t.ics:9", "fault-ics-value")]),
        (calendar(*event(NINE, NINE, HOUR)), [("t.ics:7", "fault-ics-twice")]),
        (calendar(*event(NINE, HOUR, "SUMMARY:Other")), [("t.ics:6", "fault-ics-twice")]),
        (
            calendar(*event(NINE, "DTEND:20261207T100000", HOUR)),
            [("t.ics:9", "fault-ics-both")],
        ),
        (
            calendar(*event("DTSTART;TZID=Mars/Base:20261207T090000", HOUR)),
            [("t.ics:7", "fault-ics-zone")],
        ),
        (
            calendar(*event("DTSTART;VALUE=DATE:20261207", "DTEND;VALUE=DATE:20261208")),
            [("t.ics:7", "fault-ics-all-day"), ("t.ics:8", "fault-ics-all-day")],
        ),
        (
            calendar(*event(NINE, "DTEND;VALUE=DATE:20261208")),
            [("t.ics:8", "fault-ics-all-day")],
        ),
        (calendar(*event(NINE, "DTEND:20261207T080000")), [("t.ics:4", "fault-length")]),
        (calendar(*event(NINE, "DTEND:20261208T090100")), [("t.ics:4", "fault-length")]),
        (calendar(*event(NINE, "DURATION:-PT1H")), [("t.ics:4", "fault-length")]),
        (calendar(*event("DTSTART:20261206T090000", HOUR)), [("t.ics:4", "fault-outside")]),
        (calendar(*event("DTSTART:20261218T200000Z", HOUR)), [("t.ics:4", "fault-outside")]),
        (
            calendar(*event("DTSTART:20250106T090000", HOUR, "RRULE:FREQ=DAILY;COUNT=3")),
            [("t.ics", "fault-no-classes")],
        ),
        (
            calendar(*event(NINE, HOUR), *event("DTSTART:20261208T090000", HOUR)),
            [("t.ics:10", "fault-uid-twice")],
        ),
        (calendar(*event(NINE, HOUR, title="x" * 201)), [("t.ics:4", "fault-cell-long")]),
        (calendar(*event(NINE, HOUR, uid="u" * 401)), [("t.ics:4", "fault-cell-long")]),
        (calendar(*event("DTSTART:99991231T235900Z", "DURATION:PT23H")), [("t.ics", "fault-ics")]),
    ],
)
def test_a_fault_is_named_with_its_line(content: bytes, expected: list[tuple[str, str]]) -> None:
    assert faults(content) == expected


def test_every_fault_of_a_file_is_named_and_folded_lines_are_counted() -> None:
    content = calendar(
        *event(NINE, "DESCRIPTION:long", " and folded", "DTEND:x", uid="a"),
        *event("DTSTART;VALUE=DATE:20261207", HOUR, uid="b"),
        *event(NINE, uid="c"),
    )
    assert faults(content) == [
        ("t.ics:10", "fault-ics-value"),
        ("t.ics:15", "fault-ics-all-day"),
        ("t.ics:18", "fault-ics-property"),
    ]


def test_a_large_timetable_is_read_at_once() -> None:
    events = [
        line
        for n in range(2000)
        for line in event(f"DTSTART:202612{7 + n % 12:02}T090000", HOUR, uid=f"u{n}")
    ]
    assert len(read(calendar(*events))) == 2000


LINES = st.sampled_from(
    [
        *event(NINE, HOUR),
        *DAILY,
        "RRULE:FREQ=WEEKLY;BYDAY=MO",
        "RRULE:FREQ=YEARLY;UNTIL=20270101",
        "RECURRENCE-ID:20261208T090000",
        "RECURRENCE-ID;RANGE=THISANDFUTURE:20261208T090000",
        "EXDATE:20261207T090000",
        "EXDATE;VALUE=DATE:20261207",
        "RDATE;VALUE=PERIOD:20261209T090000/PT1H",
        "RDATE;VALUE=DATE:20261209",
        "DTEND;VALUE=DATE:20261208",
        "DTEND:20261207T053000Z",
        "DTSTART;VALUE=TIME:090000",
        "DTEND;VALUE=PERIOD:20261209T090000/PT1H",
        "DURATION:P1W",
        "UID;X=1:law",
        "BEGIN:VALARM",
        "END:VALARM",
        "STATUS:CANCELLED",
        "SEQUENCE:x",
        " folded",
        ":",
        "",
    ]
)


@given(st.lists(LINES, max_size=14), st.lists(LINES, max_size=8))
def test_any_lines_are_read_or_refused(first: list[str], second: list[str]) -> None:
    with suppress(Faulty):
        assert read(calendar(*event(NINE, HOUR, *first, uid="x"), *event(*second))) is not None


@given(st.binary(max_size=200))
def test_any_bytes_are_read_or_refused(content: bytes) -> None:
    with suppress(Faulty):
        read(b"BEGIN:VCALENDAR\r\n" + content)
