"""Ask: a question to the best entry of the course packs, or an honest "I do not know"."""

import asyncio
from collections.abc import Collection, Sequence
from dataclasses import dataclass

from bot.domain.content import Content
from bot.domain.course import (
    TALK,
    AnyEntry,
    Body,
    FaqEntry,
    Lesson,
    Term,
    is_action,
    is_template,
)
from bot.domain.people import Person
from bot.domain.questions import Outcome
from bot.domain.timetable import Cohort
from bot.ports import Clock
from bot.search import Engine, Found, Why
from bot.services.content import ContentService
from bot.services.questions import QuestionService
from bot.services.search import SearchService
from storage.asked import Asked
from storage.database import Database

NEAR_MOST = 3
RELATED_MOST = 4
QUESTION_LIMIT = 1000


@dataclass(frozen=True, slots=True)
class Answer:
    """An entry that answers the question.

    Attributes:
        title: the question that it answers, or the term that it explains.
        body: the text; empty where the entry has an action.
        language: of the text; another one than the person's where the entry lacks that.
        languages: those in which it can be read.
        is_checked: its facts were seen in documents, or an instructor approved them.
        lesson: where more stands.
        is_by_instructor: an instructor wrote it for the person's cohort; it has no other source.
    """

    entry: FaqEntry | Term
    title: str
    body: Body
    language: str
    languages: frozenset[str]
    is_checked: bool
    lesson: Lesson | None
    is_by_instructor: bool = False


@dataclass(frozen=True, slots=True)
class Reply:
    """What becomes of a question: an answer or none, and the other entries nearest to it."""

    answer: Answer | None
    near: tuple[Answer, ...] = ()

    @property
    def outcome(self) -> Outcome:
        """What became of it, in a word."""
        if self.answer is not None:
            return Outcome.ACTION if is_action(self.answer.entry) else Outcome.ANSWERED
        return Outcome.OFFERED if self.near else Outcome.UNKNOWN

    def is_as_before(self, earlier: Asked, language: str) -> bool:
        """Whether the answer was given before an edit: it stays, and so do its buttons."""
        return (
            self.answer is not None
            and self.outcome is Outcome.ANSWERED
            and (earlier.entry_id, earlier.language) == (self.answer.entry.name, language)
        )


