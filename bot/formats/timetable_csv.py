"""Timetable from .csv: headers by name in three languages, every fault with its line."""

import codecs
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
    rows = _rows(_decoded(content, file), file)
    if not rows:
        raise Faulty([Fault(Place(file), "fault-no-classes")])
    header_place, header = rows[0]
    columns = _columns(header, header_place)
    drafts: list[ClassDraft] = []
    faults: list[Fault] = []
    seen: Counter[str] = Counter()
    lines: dict[str, int] = {}
    for place, cells in rows[1:]:
        if any(cells[len(header) :]):
            faults.append(Fault(place, "fault-cells-many", {"most": len(header)}))
            continue
        row = {name: cells[at] if at < len(cells) else "" for name, at in columns.items()}
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
    """UTF-8, UTF-16 with its mark, else the code page in which Excel saves .csv in Kazakhstan."""
    marked = content.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE))
    for encoding in ("utf-16",) if marked else ("utf-8-sig", "cp1251"):
        try:
            text = content.decode(encoding)
        except UnicodeDecodeError:
            continue
        if "\0" not in text:
            return text
    raise Faulty([Fault(Place(file), "fault-encoding")])


def _rows(text: str, file: str) -> list[tuple[Place, list[str]]]:
    """Rows that are not empty, each with the line it begins in."""
    found: list[tuple[Place, list[str]]] = []
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=_delimiter(text), strict=True)
    line = 1
    try:
        for cells in reader:
            row = [cell.strip() for cell in cells]
            if any(row):
                found.append((Place(file, line), row))
            line = reader.line_num + 1
    except csv.Error as error:
        raise Faulty([Fault(Place(file, line), "fault-quotes")]) from error
    return found


def _delimiter(text: str) -> str:
    head = text.lstrip().partition("\n")[0]
    return max(",;\t", key=head.count)


def _columns(header: list[str], place: Place) -> dict[str, int]:
    """Places of the columns; of several names for one column the first in `HEADERS` counts."""
    names = [cell.casefold() for cell in header]
    columns = {
        name: next(names.index(known) for known in words if known in names)
        for name, words in HEADERS.items()
        if set(words) & set(names)
    }
    missing = [name for name in NEEDED if name not in columns]
    if missing:
        also = {name: ", ".join(HEADERS[name]) for name in missing}
        raise Faulty(
            Fault(place, "fault-column", {"column": name, "also": also[name]}) for name in missing
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
