"""Messages owed: each key once, claimed with a lease, settled with an outcome."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import bindparam, func, or_, select, update

from bot.domain.outbox import Draft, Kind, Owed, State
from storage.schema import groups, lead_times, outbox, people
from storage.store import Store

UNREACHABLE = "unreachable"


@dataclass(frozen=True, slots=True)
class Recipient:
    """Somebody or a group that messages go to; `leads` is None where there is no choice."""

    language: str
    is_reachable: bool = True
    leads: frozenset[int] | None = None


class OutboxStore(Store):
    """The durable queue of messages."""

    async def add(self, drafts: Iterable[Draft], *, at: datetime) -> int:
        """Adds messages; one whose key is known is ignored.

        Returns: how many were new.
        """
        rows = [
            {
                "key": draft.key,
                "chat_id": draft.chat_id,
                "kind": draft.kind,
                "payload": dict(draft.payload),
                "class_id": draft.class_id,
                "revision": draft.revision,
                "lead_minutes": draft.lead_minutes,
                "due_at": draft.due_at,
                "expires_at": draft.expires_at,
                "state": State.DROPPED if draft.dropped_as else State.PENDING,
                "reason": draft.dropped_as,
                "settled_at": at if draft.dropped_as else None,
                "attempts": 0,
                "created_at": at,
            }
            for draft in drafts
        ]
        if not rows:
            return 0
        # Counted by what comes back: asyncpg tells no rowcount for many rows.
        insert = self._dialect.insert(outbox).on_conflict_do_nothing().returning(outbox.c.id)
        return len((await self._connection.execute(insert, rows)).all())

    async def claim(self, most: int, *, now: datetime, until: datetime) -> list[Owed]:
        """Due messages in order of time, leased until `until`."""
        query = (
            select(outbox)
            .where(
                outbox.c.state == State.PENDING,
                outbox.c.due_at <= now,
                or_(outbox.c.leased_until.is_(None), outbox.c.leased_until <= now),
            )
            .order_by(outbox.c.due_at, outbox.c.id)
            .limit(most)
            .with_for_update(skip_locked=True)
        )
        rows = (await self._connection.execute(query)).all()
        if rows:
            await self._connection.execute(
                update(outbox)
                .where(outbox.c.id.in_([row.id for row in rows]))
                .values(leased_until=until, attempts=outbox.c.attempts + 1)
            )
        return [
            Owed(
                id=row.id,
                key=row.key,
                chat_id=row.chat_id,
                kind=Kind(row.kind),
                payload=row.payload,
                due_at=row.due_at,
                expires_at=row.expires_at,
                attempts=row.attempts + 1,
                class_id=row.class_id,
                revision=row.revision,
                lead_minutes=row.lead_minutes,
            )
            for row in rows
        ]

    async def audience(self, chat_ids: Iterable[int]) -> dict[int, Recipient]:
        """The known people and linked groups among these chats."""
        ids = set(chat_ids)
        rows = (
            await self._connection.execute(
                select(people.c.id, people.c.language, people.c.is_reachable, lead_times.c.minutes)
                .outerjoin(lead_times, lead_times.c.person_id == people.c.id)
                .where(people.c.id.in_(ids))
            )
        ).all()
        leads: defaultdict[int, set[int]] = defaultdict(set)
        for row in rows:
            if row.minutes is not None:
                leads[row.id].add(row.minutes)
        found = {
            row.id: Recipient(row.language, row.is_reachable, frozenset(leads[row.id]))
            for row in rows
        }
        linked = select(groups.c.chat_id, groups.c.language).where(groups.c.chat_id.in_(ids))
        for chat_id, language in await self._connection.execute(linked):
            found[chat_id] = Recipient(language)
        return found

    async def sent(self, message_ids: Sequence[tuple[int, int]], *, at: datetime) -> None:
        """Closes rows as (id, message id)."""
        await self._connection.execute(
            update(outbox)
            .where(outbox.c.id == bindparam("row_id"))
            .values(
                state=State.SENT,
                message_id=bindparam("sent_as"),
                settled_at=at,
                leased_until=None,
                payload={},
            ),
            [{"row_id": row_id, "sent_as": sent_as} for row_id, sent_as in message_ids],
        )

    async def retry(self, row_id: int, *, at: datetime, reason: str) -> None:
        """Gives a row back, due again at `at`."""
        await self._connection.execute(
            update(outbox)
            .where(outbox.c.id == row_id)
            .values(due_at=at, leased_until=None, reason=reason)
        )

    async def close(self, row_id: int, state: State, reason: str, *, at: datetime) -> None:
        """Closes a row that was not sent."""
        await self._connection.execute(
            update(outbox)
            .where(outbox.c.id == row_id)
            .values(state=state, reason=reason, settled_at=at, leased_until=None)
        )

    async def drop_for_class(self, class_id: int, before: int, reason: str, *, at: datetime) -> int:
        """Drops unsent reminders of a class made for a revision before `before`."""
        dropped = await self._connection.execute(
            update(outbox)
            .where(
                outbox.c.class_id == class_id,
                outbox.c.revision < before,
                outbox.c.state == State.PENDING,
            )
            .values(state=State.DROPPED, reason=reason, settled_at=at)
        )
        return dropped.rowcount

    async def hold(self, chat_id: int, *, at: datetime) -> int:
        """Puts aside everything owed to somebody who cannot be reached."""
        held = await self._connection.execute(
            update(outbox)
            .where(outbox.c.chat_id == chat_id, outbox.c.state == State.PENDING)
            .values(state=State.DROPPED, reason=UNREACHABLE, settled_at=at, leased_until=None)
        )
        return held.rowcount

    async def resume(self, chat_id: int, *, now: datetime) -> int:
        """Owes again what was put aside and is still of use."""
        resumed = await self._connection.execute(
            update(outbox)
            .where(
                outbox.c.chat_id == chat_id,
                outbox.c.state == State.DROPPED,
                outbox.c.reason == UNREACHABLE,
                or_(outbox.c.expires_at.is_(None), outbox.c.expires_at > now),
            )
            .values(state=State.PENDING, reason=None, settled_at=None)
        )
        return resumed.rowcount

    async def move_chat(self, old: int, new: int) -> None:
        """Follows a group that became a supergroup."""
        await self._connection.execute(
            update(outbox)
            .where(outbox.c.chat_id == old, outbox.c.state == State.PENDING)
            .values(chat_id=new)
        )

    async def release(self) -> int:
        """Ends every lease: the processes that held them are gone."""
        released = await self._connection.execute(
            update(outbox)
            .where(outbox.c.state == State.PENDING, outbox.c.leased_until.is_not(None))
            .values(leased_until=None)
        )
        return released.rowcount

    async def next_due(self) -> datetime | None:
        """When the next message is due."""
        due: datetime | None = await self._connection.scalar(
            select(func.min(outbox.c.due_at)).where(outbox.c.state == State.PENDING)
        )
        return due

    async def counts(self) -> dict[tuple[str, str], int]:
        """Rows by (state, reason)."""
        query = select(outbox.c.state, outbox.c.reason, func.count()).group_by(
            outbox.c.state, outbox.c.reason
        )
        rows = await self._connection.execute(query)
        return {(state, reason or ""): count for state, reason, count in rows}
