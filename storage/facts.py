"""Small facts about this installation, by name."""

from sqlalchemy import select

from storage.schema import facts
from storage.store import Store


class FactStore(Store):
    """Names and values."""

    async def value(self, name: str) -> str | None:
        """The value, None if it was never set."""
        value: str | None = await self._connection.scalar(
            select(facts.c.value).where(facts.c.name == name)
        )
        return value

    async def set(self, name: str, value: str) -> None:
        """Sets or replaces the value."""
        insert = self._dialect.insert(facts).values(name=name, value=value)
        await self._connection.execute(
            insert.on_conflict_do_update(index_elements=["name"], set_={"value": value})
        )
