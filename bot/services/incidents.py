"""Incidents: every kind of error is numbered; the owners hear of each kind once."""

from bot.domain.outbox import Draft, Kind
from bot.ports import Clock
from storage.database import Database


class IncidentService:
    """Errors that were not foreseen."""

    def __init__(self, database: Database, clock: Clock, owners: frozenset[int]) -> None:
        self._database = database
        self._clock = clock
        self._owners = owners

    async def record(self, kind: str) -> int:
        """Counts an error and tells the owners at the first time. Returns: the incident's number.

        Args:
            kind: type and place of the error, without anything personal.
        """
        now = self._clock.now()
        async with self._database.transaction() as tx:
            number, count = await tx.incidents.record(kind[:256], at=now)
            if count == 1:
                await tx.outbox.add(
                    (
                        Draft(
                            key=f"incident:{number}:{owner}",
                            chat_id=owner,
                            kind=Kind.INCIDENT,
                            due_at=now,
                            payload={"number": str(number), "what": kind},
                        )
                        for owner in self._owners
                    ),
                    at=now,
                )
        return number

    async def total(self) -> int:
        """How many errors there were."""
        async with self._database.read() as tx:
            return await tx.incidents.total()
