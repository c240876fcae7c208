"""Timetable from .ics (RFC 5545): recurrences become dated classes within the cohort's dates."""

import re
from datetime import date, datetime, time, timedelta

from icalendar import Calendar, Event
from icalendar.parser import Contentline
from recurring_ical_events import of as recurrences

from bot.domain.errors import Fault, Faulty, Place
from bot.domain.timetable import ClassDraft, Cohort
from bot.formats.timetable import draft_faults


def read_ics(content: bytes, file: str, cohort: Cohort) -> list[ClassDraft]:
    """Classes of a cohort at wall time in its zone.

    A class is named by its UID, a recurring one by UID and the date it recurs on, so that a later
    version of the file is recognised. Cancelled events are left out.

    Raises:
        Faulty: everything that is wrong, with the line of the property or of its BEGIN:VEVENT.
    """
    text = _decoded(content, file)
    calendar = _calendar(text, file)
    lines = _event_lines(text)
    events = calendar.events
    places = {
        id(event): Place(file, lines[number] if number < len(lines) else 0)
        for number, event in enumerate(events)
    }
    faults = [fault for event in events for fault in _event_faults(event, places[id(event)])]
    if not events:
        faults.append(Fault(Place(file), "fault-no-classes"))
    if faults:
        raise Faulty(faults)
    by_uid = {str(event["UID"]): places[id(event)] for event in reversed(events)}
    drafts: dict[str, ClassDraft] = {}
    for event in _dated(calendar, events, cohort):
        draft = _draft(event, cohort, is_recurring=_is_recurring(events, str(event["UID"])))
        place = by_uid[str(event["UID"])]
        faults += draft_faults(draft, cohort, place)
        if draft.uid in drafts:
            faults.append(Fault(place, "fault-uid-twice", {"uid": draft.uid, "line": place.line}))
        drafts[draft.uid] = draft
    if faults:
        raise Faulty(faults)
    return sorted(drafts.values(), key=lambda draft: (draft.local_start, draft.uid))


def _decoded(content: bytes, file: str) -> str:
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = content[: error.start].count(b"\n") + 1
        raise Faulty([Fault(Place(file, line), "fault-encoding")]) from error


def _calendar(text: str, file: str) -> Calendar:
    faults = [
        Fault(Place(file, number), "fault-ics-line", {"text": line[:60]})
        for number, line in _content_lines(text)
        if not _is_content_line(line)
    ]
    if faults:
        raise Faulty(faults)
    try:
        return Calendar.from_ical(text)
    except (ValueError, IndexError, KeyError) as error:
        raise Faulty([Fault(Place(file), "fault-ics", {"reason": str(error)[:120]})]) from error


def _content_lines(text: str) -> list[tuple[int, str]]:
    """Unfolded lines, each with the number of its first physical line."""
    found: list[tuple[int, str]] = []
    for number, line in enumerate(re.split(r"\r?\n", text), start=1):
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


def _event_lines(text: str) -> list[int]:
    return [n for n, line in _content_lines(text) if line.strip().upper() == "BEGIN:VEVENT"]


def _event_faults(event: Event, place: Place) -> list[Fault]:
    faults = [
        Fault(place, "fault-ics-property", {"property": name})
        for name in ("UID", "DTSTART", "SUMMARY")
        if not event.get(name)
    ]
    for name, reason in event.errors:
        args = {"property": str(name), "reason": str(reason)[:120]}
        faults.append(Fault(place, "fault-ics-value", args))
    start = event.decoded("DTSTART") if event.get("DTSTART") and not faults else None
    if isinstance(start, date) and not isinstance(start, datetime):
        faults.append(Fault(place, "fault-ics-all-day"))
    if "DTEND" not in event and "DURATION" not in event:
        faults.append(Fault(place, "fault-ics-property", {"property": "DTEND"}))
    return faults


def _is_recurring(events: list[Event], uid: str) -> bool:
    return any("RRULE" in event or "RDATE" in event for event in events if str(event["UID"]) == uid)


def _dated(calendar: Calendar, events: list[Event], cohort: Cohort) -> list[Event]:
    """Single events as they are (also outside the cohort: a fault later), recurring ones dated."""
    single = [event for event in events if not _is_recurring(events, str(event["UID"]))]
    first = cohort.starts_on - timedelta(days=1)
    last = cohort.ends_on + timedelta(days=2)
    dated = [
        event
        for event in recurrences(calendar, keep_recurrence_attributes=True).between(first, last)
        if _is_recurring(events, str(event["UID"]))
        and cohort.starts_on <= _local(event.decoded("DTSTART"), cohort).date() <= cohort.ends_on
    ]
    return [event for event in single + dated if str(event.get("STATUS")).upper() != "CANCELLED"]


def _draft(event: Event, cohort: Cohort, *, is_recurring: bool) -> ClassDraft:
    start = _local(event.decoded("DTSTART"), cohort)
    minutes = (_local(event.end, cohort) - start) // timedelta(minutes=1)
    uid = str(event["UID"])
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
