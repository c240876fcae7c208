"""Migrations: up, down and up again on each database; then the schema is what the code says."""

import asyncio
import os
import sys
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import Connection, inspect, text

from storage import migrate
from storage.database import Database, DatabaseFault
from storage.schema import metadata

ROOT = Path(__file__).parent.parent.parent
SQLITE = "sqlite+aiosqlite:///"


async def run(database: Database, step: str, to: str) -> None:
    """Goes up or down to a revision in a transaction of its own."""
    async with database.transaction() as tx:
        await tx.connection.run_sync(getattr(migrate, step), to)


def _tables(connection: Connection) -> set[str]:
    return set(inspect(connection).get_table_names()) - {"alembic_version"}


def _differences(connection: Connection) -> list[object]:
    context = MigrationContext.configure(connection, opts={"compare_type": True})
    return list(compare_metadata(context, metadata))


async def test_every_revision_goes_up_down_and_up_again(empty_url: str) -> None:
    database = Database(empty_url)
    for before, revision in zip(["base", *migrate.revisions()], migrate.revisions(), strict=False):
        await run(database, "upgrade", revision)
        async with database.read() as tx:
            there = await tx.connection.run_sync(_tables)
        await run(database, "downgrade", before)
        await run(database, "upgrade", revision)
        async with database.read() as tx:
            assert await tx.connection.run_sync(_tables) == there
    async with database.read() as tx:
        assert await tx.connection.run_sync(migrate.is_current)
    await run(database, "downgrade", "base")
    async with database.read() as tx:
        assert await tx.connection.run_sync(_tables) == set()
    await database.close()


async def test_the_schema_is_what_the_code_says(database: Database) -> None:
    async with database.read() as tx:
        assert await tx.connection.run_sync(_differences) == []
        assert await tx.connection.run_sync(_tables) == set(metadata.tables)


async def test_a_second_start_has_nothing_to_do(empty_url: str) -> None:
    database = Database(empty_url)
    assert await database.migrate()
    assert not await database.migrate()
    await database.close()


async def test_a_database_of_a_newer_version_is_refused_and_left_alone(
    database_url: str,
) -> None:
    database = Database(database_url)
    async with database.transaction() as tx:
        await tx.connection.execute(text("UPDATE alembic_version SET version_num = '9999'"))
    with pytest.raises(migrate.NewerSchema, match="9999"):
        await database.migrate()
    async with database.read() as tx:
        found = await tx.connection.scalar(text("SELECT version_num FROM alembic_version"))
    assert found == "9999"
    await database.close()


async def test_a_migration_that_fails_leaves_the_database_as_it_was(empty_url: str) -> None:
    database = Database(empty_url)
    async with database.transaction() as tx:  # in the way of the first revision
        await tx.connection.execute(text("CREATE TABLE updates (id INTEGER)"))
    with pytest.raises(DatabaseFault):
        await database.migrate()
    async with database.read() as tx:
        assert await tx.connection.run_sync(_tables) == {"updates"}
    await database.close()


async def test_several_databases_in_one_process_may_migrate_at_once(empty_url: str) -> None:
    databases = [Database(empty_url) for _ in range(3)]
    done = await asyncio.gather(*(database.migrate() for database in databases))
    assert any(done)
    async with databases[0].read() as tx:
        assert await tx.connection.run_sync(_differences) == []
    for database in databases:
        await database.close()


async def test_two_processes_may_migrate_at_once(empty_url: str) -> None:
    environment = {**os.environ, "DATABASE_URL": empty_url, "LANG": "en"}
    processes = [
        await asyncio.create_subprocess_exec(
            sys.executable,
            "-m",
            "bot",
            "migrate",
            cwd=ROOT,
            env=environment,
            stdout=asyncio.subprocess.PIPE,
            stderr=asyncio.subprocess.PIPE,
        )
        for _ in range(2)
    ]
    outputs = [await process.communicate() for process in processes]
    assert [
        (process.returncode, errors)
        for process, (_, errors) in zip(processes, outputs, strict=True)
    ] == [(0, b""), (0, b"")]
    assert b"newest schema" in outputs[0][0]
    database = Database(empty_url)
    async with database.read() as tx:
        assert await tx.connection.run_sync(migrate.is_current)
    await database.close()


async def test_what_is_not_a_database_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "not.db"
    path.write_bytes(b"This is no SQLite file, but a letter.\n" * 200)
    database = Database(f"{SQLITE}{path}")
    with pytest.raises(DatabaseFault):
        await database.migrate()
    await database.close()
    assert path.read_bytes().startswith(b"This is no SQLite file")
