"""Alembic's history applied; Alembic itself is loaded only when there is something to do."""

from pathlib import Path

from sqlalchemy import Connection, inspect, text

VERSIONS = Path(__file__).parent / "migrations" / "versions"


class NewerSchema(Exception):
    """The database was made by a newer version of the bot."""


def revisions() -> list[str]:
    """Every revision, oldest first: the files are named NNNN_what.py."""
    return sorted(path.name.split("_")[0] for path in VERSIONS.glob("[0-9]*_*.py"))


def is_current(connection: Connection) -> bool:
    """Whether the schema is at the newest revision.

    Raises:
        NewerSchema: its revision is not one of ours.
    """
    if not inspect(connection).has_table("alembic_version"):
        return False
    found = connection.scalar(text("SELECT version_num FROM alembic_version"))
    if found is not None and found not in revisions():
        raise NewerSchema(found)
    return bool(found == revisions()[-1])


def upgrade(connection: Connection, to: str = "head") -> None:
    """Applies what is missing, in the connection's own transaction."""
    _alembic(connection, to, "upgrade")


def downgrade(connection: Connection, to: str) -> None:
    """Takes revisions back, in the connection's own transaction."""
    _alembic(connection, to, "downgrade")


def _alembic(connection: Connection, to: str, what: str) -> None:
    from alembic import command
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(VERSIONS.parent))
    config.attributes["connection"] = connection
    getattr(command, what)(config, to)
