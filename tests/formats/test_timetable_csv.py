"""Timetables from .csv as Excel and people really make them; every fault with its line."""

from contextlib import suppress
from datetime import date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.errors import Faulty
from bot.domain.timetable import ClassDraft, Cohort
from bot.formats.timetable_csv import read_csv

wall = datetime.fromisoformat
COHORT = Cohort(1, "POC-12", "poc", date(2026, 12, 7), date(2026, 12, 18), "Asia/Almaty", "invite")
HEAD = "date,start,end,title,room\n"
LAW = ClassDraft("Law#1", "Law", "101", wall("2026-12-07 09:00"), 90)


def faults(content: str | bytes) -> list[tuple[str, str]]:
    """Place and key of everything that is wrong."""
    data = content.encode() if isinstance(content, str) else content
    with pytest.raises(Faulty) as caught:
        read_csv(data, "t.csv", COHORT)
    return [(str(fault.place), fault.key) for fault in caught.value.faults]


@pytest.mark.parametrize(
    "content",
    [
        (HEAD + "2026-12-07,09:00,10:30,Law,101\n").encode(),
        (HEAD + "2026-12-07,09:00,10:30,Law,101").encode(),  # no line feed at the end
        (HEAD + "\n2026-12-07,09:00,10:30,Law,101\n\n,,,,\n").encode(),
        (HEAD + "2026-12-07,09:00,10:30,Law,101,,\n").encode(),  # Excel's empty cells
        (HEAD + "07.12.2026,9:00,10:30,Law,101\n").encode("utf-8-sig"),
        (HEAD + "07/12/2026,9.00,10.30, Law ,101\n").replace("\n", "\r\n").encode(),
        (HEAD + "7.12.2026,09:00:00,10:30:00,Law,101\n").replace("\n", "\r").encode(),
        (HEAD + "2026-12-07,09:00,10:30,Law,101\n").replace(",", ";").encode(),
        (HEAD + "2026-12-07,09:00,10:30,Law,101\n").replace(",", "\t").encode("utf-16"),
        b"Room;Title;End;Start;Date;Remark\n101;Law;10:30;09:00;2026-12-07;bring a pen\n",
        b"Day,Date,From,To,Subject,Place\nMonday,2026-12-07,09:00,10:30,Law,101\n",
        b'"date","start","end","title","room"\n"2026-12-07","09:00","10:30","Law","101"\n',
    ],
)
def test_one_class_is_read_from_every_usual_way_to_write_it(content: bytes) -> None:
    assert read_csv(content, "t.csv", COHORT) == [LAW]


@pytest.mark.parametrize(
    ("content", "title", "room"),
    [
        (
            "Дата;Начало;Окончание;Тема;Аудитория\r\n"
            "07.12.2026;09:00;10:30;Защита гражданских лиц;Зал №2\r\n",
            "Защита гражданских лиц",
            "Зал №2",
        ),
        (
            "ДАТА;ВРЕМЯ;КОНЕЦ;ЗАНЯТИЕ;МЕСТО\r\n07.12.2026;9:00;10:30;«Право», часть 1;\r\n",
            "«Право», часть 1",
            "",
        ),
    ],
)
def test_a_file_of_a_russian_excel_is_read_in_its_code_page(
    content: str, title: str, room: str
) -> None:
    (draft,) = read_csv(content.encode("cp1251"), "t.csv", COHORT)
    assert (draft.title, draft.room, draft.minutes) == (title, room, 90)


def test_a_file_with_kazakh_headers_is_read() -> None:
    content = (
        "Күні;Басталуы;Аяқталуы;Сабақ;Бөлме\n"
        "08.12.2026;14:00;15:30;Бейбіт тұрғындарды қорғау әңгімесі;Үлкен зал\n"
    )
    (draft,) = read_csv(content.encode(), "t.csv", COHORT)
    assert draft.title == "Бейбіт тұрғындарды қорғау әңгімесі"
    assert draft.room == "Үлкен зал"
    assert draft.local_start == wall("2026-12-08 14:00")


def test_quotes_keep_commas_quotes_and_line_feeds_together() -> None:
    content = HEAD + '2026-12-07,09:00,10:30,"Law, ""soft""\nand hard",101\n'
    (draft,) = read_csv(content.encode(), "t.csv", COHORT)
    assert draft.title == 'Law, "soft"\nand hard'


def test_a_room_is_not_needed() -> None:
    content = b"date,start,end,title\n2026-12-07,09:00,10:30,Law\n"
    assert read_csv(content, "t.csv", COHORT)[0].room == ""


def test_the_same_title_again_is_another_class_and_a_uid_names_it_for_good() -> None:
    twice = HEAD + "2026-12-07,09:00,10:30,Law,1\n2026-12-08,09:00,10:30,Law,1\n"
    assert [one.uid for one in read_csv(twice.encode(), "t.csv", COHORT)] == ["Law#1", "Law#2"]
    named = b"uid,date,start,end,title\nL-7,2026-12-07,09:00,10:30,Law\n"
    assert read_csv(named, "t.csv", COHORT)[0].uid == "L-7"


