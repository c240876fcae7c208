"""Content: the packs with what instructors decided about them; their deciding and writing."""

import asyncio
import logging
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import timedelta

from bot.domain.added import Added, added_entries, as_written
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
    is_action,
    is_added,
    is_template,
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
        self._packs: dict[str, AnyEntry] = {
            entry.name: entry for course in courses.values() for entry in course.entries()
        }
        self._content = Content(self._packs)
        self._revision = (0, 0, 0)
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
                    self._content = self._with(decisions, texts, await tx.content.added())
                    self._revision = revision
            return self._content

    def _with(
        self, decisions: Iterable[Decision], texts: Iterable[Written], added: Iterable[Added]
    ) -> Content:
        ours = (one for one in added if one.entry.partition("/")[0] in self._courses)
        packs = {**self._packs, **added_entries(ours)}
        corrected: dict[str, AnyEntry] = {}
        corrections: dict[tuple[str, str], Written] = {}
        fills: defaultdict[tuple[str, int], dict[str, Body]] = defaultdict(dict)
        for one in texts:
            entry = corrected.get(one.entry) or packs.get(one.entry)
            if entry is None or one.markdown is None:
                continue
            if one.cohort_id is not None:
                fills[one.entry, one.cohort_id][one.language] = as_written(one.markdown)
            elif (fitting := self._fitting(entry, one)) is not None:
                corrected[one.entry] = fitting
                corrections[one.entry, one.language] = one
        latest = {decision.entry: decision for decision in decisions}
        return Content(packs, corrected, latest, corrections, fills)

    def _fitting(self, entry: AnyEntry, correction: Written) -> AnyEntry | None:
        """The corrected entry; None if the pack has changed since, so that it no longer fits."""
        if correction.markdown is not None and _may_be_corrected(entry, correction.language):
            corrected, wrong = self._corrected(entry, correction.language, correction.markdown)
            if not wrong:
                return corrected
        log.warning("a correction no longer fits its entry", extra={"entry": entry.name})
        return None

    def _corrected(
        self, entry: AnyEntry, language: str, markdown: str
    ) -> tuple[AnyEntry, list[Fault]]:
        """The entry with another text in one language, and why that cannot be."""
        own = entry.texts[language]
        given, wrong = _read(entry, own, markdown)
        texts = {**entry.texts, language: given}
        corrected: AnyEntry = replace(entry, texts=texts)  # type: ignore[arg-type] # of its kind
        wrong = [*wrong, *entry_faults(corrected, self._courses[entry.course], ())]
        forms = {text.form for text in (own, given) if isinstance(text, ItemText)}
        if not wrong and len(forms) > 1:
            # its only text: sets that people have begun keep the order of its options
            args = {"id": entry.id, "other": str(own.place)}
            wrong.append(Fault(own.place, "fault-keys-differ", args))
        return corrected, wrong

    def mine(self, person: Person) -> list[str]:
        """Ids of the courses whose content the person looks after.

        A pack about no course that is taught (the centre's own) is every instructor's.
        """
        return [
            course.id
            for course in self._courses.values()
            if person.may_run(course.id) or (person.is_staff and not course.lessons)
        ]

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
        if seen != content.state(entry) or is_template(entry):
            raise Refusal("content-changed")
        async with self._database.transaction() as tx:
            await tx.content.decide(name, digest, verdict, person.id, at=self._clock.now())
        self.look_again()
        return True

    async def correct(self, person: Person, name: str, language: str, markdown: str) -> None:
        """Puts a text into the place of the pack's, in one language; the pack's own takes it back.

        Raises:
            Refusal: the entry is not theirs.
            Faulty: what is wrong with the text.
        """
        entry = await self.entry(person, name)
        if not _may_be_corrected(entry, language):
            raise Refusal("content-gone")
        corrected, wrong = self._corrected(entry, language, markdown)
        if wrong:
            raise Faulty(wrong)
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
        if cohort is None or not person.may_run(cohort.course) or not is_template(entry):
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
        self.look_again()

    def look_again(self) -> None:
        """What this process changed it sees at once."""
        self._looked_at = self._clock.now() - LOOK_EVERY


def _may_be_corrected(entry: AnyEntry, language: str) -> bool:
    return language in entry.texts and not (is_template(entry) or is_action(entry))


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


def _read(entry: AnyEntry, own: AnyText, markdown: str) -> tuple[AnyText, list[Fault]]:
    """A text in the place of another, and the markup that has no place in it."""
    if is_added(entry) and isinstance(own, FaqText):
        return replace(own, body=as_written(markdown.strip())), []
    section = written(markdown, entry.id, own.place)
    if isinstance(own, ItemText):
        return item_text(section)
    kinds = ("text", "item") if isinstance(own, LessonText) else ("text",)
    return replace(own, body=body(section, *kinds)), list(section.other(*kinds))
