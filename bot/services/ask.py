"""Ask: a question to the best entry of the course packs, or an honest "I do not know"."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from bot.domain.course import Course, FaqEntry, FaqText
from bot.domain.people import Person
from bot.ports import Clock
from bot.search import Index, Match, Passage
from storage.database import Database

# Chosen on held-out phrasings and 30 questions outside the material (docs/decisions/0005):
# at SURE a foreign question is answered in about one case of ten.
SURE = 0.22
RIVAL = 0.95
"""A second entry nearer than this to the first leaves it open which was meant."""
CERTAIN = 0.9
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
    """What becomes of a question: an answer, or none and the entries nearest to it."""

    answer: Answer | None
    near: tuple[Answer, ...] = ()


def is_sure(matches: Sequence[Match]) -> bool:
    """Whether the first match may be given as the answer."""
    if not matches or matches[0].score < SURE:
        return False
    has_lead = len(matches) == 1 or matches[1].score <= RIVAL * matches[0].score
    return has_lead or matches[0].score >= CERTAIN


class AskService:
    """Questions about the courses."""

    def __init__(self, database: Database, clock: Clock, courses: Mapping[str, Course]) -> None:
        self._database = database
        self._clock = clock
        self._courses = courses
        self._entries = {
            f"{course.id}/{entry.id}": entry for course in courses.values() for entry in course.faq
        }

    @cached_property
    def _index(self) -> Index:
        """Built at the first question: a start need not wait for it."""
        return Index(
            Passage(name, language, text.question, text.aliases, text.plain_answer)
            for name, entry in self._entries.items()
            for language, text in entry.texts.items()
        )

    def warm_up(self) -> None:
        """Builds the index, if no question did."""
        _ = self._index

    def find(self, person: Person, question: str) -> Reply:
        """The answer to a question, or the entries nearest to it; stores nothing."""
        matches = self._index.rank(question[:QUESTION_LIMIT], person.language)
        if is_sure(matches):
            return Reply(self._answer(matches[0].entry_id, person.language))
        near = [match for match in matches if match.score >= NEAR][:NEAR_MOST]
        return Reply(None, tuple(self._answer(match.entry_id, person.language) for match in near))

    async def replied(
        self,
        person: Person,
        place: tuple[int, int],
        question: str,
        reply: Reply,
        reply_id: int,
    ) -> None:
        """Remembers which message answers which question; its text only while nobody answered it.

        Args:
            place: chat and message of the question; once more for an edited one.
            reply_id: the message that holds the reply.
        """
        entry = reply.answer.entry if reply.answer else None
        async with self._database.transaction() as tx:
            cohorts = [] if entry else await tx.cohorts.of_person(person.id)
            asked_id = await tx.asked.record(
                chat_id=place[0],
                message_id=place[1],
                reply_id=reply_id,
                language=person.language,
                course=cohorts[0].course if cohorts else None,
                entry_id=f"{entry.course}/{entry.id}" if entry else None,
                text=None if entry else question[:QUESTION_LIMIT],
                at=self._clock.now(),
            )
            if entry is None:
                await tx.inbox.edit(asked_id, question[:QUESTION_LIMIT])

    async def earlier_reply(self, chat_id: int, message_id: int) -> int | None:
        """The message that holds the reply to a question; None if it was not taken as one."""
        async with self._database.read() as tx:
            asked = await tx.asked.by_message(chat_id, message_id)
        return asked.reply_id if asked else None

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
