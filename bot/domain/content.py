"""Content: the packs as they are now, with what instructors added, hid, corrected or filled in.

A decision is about one content of an entry, known by its digest. A pack update that changes the
entry asks again; what was hidden stays hidden until then, and a correction stays in force.
"""

import hashlib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from bot.domain.course import (
    AnyEntry,
    Body,
    FaqEntry,
    Lesson,
    Review,
    Term,
    is_action,
    is_added,
    is_template,
)


class Verdict(StrEnum):
    """What an instructor says of an entry."""

    APPROVED = "approved"
    HIDDEN = "hidden"


@dataclass(frozen=True, slots=True)
class Decision:
    """Who decided what about which content, and when."""

    entry: str
    digest: str
    verdict: Verdict
    person_id: int
    at: datetime


@dataclass(frozen=True, slots=True)
class Written:
    """A text that an instructor put in the place of the pack's.

    Attributes:
        cohort_id: the cohort for which it fills a template in; None: a correction for everybody.
        markdown: the text as it would stand in the pack; None: the pack's own again.
    """

    entry: str
    language: str
    cohort_id: int | None
    markdown: str | None
    person_id: int
    at: datetime


@dataclass(frozen=True, slots=True)
class Content:
    """The packs as they are now.

    Attributes:
        packs: every entry as its pack has it, then the added ones as they were written, by name.
        corrected: entries with the corrected texts in them, by name.
        decisions: the latest on each entry, by name.
        corrections: the latest by entry's name and language.
        fills: answers to templates by entry's name and cohort, then by language.
    """

    packs: Mapping[str, AnyEntry]
    corrected: Mapping[str, AnyEntry] = field(default_factory=dict)
    decisions: Mapping[str, Decision] = field(default_factory=dict)
    corrections: Mapping[tuple[str, str], Written] = field(default_factory=dict)
    fills: Mapping[tuple[str, int], Mapping[str, Body]] = field(default_factory=dict)

    def entry(self, name: str) -> AnyEntry | None:
        """The entry with its corrections, if the packs still have it."""
        return self.corrected.get(name) or self.packs.get(name)

    def readable_lesson(self, name: str) -> Lesson | None:
        """The lesson with its corrections, if the packs still have it and it is not hidden."""
        lesson = self.entry(name)
        return lesson if isinstance(lesson, Lesson) and not self.is_hidden(lesson) else None

    def answers(self) -> Iterator[FaqEntry | Term]:
        """Everything that can be asked about, with its corrections; templates are among it."""
        for name, own in self.packs.items():
            entry = self.corrected.get(name, own)
            if isinstance(entry, FaqEntry | Term) and not self.is_hidden(entry):
                yield entry

    def is_hidden(self, entry: AnyEntry) -> bool:
        """Whether trainees do not see it."""
        decision = self.decisions.get(entry.name)
        return decision is not None and decision.verdict is Verdict.HIDDEN

    def is_checked(self, entry: AnyEntry) -> bool:
        """Whether its facts were seen in documents, or an instructor wrote or approved it."""
        if self.packs[entry.name].review == Review.SOURCED:
            return True
        decision = self.decision_on_this(entry)
        return decision is not None and decision.verdict is Verdict.APPROVED

    def needs_decision(self, entry: AnyEntry) -> bool:
        """Whether instructors are asked: not checked, or hidden and changed since."""
        if is_template(entry) or is_action(entry) or self.decision_on_this(entry) is not None:
            return False
        return not self.is_checked(entry) or self.is_hidden(entry)

    def state(self, entry: AnyEntry) -> str:
        """8 hex digits of what an instructor has before them: the text in force, the decision."""
        decision = self.decisions.get(entry.name)
        seen = repr((self.corrected.get(entry.name, entry).digest(), decision))
        return hashlib.blake2b(seen.encode(), digest_size=4).hexdigest()

    def decision_on_this(self, entry: AnyEntry) -> Decision | None:
        """The latest decision if it was about this content."""
        decision = self.decisions.get(entry.name)
        is_this = decision is not None and decision.digest == self.packs[entry.name].digest()
        return decision if is_this else None

    def undecided(self, courses: Iterable[str]) -> Iterator[AnyEntry]:
        """Entries that instructors of the courses are asked about, in the order of the packs."""
        yield from (entry for entry in self._of(courses) if self.needs_decision(entry))

    def hidden(self, courses: Iterable[str]) -> Iterator[AnyEntry]:
        """Entries that trainees do not see."""
        yield from (entry for entry in self._of(courses) if self.is_hidden(entry))

    def added(self, courses: Iterable[str]) -> Iterator[FaqEntry]:
        """Entries that instructors wrote and trainees see, the earliest first."""
        yield from (one for one in filter(is_added, self._of(courses)) if not self.is_hidden(one))

    def templates(self, courses: Iterable[str]) -> Iterator[FaqEntry]:
        """Entries to which each cohort has an answer of its own."""
        yield from filter(is_template, self._of(courses))

    def _of(self, courses: Iterable[str]) -> Iterator[AnyEntry]:
        wanted = frozenset(courses)
        for name, entry in self.packs.items():
            if entry.course in wanted:
                yield self.corrected.get(name, entry)
