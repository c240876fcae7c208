"""Added: questions and answers that instructors put beside those of the packs."""

from collections.abc import Mapping
from zoneinfo import ZoneInfo

from bot.domain.added import Added, added_text, new_name
from bot.domain.course import Course, FaqEntry, is_added
from bot.domain.errors import Faulty, Refusal
from bot.domain.people import Person
from bot.domain.validity import added_faults
from bot.i18n import languages
from bot.ports import Clock
from bot.services.content import ContentService
from bot.services.inbox import InboxService
from storage.database import Database


class AddedService:
    """What the bot learns from instructors.

    Every text has an origin, the message or tap that it was written by: a repeat adds nothing.
    """

    def __init__(
        self,
        database: Database,
        clock: Clock,
        courses: Mapping[str, Course],
        content: ContentService,
        inbox: InboxService,
        timezone: str,
    ) -> None:
        self._database = database
        self._clock = clock
        self._courses = courses
        self._content = content
        self._inbox = inbox
        self._zone = ZoneInfo(timezone)

    async def save_answer(
        self, person: Person, question_id: int, text: tuple[str, str] | None = None
    ) -> str:
        """Makes an entry of an answered question of the inbox, once.

        Args:
            text: question and answer in place of what was asked and answered.

        Returns: the entry's name.

        Raises:
            Refusal: the question is not theirs, or not answered.
            Faulty: what is wrong with the text.
        """
        asked = await self._inbox.answered(person, question_id)
        origin = f"inbox:{question_id}"
        async with self._database.read() as tx:
            saved = await tx.content.added_by(origin)
        if saved is not None:
            return saved
        course = self._course_for(person, asked.course)
        question, answer = text or (asked.text, asked.answer or "")
        return await self._write(
            person, new_name(course, origin), asked.language, question, answer, origin
        )

    def _course_for(self, person: Person, asked: str | None) -> str:
        """The course of the question; without one the instructor's first, the owner's centre."""
        mine = self._content.mine(person)
        if asked in mine:
            return asked
        fitting = (one for one in mine if bool(self._courses[one].lessons) != person.is_owner)
        course = next(fitting, next(iter(mine), None))
        if course is None:
            raise Refusal("content-gone")
        return course

    async def add(
        self, person: Person, course: str, language: str, text: tuple[str, str], origin: str
    ) -> str:
        """Makes an entry of a question and its answer.

        Returns: the entry's name.

        Raises:
            Refusal: the course is not theirs.
            Faulty: what is wrong with the text.
        """
        if course not in self._content.mine(person):
            raise Refusal("content-gone")
        return await self._write(person, new_name(course, origin), language, *text, origin)

    async def entry(self, person: Person, name: str) -> FaqEntry:
        """An added entry that the person looks after, as it was written.

        Raises:
            Refusal: there is none, or it is not theirs.
        """
        await self._content.entry(person, name)
        entry = (await self._content.current()).packs[name]
        if not is_added(entry):
            raise Refusal("content-gone")
        return entry

    async def reword(
        self, person: Person, name: str, language: str, question: str, origin: str
    ) -> None:
        """Gives the question another wording in one language.

        Raises:
            Refusal: the entry is not theirs, or it has no text in the language.
            Faulty: what is wrong with the wording.
        """
        text = (await self.entry(person, name)).texts.get(language)
        if text is None:
            raise Refusal("content-gone")
        await self._write(person, name, language, question, text.body.markdown, origin)

    async def translate(
        self, person: Person, name: str, language: str, text: tuple[str, str], origin: str
    ) -> None:
        """Gives an entry its text in a further language.

        Raises:
            Refusal: the entry is not theirs.
            Faulty: what is wrong with the text.
        """
        await self.entry(person, name)
        await self._write(person, name, language, *text, origin)

    async def _write(
        self, person: Person, name: str, language: str, question: str, answer: str, origin: str
    ) -> str:
        if language not in languages():
            raise Refusal("content-gone")
        text = added_text(name, question, answer)
        if wrong := list(added_faults(text)):
            raise Faulty(wrong)
        now = self._clock.now()
        added = Added(
            entry=name,
            language=language,
            question=text.question,
            answer=text.body.markdown,
            origin=origin,
            person_id=person.id,
            day=now.astimezone(self._zone).date(),
            at=now,
        )
        async with self._database.transaction() as tx:
            name = await tx.content.add(added)
        self._content.look_again()
        return name
