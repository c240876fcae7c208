"""What a person's next message is an answer to."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import delete

from storage.schema import dialogs
from storage.store import Store


@dataclass(frozen=True, slots=True)
class Dialog:
    """An open step: its name and what it needs to go on."""

    step: str
    data: Mapping[str, object]
    expires_at: datetime


class DialogStore(Store):
    """At most one open step for each person."""

    async def open(
        self, person_id: int, step: str, data: Mapping[str, object], *, until: datetime
    ) -> None:
        """Waits for the person's next message; an earlier step is forgotten."""
        values = {"step": step, "data": dict(data), "expires_at": until}
        insert = self._dialect.insert(dialogs).values(person_id=person_id, **values)
        await self._connection.execute(
            insert.on_conflict_do_update(index_elements=["person_id"], set_=values)
        )

    async def close(self, person_id: int) -> bool:
        """Forgets the step; false if there was none."""
        closed = await self._connection.execute(
            delete(dialogs).where(dialogs.c.person_id == person_id)
        )
        return bool(closed.rowcount)
