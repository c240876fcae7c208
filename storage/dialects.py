"""All that differs between SQLite and PostgreSQL.

Parameters are hidden in errors: they hold what people wrote, and errors are logged.
"""

import asyncio
import fcntl
import os
import sqlite3
import time
from collections.abc import AsyncIterator
from contextlib import AbstractAsyncContextManager, asynccontextmanager, suppress
from functools import partial
from pathlib import Path
from typing import Any, Protocol

from sqlalchemy import Connection, Table, event, text
from sqlalchemy.dialects import sqlite
from sqlalchemy.engine import URL, make_url
from sqlalchemy.exc import DBAPIError
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine, create_async_engine

from storage import onetrip

WRITES = "qalqan_writes"
INSTANCE_LOCK = 0x51414C51
MIGRATION_LOCK = 0x51414C4D
BUSY_TIMEOUT_S = 15
WAL_TRIES, WAL_RETRY_S = 100, 0.02
POOL_SIZE = 8


class AlreadyRunning(Exception):
    """Another process works on this database in a way that excludes this one."""


class Dialect(Protocol):
    """What `Database` needs to know of a database."""

    engine: AsyncEngine
    outages: tuple[type[Exception], ...]
    """What the driver itself raises when the database cannot be reached."""

    def writer(self) -> AbstractAsyncContextManager[object]:
        """Held around a write transaction; queues writers where the database cannot."""
        ...

    def insert(self, table: Table) -> Any:
        """An INSERT that knows ON CONFLICT."""
        ...

    def instance(self, *, alone: bool) -> AbstractAsyncContextManager[None]:
        """Held while the process runs; `alone` excludes every other.

        Raises:
            AlreadyRunning: another process holds it.
        """
        ...

    def migration(self, connection: Connection) -> None:
        """Waits until no other process migrates, until the transaction ends."""
        ...


class Sqlite:
    """WAL; a write transaction takes its lock before it reads (BEGIN IMMEDIATE)."""

    outages: tuple[type[Exception], ...] = ()

    def __init__(self, url: URL) -> None:
        self._path = Path(url.database) if url.database not in {None, "", ":memory:"} else None
        if self._path:
            self._path.parent.mkdir(parents=True, exist_ok=True)
        self.engine = create_async_engine(
            url,
            async_creator=partial(
                onetrip.connect, url.database or ":memory:", busy_timeout_s=BUSY_TIMEOUT_S
            ),
            hide_parameters=True,
            pool_size=POOL_SIZE,
            max_overflow=0,  # a further connection would be a further thread
            pool_reset_on_return=None,  # a connection leaves through a commit or a rollback anyway
        )
        self._turn = asyncio.Lock()
        event.listen(self.engine.sync_engine, "connect", self._connected)
        event.listen(self.engine.sync_engine, "begin", self._begun)

    @staticmethod
    def _connected(connection: Any, _record: object) -> None:
        """Hands BEGIN over to us; synchronous=FULL: accepted means on the disk.

        Without a BEGIN every statement reads what is committed at its time, as PostgreSQL does.
        """
        cursor = connection.cursor()
        for further in reversed(range(WAL_TRIES)):
            try:
                cursor.execute("PRAGMA journal_mode=WAL")
                break
            except sqlite3.OperationalError:
                # Another process makes the same new file a WAL one: SQLite does not wait for that.
                if not further:
                    raise
                time.sleep(WAL_RETRY_S)
        cursor.execute("PRAGMA synchronous=FULL")
        cursor.execute("PRAGMA foreign_keys=ON")
        cursor.close()

    @staticmethod
    def _begun(connection: Connection) -> None:
        if connection.get_execution_options().get(WRITES):
            connection.exec_driver_sql("BEGIN IMMEDIATE")

    def writer(self) -> AbstractAsyncContextManager[object]:
        return self._turn

    def insert(self, table: Table) -> sqlite.Insert:
        return sqlite.insert(table)

    @asynccontextmanager
    async def instance(self, *, alone: bool) -> AsyncIterator[None]:
        """A lock on a file beside the database: the kernel frees it however the process ends."""
        if self._path is None:
            yield
            return
        lock = os.open(self._path.with_name(self._path.name + ".lock"), os.O_RDWR | os.O_CREAT)
        try:
            fcntl.flock(lock, (fcntl.LOCK_EX if alone else fcntl.LOCK_SH) | fcntl.LOCK_NB)
            yield
        except BlockingIOError as error:
            raise AlreadyRunning from error
        finally:
            os.close(lock)

    def migration(self, connection: Connection) -> None:
        """BEGIN IMMEDIATE has excluded the others already."""


class Postgresql:
    """Row locks and advisory locks."""

    def __init__(self, url: URL) -> None:
        import asyncpg

        self.outages: tuple[type[Exception], ...] = (
            OSError,
            asyncpg.InterfaceError,
            asyncpg.PostgresConnectionError,
            asyncpg.OperatorInterventionError,  # shut down, or starting up
            asyncpg.TooManyConnectionsError,
        )
        self.engine = create_async_engine(
            url, pool_size=10, max_overflow=10, pool_pre_ping=True, hide_parameters=True
        )

    @asynccontextmanager
    async def writer(self) -> AsyncIterator[None]:
        yield

    def insert(self, table: Table) -> Any:
        from sqlalchemy.dialects import postgresql

        return postgresql.insert(table)

    @asynccontextmanager
    async def instance(self, *, alone: bool) -> AsyncIterator[None]:
        """A session's advisory lock on a connection of its own."""
        async with self.engine.connect() as connection:
            autocommit = await connection.execution_options(isolation_level="AUTOCOMMIT")
            kind = "" if alone else "_shared"
            lock = text(f"SELECT pg_try_advisory_lock{kind}(:key)")
            if not await autocommit.scalar(lock, {"key": INSTANCE_LOCK}):
                raise AlreadyRunning
            try:
                yield
            finally:
                with suppress(DBAPIError):  # with its connection the lock is gone already
                    await _unlock(autocommit, kind)

    def migration(self, connection: Connection) -> None:
        connection.execute(text("SELECT pg_advisory_xact_lock(:key)"), {"key": MIGRATION_LOCK})


async def _unlock(connection: AsyncConnection, kind: str) -> None:
    unlock = text(f"SELECT pg_advisory_unlock{kind}(:key)")
    await connection.execute(unlock, {"key": INSTANCE_LOCK})


def dialect(url: str) -> Dialect:
    """The dialect of a SQLAlchemy async URL."""
    parsed = make_url(url)
    return Postgresql(parsed) if parsed.get_backend_name() == "postgresql" else Sqlite(parsed)
