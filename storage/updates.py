"""Updates accepted from Telegram: stored before they are acknowledged, claimed in order."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import and_, bindparam, delete, exists, func, select, update

from storage.schema import updates
from storage.store import Store


@dataclass(frozen=True, slots=True)
class Accepted:
    """A claimed update: ours until the lease runs out."""

    id: int
    chat_id: int
    body: str
    attempts: int
    received_at: datetime


_older = updates.alias("older")
_CLAIMABLE = (
    select(
        updates.c.id, updates.c.chat_id, updates.c.body, updates.c.attempts, updates.c.received_at
    )
    .where(
        updates.c.handled_at.is_(None),
        updates.c.due_at <= bindparam("now"),
        ~exists().where(
            and_(
                _older.c.chat_id == updates.c.chat_id,
                _older.c.handled_at.is_(None),
                _older.c.id < updates.c.id,
            )
        ),
    )
    .order_by(updates.c.id)
    .limit(bindparam("most"))
    .with_for_update(skip_locked=True, of=updates)
)
_LEASE = (
    update(updates)
    .where(updates.c.id.in_(bindparam("ids", expanding=True)))
    .values(due_at=bindparam("until"), attempts=updates.c.attempts + 1)
)
_HANDLED = (
    update(updates)
    .where(updates.c.id.in_(bindparam("ids", expanding=True)))
    .values(handled_at=bindparam("now"), body="")
)


class UpdateStore(Store):
    """The durable queue of updates."""

    async def accept(self, rows: Sequence[tuple[int, int, str]], *, at: datetime) -> int:
        """Stores (update id, chat id, body); a repeated update id is ignored.

        Returns: how many were new.
        """
        values = [
            {
                "update_id": update_id,
                "chat_id": chat_id,
                "body": body,
                "received_at": at,
                "due_at": at,
                "attempts": 0,
            }
            for update_id, chat_id, body in rows
        ]
        if not values:
            return 0
        # Counted by what comes back: asyncpg tells no rowcount for many rows.
        insert = self._dialect.insert(updates).on_conflict_do_nothing().returning(updates.c.id)
        return len((await self._connection.execute(insert, values)).all())

    async def claim(self, most: int, *, now: datetime, until: datetime) -> list[Accepted]:
        """The oldest unhandled update of each chat, if it is due; leased until `until`."""
        rows = await self._connection.execute(_CLAIMABLE, {"now": now, "most": most})
        claimed = [
            Accepted(row.id, row.chat_id, row.body, row.attempts, row.received_at) for row in rows
        ]
        if claimed:
            ids = [row.id for row in claimed]
            await self._connection.execute(_LEASE, {"ids": ids, "until": until})
        return claimed

    async def handled(self, ids: Iterable[int], *, at: datetime) -> None:
        """Marks updates as handled and forgets what they said."""
        await self._connection.execute(_HANDLED, {"ids": list(ids), "now": at})

    async def retry(self, due: Mapping[int, datetime]) -> None:
        """Handles updates again later; what follows in their chats waits."""
        for update_id, at in due.items():
            await self._connection.execute(
                update(updates).where(updates.c.id == update_id).values(due_at=at)
            )

    async def release(self, *, now: datetime) -> int:
        """Ends every lease: the processes that held them are gone."""
        released = await self._connection.execute(
            update(updates).where(updates.c.handled_at.is_(None)).values(due_at=now)
        )
        return released.rowcount

    async def purge(self, *, before: datetime) -> int:
        """Forgets updates handled long ago; Telegram repeats none after a day."""
        purged = await self._connection.execute(
            delete(updates).where(updates.c.handled_at < before)
        )
        return purged.rowcount

    async def is_due(self, now: datetime) -> bool:
        """Whether an update waits to be handled."""
        query = select(exists().where(updates.c.handled_at.is_(None), updates.c.due_at <= now))
        return bool(await self._connection.scalar(query))

    async def waiting(self) -> int:
        """How many are not handled."""
        query = select(func.count()).select_from(updates).where(updates.c.handled_at.is_(None))
        return int(await self._connection.scalar(query) or 0)
