"""A message owed, what may become of it, and when it is tried again."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from enum import StrEnum

LEASE = timedelta(seconds=60)
"""How long a claimed row belongs to the process that claimed it."""

MAX_ATTEMPTS = 20


class Kind(StrEnum):
    """What a message says; its text is made when it is sent, in the language of that moment."""

    CLASS_REMINDER = "class-reminder"
    CLASS_CHANGED = "class-changed"
    INBOX_ANSWER = "inbox-answer"
    INBOX_QUESTION = "inbox-question"
    INCIDENT = "incident"


class State(StrEnum):
    """Where a row of the outbox stands."""

    PENDING = "pending"
    SENT = "sent"
    DROPPED = "dropped"
    DEAD = "dead"


@dataclass(frozen=True, slots=True)
class Draft:
    """A message to be put into the outbox; a second one with the same key is ignored."""

    key: str
    chat_id: int
    kind: Kind
    due_at: datetime
    payload: Mapping[str, object] = field(default_factory=dict)
    expires_at: datetime | None = None
    class_id: int | None = None
    revision: int | None = None
    lead_minutes: int | None = None
    dropped_as: str | None = None


@dataclass(frozen=True, slots=True)
class Owed:
    """A claimed row: it belongs to us until its lease runs out."""

    id: int
    key: str
    chat_id: int
    kind: Kind
    payload: Mapping[str, object]
    due_at: datetime
    expires_at: datetime | None
    attempts: int
    class_id: int | None
    revision: int | None
    lead_minutes: int | None


@dataclass(frozen=True, slots=True)
class Notice:
    """A message ready to be worded: recipient, language and everything the text needs."""

    owed_id: int
    chat_id: int
    language: str
    kind: Kind
    args: Mapping[str, object]


@dataclass(frozen=True, slots=True)
class Sent:
    """Arrived at Telegram."""

    message_id: int


@dataclass(frozen=True, slots=True)
class RetryLater:
    """Not taken, or not known to be taken.

    Attributes:
        after_s: what Telegram asked to wait, None: by our own schedule.
        is_uncertain: the connection broke after sending, so the message may have arrived.
    """

    after_s: float | None = None
    is_uncertain: bool = False


@dataclass(frozen=True, slots=True)
class Unreachable:
    """The person blocked the bot, is gone, or never started it."""

    reason: str


@dataclass(frozen=True, slots=True)
class Moved:
    """The group became a supergroup with another id."""

    chat_id: int


@dataclass(frozen=True, slots=True)
class Rejected:
    """Telegram will never take this message: a fault of ours."""

    reason: str


Outcome = Sent | RetryLater | Unreachable | Moved | Rejected


def retry_at(outcome: RetryLater, attempts: int, *, now: datetime) -> datetime:
    """When to try again: what Telegram asked for, else 1, 2, 4 … at most 300 seconds."""
    if outcome.after_s is not None:
        return now + timedelta(seconds=outcome.after_s)
    return now + timedelta(seconds=min(300, 2 ** min(attempts, 9)))
