"""Facts about this installation: the bot's username."""

from storage.database import Database

BOT_USERNAME = "bot-username"


class FactService:
    """What one process learned and others need."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def bot_username(self) -> str | None:
        """The bot's username at Telegram, once it has run with this database."""
        return await self._value(BOT_USERNAME)

    async def learn_bot_username(self, username: str) -> None:
        """Remembers the username for invite links made on the command line."""
        await self._learn(BOT_USERNAME, username)

    async def _value(self, name: str) -> str | None:
        async with self._database.read() as tx:
            return await tx.facts.value(name)

    async def _learn(self, name: str, value: str) -> None:
        if await self._value(name) != value:
            async with self._database.transaction() as tx:
                await tx.facts.set(name, value)