class AskService:
    """Questions about the courses."""

    def __init__(
        self,
        database: Database,
        clock: Clock,
        content: ContentService,
        questions: QuestionService,
        search: SearchService,
    ) -> None:
        self._database = database
        self._clock = clock
        self._content = content
        self._questions = questions
        self._search = search

    async def find(self, person: Person, question: str) -> Reply:
        """The answer to a question, or the entries nearest to it; stores nothing."""
        content = await self._content.current()
        engine, found, answers = await self._found(content, person, question[:QUESTION_LIMIT])
        if not engine.is_near(found):
            return Reply(None)
        answer = answers[0] if engine.is_sure(found) and answers else None
        near = [one for one in answers if one is not answer and not _is_talk(one)]
        return Reply(answer, tuple(near[:NEAR_MOST]))

    async def _found(
        self, content: Content, person: Person, question: str, without: Collection[str] = ()
    ) -> tuple[Engine, Found, list[Answer]]:
        """What is nearest to a question of all that the person can read."""
        engine, found = await self._search.find(content, question, without=without)
        names = [match.entry_id for match in found.matches]
        answers = await self._answers(content, person, names)
        if None in answers and not without:
            # what their cohort has not filled in does not stand in the way of the others
            unread = [one.name for one in content.answers() if is_template(one)]
            readable = await self._answers(content, person, unread)
            missing = [name for name, one in zip(unread, readable, strict=True) if one is None]
            return await self._found(content, person, question, missing)
        return engine, found, [answer for answer in answers if answer]

    async def why(self, person: Person, name: str, question: str) -> tuple[Why, Answer | None]:
        """What led from a question to an entry, and the nearest other one; stores nothing.

        Raises:
            Refusal: the person does not look after the entry.
        """
        content, question = await self._content.current(), question[:QUESTION_LIMIT]
        await self._content.entry(person, name)
        engine, found, answers = await self._found(content, person, question)
        why = await asyncio.to_thread(engine.explain, question, name, found)
        return why, next((one for one in answers if one.entry.name == why.other), None)

    async def replied(
        self,
        person: Person,
        place: tuple[int, int],
        question: str,
        reply: Reply,
        reply_id: int,
        key: int,
    ) -> None:
        """Remembers which message answers which question; its text only while nobody answered it.

        Apart from that the question is kept without the person, once (`QuestionService`).

        Args:
            place: chat and message of the question; once more for an edited one.
            reply_id: the message that holds the reply.
            key: what `QuestionService.admit` gave for the question.
        """
        entry = reply.answer.entry if reply.answer else None
        outcome, text = reply.outcome, question[:QUESTION_LIMIT]
        async with self._database.transaction() as tx:
            cohorts = [] if entry else await tx.cohorts.of_person(person.id)
            course = cohorts[0].course if cohorts else None
            asked_id, is_news = await tx.asked.record(
                chat_id=place[0],
                message_id=place[1],
                reply_id=reply_id,
                language=person.language,
                course=course,
                entry_id=entry.name if entry else None,
                text=text if outcome.keeps_text else None,
                at=self._clock.now(),
            )
            if outcome.keeps_text:
                await tx.inbox.edit(asked_id, text)
            if is_news:
                await self._questions.record(
                    tx,
                    key,
                    language=person.language,
                    course=entry.course if entry else course,
                    outcome=outcome,
                    entry=entry.name if entry else None,
                    text=text,
                )

    async def earlier(self, chat_id: int, message_id: int) -> Asked | None:
        """What became of a message before it was edited; None if it was not taken as a question."""
        async with self._database.read() as tx:
            return await tx.asked.by_message(chat_id, message_id)

    async def entry(self, person: Person, name: str) -> Answer | None:
        """One entry by its name, if the packs still have it for the person."""
        (answer,) = await self._answers(await self._content.current(), person, [name])
        return answer

    async def related(self, person: Person, name: str) -> list[Answer]:
        """A few other questions that one may have after an entry, the nearest first."""
        content = await self._content.current()
        entry = content.entry(name)
        if not isinstance(entry, FaqEntry | Term):
            return []
        answers = await self._answers(content, person, _neighbours(content, entry))
        if not answers:
            # what an instructor added belongs to no lesson
            title = entry.text(person.language).title
            answers = list((await self._found(content, person, title, [name]))[2])
        return [answer for answer in answers if answer and not _is_talk(answer)][:RELATED_MOST]

    async def _answers(
        self, content: Content, person: Person, names: Sequence[str]
    ) -> list[Answer | None]:
        """The entries as answers; None for each that is gone, hidden or not filled in."""
        entries = [content.entry(name) for name in names]
        cohorts: list[Cohort] = []
        if any(map(is_template, entries)):
            cohorts = await self._cohorts(person)
        return [_answer(content, person.language, entry, cohorts) for entry in entries]

    async def _cohorts(self, person: Person) -> list[Cohort]:
        """The person's cohorts that are not over, the latest first."""
        now = self._clock.now()
        async with self._database.read() as tx:
            found = await tx.cohorts.of_person(person.id)
        return [one for one in found if now.astimezone(one.zone).date() <= one.ends_on]


def _is_talk(answer: Answer) -> bool:
    """Small talk is never offered as what somebody may have meant."""
    return isinstance(answer.entry, FaqEntry) and answer.entry.action in TALK


def _answer(
    content: Content, wanted: str, entry: AnyEntry | None, cohorts: Sequence[Cohort]
) -> Answer | None:
    if not isinstance(entry, FaqEntry | Term) or content.is_hidden(entry):
        return None
    language = entry.language(wanted)
    body, is_checked = entry.texts[language].body, content.is_checked(entry)
    tags, is_by_instructor = frozenset(entry.texts), is_template(entry)
    if is_by_instructor:
        fills = (content.fills.get((entry.name, cohort.id)) for cohort in cohorts)
        filled = next(filter(None, fills), None)
        if filled is None:
            return None
        language = wanted if wanted in filled else next(iter(filled))
        body, is_checked, tags = filled[language], True, frozenset(filled)
    return Answer(
        entry=entry,
        title=entry.text(wanted).title,
        body=body,
        language=language,
        languages=tags,
        is_checked=is_checked,
        lesson=content.readable_lesson(f"{entry.course}/{entry.lesson}"),
        is_by_instructor=is_by_instructor,
    )


def _neighbours(content: Content, entry: FaqEntry | Term) -> list[str]:
    """Questions of the same lesson, then of the same topic: its writers put them together."""
    others = [
        one
        for one in content.packs.values()
        if isinstance(one, FaqEntry) and one.course == entry.course and one.name != entry.name
    ]
    of_lesson = [one.name for one in others if entry.lesson and one.lesson == entry.lesson]
    of_topic = [one.name for one in others if entry.topic and one.topic == entry.topic]
    return list(dict.fromkeys((*of_lesson, *of_topic)))
