"""Database: read() and transaction(); a Transaction carries the stores."""

from collections.abc import AsyncIterator, Iterator
from contextlib import AbstractAsyncContextManager, asynccontextmanager, contextmanager
from functools import cached_property

from sqlalchemy.exc import DBAPIError, InterfaceError, OperationalError
from sqlalchemy.exc import TimeoutError as PoolTimeout
from sqlalchemy.ext.asyncio import AsyncConnection

from storage import migrate
from storage.asked import AskedStore
from storage.attempts import AttemptStore
from storage.cohorts import CohortStore
from storage.content import ContentStore
from storage.dialects import WRITES, Dialect, dialect
from storage.dialogs import DialogStore
from storage.facts import FactStore
from storage.inbox import InboxStore
from storage.incidents import IncidentStore
from storage.leases import LeaseStore
from storage.outbox import OutboxStore
from storage.people import PeopleStore
from storage.questions import QuestionStore
from storage.timetable import TimetableStore
from storage.updates import UpdateStore


class DatabaseOutage(Exception):
    """The database is locked, full or gone: what was tried can be tried again."""


DatabaseFault = DBAPIError


def in_short(error: BaseException) -> str:
    """What the database said, without the statement and its values."""
    return str(error.orig) if isinstance(error, DBAPIError) else str(error)


@contextmanager
def _outages_named(dialect: Dialect) -> Iterator[None]:
    """Gives every kind of outage one name.

    Raises:
        DatabaseOutage: whatever the drivers call it.
    """
    outages: tuple[type[Exception], ...] = (
        OperationalError,
        InterfaceError,
        PoolTimeout,
        *dialect.outages,
    )
    try:
        yield
    except outages as error:
        raise DatabaseOutage(in_short(error) or type(error).__name__) from error
    except DBAPIError as error:
        if not error.connection_invalidated:
            raise
        raise DatabaseOutage(in_short(error)) from error


class Transaction:
    """One connection with every store on it."""

    def __init__(self, connection: AsyncConnection, dialect: Dialect) -> None:
        self.connection = connection
        self.dialect = dialect

    @cached_property
    def people(self) -> PeopleStore:
        """People, their roles and lead times."""
        return PeopleStore(self.connection, self.dialect)

    @cached_property
    def cohorts(self) -> CohortStore:
        """Cohorts, enrolments and linked groups."""
        return CohortStore(self.connection, self.dialect)

    @cached_property
    def timetable(self) -> TimetableStore:
        """Classes and the reminders that are not planned yet."""
        return TimetableStore(self.connection, self.dialect)

    @cached_property
    def content(self) -> ContentStore:
        """What instructors decided about the packs' entries."""
        return ContentStore(self.connection, self.dialect)

    @cached_property
    def attempts(self) -> AttemptStore:
        """Practice sets."""
        return AttemptStore(self.connection, self.dialect)

    @cached_property
    def asked(self) -> AskedStore:
        """Which message answered which question."""
        return AskedStore(self.connection, self.dialect)

    @cached_property
    def questions(self) -> QuestionStore:
        """Questions without the people who asked them."""
        return QuestionStore(self.connection, self.dialect)

    @cached_property
    def inbox(self) -> InboxStore:
        """Questions for an instructor."""
        return InboxStore(self.connection, self.dialect)

    @cached_property
    def dialogs(self) -> DialogStore:
        """What a person's next message is an answer to."""
        return DialogStore(self.connection, self.dialect)

    @cached_property
    def updates(self) -> UpdateStore:
        """Updates accepted and not handled yet."""
        return UpdateStore(self.connection, self.dialect)

    @cached_property
    def outbox(self) -> OutboxStore:
        """Messages owed."""
        return OutboxStore(self.connection, self.dialect)

    @cached_property
    def leases(self) -> LeaseStore:
        """Who holds what only one process may do."""
        return LeaseStore(self.connection, self.dialect)

    @cached_property
    def facts(self) -> FactStore:
        """Facts about this installation."""
        return FactStore(self.connection, self.dialect)

    @cached_property
    def incidents(self) -> IncidentStore:
        """Errors, counted by kind."""
        return IncidentStore(self.connection, self.dialect)


class Database:
    """The database behind a SQLAlchemy async URL."""

    def __init__(self, url: str) -> None:
        self._dialect = dialect(url)
        self._writing = self._dialect.engine.execution_options(**{WRITES: True})

    @property
    def kind(self) -> str:
        """`sqlite` or `postgresql`."""
        return self._dialect.engine.dialect.name

    @asynccontextmanager
    async def read(self) -> AsyncIterator[Transaction]:
        """A transaction that changes nothing."""
        with _outages_named(self._dialect):
            async with self._dialect.engine.connect() as connection:
                yield Transaction(connection, self._dialect)

    @asynccontextmanager
    async def transaction(self) -> AsyncIterator[Transaction]:
        """A transaction that holds its lock from the start; the `with` commits or rolls back."""
        with _outages_named(self._dialect):
            async with self._dialect.writer(), self._writing.begin() as connection:
                yield Transaction(connection, self._dialect)

    def instance(self, *, alone: bool) -> AbstractAsyncContextManager[None]:
        """Held while the process runs; see `Dialect.instance`."""
        return self._dialect.instance(alone=alone)

    async def migrate(self) -> bool:
        """Brings the schema to the newest revision; tells whether anything was done.

        Raises:
            migrate.NewerSchema: the database was made by a newer version of the bot.
            DatabaseFault: not a database, or one that cannot be written.
        """
        async with self._dialect.engine.connect() as connection:
            if await connection.run_sync(migrate.is_current):
                return False
        async with self._dialect.writer(), self._writing.begin() as connection:
            await connection.run_sync(self._dialect.migration)
            await connection.run_sync(migrate.upgrade)
        return True

    async def close(self) -> None:
        """Closes every connection."""
        await self._dialect.engine.dispose()
