"""Classes at a wall time in a zone; what an import changes; when they start in UTC."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo


@dataclass(frozen=True, slots=True)
class Cohort:
    """One iteration of a course, with its dates and zone."""

    id: int
    code: str
    course: str
    starts_on: date
    ends_on: date
    timezone: str
    invite_code: str

    @property
    def zone(self) -> ZoneInfo:
        """The cohort's time zone."""
        return ZoneInfo(self.timezone)


@dataclass(frozen=True, slots=True)
class ClassDraft:
    """A class as a file gives it; `uid` names it again in the next version of the file."""

    uid: str
    title: str
    room: str
    local_start: datetime
    minutes: int


@dataclass(frozen=True, slots=True)
class Class:
    """One lesson of a cohort.

    Attributes:
        local_start: wall time without a zone; what it means is told by `timezone`.
        revision: grows with every move, so that reminders of the old time are known.
    """

    id: int
    cohort_id: int
    uid: str
    title: str
    room: str
    local_start: datetime
    minutes: int
    timezone: str
    revision: int = 1
    is_cancelled: bool = False

    @property
    def starts_at(self) -> datetime:
        """Start in aware UTC, by the zone rules of today."""
        return in_utc(self.local_start, self.timezone)

    @property
    def ends_at(self) -> datetime:
        """End in aware UTC."""
        return self.starts_at + timedelta(minutes=self.minutes)

    def draft(self) -> ClassDraft:
        """What the file said about it."""
        return ClassDraft(self.uid, self.title, self.room, self.local_start, self.minutes)


@dataclass(frozen=True, slots=True)
class Changes:
    """What an import does to a timetable; nothing is erased, a missing class is cancelled."""

    added: tuple[ClassDraft, ...]
    changed: tuple[tuple[Class, ClassDraft], ...]
    cancelled: tuple[Class, ...]
    unchanged: int


def in_utc(local: datetime, timezone: str) -> datetime:
    """Aware UTC of a wall time; of a time that comes twice (clock put back) the first one."""
    return local.replace(tzinfo=ZoneInfo(timezone)).astimezone(UTC)


def changes(old: Iterable[Class], new: Sequence[ClassDraft], *, now: datetime) -> Changes:
    """Compares by uid. A class of the past that the file no longer has stays as it was."""
    before = {known.uid: known for known in old}
    kept = {draft.uid for draft in new}
    added = tuple(draft for draft in new if draft.uid not in before)
    changed = tuple(
        (before[draft.uid], draft)
        for draft in new
        if draft.uid in before
        and (before[draft.uid].draft() != draft or before[draft.uid].is_cancelled)
    )
    cancelled = tuple(
        known
        for known in before.values()
        if known.uid not in kept and not known.is_cancelled and known.starts_at > now
    )
    return Changes(added, changed, cancelled, len(new) - len(added) - len(changed))


def is_other_time_or_place(known: Class, draft: ClassDraft) -> bool:
    """Whether people must be told: time, length or room differ, or it was cancelled before."""
    return known.is_cancelled or (known.local_start, known.minutes, known.room) != (
        draft.local_start,
        draft.minutes,
        draft.room,
    )


def local_date(moment: datetime, timezone: str) -> date:
    """The day it is in the zone."""
    return moment.astimezone(ZoneInfo(timezone)).date()
