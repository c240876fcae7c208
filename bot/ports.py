"""The only two Protocols: what the bot needs from the world."""

from datetime import datetime
from typing import Protocol

from bot.domain.outbox import Notice, Outcome


class Clock(Protocol):
    """Tells the time."""

    def now(self) -> datetime:
        """The moment in aware UTC."""
        ...


class Messenger(Protocol):
    """Takes a message out to a person or a group."""

    async def send(self, notice: Notice) -> Outcome:
        """Tries once; every answer of the other side is an outcome, not an exception."""
        ...
