"""What only one process at a time may do."""

from datetime import datetime

from sqlalchemy import delete, or_

from storage.schema import leases
from storage.store import Store


class LeaseStore(Store):
    """Leases by name."""

    async def take(self, name: str, holder: str, *, now: datetime, until: datetime) -> bool:
        """Takes or renews a lease; false while another holds it."""
        values = {"holder": holder, "until": until}
        insert = self._dialect.insert(leases).values(name=name, **values)
        taken = await self._connection.execute(
            insert.on_conflict_do_update(
                index_elements=["name"],
                set_=values,
                where=or_(leases.c.holder == holder, leases.c.until <= now),
            )
        )
        return bool(taken.rowcount)

    async def give_up(self, name: str, holder: str) -> None:
        """Ends a lease at once, so that another process need not wait."""
        await self._connection.execute(
            delete(leases).where(leases.c.name == name, leases.c.holder == holder)
        )

    async def release(self) -> None:
        """Ends every lease: the processes that held them are gone."""
        await self._connection.execute(delete(leases))
