"""Which message answered which question, so that an edited question edits its answer."""

from dataclasses import dataclass
from datetime import datetime
from functools import cache
from typing import Any

from sqlalchemy import Row, select

from storage.dialects import Dialect
from storage.schema import asked
from storage.store import Store


@dataclass(frozen=True, slots=True)
class Asked:
    """A question that was asked; `text` is kept only while nobody answered it."""

    id: int
    chat_id: int
    message_id: int
    reply_id: int
    language: str
    course: str | None
    entry_id: str | None
    text: str | None


def _asked(row: Row[tuple[object, ...]]) -> Asked:
    return Asked(
        id=row.id,
        chat_id=row.chat_id,
        message_id=row.message_id,
        reply_id=row.reply_id,
        language=row.language,
        course=row.course,
        entry_id=row.entry_id,
        text=row.text,
    )


_EDITED = ("reply_id", "language", "course", "entry_id", "text")


@cache
def _upsert(dialect: Dialect) -> Any:
    """Built once: to build it costs more than to run it."""
    insert = dialect.insert(asked)
    upsert = insert.on_conflict_do_update(
        index_elements=["chat_id", "message_id"],
        set_={name: insert.excluded[name] for name in _EDITED},
    )
    return upsert.returning(asked.c.id)


class AskedStore(Store):
    """Questions by the message they came in."""

    async def record(
        self,
        *,
        chat_id: int,
        message_id: int,
        reply_id: int,
        language: str,
        course: str | None,
        entry_id: str | None,
        text: str | None,
        at: datetime,
    ) -> int:
        """Stores a question, or what became of it after it was edited. Returns: its id."""
        given = {
            "chat_id": chat_id,
            "message_id": message_id,
            "reply_id": reply_id,
            "language": language,
            "course": course,
            "entry_id": entry_id,
            "text": text,
            "asked_at": at,
        }
        upsert = _upsert(self._dialect)  # type: ignore[arg-type] # dialects are hashed by identity
        asked_id: int = (await self._connection.execute(upsert, given)).scalar_one()
        return asked_id

    async def by_message(self, chat_id: int, message_id: int) -> Asked | None:
        """The question that came in that message."""
        return await self._one(asked.c.chat_id == chat_id, asked.c.message_id == message_id)

    async def _one(self, *conditions: object) -> Asked | None:
        query = select(asked).where(*conditions)  # type: ignore[arg-type]
        row = (await self._connection.execute(query)).first()
        return _asked(row) if row else None
