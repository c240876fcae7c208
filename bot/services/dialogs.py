"""Dialogs: what a person's next message is an answer to; kept in the database, with an end."""

from datetime import timedelta

from bot.domain.people import Person
from bot.ports import Clock
from storage.database import Database

OPEN_FOR = timedelta(hours=1)


class DialogService:
    """At most one open step for each person; every command works at any time."""

    def __init__(self, database: Database, clock: Clock) -> None:
        self._database = database
        self._clock = clock

    async def open(self, person: Person, step: str, **data: object) -> None:
        """Waits an hour for the person's next message."""
        async with self._database.transaction() as tx:
            await tx.dialogs.open(person.id, step, data, until=self._clock.now() + OPEN_FOR)

    async def close(self, person: Person) -> bool:
        """Forgets the open step; false if there was none."""
        async with self._database.transaction() as tx:
            return await tx.dialogs.close(person.id)
