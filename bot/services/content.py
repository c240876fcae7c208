"""Content: the packs with what instructors decided about them; their deciding and writing."""

import asyncio
import html
import logging
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import timedelta

from bot.domain.content import Content, Decision, Verdict, Written
from bot.domain.course import (
    AnyEntry,
    Body,
    Course,
    FaqEntry,
    FaqText,
    ItemText,
    LessonText,
    TermText,
)
from bot.domain.errors import Fault, Faulty, Refusal
from bot.domain.people import Person
from bot.domain.text import telegram_length
from bot.domain.validity import ANSWER_LIMIT, entry_faults
from bot.ports import Clock
from storage.database import Database
from storage.markdown import body, item_text, written

LOOK_EVERY = timedelta(milliseconds=900)
"""What another process changed is seen within a second."""
AnyText = FaqText | TermText | LessonText | ItemText
log = logging.getLogger(__name__)


class ContentService:
    """Every entry of every pack as it is now."""

    def __init__(self, database: Database, clock: Clock, courses: Mapping[str, Course]) -> None:
        self._database = database
        self._clock = clock
        self._courses = courses
        packs = {entry.name: entry for course in courses.values() for entry in course.entries()}
        self._content = Content(packs)
        self._revision = (0, 0)
        self._looked_at = clock.now() - LOOK_EVERY
        self._looking = asyncio.Lock()

    async def current(self) -> Content:
        """The content as of now; the database is asked about once a second, not each time."""
        if abs(self._clock.now() - self._looked_at) < LOOK_EVERY:
            return self._content
        async with self._looking:
            self._looked_at = self._clock.now()  # before the look: what changes meanwhile is news
            async with self._database.read() as tx:
                revision = await tx.content.revision()
                if revision != self._revision:
                    decisions, texts = await tx.content.decisions(), await tx.content.texts()
                    self._content = self._with(decisions, texts)
                    self._revision = revision
            return self._content

    def _with(self, decisions: Iterable[Decision], texts: Iterable[Written]) -> Content:
        packs = self._content.packs
        corrected: dict[str, AnyEntry] = {}
        corrections: dict[tuple[str, str], Written] = {}
        fills: defaultdict[tuple[str, int], dict[str, Body]] = defaultdict(dict)
        for one in texts:
            entry = corrected.get(one.entry) or packs.get(one.entry)
            if entry is None or one.markdown is None:
                continue
            if one.cohort_id is not None:
                fills[one.entry, one.cohort_id][one.language] = as_written(one.markdown)
            elif self._faults(entry, one.language, one.markdown):
                log.warning("a correction no longer fits its entry", extra={"entry": one.entry})
            else:
                corrected[one.entry], _ = _corrected(entry, one.language, one.markdown)
                corrections[one.entry, one.language] = one
        latest = {decision.entry: decision for decision in decisions}
        return Content(packs, corrected, latest, corrections, fills)

    def _faults(self, entry: AnyEntry, language: str, markdown: str) -> list[Fault]:
        """Why a text cannot stand in the place of the pack's, which may have changed since."""
        if language not in entry.texts or _is_template(entry):
            return [Fault(entry.place, "fault-language", {"id": entry.id, "language": language})]
        corrected, wrong = _corrected(entry, language, markdown)
        wrong = [*wrong, *entry_faults(corrected, self.course(entry), ())]
        own, given = entry.texts[language], corrected.texts[language]
        forms = {text.form for text in (own, given) if isinstance(text, ItemText)}
        if not wrong and len(forms) > 1:
            # its only text: sets that people have begun keep the order of its options
            args = {"id": entry.id, "other": str(own.place)}
            wrong.append(Fault(own.place, "fault-keys-differ", args))
        return wrong

    def mine(self, person: Person) -> list[str]:
        """Ids of the courses whose content the person looks after.

        A pack about no course that is taught (the centre's own) is every instructor's.
        """
        return [
            course.id
            for course in self._courses.values()
            if person.may_run(course.id) or (person.is_staff and not course.lessons)
        ]

    def course(self, entry: AnyEntry) -> Course:
        """The pack an entry belongs to."""
        return self._courses[entry.course]

    async def entry(self, person: Person, name: str) -> AnyEntry:
        """An entry that the person looks after.

        Raises:
            Refusal: it is not in the packs any more, or not theirs.
        """
        entry = (await self.current()).entry(name)
        if entry is None or entry.course not in self.mine(person):
            raise Refusal("content-gone")
        return entry

    async def decide(self, person: Person, name: str, seen: str, verdict: Verdict) -> bool:
        """Approves or hides an entry.

        Args:
            seen: `Content.state` of what the person had before them.

        Returns: false if that is what the person decided already, as with a second tap.

        Raises:
            Refusal: not theirs, or by now it is another text or somebody decided about it.
        """
        entry = await self.entry(person, name)
        content = await self.current()
        digest = content.packs[name].digest()
        last = content.decisions.get(name)
        if last and (last.person_id, last.digest, last.verdict) == (person.id, digest, verdict):
            return False
        if seen != content.state(entry) or _is_template(entry):
            raise Refusal("content-changed")
        async with self._database.transaction() as tx:
            await tx.content.decide(name, digest, verdict, person.id, at=self._clock.now())
        self._look_again()
        return True

    async def correct(self, person: Person, name: str, language: str, markdown: str) -> None:
        """Puts a text into the place of the pack's, in one language; the pack's own takes it back.

        Raises:
            Refusal: the entry is not theirs.
            Faulty: what is wrong with the text.
        """
        entry = await self.entry(person, name)
        if language not in entry.texts or _is_template(entry):
            raise Refusal("content-gone")
        if wrong := self._faults(entry, language, markdown):
            raise Faulty(wrong)
        corrected, _ = _corrected(entry, language, markdown)
        own = (await self.current()).packs[name]
        is_own = corrected.texts[language].shown == own.texts[language].shown
        await self._write(person, name, language, None if is_own else markdown)

    async def take_back(self, person: Person, name: str, language: str) -> None:
        """Puts the pack's own text back into its place.

        Raises:
            Refusal: the entry is not theirs.
        """
        await self.entry(person, name)
        await self._write(person, name, language, None)

    async def template(self, person: Person, name: str, cohort_id: int) -> FaqEntry:
        """A question that each cohort answers for itself.

        Raises:
            Refusal: the entry or the cohort is not theirs, or it is no such question.
        """
        entry = await self.entry(person, name)
        async with self._database.read() as tx:
            cohort = await tx.cohorts.by_id(cohort_id)
        if cohort is None or not person.may_run(cohort.course):
            raise Refusal("content-gone")
        if not isinstance(entry, FaqEntry) or not entry.is_template:
            raise Refusal("content-gone")
        return entry

    async def fill_in(
        self, person: Person, name: str, cohort_id: int, language: str, text: str
    ) -> None:
        """Answers a template for one cohort; the text is shown as it was written.

        Raises:
            Refusal: the entry or the cohort is not theirs.
            Faulty: the text is too long.
        """
        entry = await self.template(person, name, cohort_id)
        length = telegram_length(text.strip())
        if not 0 < length <= ANSWER_LIMIT:
            args = {"id": entry.id, "length": length, "limit": ANSWER_LIMIT}
            raise Faulty([Fault(entry.place, "fault-answer", args)])
        await self._write(person, name, language, text.strip(), cohort_id)

    async def empty(self, person: Person, name: str, cohort_id: int) -> None:
        """Takes the answers to a template back, in every language; its trainees see none.

        Raises:
            Refusal: the entry or the cohort is not theirs.
        """
        await self.template(person, name, cohort_id)
        for language in (await self.current()).fills.get((name, cohort_id), {}):
            await self._write(person, name, language, None, cohort_id)

    async def _write(
        self,
        person: Person,
        name: str,
        language: str,
        markdown: str | None,
        cohort_id: int | None = None,
    ) -> None:
        now = self._clock.now()
        async with self._database.transaction() as tx:
            await tx.content.write(name, language, markdown, person.id, at=now, cohort_id=cohort_id)
        self._look_again()

    def _look_again(self) -> None:
        """What this process changed it sees at once."""
        self._looked_at = self._clock.now() - LOOK_EVERY


