"""Ask: a question to the best entry of the course packs, or an honest "I do not know"."""

from collections.abc import Mapping
from dataclasses import dataclass

from bot.domain.course import Course, FaqEntry, FaqText
from bot.domain.people import Person
from bot.ports import Clock
from bot.search import Index, Passage
from storage.asked import Asked
from storage.database import Database

# Chosen on held-out phrasings and 30 questions outside the material (docs/decisions/0005):
# at SURE a foreign question is answered in about one case of ten.
SURE = 0.22
NEAR = 0.15
NEAR_MOST = 3
QUESTION_LIMIT = 1000


@dataclass(frozen=True, slots=True)
class Answer:
    """An entry that answers the question.

    Attributes:
        language: of the text; another one than the person's where the entry lacks that.
    """

    entry: FaqEntry
    text: FaqText
    language: str


@dataclass(frozen=True, slots=True)
class Reply:
    """What became of a question: an answer, or none and the entries nearest to it."""

    asked: Asked
    answer: Answer | None
    near: tuple[Answer, ...] = ()


class AskService:
    """Questions about the courses."""

    def __init__(self, database: Database, clock: Clock, courses: Mapping[str, Course]) -> None:
        self._database = database
        self._clock = clock
        self._courses = courses
        self._entries = {
            f"{course.id}/{entry.id}": entry for course in courses.values() for entry in course.faq
        }
        self._index = Index(
            Passage(name, language, text.question, text.aliases, text.plain_answer)
            for name, entry in self._entries.items()
            for language, text in entry.texts.items()
        )

    async def ask(self, person: Person, chat_id: int, message_id: int, question: str) -> Reply:
        """Answers a question; the same message edited is answered anew."""
        question = question[:QUESTION_LIMIT]
        matches = self._index.rank(question, person.language)
        is_sure = bool(matches) and matches[0].score >= SURE
        entry_id = matches[0].entry_id if is_sure else None
        async with self._database.transaction() as tx:
            cohorts = [] if is_sure else await tx.cohorts.of_person(person.id)
            asked = await tx.asked.record(
                chat_id=chat_id,
                message_id=message_id,
                language=person.language,
                course=cohorts[0].course if cohorts else None,
                entry_id=entry_id,
                text=None if is_sure else question,
                at=self._clock.now(),
            )
            if entry_id is None:
                await tx.inbox.edit(asked.id, question)
        if entry_id is not None:
            return Reply(asked, self._answer(entry_id, person.language))
        near = [match for match in matches if match.score >= NEAR][:NEAR_MOST]
        return Reply(
            asked, None, tuple(self._answer(match.entry_id, person.language) for match in near)
        )

    async def was_asked(self, chat_id: int, message_id: int) -> bool:
        """Whether a message was taken as a question."""
        async with self._database.read() as tx:
            return await tx.asked.by_message(chat_id, message_id) is not None

    async def replied(self, asked: Asked, reply_id: int) -> None:
        """Remembers the message that holds the reply, for when the question is edited."""
        if asked.reply_id != reply_id:
            async with self._database.transaction() as tx:
                await tx.asked.set_reply(asked.id, reply_id)

    def entry(self, course: str, entry_id: str, language: str) -> Answer | None:
        """One entry by its id, if the packs still have it."""
        name = f"{course}/{entry_id}"
        return self._answer(name, language) if name in self._entries else None

    def course(self, course: str) -> Course:
        """The pack an entry belongs to."""
        return self._courses[course]

    def _answer(self, name: str, language: str) -> Answer:
        entry = self._entries[name]
        found = next(tag for tag in (language, "en", *entry.texts) if tag in entry.texts)
        return Answer(entry, entry.texts[found], found)
