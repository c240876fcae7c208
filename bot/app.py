"""App: builds stores, services and translator from Settings; opens and closes them."""

import random
import uuid
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager

from bot.domain.course import Course
from bot.i18n import FALLBACK, languages
from bot.ports import Clock
from bot.services.added import AddedService
from bot.services.ask import AskService
from bot.services.cohorts import CohortService
from bot.services.content import ContentService
from bot.services.demo import DemoService
from bot.services.dialogs import DialogService
from bot.services.facts import FactService
from bot.services.glossary import GlossaryService
from bot.services.inbox import InboxService
from bot.services.incidents import IncidentService
from bot.services.lessons import LessonService
from bot.services.outbox import OutboxService
from bot.services.people import PeopleService
from bot.services.questions import QuestionService
from bot.services.quiz import QuizService
from bot.services.reminders import ReminderService
from bot.services.search import SearchService
from bot.services.status import StatusService
from bot.services.timetable import TimetableService
from bot.services.updates import UpdateService
from bot.settings import Settings
from storage.database import Database
from storage.packs import read_courses


class App:
    """Every use case, wired by constructor calls."""

    def __init__(
        self,
        settings: Settings,
        clock: Clock,
        database: Database,
        courses: Mapping[str, Course],
        *,
        chance: random.Random | None = None,
    ) -> None:
        self.settings = settings
        self.clock = clock
        self.database = database
        self.courses = courses
        owners = settings.admin_ids
        chance = chance or random.SystemRandom()
        self.people = PeopleService(database, clock, owners)
        self.cohorts = CohortService(database, clock, courses, settings.timezone)
        self.timetable = TimetableService(database, clock, settings.timezone)
        self.reminders = ReminderService(database, clock)
        self.content = ContentService(database, clock, courses)
        self.lessons = LessonService(self.content, courses)
        self.questions = QuestionService(
            database, clock, courses, self.content, chance, a_minute=settings.ask_limit
        )
        self.search = SearchService(courses, settings.encoder_file)
        self.ask = AskService(database, clock, self.content, self.questions, self.search)
        self.status = StatusService(database, self.content, self.search)
        self.glossary = GlossaryService(courses, self.content)
        self.inbox = InboxService(database, clock, self.people)
        self.added = AddedService(
            database, clock, courses, self.content, self.inbox, settings.timezone
        )
        self.quiz = QuizService(database, clock, courses, chance, self.content)
        self.dialogs = DialogService(database, clock)
        self.updates = UpdateService(database, clock)
        self.facts = FactService(database)
        self.incidents = IncidentService(database, clock, owners)
        self.demo = DemoService(database, clock, self.cohorts, self.timetable, courses)
        self.outbox = OutboxService(
            database, clock, send_rate=settings.send_rate, holder=uuid.uuid4().hex
        )


@asynccontextmanager
async def open_app(
    settings: Settings, clock: Clock, *, chance: random.Random | None = None
) -> AsyncIterator[App]:
    """The app on its database, brought to the newest schema.

    Raises:
        Faulty: the course packs cannot be read.
        storage.migrate.NewerSchema: the database belongs to a newer version.
        storage.database.DatabaseFault: the database cannot be used.
    """
    courses = read_courses(settings.courses_dir, languages(), needed=frozenset({FALLBACK}))
    database = Database(settings.database_url)
    try:
        await database.migrate()
        yield App(settings, clock, database, courses, chance=chance)
    finally:
        await database.close()
