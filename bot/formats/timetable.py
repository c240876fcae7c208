"""What every timetable file must keep to, and which reader reads which file."""

from collections.abc import Iterator
from datetime import timedelta

from bot.domain.errors import Fault, Place
from bot.domain.timetable import ClassDraft, Cohort

TITLE_LIMIT = 200
ROOM_LIMIT = 100
UID_LIMIT = 400
LONGEST = timedelta(hours=24)


def draft_faults(draft: ClassDraft, cohort: Cohort, place: Place) -> Iterator[Fault]:
    """What is wrong with one class, whatever file it came from."""
    if not draft.title:
        yield Fault(place, "fault-cell-empty", {"column": "title"})
    for column, value, limit in (
        ("title", draft.title, TITLE_LIMIT),
        ("room", draft.room, ROOM_LIMIT),
        ("uid", draft.uid, UID_LIMIT),
    ):
        if len(value) > limit:
            yield Fault(place, "fault-cell-long", {"column": column, "limit": limit})
    if not 0 < draft.minutes <= LONGEST // timedelta(minutes=1):
        yield Fault(place, "fault-length", {"title": draft.title})
    if not cohort.starts_on <= draft.local_start.date() <= cohort.ends_on:
        args = {
            "title": draft.title,
            "date": str(draft.local_start.date()),
            "first": str(cohort.starts_on),
            "last": str(cohort.ends_on),
        }
        yield Fault(place, "fault-outside", args)
