"""Course pack: lessons, FAQ entries, quiz items, terms and sources in every language."""

import hashlib
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import ClassVar, Generic, TypeGuard, TypeVar

from bot.domain.errors import Place

EXPLANATION_SOURCE = "\n📖 "
INSTRUCTOR = "instructor"
"""In the place of a source's id: an instructor's answer, its day (ISO 8601) as the number."""


class Review(StrEnum):
    """Whether every fact of an entry was seen in a document."""

    SOURCED = "sourced"
    CHECK = "check"


class Level(StrEnum):
    """Cognitive level of an item."""

    RECALL = "recall"
    UNDERSTANDING = "understanding"
    APPLICATION = "application"


class Action(StrEnum):
    """What the bot does instead of giving a text; `talk-…` is small talk."""

    NEXT_CLASS = "next-class"
    TODAY = "today"
    RESULTS = "results"
    CHANGE_LANGUAGE = "change-language"
    REMINDER_TIMES = "reminder-times"
    START_QUIZ = "start-quiz"
    LESSONS = "lessons"
    ASK_INSTRUCTOR = "ask-instructor"
    HELP = "help"
    TALK_GREETING = "talk-greeting"
    TALK_THANKS = "talk-thanks"
    TALK_GOODBYE = "talk-goodbye"
    TALK_OK = "talk-ok"
    TALK_WHO = "talk-who"
    TALK_HOW_ARE_YOU = "talk-how-are-you"
    TALK_INSULT = "talk-insult"
    TALK_STEER = "talk-steer"
    TALK_JOKE = "talk-joke"
    TALK_TEST = "talk-test"


TALK = frozenset(action for action in Action if action.startswith("talk-"))


@dataclass(frozen=True, slots=True)
class Source:
    """A document that entries cite.

    Attributes:
        labels: its short name by language; under "" one that reads in every language.
    """

    id: str
    labels: Mapping[str, str]
    date: str
    title: Mapping[str, str]
    place: Place

    def label(self, language: str) -> str:
        """The short name in a language, else in English."""
        return self.labels.get("") or self.labels.get(language) or self.labels.get("en", self.id)


@dataclass(frozen=True, slots=True)
class Citation:
    """A source and where in it: ``part`` is one of `PARTS` or empty, ``number`` its number."""

    source_id: str
    part: str = ""
    number: str = ""


PARTS = ("para", "ch", "art", "sec", "annex", "module")
_CITATION = re.compile(rf"(?P<id>.+?)(?: (?P<part>{'|'.join(PARTS)}) (?P<number>\S+))?\Z")


def citation(text: str) -> Citation:
    """Reads ``DPO-2023.05 para 3``; an unknown part stays in the id and is found by `faults`."""
    match = _CITATION.match(text.strip())
    if match is None:
        return Citation(text)
    return Citation(match["id"], match["part"] or "", match["number"] or "")


@dataclass(frozen=True, slots=True)
class Body:
    """A text as it stands in the file, as paragraphs of Telegram HTML, and without markup."""

    markdown: str
    paragraphs: tuple[str, ...]
    plain: str

    @property
    def html(self) -> str:
        """The paragraphs as one message."""
        return "\n\n".join(self.paragraphs)


@dataclass(frozen=True, slots=True)
class FaqText:
    """A question in one language, other ways to ask it, and the answer."""

    question: str
    aliases: tuple[str, ...]
    body: Body
    place: Place

    @property
    def title(self) -> str:
        """What it stands under."""
        return self.question

    @property
    def shown(self) -> tuple[object, ...]:
        """What a person reads of it."""
        return (self.question, self.body.markdown)


@dataclass(frozen=True, slots=True)
class TermText:
    """A term in one language, its other forms, forms never to be used, and the meaning."""

    term: str
    forms: tuple[str, ...]
    avoided: tuple[str, ...]
    body: Body
    place: Place

    @property
    def title(self) -> str:
        """What it stands under."""
        return self.term

    @property
    def shown(self) -> tuple[object, ...]:
        """What a person reads of it."""
        return (self.term, self.body.markdown)


@dataclass(frozen=True, slots=True)
class LessonText:
    """A lesson in one language."""

    title: str
    body: Body
    place: Place

    @property
    def shown(self) -> tuple[object, ...]:
        """What a person reads of it."""
        return (self.title, self.body.markdown)


@dataclass(frozen=True, slots=True)
class ItemText:
    """A quiz item in one language; `keys` are the right options, counted from 0."""

    stem: str
    options: tuple[str, ...]
    keys: tuple[int, ...]
    explanation: str
    place: Place

    @property
    def form(self) -> tuple[tuple[int, ...], int]:
        """What is the same in every language: the keys, and the number of options."""
        return (self.keys, len(self.options))

    @property
    def shown(self) -> tuple[object, ...]:
        """What a person reads of it, and what counts as right."""
        return (self.stem, self.options, self.keys, self.explanation)


