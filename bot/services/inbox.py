"""Inbox: questions that the bot could not answer, and an instructor's answers to them."""

from dataclasses import dataclass, replace
from datetime import timedelta

from bot.domain.errors import Refusal, TryAgain
from bot.domain.outbox import Draft, Kind
from bot.domain.people import Person
from bot.domain.text import shortened, telegram_length
from bot.ports import Clock
from bot.services.ask import QUESTION_LIMIT as ASKED_LIMIT
from bot.services.people import PeopleService
from storage.database import Database
from storage.inbox import OpenQuestion

PAGE = 5
# Together they fit into one message of 4,096.
ANSWER_LIMIT = 3000
QUESTION_LIMIT = 900


@dataclass(frozen=True, slots=True)
class InboxPage:
    """Some open questions, the oldest first."""

    questions: tuple[OpenQuestion, ...]
    total: int
    offset: int


class InboxService:
    """Questions handed to people."""

    def __init__(self, database: Database, clock: Clock, people: PeopleService) -> None:
        self._database = database
        self._clock = clock
        self._people = people

    async def pass_on(self, person: Person, message_id: int, text: str = "") -> bool:
        """Hands the question of a message of the person to the instructors.

        Args:
            text: the question in that message; of what was answered, none is kept.

        Returns: false if it was handed on before.

        Raises:
            Refusal: not their question, or nobody has its text any more.
        """
        now = self._clock.now()
        async with self._database.read() as tx:
            asked = await tx.asked.by_message(person.id, message_id)
            cohorts = await tx.cohorts.of_person(person.id)
        question = asked.text or text[:ASKED_LIMIT] if asked else ""
        if asked is None or not question:
            raise Refusal("ask-nothing-to-pass")
        asked = replace(asked, course=asked.course or (cohorts[0].course if cohorts else None))
        staff = await self._people.staff_for(asked.course)
        async with self._database.transaction() as tx:
            question_id = await tx.inbox.open(asked, question, at=now)
            if question_id is None:
                return False
            await tx.outbox.add(
                (
                    Draft(
                        key=f"inbox:{question_id}:{staff_id}",
                        chat_id=staff_id,
                        kind=Kind.INBOX_QUESTION,
                        due_at=now,
                        payload={"question_id": question_id, "question": question},
                    )
                    for staff_id in staff
                ),
                at=now,
            )
        return True

    async def page(self, person: Person, offset: int = 0) -> InboxPage:
        """Open questions of the courses that the person runs."""
        courses = None if person.is_owner else person.teaches
        async with self._database.read() as tx:
            total = await tx.inbox.count_open(courses)
            offset = min(offset, max(0, total - 1) // PAGE * PAGE)
            found = await tx.inbox.open_questions(courses, limit=PAGE, offset=offset)
        return InboxPage(tuple(found), total, offset)

    async def question(self, person: Person, question_id: int) -> OpenQuestion:
        """One open question.

        Raises:
            Refusal: it is not there, not theirs, or answered.
        """
        question = await self._question(person, question_id)
        if question.answer is not None:
            raise Refusal("inbox-answered")
        return question

    async def answered(self, person: Person, question_id: int) -> OpenQuestion:
        """One question with its answer.

        Raises:
            Refusal: it is not there, not theirs, or not answered.
        """
        question = await self._question(person, question_id)
        if question.answer is None:
            raise Refusal("inbox-gone")
        return question

    async def _question(self, person: Person, question_id: int) -> OpenQuestion:
        async with self._database.read() as tx:
            question = await tx.inbox.by_id(question_id)
        if question is None or not _may_answer(person, question):
            raise Refusal("inbox-gone")
        return question

    async def answer(self, person: Person, question_id: int, text: str) -> None:
        """Answers a question; the answer goes to whoever asked it.

        Raises:
            TryAgain: the text is too long.
            Refusal: somebody else answered first.
        """
        if telegram_length(text) > ANSWER_LIMIT:
            raise TryAgain("inbox-too-long", limit=ANSWER_LIMIT)
        question = await self._question(person, question_id)
        if question.answer == text:
            return  # the same update once more
        now = self._clock.now()
        async with self._database.transaction() as tx:
            if not await tx.inbox.answer(question_id, text, by=person.id, at=now):
                raise Refusal("inbox-answered")
            await tx.outbox.add(
                [
                    Draft(
                        key=f"inbox-answer:{question_id}",
                        chat_id=question.chat_id,
                        kind=Kind.INBOX_ANSWER,
                        due_at=now,
                        payload={
                            "question": shortened(question.text, QUESTION_LIMIT),
                            "answer": text,
                        },
                        expires_at=now + timedelta(days=60),
                    )
                ],
                at=now,
            )


def _may_answer(person: Person, question: OpenQuestion) -> bool:
    return person.is_staff if question.course is None else person.may_run(question.course)
