"""Course pack: FAQ entries, quiz items and sources in every language; what makes a pack valid."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from bot.domain.errors import Fault, Place
from bot.domain.text import telegram_length

# Bot API, sendPoll: question 300, option 100, explanation 200 characters with at most 2 line feeds.
# Ten of the question are kept for its number.
STEM_LIMIT, OPTION_LIMIT, EXPLANATION_LIMIT = 290, 100, 200
OPTIONS = range(3, 6)
ANSWER_LIMIT = 700
ALIASES_AT_LEAST = 3
ENTRY_ID = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*\Z")
ENTRY_ID_LIMIT = 48
EXPLANATION_SOURCE = "\n📖 "


class Review(StrEnum):
    """Whether every fact of an entry was seen in a document."""

    SOURCED = "sourced"
    CHECK = "check"


class Level(StrEnum):
    """Cognitive level of an item."""

    RECALL = "recall"
    UNDERSTANDING = "understanding"
    APPLICATION = "application"


@dataclass(frozen=True, slots=True)
class Source:
    """A document that entries cite; `label` is short and the same in every language."""

    id: str
    label: str
    date: str
    title: Mapping[str, str]
    place: Place


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
class FaqText:
    """A question in one language, other ways to ask it, and the answer (HTML for Telegram)."""

    question: str
    aliases: tuple[str, ...]
    answer: str
    plain_answer: str
    place: Place


@dataclass(frozen=True, slots=True)
class ItemText:
    """A quiz item in one language; `keys` are the right options, counted from 0."""

    stem: str
    options: tuple[str, ...]
    keys: tuple[int, ...]
    explanation: str
    place: Place


@dataclass(frozen=True, slots=True)
class FaqEntry:
    """A question that the bot can answer."""

    id: str
    course: str
    topic: str
    citations: tuple[Citation, ...]
    review: str
    place: Place
    texts: Mapping[str, FaqText] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Item:
    """A quiz question."""

    id: str
    course: str
    topic: str
    difficulty: int
    level: str
    citations: tuple[Citation, ...]
    review: str
    place: Place
    texts: Mapping[str, ItemText] = field(default_factory=dict)

    def text(self, language: str) -> ItemText:
        """The text in the language, else in English, else in any."""
        return self.texts.get(language) or self.texts.get("en") or next(iter(self.texts.values()))


@dataclass(frozen=True, slots=True)
class Course:
    """A course pack in memory; `name_places`: where its title and each topic are named."""

    id: str
    title: Mapping[str, str]
    topics: Mapping[str, Mapping[str, str]]
    sources: Mapping[str, Source]
    faq: tuple[FaqEntry, ...]
    items: tuple[Item, ...]
    place: Place
    name_places: Mapping[str, Place] = field(default_factory=dict)

    def item(self, item_id: str) -> Item | None:
        """The item of that id, if the pack still has it."""
        return next((item for item in self.items if item.id == item_id), None)

    def named(self, texts: Mapping[str, str], language: str) -> str:
        """One of the pack's own names (a title, a topic) in a language, else in English."""
        return texts.get(language) or texts.get("en") or self.id


def poll_explanation(item: Item, course: Course, language: str) -> str:
    """What Telegram shows under a quiz poll: the explanation and the first source's label."""
    label = course.sources[item.citations[0].source_id].label
    return f"{item.text(language).explanation}{EXPLANATION_SOURCE}{label}"


def faults(course: Course, languages: Iterable[str]) -> Iterator[Fault]:
    """Everything that would go wrong when the pack is used, in the order of the files."""
    wanted = tuple(languages)
    yield from _name_faults(course, wanted)
    for entry in course.faq:
        yield from _entry_faults(entry, course, wanted)
        for text in entry.texts.values():
            yield from _faq_text_faults(entry, text)
    for item in course.items:
        yield from _entry_faults(item, course, wanted)
        for language, item_text in item.texts.items():
            yield from _item_text_faults(item, item_text, course, language)
        yield from _key_faults(item)
    yield from _repeated_questions(course)


