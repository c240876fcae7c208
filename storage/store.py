"""What every store is made of."""

from sqlalchemy.ext.asyncio import AsyncConnection

from storage.dialects import Dialect


class Store:
    """SQL on one connection; it never commits, the `with` of the transaction does."""

    def __init__(self, connection: AsyncConnection, dialect: Dialect) -> None:
        self._connection = connection
        self._dialect = dialect