T = TypeVar("T", FaqText, TermText, LessonText, ItemText, covariant=True)


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry(Generic[T]):
    """What holds in every language of anything in a pack.

    Attributes:
        id: unique in the pack.
        topic: one of the course's topics (of a lesson: one of its modules).
        lesson: id of the lesson that says more, if any.
        facts: codes of the fact sheets that it rests on.
        KIND: the folder in which such entries stand.
    """

    KIND: ClassVar[str]
    id: str
    course: str
    topic: str
    lesson: str = ""
    facts: tuple[str, ...] = ()
    citations: tuple[Citation, ...] = ()
    review: str = Review.SOURCED
    place: Place
    texts: Mapping[str, T] = field(default_factory=dict)

    @property
    def name(self) -> str:
        """The entry's name among those of all packs."""
        return f"{self.course}/{self.id}"

    def language(self, wanted: str) -> str:
        """The language wanted if there is a text in it, else English, else any."""
        return next(tag for tag in (wanted, "en", *self.texts) if tag in self.texts)

    def text(self, language: str) -> T:
        """The text in the language, else in English, else in any."""
        return self.texts[self.language(language)]

    def digest(self) -> str:
        """32 hex digits of everything that people read of it: another text, another digest."""
        shown = [(tag, self.texts[tag].shown) for tag in sorted(self.texts)]
        content = repr((self.citations, shown))
        return hashlib.blake2b(content.encode(), digest_size=16).hexdigest()


@dataclass(frozen=True, slots=True, kw_only=True)
class FaqEntry(Entry[FaqText]):
    """A question that the bot can answer.

    Attributes:
        is_template: its answer differs by cohort; the text tells an instructor what to write.
        is_added: an instructor wrote it; it is in no pack and has no other source.
        action: one of `Action`: what the bot does, there is no text; "" for an ordinary answer.
    """

    KIND: ClassVar[str] = "faq"
    is_template: bool = False
    is_added: bool = False
    action: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Term(Entry[TermText]):
    """A term of the glossary; its English abbreviations are used in every language."""

    KIND: ClassVar[str] = "glossary"
    abbreviations: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Lesson(Entry[LessonText]):
    """A text to be read in two minutes; `topic` is its module."""

    KIND: ClassVar[str] = "lessons"


@dataclass(frozen=True, slots=True, kw_only=True)
class Item(Entry[ItemText]):
    """A quiz question."""

    KIND: ClassVar[str] = "items"
    difficulty: int
    level: str


AnyEntry = FaqEntry | Term | Lesson | Item
KINDS = (Lesson, FaqEntry, Item, Term)


def is_template(entry: AnyEntry | None) -> TypeGuard[FaqEntry]:
    """Whether each cohort has an answer of its own."""
    return isinstance(entry, FaqEntry) and entry.is_template


def is_added(entry: AnyEntry | None) -> TypeGuard[FaqEntry]:
    """Whether an instructor wrote it, in no pack."""
    return isinstance(entry, FaqEntry) and entry.is_added


def is_action(entry: AnyEntry | None) -> TypeGuard[FaqEntry]:
    """Whether the bot does something instead of giving a text."""
    return isinstance(entry, FaqEntry) and bool(entry.action)


Names = Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Course:
    """A course pack in memory.

    Attributes:
        lessons: in reading order.
        name_places: where its title and each topic and module are named.
        unseen: facts of which nobody saw the document.
    """

    id: str
    title: Names
    topics: Mapping[str, Names]
    modules: Mapping[str, Names]
    sources: Mapping[str, Source]
    lessons: tuple[Lesson, ...]
    faq: tuple[FaqEntry, ...]
    items: tuple[Item, ...]
    terms: tuple[Term, ...]
    place: Place
    name_places: Mapping[str, Place] = field(default_factory=dict)
    unseen: frozenset[str] = frozenset()

    def entries(self) -> Iterator[AnyEntry]:
        """Everything that is in the pack."""
        yield from self.lessons
        yield from self.faq
        yield from self.items
        yield from self.terms

    def named(self, texts: Names, language: str) -> str:
        """One of the pack's own names (a title, a topic) in a language, else in English."""
        return texts.get(language) or texts.get("en") or self.id

    def group_name(self, entry: AnyEntry, language: str) -> str:
        """The topic of an entry, or the module of a lesson, in a language."""
        return self.named(self.groups(entry).get(entry.topic, {}), language)

    def groups(self, entry: AnyEntry) -> Mapping[str, Names]:
        """The modules for a lesson, the topics for everything else."""
        return self.modules if isinstance(entry, Lesson) else self.topics


def poll_explanation(item: Item, course: Course, language: str) -> str:
    """What Telegram shows under a quiz poll: the explanation and the first source's label."""
    label = course.sources[item.citations[0].source_id].label(item.language(language))
    return f"{item.text(language).explanation}{EXPLANATION_SOURCE}{label}"
