"""Updates: accepted means stored, handled means marked."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import Enum, auto

from bot.ports import Clock
from storage.database import Database
from storage.updates import Accepted

LEASE = timedelta(seconds=60)
KEPT = timedelta(days=2)
MAX_ATTEMPTS = 12
"""With the waits of `retry_wait` about half an hour; then the update is given up, counted."""


class Handled(Enum):
    """What became of an update."""

    DONE = auto()
    AGAIN = auto()


@dataclass(frozen=True, slots=True)
class Incoming:
    """An update as it came: Telegram's id, the chat whose order it keeps, and its JSON."""

    update_id: int
    chat_id: int
    body: str


def retry_wait(attempts: int) -> timedelta:
    """How long to wait before an update that failed for want of a network is handled again."""
    return timedelta(seconds=min(300, 2 ** min(attempts, 9)))


class UpdateService:
    """The durable queue of updates."""

    def __init__(self, database: Database, clock: Clock) -> None:
        self._database = database
        self._clock = clock

    async def accept(self, incoming: Sequence[Incoming]) -> int:
        """Stores updates; one whose id is known is ignored. Returns: how many were new."""
        rows = [(one.update_id, one.chat_id, one.body) for one in incoming]
        async with self._database.transaction() as tx:
            return await tx.updates.accept(rows, at=self._clock.now())

    async def settle_and_claim(
        self, handled: Sequence[int], failed: Mapping[int, int], most: int
    ) -> list[Accepted]:
        """Marks what was handled and claims what comes next, in one transaction.

        Args:
            failed: updates to be handled again, with how often they were tried.
        """
        now = self._clock.now()
        if not handled and not failed and not await self._is_due(now):
            return []
        async with self._database.transaction() as tx:
            given_up = [one for one, attempts in failed.items() if attempts >= MAX_ATTEMPTS]
            if handled or given_up:
                await tx.updates.handled([*handled, *given_up], at=now)
            again = {
                one: now + retry_wait(attempts)
                for one, attempts in failed.items()
                if attempts < MAX_ATTEMPTS
            }
            if again:
                await tx.updates.retry(again)
            if not most:
                return []
            return await tx.updates.claim(most, now=now, until=now + LEASE)

    async def _is_due(self, now: datetime) -> bool:
        """Asked at every tick, so it writes nothing."""
        async with self._database.read() as tx:
            return await tx.updates.is_due(now)

    async def release(self) -> None:
        """Ends the leases of processes that are gone; asked by the only process, at its start."""
        async with self._database.transaction() as tx:
            await tx.updates.release(now=self._clock.now())
            await tx.outbox.release()
            await tx.leases.release()

    async def purge(self) -> int:
        """Forgets what was handled long ago."""
        async with self._database.transaction() as tx:
            return await tx.updates.purge(before=self._clock.now() - KEPT)

    async def waiting(self) -> int:
        """How many are not handled."""
        async with self._database.read() as tx:
            return await tx.updates.waiting()