def _name_faults(course: Course, languages: tuple[str, ...]) -> Iterator[Fault]:
    for what, texts in (("title", course.title), *course.topics.items()):
        place = course.name_places.get(what, course.place)
        for language in languages:
            if not texts.get(language):
                yield Fault(place, "fault-name", {"what": what, "language": language})
    for source in course.sources.values():
        if not 0 < telegram_length(source.label) <= 40:
            yield Fault(source.place, "fault-label", {"id": source.id, "limit": 40})
        for language in languages:
            if not source.title.get(language):
                yield Fault(source.place, "fault-name", {"what": source.id, "language": language})


def _entry_faults(
    entry: FaqEntry | Item, course: Course, languages: tuple[str, ...]
) -> Iterator[Fault]:
    def fault(key: str, **args: object) -> Fault:
        return Fault(entry.place, key, {"id": entry.id, **args})

    if not ENTRY_ID.match(entry.id) or len(entry.id) > ENTRY_ID_LIMIT:
        yield fault("fault-id", limit=ENTRY_ID_LIMIT)
    if entry.topic not in course.topics:
        yield fault("fault-topic", topic=entry.topic)
    if entry.review not in set(Review):
        yield fault("fault-review", value=entry.review, allowed=", ".join(Review))
    if not entry.citations:
        yield fault("fault-no-source")
    for cited in entry.citations:
        if cited.source_id not in course.sources:
            yield fault("fault-source", source=cited.source_id)
    for language in languages:
        if language not in entry.texts:
            yield fault("fault-language", language=language)
    if isinstance(entry, Item):
        if entry.difficulty not in {1, 2, 3}:
            yield fault("fault-difficulty", value=str(entry.difficulty))
        if entry.level not in set(Level):
            yield fault("fault-level", value=entry.level, allowed=", ".join(Level))


def _faq_text_faults(entry: FaqEntry, text: FaqText) -> Iterator[Fault]:
    if not text.question:
        yield Fault(text.place, "fault-no-question", {"id": entry.id})
    if len(text.aliases) < ALIASES_AT_LEAST:
        yield Fault(text.place, "fault-aliases", {"id": entry.id, "least": ALIASES_AT_LEAST})
    length = telegram_length(text.plain_answer)
    if not 0 < length <= ANSWER_LIMIT:
        args = {"id": entry.id, "length": length, "limit": ANSWER_LIMIT}
        yield Fault(text.place, "fault-answer", args)


def _item_text_faults(item: Item, text: ItemText, course: Course, language: str) -> Iterator[Fault]:
    def fault(key: str, **args: object) -> Fault:
        return Fault(text.place, key, {"id": item.id, **args})

    if not 0 < telegram_length(text.stem) <= STEM_LIMIT:
        yield fault("fault-stem", length=telegram_length(text.stem), limit=STEM_LIMIT)
    if len(text.options) not in OPTIONS:
        yield fault("fault-options", count=len(text.options))
    for option in text.options:
        if not 0 < telegram_length(option) <= OPTION_LIMIT:
            yield fault("fault-option", length=telegram_length(option), limit=OPTION_LIMIT)
    if len({option.casefold() for option in text.options}) < len(text.options):
        yield fault("fault-options-alike")
    if not text.keys:
        yield fault("fault-no-key")
    if not text.explanation:
        yield fault("fault-no-explanation")
    elif item.citations and item.citations[0].source_id in course.sources:
        shown = poll_explanation(item, course, language)
        if telegram_length(shown) > EXPLANATION_LIMIT or shown.count("\n") > 2:
            length = telegram_length(shown)
            yield fault("fault-explanation", length=length, limit=EXPLANATION_LIMIT)


def _key_faults(item: Item) -> Iterator[Fault]:
    first = next(iter(item.texts.values()), None)
    for text in item.texts.values():
        if first and (text.keys, len(text.options)) != (first.keys, len(first.options)):
            yield Fault(text.place, "fault-keys-differ", {"id": item.id, "other": str(first.place)})


def _repeated_questions(course: Course) -> Iterator[Fault]:
    seen: dict[tuple[str, str], FaqText] = {}
    for entry in course.faq:
        for language, text in entry.texts.items():
            earlier = seen.setdefault((language, text.question.casefold()), text)
            if earlier is not text:
                args = {"id": entry.id, "other": str(earlier.place)}
                yield Fault(text.place, "fault-question-twice", args)
