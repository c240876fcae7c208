"""Quiz: practice sets of five, one native poll after another."""

import random
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, replace

from bot.domain import quiz
from bot.domain.content import Content
from bot.domain.course import Course, Item, Lesson, poll_explanation
from bot.domain.errors import Refusal
from bot.domain.people import Person
from bot.domain.quiz import Attempt, Question, Score
from bot.ports import Clock
from bot.services.content import ContentService
from storage.database import Database, Transaction

LESSONS_MOST = 3
SETS_SHOWN = 5


@dataclass(frozen=True, slots=True)
class Poll:
    """A question as the poll that is sent."""

    question: Question
    number: int
    total: int
    stem: str
    options: tuple[str, ...]
    right_places: tuple[int, ...]
    explanation: str


@dataclass(frozen=True, slots=True)
class Summary:
    """How a set went; topics in which something was wrong, the worst first, and their lessons.

    Attributes:
        others: further courses that can be practised.
    """

    attempt_id: int
    score: int
    total: int
    course: Course
    topics: tuple[str, ...]
    lessons: tuple[Lesson, ...]
    others: tuple[Course, ...] = ()


@dataclass(frozen=True, slots=True)
class Progress:
    """What follows an answer: a summary, else the next poll unless it is out already."""

    poll: Poll | None = None
    summary: Summary | None = None


@dataclass(frozen=True, slots=True)
class Results:
    """What a person reached: by course, and in the latest sets, the latest first."""

    overall: tuple[tuple[Course, Score], ...]
    latest: tuple[tuple[Course, Score], ...]


