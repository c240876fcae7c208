"""The operator's commands that need no running bot: check, migrate, cohort, timetable."""

import asyncio
import json
from argparse import Namespace
from collections import Counter
from collections.abc import Callable, Mapping
from pathlib import Path

from bot.app import App, open_app
from bot.clock import SystemClock
from bot.domain.content import Content
from bot.domain.course import KINDS, Course
from bot.domain.errors import Fault, Faulty, Place
from bot.domain.timetable import Cohort
from bot.i18n import Translator, languages
from bot.pack_report import report
from bot.services.content import ContentService
from bot.settings import Settings
from handlers.dispatch import ask_username
from storage.database import Database, DatabaseFault, DatabaseOutage
from storage.packs import read_courses

Say = Callable[[str], None]


async def check(arguments: Namespace, settings: Settings, t: Translator, say: Say) -> None:
    """Checks the course packs and says how much is in them; with `--report` also what.

    Raises:
        Faulty: whatever is wrong in them.
    """
    folder = Path(arguments.folder) if arguments.folder else settings.courses_dir
    if not folder.is_dir():
        raise Faulty([Fault(Place(str(folder)), "fault-no-packs")])
    courses = read_courses(folder, languages())
    tags = sorted(languages())
    for course in courses.values():
        for tag in tags:
            counts = Counter(entry.KIND for entry in course.entries() if tag in entry.texts)
            found = {kind.KIND: counts[kind.KIND] for kind in KINDS}
            say(t.plain("cli-checked", course=course.id, language=tag, **found))
    say(t.plain("cli-no-fault"))
    if arguments.report:
        content = await _content(settings, courses)
        if content is None:
            content = Content({})
            say(t.plain("cli-no-decisions"))
        for line in report(list(courses.values()), tags, content, t):
            say(line)


async def _content(settings: Settings, courses: Mapping[str, Course]) -> Content | None:
    """What instructors decided about the packs; None if the database cannot be asked."""
    database = Database(settings.database_url)
    try:
        await database.migrate()
        return await ContentService(database, SystemClock(), courses).current()
    except (DatabaseFault, DatabaseOutage, OSError):
        return None
    finally:
        await database.close()


async def migrate(arguments: Namespace, settings: Settings, t: Translator, say: Say) -> None:
    """Brings the database to the newest schema."""
    database = Database(settings.database_url)
    try:
        was_older = await database.migrate()
    finally:
        await database.close()
    say(t.plain("cli-migrated" if was_older else "cli-current"))


async def create_cohort(arguments: Namespace, settings: Settings, t: Translator, say: Say) -> None:
    """Makes a cohort and prints its invite.

    Raises:
        Refusal: why it cannot be made.
    """
    async with open_app(settings, SystemClock()) as app:
        cohort = await app.cohorts.create(
            arguments.code, arguments.course, arguments.start, arguments.end, arguments.timezone
        )
        link = await _invite_link(app, cohort)
    if arguments.json:
        fields = {
            "code": cohort.code,
            "invite_code": cohort.invite_code,
            "invite_link": link,
        }
        say(json.dumps(fields, ensure_ascii=False))
    else:
        say(t.plain("cli-cohort-made", code=cohort.code, link=link))


async def _invite_link(app: App, cohort: Cohort) -> str:
    """The link; the bot's name is known once it has run, or is asked from Telegram."""
    username = await app.facts.bot_username()
    if username is None and app.settings.bot_token:
        username = await ask_username(app)
    username = username or "YOUR_BOT"
    return f"https://t.me/{username}?start={cohort.invite_code}"


async def import_timetable(
    arguments: Namespace, settings: Settings, t: Translator, say: Say
) -> None:
    """Takes a timetable in, whole or not at all.

    Raises:
        Refusal: there is no such cohort.
        Faulty: whatever is wrong in the file.
        OSError: the file cannot be read.
    """
    path = Path(arguments.file)
    content = await asyncio.to_thread(path.read_bytes)
    async with open_app(settings, SystemClock()) as app:
        cohort = await app.cohorts.by_code(arguments.code)
        found = await app.timetable.take_in(cohort, content, path.name)
    say(
        t.plain(
            "cli-taken-in",
            code=cohort.code,
            added=len(found.added),
            changed=len(found.changed),
            cancelled=len(found.cancelled),
            unchanged=found.unchanged,
        )
    )
