"""Timetable from .ics (RFC 5545): recurrences become dated classes within the cohort's dates."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from icalendar import Calendar, Event, vRecur
from icalendar.parser import Contentline
from recurring_ical_events import of as recurrences

from bot.domain.errors import Fault, Faulty, Place
from bot.domain.timetable import ClassDraft, Cohort
from bot.formats.timetable import draft_faults

NEEDED = ("UID", "DTSTART", "SUMMARY")
ONCE = (*NEEDED, "DTEND", "DURATION", "RRULE", "RECURRENCE-ID", "LOCATION", "STATUS")
RHYTHMS = frozenset({"DAILY", "WEEKLY", "MONTHLY", "YEARLY"})


@dataclass(frozen=True, slots=True)
class _Lines:
    """Where an event stands: its BEGIN and each of its properties."""

    file: str
    begin: int
    properties: Mapping[str, int]

    def place(self, name: str = "") -> Place:
        return Place(self.file, self.properties.get(name, self.begin))


def read_ics(content: bytes, file: str, cohort: Cohort) -> list[ClassDraft]:
    """Classes of a cohort at wall time in its zone.

    A class is named by its UID, a recurring one by UID and the date it recurs on, so that a later
    version of the file is recognised. Cancelled events are left out.

    Raises:
        Faulty: everything that is wrong, with the line of the property or of its BEGIN:VEVENT.
    """
    text = _decoded(content, file)
    calendar = _calendar(text, file)
    events = calendar.events
    lines = dict(zip(map(id, events), _event_lines(text, file), strict=True))
    faults = [fault for event in events for fault in _event_faults(event, lines[id(event)])]
    if faults:
        raise Faulty(faults)
    drafts: dict[str, ClassDraft] = {}
    first = {_uid(event): lines[id(event)] for event in reversed(events)}
    recurring = {_uid(event) for event in events if "RRULE" in event or "RDATE" in event}
    for event in _dated(calendar, recurring, cohort, file):
        if _is_cancelled(event):
            continue
        draft = _draft(event, cohort, is_recurring=_uid(event) in recurring)
        at = lines.get(id(event), first[_uid(event)])
        faults += draft_faults(draft, cohort, at.place())
        if draft.uid in drafts:
            args = {"uid": draft.uid, "line": first[_uid(event)].begin}
            faults.append(Fault(at.place(), "fault-uid-twice", args))
        drafts[draft.uid] = draft
    if not drafts and not all(map(_is_cancelled, events)):
        faults.append(Fault(Place(file), "fault-no-classes"))
    if faults:
        raise Faulty(faults)
    return sorted(drafts.values(), key=lambda draft: (draft.local_start, draft.uid))


def _decoded(content: bytes, file: str) -> str:
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = content[: error.start].count(b"\n") + 1
        raise Faulty([Fault(Place(file, line), "fault-encoding")]) from error
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    before, nul, _ = text.partition("\0")
    if nul:
        raise Faulty([Fault(Place(file, before.count("\n") + 1), "fault-encoding")])
    if not text.strip():
        raise Faulty([Fault(Place(file), "fault-no-classes")])
    return text


def _calendar(text: str, file: str) -> Calendar:
    faults = [
        Fault(Place(file, number), "fault-ics-line", {"text": line[:60]})
        for number, line in _content_lines(text)
        if not _is_content_line(line)
    ]
    faults = faults or list(_nesting_faults(text, file))
    if faults:
        raise Faulty(faults)
    try:
        calendar = Calendar.from_ical(text)
    except (ValueError, IndexError, KeyError) as error:
        raise Faulty([Fault(Place(file), "fault-ics", {"reason": _reason(error)})]) from error
    if not calendar.events:
        raise Faulty([Fault(Place(file), "fault-no-classes")])
    return calendar


def _reason(error: object) -> str:
    return " ".join(str(error).split())[:120]


def _content_lines(text: str) -> list[tuple[int, str]]:
    """Unfolded lines, each with the number of its first physical line."""
    found: list[tuple[int, str]] = []
    for number, line in enumerate(text.split("\n"), start=1):
        if line[:1] in {" ", "\t"} and found:
            found[-1] = (found[-1][0], found[-1][1] + line[1:])
        elif line.strip():
            found.append((number, line))
    return found


def _is_content_line(line: str) -> bool:
    try:
        Contentline(line).parts()  # type: ignore[no-untyped-call]
    except ValueError:
        return False
    return True


def _marks(text: str) -> Iterator[tuple[int, str, str]]:
    """Line, property and value of every line; the value of BEGIN and END in capitals."""
    for number, line in _content_lines(text):
        name = re.split("[;:]", line, maxsplit=1)[0].strip().upper()
        value = line.partition(":")[2].strip()
        yield number, name, value.upper() if name in {"BEGIN", "END"} else value


def _nesting_faults(text: str, file: str) -> Iterator[Fault]:
    """One VCALENDAR around everything, every BEGIN with its END."""
    opened: list[tuple[int, str]] = []
    calendars = 0
    for number, name, value in _marks(text):
        is_outside = not opened and (name, value) != ("BEGIN", "VCALENDAR")
        calendars += (name, value) == ("BEGIN", "VCALENDAR")
        if is_outside or calendars > 1 or (name == "END" and opened[-1][1] != value):
            args = {"text": f"{name}:{value}"[:60]}
            yield Fault(Place(file, number), "fault-ics-nesting", args)
            return
        if name == "BEGIN":
            opened.append((number, value))
        elif name == "END":
            opened.pop()
    for number, value in opened[-1:]:
        yield Fault(Place(file, number), "fault-ics-nesting", {"text": f"BEGIN:{value}"})


def _event_lines(text: str, file: str) -> list[_Lines]:
    found: list[_Lines] = []
    inside: list[str] = []
    properties: dict[str, int] = {}
    for number, name, value in _marks(text):
        if name == "BEGIN":
            inside.append(value)
            if value == "VEVENT":
                properties = {}
                found.append(_Lines(file, number, properties))
        elif name == "END":
            inside.pop()
        elif inside[-1:] == ["VEVENT"]:
            properties.setdefault(name, number)
    return found


def _uid(event: Event) -> str:
    return str(event["UID"])


def _is_cancelled(event: Event) -> bool:
    return str(event.get("STATUS")).upper() == "CANCELLED"


def _event_faults(event: Event, lines: _Lines) -> list[Fault]:
    faults = [
        Fault(lines.place(name), "fault-ics-property", {"property": name})
        for name in NEEDED
        if not event.get(name) and not any(wrong == name for wrong, _ in event.errors)
    ]
    if "DTEND" not in event and "DURATION" not in event:
        faults.append(Fault(lines.place(), "fault-ics-property", {"property": "DTEND"}))
    if "DTEND" in event and "DURATION" in event:
        faults.append(Fault(lines.place("DURATION"), "fault-ics-both"))
    for name in ONCE:
        if isinstance(event.get(name), list):
            faults.append(Fault(lines.place(name), "fault-ics-twice", {"property": name}))
    for wrong, reason in event.errors:
        args = {"property": str(wrong), "reason": _reason(reason)}
        faults.append(Fault(lines.place(str(wrong)), "fault-ics-value", args))
    return faults or [*_time_faults(event, lines), *_rule_faults(event, lines)]


def _time_faults(event: Event, lines: _Lines) -> Iterator[Fault]:
    for name in ("DTSTART", "DTEND", "RECURRENCE-ID"):
        if name not in event:
            continue
        moment, zone = getattr(event[name], "dt", None), event[name].params.get("TZID")
        if not isinstance(moment, datetime):
            yield Fault(lines.place(name), "fault-ics-all-day")
        elif zone and moment.tzinfo is None:
            yield Fault(lines.place(name), "fault-ics-zone", {"zone": str(zone)})


def _rule_faults(event: Event, lines: _Lines) -> Iterator[Fault]:
    """A rule without rhythm or with an interval of 0 would recur without end."""
    rule = event.get("RRULE")
    if not isinstance(rule, vRecur):
        return
    rhythm, interval = rule.get("FREQ", []), rule.get("INTERVAL", [1])
    if not rhythm or not RHYTHMS.issuperset(rhythm) or min(interval) < 1:
        args = {"allowed": ", ".join(sorted(RHYTHMS))}
        yield Fault(lines.place("RRULE"), "fault-ics-rule", args)


def _dated(calendar: Calendar, recurring: set[str], cohort: Cohort, file: str) -> list[Event]:
    """Single events as they are (also outside the cohort: a fault later), recurring ones dated."""
    single = [event for event in calendar.events if _uid(event) not in recurring]
    first = cohort.starts_on - timedelta(days=1)
    last = cohort.ends_on + timedelta(days=2)
    try:
        dated = recurrences(calendar, keep_recurrence_attributes=True).between(first, last)
    except (ValueError, OverflowError) as error:
        raise Faulty([Fault(Place(file), "fault-ics", {"reason": _reason(error)})]) from error
    return single + [
        event
        for event in dated
        if _uid(event) in recurring
        and cohort.starts_on <= _local(event.decoded("DTSTART"), cohort).date() <= cohort.ends_on
    ]


def _draft(event: Event, cohort: Cohort, *, is_recurring: bool) -> ClassDraft:
    start = _local(event.decoded("DTSTART"), cohort)
    minutes = (_local(event.end, cohort) - start) // timedelta(minutes=1)
    uid = _uid(event)
    if is_recurring:
        recurs = event.decoded("RECURRENCE-ID") if "RECURRENCE-ID" in event else start
        uid = f"{uid}/{_local(recurs, cohort):%Y%m%dT%H%M}"
    room = str(event.get("LOCATION") or "")
    return ClassDraft(uid, str(event["SUMMARY"]).strip(), room.strip(), start, minutes)


def _local(moment: date, cohort: Cohort) -> datetime:
    """Wall time in the cohort's zone; a floating time is that already."""
    if not isinstance(moment, datetime):
        return datetime.combine(moment, time())
    if moment.tzinfo is None:
        return moment
    return moment.astimezone(cohort.zone).replace(tzinfo=None)
