"""Which message answered which question, so that an edited question edits its answer."""

from dataclasses import dataclass
from datetime import datetime
from functools import cache
from typing import Any

from sqlalchemy import Row, or_, select, update

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
_TELLING = ("entry_id", "text")


@cache
def _upsert(dialect: Dialect) -> Any:
    """Built once: to build it costs more than to run it. A repeat is left alone."""
    insert = dialect.insert(asked)
    upsert = insert.on_conflict_do_update(
        index_elements=["chat_id", "message_id"],
        set_={name: insert.excluded[name] for name in _EDITED},
        where=or_(*(asked.c[name].is_distinct_from(insert.excluded[name]) for name in _TELLING)),
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
    ) -> tuple[int, bool]:
        """Stores a question, or what became of it after it was edited.

        Returns: its id, and whether that is news: not, if an update is handled twice.
        """
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
        asked_id: int | None = (await self._connection.execute(upsert, given)).scalar()
        if asked_id is not None:
            return asked_id, True
        repeated = (
            update(asked)
            .where(asked.c.chat_id == chat_id, asked.c.message_id == message_id)
            .values({name: given[name] for name in _EDITED})
            .returning(asked.c.id)
        )
        return (await self._connection.execute(repeated)).scalar_one(), False

    async def asked_at(
        self, chat_id: int, *, besides: int, place: int, since: datetime
    ) -> datetime | None:
        """When a chat asked its latest question but `place`, if that was after `since`.

        Args:
            besides: a message that does not count: it may be handled again, or be edited.
        """
        query = (
            select(asked.c.asked_at)
            .where(
                asked.c.chat_id == chat_id,
                asked.c.message_id != besides,
                asked.c.asked_at > since,
            )
            .order_by(asked.c.asked_at.desc())
            .offset(place)
            .limit(1)
        )
        moment: datetime | None = await self._connection.scalar(query)
        return moment

    async def by_message(self, chat_id: int, message_id: int) -> Asked | None:
        """The question that came in that message."""
        return await self._one(asked.c.chat_id == chat_id, asked.c.message_id == message_id)

    async def _one(self, *conditions: object) -> Asked | None:
        query = select(asked).where(*conditions)  # type: ignore[arg-type]
        row = (await self._connection.execute(query)).first()
        return _asked(row) if row else None