ROW = "2026-12-07,09:00,10:30,Law,101\n"


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        ("", [("t.csv", "fault-no-classes")]),
        ("\n\n  \n", [("t.csv", "fault-no-classes")]),
        (HEAD, [("t.csv", "fault-no-classes")]),
        ("hello\n", [("t.csv:1", "fault-column")] * 4),
        ("date,start,title\n" + ROW, [("t.csv:1", "fault-column")]),
        ("\n\ndate,start,title\n" + ROW, [("t.csv:3", "fault-column")]),
        (HEAD + "31.02.2026,09:00,10:30,Law,\n", [("t.csv:2", "fault-date")]),
        (HEAD + "12-07-2026,09:00,10:30,Law,\n", [("t.csv:2", "fault-date")]),
        (HEAD + "2026-12-07,nine,10:30,Law,\n", [("t.csv:2", "fault-time")]),
        (HEAD + "2026-12-07,09:00,24:00,Law,\n", [("t.csv:2", "fault-time")]),
        (HEAD + "2026-12-07,10:30,09:00,Law,\n", [("t.csv:2", "fault-length")]),
        (HEAD + "2026-12-07,09:00,09:00,Law,\n", [("t.csv:2", "fault-length")]),
        (HEAD + "2026-12-06,09:00,10:30,Law,\n", [("t.csv:2", "fault-outside")]),
        (HEAD + "2026-12-19,09:00,10:30,Law,\n", [("t.csv:2", "fault-outside")]),
        (HEAD + "2025-12-07,09:00,10:30,Law,\n", [("t.csv:2", "fault-outside")]),
        (HEAD + "2026-12-07,09:00,10:30,,101\n", [("t.csv:2", "fault-cell-empty")]),
        (HEAD + "2026-12-07,09:00\n", [("t.csv:2", "fault-cell-empty")] * 2),
        (
            HEAD + ROW + "2026-12-07,09:00,10:30,Law, basics,101\n",
            [("t.csv:3", "fault-cells-many")],
        ),
        (HEAD + ROW + '2026-12-08,09:00,10:30,"Law,101\n', [("t.csv:3", "fault-quotes")]),
        (HEAD + '2026-12-08,09:00,10:30,"Law" 2,101\n' + ROW, [("t.csv:2", "fault-quotes")]),
        (HEAD + f"2026-12-07,09:00,10:30,{'x' * 201},\n", [("t.csv:2", "fault-cell-long")]),
        (HEAD + f"2026-12-07,09:00,10:30,Law,{'x' * 101}\n", [("t.csv:2", "fault-cell-long")]),
        (HEAD + f"2026-12-07,09:00,10:30,{'x' * 140_000},\n", [("t.csv:2", "fault-quotes")]),
        (
            "uid,date,start,end,title\n"
            "a,2026-12-07,09:00,10:30,Law\n\nb,2026-12-08,09:00,10:30,Law\n"
            "a,2026-12-09,09:00,10:30,Law\n",
            [("t.csv:5", "fault-uid-twice")],
        ),
        (
            f"uid,date,start,end,title\n{'u' * 401},2026-12-07,09:00,10:30,Law\n",
            [("t.csv:2", "fault-cell-long")],
        ),
        (b"\xff\xfed", [("t.csv", "fault-encoding")]),
        (HEAD.encode("utf-16-le"), [("t.csv", "fault-encoding")]),
        (b"PK\x03\x04\x00\x00\x98\xff", [("t.csv", "fault-encoding")]),
        (HEAD + "2026-12-07,09:00,10:30,L\0w,\n", [("t.csv", "fault-encoding")]),
    ],
)
def test_a_fault_is_named_with_its_line(
    content: str | bytes, expected: list[tuple[str, str]]
) -> None:
    assert faults(content) == expected


def test_every_fault_of_a_file_is_named_not_only_the_first() -> None:
    content = (
        HEAD
        + "2026-12-07,09:00,10:30,Law,101\n"
        + "tomorrow,09:00,late,Law,101\n"
        + '2026-12-08,09:00,10:30,"Two\nlines",101\n'
        + "2027-01-01,10:00,09:00,New year,101\n"
    )
    assert faults(content) == [
        ("t.csv:3", "fault-date"),
        ("t.csv:3", "fault-time"),
        ("t.csv:6", "fault-length"),
        ("t.csv:6", "fault-outside"),
    ]


def test_a_fault_says_what_was_read() -> None:
    with pytest.raises(Faulty) as caught:
        read_csv((HEAD + "2026-12-07,9 утра,10:30,Law,\n").encode(), "t.csv", COHORT)
    assert dict(caught.value.faults[0].args) == {"column": "start", "value": "9 утра"}


@given(st.binary(max_size=300) | st.text(max_size=300).map(lambda text: (HEAD + text).encode()))
def test_any_bytes_are_read_or_refused(content: bytes) -> None:
    with suppress(Faulty):
        assert read_csv(content, "t.csv", COHORT)
