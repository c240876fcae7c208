"""Telegram's bad days: flood limits, and faults that a test asks for."""

from __future__ import annotations

import math
from dataclasses import dataclass, field

from sandbox.errors import ApiError, ConnectionDropped, too_many_requests


@dataclass(frozen=True, slots=True)
class FloodLimits:
    """Limits of the Bots FAQ; `burst` messages may go to one private chat at once."""

    per_second: int = 30
    per_chat_per_second: float = 1
    per_group_per_minute: int = 20
    burst: int = 5


@dataclass(frozen=True, slots=True)
class Fault:
    """What goes wrong with one call."""

    kind: str
    number: int = 0
    before: bool = True

    @classmethod
    def too_many(cls, retry_after: int) -> Fault:
        """429: nothing is done."""
        return cls("too_many", retry_after)

    @classmethod
    def server_error(cls, code: int = 502) -> Fault:
        """5xx: nothing is done."""
        return cls("server_error", code)

    @classmethod
    def drop(cls, before: bool = True) -> Fault:
        """The connection breaks before the call is carried out, or after it."""
        return cls("drop", before=before)

    def failure(self) -> Exception:
        """The exception that the caller gets."""
        match self.kind:
            case "too_many":
                return too_many_requests(self.number)
            case "server_error":
                name = {500: "Internal Server Error", 502: "Bad Gateway"}.get(self.number, "Error")
                return ApiError(self.number, name)
            case _:
                return ConnectionDropped("the server closed the connection without an answer")


@dataclass(slots=True)
class Bucket:
    """A token bucket: `capacity` at once, `rate` per second on average."""

    capacity: float
    rate: float
    tokens: float
    at: float

    def wait_s(self, now: float) -> float:
        """Seconds until one more is allowed; 0 when it is now."""
        self.tokens = min(self.capacity, self.tokens + max(0.0, now - self.at) * self.rate)
        self.at = now
        return 0.0 if self.tokens >= 1 - 1e-9 else (1 - self.tokens) / self.rate


@dataclass(slots=True)
class FloodGate:
    """Counts messages in all and per chat."""

    buckets: dict[str, Bucket] = field(default_factory=dict)

    def admit(self, limits: FloodLimits, chat_id: str, now: float) -> None:
        """Count one message to a chat.

        Raises:
            ApiError: 429, over one of the limits; the message is not counted.
        """
        buckets = [self._bucket("all", limits.per_second, limits.per_second, now)]
        if chat_id.startswith("-"):
            per_minute = limits.per_group_per_minute
            buckets.append(self._bucket(chat_id, per_minute, per_minute / 60, now))
        else:
            rate = limits.per_chat_per_second
            buckets.append(self._bucket(chat_id, limits.burst, rate, now))
        if wait_s := max(bucket.wait_s(now) for bucket in buckets):
            raise too_many_requests(max(1, math.ceil(wait_s)))
        for bucket in buckets:
            bucket.tokens -= 1

    def _bucket(self, key: str, capacity: float, rate: float, now: float) -> Bucket:
        return self.buckets.setdefault(key, Bucket(capacity, rate, capacity, now))
