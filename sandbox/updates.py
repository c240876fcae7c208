"""The queue of updates that wait for the bot, and the webhook they may be pushed to."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from sandbox.limits import UPDATE_LIFE_S, UPDATES_AT_ONCE
from sandbox.shapes import Json

# Update.* fields of the reference; the second set must be asked for by name.
KINDS = frozenset(
    [
        "message",
        "edited_message",
        "channel_post",
        "edited_channel_post",
        "business_connection",
        "business_message",
        "edited_business_message",
        "deleted_business_messages",
        "guest_message",
        "message_reaction",
        "message_reaction_count",
        "inline_query",
        "chosen_inline_result",
        "callback_query",
        "shipping_query",
        "pre_checkout_query",
        "purchased_paid_media",
        "poll",
        "poll_answer",
        "my_chat_member",
        "chat_member",
        "chat_join_request",
        "chat_boost",
        "removed_chat_boost",
        "managed_bot",
    ]
)
ON_REQUEST = frozenset({"chat_member", "message_reaction", "message_reaction_count"})


@dataclass(slots=True)
class Webhook:
    """What setWebhook was given, and how the last push went."""

    url: str = ""
    secret_token: str = ""
    max_connections: int = 40
    last_error_date: int = 0
    last_error_message: str = ""


@dataclass(slots=True)
class UpdateQueue:
    """Updates not yet confirmed, oldest first."""

    next_id: int
    pending: list[Json] = field(default_factory=list)
    queued_at: dict[int, float] = field(default_factory=dict)
    allowed: list[str] = field(default_factory=list)
    webhook: Webhook = field(default_factory=Webhook)

    def wants(self, kind: str) -> bool:
        """Whether the bot asked for this kind; an empty list means the default set."""
        return kind in self.allowed if self.allowed else kind not in ON_REQUEST

    def allow(self, kinds: Iterable[Any] | None) -> None:
        """Remember `allowed_updates`; absent means the previous setting stays."""
        if kinds is not None:
            self.allowed = [kind for kind in kinds if kind in KINDS]

    def put(self, kind: str, body: Json, at: float) -> bool:
        """Queue an update; False when the bot did not ask for this kind."""
        if not self.wants(kind):
            return False
        self.pending.append({"update_id": self.next_id, kind: body})
        self.queued_at[self.next_id] = at
        self.next_id += 1
        return True

    def expire(self, at: float) -> None:
        """Forget what nobody fetched for a day (getUpdates: kept no longer than 24 hours)."""
        while self.pending:
            oldest = int(self.pending[0]["update_id"])
            if at - self.queued_at.get(oldest, at) <= UPDATE_LIFE_S:
                return
            self._drop_first(1)

    def confirm(self, offset: int) -> None:
        """Forget all updates before `offset`; a negative one keeps only the last ones."""
        if offset < 0:
            self._drop_first(max(0, len(self.pending) + offset))
            return
        count = 0
        for update in self.pending:
            if update["update_id"] >= offset:
                break
            count += 1
        self._drop_first(count)

    def page(self, limit: int) -> list[Json]:
        """The oldest updates, at most a hundred."""
        return self.pending[: max(1, min(limit, UPDATES_AT_ONCE))]

    def clear(self) -> None:
        """drop_pending_updates."""
        self._drop_first(len(self.pending))

    def _drop_first(self, count: int) -> None:
        for update in self.pending[:count]:
            self.queued_at.pop(update["update_id"], None)
        del self.pending[:count]
