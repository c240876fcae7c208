"""Timetable from .csv: headers by name in three languages, every fault with its line."""

import csv
import io
from collections import Counter
from datetime import date, datetime, time, timedelta

from bot.domain.errors import Fault, Faulty, Place
from bot.domain.timetable import ClassDraft, Cohort
from bot.formats.timetable import draft_faults

HEADERS = {
    "date": ("date", "day", "дата", "день", "күні", "күн"),
    "start": ("start", "from", "time", "начало", "время", "басталуы", "уақыты"),
    "end": ("end", "to", "until", "конец", "окончание", "аяқталуы", "соңы"),
    "title": (
        "title",
        "class",
        "subject",
        "lesson",
        "занятие",
        "тема",
        "предмет",
        "сабақ",
        "тақырып",
    ),
    "room": ("room", "place", "location", "аудитория", "кабинет", "место", "бөлме", "орны"),
    "uid": ("uid", "id"),
}
NEEDED = ("date", "start", "end", "title")
_DATES = ("%Y-%m-%d", "%d.%m.%Y", "%d/%m/%Y")
_TIMES = ("%H:%M", "%H.%M", "%H:%M:%S")


def read_csv(content: bytes, file: str, cohort: Cohort) -> list[ClassDraft]:
    """Classes of a cohort; a row without `uid` is named by its title and how often it came.

    Raises:
        Faulty: everything that is wrong, with lines counted from 1 (the header's).
    """
    text = _decoded(content, file)
    rows = csv.reader(io.StringIO(text), delimiter=_delimiter(text))
    columns = _columns(next(rows, []), file)
    drafts: list[ClassDraft] = []
    faults: list[Fault] = []
    seen: Counter[str] = Counter()
    lines: dict[str, int] = {}
    for cells in rows:
        place = Place(file, rows.line_num)
        if not any(cell.strip() for cell in cells):
            continue
        row = {name: cells[at].strip() if at < len(cells) else "" for name, at in columns.items()}
        draft, wrong = _draft(row, seen, place)
        faults += wrong
        if draft is None:
            continue
        faults += draft_faults(draft, cohort, place)
        if draft.uid in lines:
            args = {"uid": draft.uid, "line": lines[draft.uid]}
            faults.append(Fault(place, "fault-uid-twice", args))
        lines.setdefault(draft.uid, place.line)
        drafts.append(draft)
    if not drafts and not faults:
        faults.append(Fault(Place(file), "fault-no-classes"))
    if faults:
        raise Faulty(faults)
    return drafts


def _decoded(content: bytes, file: str) -> str:
    """UTF-8, else the code page in which Excel saves .csv in Kazakhstan."""
    for encoding in ("utf-8-sig", "cp1251"):
        try:
            return content.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise Faulty([Fault(Place(file), "fault-encoding")])


def _delimiter(text: str) -> str:
    head = text.partition("\n")[0]
    return max(",;\t", key=head.count)


def _columns(header: list[str], file: str) -> dict[str, int]:
    names = [cell.strip().casefold() for cell in header]
    columns = {
        name: names.index(known)
        for name, words in HEADERS.items()
        for known in words
        if known in names
    }
    missing = [name for name in NEEDED if name not in columns]
    if missing:
        also = {name: ", ".join(HEADERS[name]) for name in missing}
        raise Faulty(
            Fault(Place(file, 1), "fault-column", {"column": name, "also": also[name]})
            for name in missing
        )
    return columns


def _draft(
    row: dict[str, str], seen: Counter[str], place: Place
) -> tuple[ClassDraft | None, list[Fault]]:
    faults = [
        Fault(place, "fault-cell-empty", {"column": name}) for name in NEEDED if not row[name]
    ]
    day = _date(row["date"])
    start, end = _time(row["start"]), _time(row["end"])
    for name, value in (("date", day), ("start", start), ("end", end)):
        if row[name] and value is None:
            key = "fault-date" if name == "date" else "fault-time"
            faults.append(Fault(place, key, {"column": name, "value": row[name]}))
    if faults or day is None or start is None or end is None:
        return None, faults
    begins = datetime.combine(day, start)
    minutes = (datetime.combine(day, end) - begins) // timedelta(minutes=1)
    seen[row["title"]] += 1
    uid = row.get("uid") or f"{row['title']}#{seen[row['title']]}"
    return ClassDraft(uid, row["title"], row.get("room", ""), begins, minutes), []


def _date(value: str) -> date | None:
    for pattern in _DATES:
        try:
            return datetime.strptime(value, pattern).date()  # noqa: DTZ007 -- a date only
        except ValueError:
            continue
    return None


def _time(value: str) -> time | None:
    for pattern in _TIMES:
        try:
            return datetime.strptime(value, pattern).time()  # noqa: DTZ007 -- wall time
        except ValueError:
            continue
    return None
