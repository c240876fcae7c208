"""Classes × people × lead times → reminders owed."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

PLAN_AHEAD = timedelta(hours=1)


@dataclass(frozen=True, slots=True)
class Candidate:
    """One lead time of one recipient before one class, not planned yet.

    Attributes:
        chat_id: where the message goes: the person's own chat, or a group's.
        since: when the recipient joined the cohort or chose this lead time, whatever was later.
    """

    class_id: int
    revision: int
    starts_at: datetime
    lead_minutes: int
    chat_id: int
    since: datetime

    @property
    def due_at(self) -> datetime:
        """When the reminder should arrive."""
        return self.starts_at - timedelta(minutes=self.lead_minutes)

    @property
    def key(self) -> str:
        """Unique name of this reminder: ids and times, never wording."""
        start = self.starts_at.strftime("%Y%m%dT%H%MZ")
        return f"class:{self.class_id}:r{self.revision}:{start}:{self.lead_minutes}:{self.chat_id}"


class Verdict(StrEnum):
    """What becomes of a candidate."""

    OWED = "owed"
    BEFORE_JOINING = "before-joining"
    SUPERSEDED = "superseded"


def plan(candidates: Iterable[Candidate], *, now: datetime) -> Iterator[tuple[Candidate, Verdict]]:
    """Decides on each candidate whose class has not started.

    A reminder that was due before the person joined is not owed. Of several that are late for
    the same class (the bot was down) only the last is owed: nobody wants a pile.
    """
    pending = [c for c in candidates if c.due_at <= now + PLAN_AHEAD and now < c.starts_at]
    nearest: dict[tuple[int, int], int] = {}
    for candidate in pending:
        if candidate.due_at <= now:
            place = (candidate.class_id, candidate.chat_id)
            nearest[place] = min(nearest.get(place, candidate.lead_minutes), candidate.lead_minutes)
    for candidate in pending:
        late = nearest.get((candidate.class_id, candidate.chat_id), candidate.lead_minutes)
        if candidate.due_at < candidate.since:
            yield candidate, Verdict.BEFORE_JOINING
        elif candidate.lead_minutes > late:
            yield candidate, Verdict.SUPERSEDED
        else:
            yield candidate, Verdict.OWED


def is_superseded(
    lead_minutes: int, leads: Iterable[int], *, starts_at: datetime, now: datetime
) -> bool:
    """Whether a reminder that was held up is overtaken by a later one for the same class.

    Args:
        leads: every lead time of the recipient.
    """
    return any(lead < lead_minutes and starts_at - timedelta(minutes=lead) <= now for lead in leads)
