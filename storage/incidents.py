"""Errors, counted by kind, so that the owners hear of each kind once."""

from datetime import datetime

from sqlalchemy import func, select

from storage.schema import incidents
from storage.store import Store


class IncidentStore(Store):
    """Incidents by kind."""

    async def record(self, kind: str, *, at: datetime) -> tuple[int, int]:
        """Counts an error. Returns: the incident's number and how often it happened."""
        insert = self._dialect.insert(incidents).values(kind=kind, count=1, first_at=at, last_at=at)
        await self._connection.execute(
            insert.on_conflict_do_update(
                index_elements=["kind"], set_={"count": incidents.c.count + 1, "last_at": at}
            )
        )
        query = select(incidents.c.id, incidents.c.count).where(incidents.c.kind == kind)
        number, count = (await self._connection.execute(query)).one()
        return number, count

    async def total(self) -> int:
        """How many errors there were."""
        return int(await self._connection.scalar(select(func.sum(incidents.c.count))) or 0)