def _is_template(entry: AnyEntry) -> bool:
    return isinstance(entry, FaqEntry) and entry.is_template


def as_written(text: str) -> Body:
    """A text in which nothing is markup and every line stays a line."""
    paragraphs = tuple(html.escape(part, quote=False) for part in text.split("\n\n"))
    return Body(text, paragraphs, text)


def editable(entry: AnyEntry, language: str) -> str:
    """The text that an instructor corrects: an item whole, of the others the running text."""
    text = entry.texts[language]
    if not isinstance(text, ItemText):
        return text.body.markdown
    options = (
        f"- [{'x' if place in text.keys else ' '}] {option}"
        for place, option in enumerate(text.options)
    )
    return "\n".join((text.stem, *options, f"> {text.explanation}"))


def _corrected(entry: AnyEntry, language: str, markdown: str) -> tuple[AnyEntry, list[Fault]]:
    """The entry with another text in one language, and the markup that has no place in it."""
    old = entry.texts[language]
    section = written(markdown, entry.id, old.place)
    text: AnyText
    if isinstance(old, ItemText):
        text, wrong = item_text(section)
    else:
        kinds = ("text", "item") if isinstance(old, LessonText) else ("text",)
        text, wrong = replace(old, body=body(section, *kinds)), list(section.other(*kinds))
    return _with_text(entry, language, text), wrong


def _with_text(entry: AnyEntry, language: str, text: AnyText) -> AnyEntry:
    texts = {**entry.texts, language: text}
    return replace(entry, texts=texts)  # type: ignore[arg-type] # of the entry's own kind
