"""aiosqlite with one trip to its thread for each statement.

As it comes, a statement through SQLAlchemy makes four trips (cursor, execute, fetchall, close), and
the trips, not SQLite, are what a question costs. Measured: docs/decisions/0010.
"""

import sqlite3
from collections.abc import Callable, Sequence
from typing import Any, Self

import aiosqlite

CHUNK = 64


class Connection(aiosqlite.Connection):
    """A connection whose cursors fetch while they execute."""

    def cursor(self) -> "Cursor":  # type: ignore[override] # awaited nowhere by SQLAlchemy
        """A cursor; making one needs no trip."""
        return Cursor(self)

    async def rollback(self) -> None:
        """Rolls back; no trip where there is nothing to roll back."""
        if self.in_transaction:
            await super().rollback()


class Cursor:
    """What SQLAlchemy asks of a cursor."""

    arraysize = 1

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self._rows: list[Any] = []
        self.description: Any = None
        self.rowcount = -1
        self.lastrowid: int | None = None

    async def __aenter__(self) -> Self:
        return self

    async def close(self) -> None:
        """Nothing is held open."""

    async def execute(self, sql: str, parameters: Sequence[Any] = ()) -> Self:
        """Executes and fetches every row."""
        await self._run(lambda cursor: cursor.execute(sql, parameters))
        return self

    async def executemany(self, sql: str, parameters: Sequence[Sequence[Any]]) -> Self:
        """Executes for every set of parameters."""
        await self._run(lambda cursor: cursor.executemany(sql, parameters))
        return self

    async def fetchall(self) -> list[Any]:
        """The rows that were fetched already."""
        return self._rows

    async def _run(self, action: Callable[[sqlite3.Cursor], object]) -> None:
        def in_its_thread() -> None:
            cursor = self._connection._conn.cursor()
            try:
                action(cursor)
                self.description = cursor.description
                self._rows = cursor.fetchall() if cursor.description else []
                self.rowcount, self.lastrowid = cursor.rowcount, cursor.lastrowid
            finally:
                cursor.close()

        await self._connection._execute(in_its_thread)  # type: ignore[no-untyped-call]


async def connect(path: str, *, busy_timeout_s: float) -> Connection:
    """Opens a database file; transactions are begun by whoever uses the connection."""
    connection = Connection(
        lambda: sqlite3.connect(path, timeout=busy_timeout_s, isolation_level=None), CHUNK
    )
    connection._thread.daemon = True
    await connection
    return connection