class QuizService:
    """Practice sets."""

    def __init__(
        self,
        database: Database,
        clock: Clock,
        courses: Mapping[str, Course],
        chance: random.Random,
        content: ContentService,
    ) -> None:
        self._database = database
        self._clock = clock
        self._courses = courses
        self._chance = chance
        self._content = content

    async def start(self, person: Person, trigger: str, course: str | None = None) -> Poll | None:
        """The next question of the set that a trigger starts; an open set before it ends.

        Args:
            trigger: names the message or button; the same one starts one set only.
            course: id of the course; None: of the person's own.

        Returns: None if that question is out already.

        Raises:
            Refusal: no course has quiz items.
        """
        origin = f"{person.id}:{trigger}"
        content = await self._content.current()
        async with self._database.transaction() as tx:
            attempt = await tx.attempts.by_origin(origin)
            if attempt is None:
                attempt = await self._new_attempt(tx, person, origin, content, course)
        question = _shown(attempt, content).next_open
        if question is None or question.poll_id is not None:
            return None
        return self._poll(attempt, question, person.language, content)

    async def _new_attempt(
        self,
        tx: Transaction,
        person: Person,
        origin: str,
        content: Content,
        wanted: str | None,
    ) -> Attempt:
        now = self._clock.now()
        cohorts = await tx.cohorts.of_person(person.id)
        enrolled = [cohort.course for cohort in cohorts]
        course = self._course([wanted] if wanted else enrolled, content)
        practised = await tx.attempts.practised(person.id, course.id)
        shown = [item for item in course.items if not content.is_hidden(item)]
        items = quiz.pick(shown, practised, chance=self._chance)
        await tx.attempts.finish_all(person.id, at=now)
        await tx.attempts.add(
            person_id=person.id,
            course=course.id,
            origin=origin,
            questions=[(item.id, self._order(item)) for item in items],
            at=now,
        )
        attempt = await tx.attempts.by_origin(origin)
        assert attempt is not None
        return attempt

    def _course(self, enrolled: list[str], content: Content) -> Course:
        """The course of the person's latest cohort, else the first that has items."""
        candidates = [self._courses[name] for name in enrolled if name in self._courses]
        for course in (*candidates, *self._courses.values()):
            if _has_items(course, content):
                return course
        raise Refusal("quiz-no-items")

    def _order(self, item: Item) -> tuple[int, ...]:
        return quiz.shuffled(len(item.text("en").options), self._chance)

    async def poll_sent(self, poll: Poll, poll_id: str, message_id: int) -> None:
        """Remembers in which poll the question stands."""
        async with self._database.transaction() as tx:
            await tx.attempts.set_poll(poll.question, poll_id, message_id)

    async def answer(
        self, person: Person, poll_id: str, places: tuple[int, ...]
    ) -> Progress | None:
        """Takes a vote: the first one counts, a withdrawn or repeated one changes nothing.

        Args:
            places: chosen places in the poll; empty when the vote was withdrawn.

        Returns: what to send next; None when there is nothing to say.
        """
        content = await self._content.current()
        async with self._database.transaction() as tx:
            attempt = await tx.attempts.by_poll(poll_id)
            if attempt is None or attempt.person_id != person.id or not places:
                return None
            question = next(q for q in attempt.questions if q.poll_id == poll_id)
            if question.chosen is None:
                chosen = quiz.chosen_options(question.option_order, places)
                item = _item(question, content)
                is_right = item is not None and quiz.is_right(item.text("en").keys, chosen)
                await tx.attempts.set_answer(question, chosen, is_right, at=self._clock.now())
                attempt = await tx.attempts.by_id(attempt.id) or attempt
        if attempt.is_finished:
            return None
        shown = _shown(attempt, content)
        upcoming = shown.next_open
        if upcoming is None:
            return Progress(summary=self._summary(shown, content))
        if upcoming.poll_id is not None:
            return None
        return Progress(poll=self._poll(attempt, upcoming, person.language, content))

    async def finish(self, attempt_id: int) -> None:
        """The summary was sent."""
        async with self._database.transaction() as tx:
            await tx.attempts.finish(attempt_id, at=self._clock.now())

    async def leave(self, person: Person) -> bool:
        """Ends the person's open set without a summary; false if there was none."""
        async with self._database.transaction() as tx:
            return await tx.attempts.finish_all(person.id, at=self._clock.now()) > 0

    async def results(self, person: Person) -> Results:
        """What the person answered in practice sets of the courses that are still there."""
        async with self._database.read() as tx:
            scores = await tx.attempts.scores(person.id)

        def known(found: list[Score]) -> tuple[tuple[Course, Score], ...]:
            return tuple(
                (self._courses[one.course], one) for one in found if one.course in self._courses
            )

        return Results(known(quiz.by_course(scores)), known(scores)[:SETS_SHOWN])

    def _poll(self, attempt: Attempt, question: Question, language: str, content: Content) -> Poll:
        item = _item(question, content)
        assert item is not None, "only what is shown is asked"
        text = item.text(language)
        options, right = quiz.shown(text, question.option_order)
        return Poll(
            question=question,
            number=question.position + 1,
            total=len(attempt.questions),
            stem=text.stem,
            options=tuple(options),
            right_places=tuple(right),
            explanation=poll_explanation(item, self._courses[attempt.course], language),
        )

    def _summary(self, attempt: Attempt, content: Content) -> Summary:
        missed = [
            item
            for question in attempt.questions
            if not question.is_right and (item := _item(question, content))
        ]
        lessons = dict.fromkeys(f"{item.course}/{item.lesson}" for item in missed)
        found = filter(None, map(content.readable_lesson, lessons))
        return Summary(
            attempt_id=attempt.id,
            score=attempt.score,
            total=len(attempt.questions),
            course=self._courses[attempt.course],
            topics=tuple(topic for topic, _ in Counter(i.topic for i in missed).most_common()),
            lessons=tuple(found)[:LESSONS_MOST],
            others=tuple(
                course
                for course in self._courses.values()
                if course.id != attempt.course and _has_items(course, content)
            ),
        )


def _has_items(course: Course, content: Content) -> bool:
    return not all(map(content.is_hidden, course.items))


def _item(question: Question, content: Content) -> Item | None:
    """The item that a question asks, if the packs still have it in that form."""
    item = content.entry(f"{question.course}/{question.item_id}")
    if not isinstance(item, Item):
        return None
    _, options = item.text("en").form
    return item if len(question.option_order) == options else None


def _shown(attempt: Attempt, content: Content) -> Attempt:
    """The set without open questions whose item was hidden or removed meanwhile."""

    def is_shown(question: Question) -> bool:
        item = _item(question, content)
        return item is not None and not content.is_hidden(item)

    questions = (one for one in attempt.questions if one.chosen is not None or is_shown(one))
    return replace(attempt, questions=tuple(questions))
