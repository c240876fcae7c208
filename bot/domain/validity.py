"""What makes a course pack valid: everything that would go wrong when it is used."""

import re
from collections.abc import Iterable, Iterator, Sequence

from bot.domain.course import (
    PARTS,
    Action,
    AnyEntry,
    Course,
    FaqEntry,
    FaqText,
    Item,
    ItemText,
    LessonText,
    Level,
    Review,
    TermText,
    is_action,
    is_added,
    is_template,
    poll_explanation,
)
from bot.domain.errors import Fault
from bot.domain.terms import term_faults
from bot.domain.text import WORD, telegram_length

# Bot API, sendPoll: question 300, option 100, explanation 200 characters with at most 2 line feeds.
# Ten of the question are kept for its number.
STEM_LIMIT, OPTION_LIMIT, EXPLANATION_LIMIT = 290, 100, 200
OPTIONS = range(3, 6)
QUESTION_LIMIT = 150
ANSWER_LIMIT = 700
MEANING_LIMIT = 300
LABEL_LIMIT = 40
TITLE_LIMIT = 70
ALIASES_AT_LEAST = 3
ACTION_ALIASES_AT_LEAST = 5
"""There is no answer by whose words it could be found."""
LESSON_WORDS = range(120, 301)
LESSON_LIMIT = 3500
"""A lesson that an instructor corrects is sent as one message of at most 4,096."""
ENTRY_ID = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*\Z")
NAME_LIMIT = 50
"""Course and id together: they are carried by buttons of 64 bytes."""


def faults(courses: Sequence[Course], languages: Iterable[str]) -> Iterator[Fault]:
    """Everything wrong in the packs, one after another, and then between them."""
    wanted = tuple(languages)
    for course in courses:
        yield from _name_faults(course, wanted)
        for entry in course.entries():
            yield from entry_faults(entry, course, wanted)
        yield from _repeated_ids(course)
        yield from _position_faults(course)
    yield from _repeated_questions(courses)
    yield from term_faults(courses)


def entry_faults(entry: AnyEntry, course: Course, languages: Iterable[str]) -> Iterator[Fault]:
    """What is wrong in one entry."""
    if is_added(entry):
        for added in entry.texts.values():
            yield from added_faults(added)
        return
    yield from _fact_faults(entry, course, tuple(languages))
    for language, text in entry.texts.items():
        match text:
            case FaqText() if is_action(entry):
                yield from _question_faults(entry.id, text, ACTION_ALIASES_AT_LEAST)
                if text.body.markdown:
                    yield Fault(text.place, "fault-action-text", {"id": entry.id})
            case FaqText():
                yield from _question_faults(entry.id, text, ALIASES_AT_LEAST)
                yield from _length_fault(entry.id, text, "fault-answer", ANSWER_LIMIT)
            case TermText():
                yield from _term_text_faults(entry.id, text)
            case LessonText():
                yield from _lesson_text_faults(entry.id, text)
            case ItemText():
                assert isinstance(entry, Item)
                yield from _item_text_faults(entry, text, course, language)
    if isinstance(entry, Item):
        yield from _key_faults(entry)


def _name_faults(course: Course, languages: tuple[str, ...]) -> Iterator[Fault]:
    named = {
        "title": course.title,
        **{f"topics.{topic}": names for topic, names in course.topics.items()},
        **{f"modules.{module}": names for module, names in course.modules.items()},
    }
    for what, texts in named.items():
        place = course.name_places.get(what, course.place)
        name = f"{course.id}/{what.partition('.')[2]}" if "." in what else course.id
        if len(name) > NAME_LIMIT or not all(map(ENTRY_ID.match, name.split("/"))):
            yield Fault(place, "fault-id", {"id": name, "limit": NAME_LIMIT})
        for language in languages:
            if not texts.get(language):
                yield Fault(place, "fault-name", {"what": what, "language": language})
    for source in course.sources.values():
        for language in languages:
            if not source.title.get(language):
                yield Fault(source.place, "fault-name", {"what": source.id, "language": language})
        for language in ("",) if "" in source.labels else languages:
            length = telegram_length(source.labels.get(language, ""))
            if not 0 < length <= LABEL_LIMIT:
                label = f"label.{language}" if language else "label"
                args = {"id": source.id, "name": label, "length": length, "limit": LABEL_LIMIT}
                yield Fault(source.place, "fault-label", args)


def _fact_faults(entry: AnyEntry, course: Course, languages: tuple[str, ...]) -> Iterator[Fault]:
    def fault(key: str, **args: object) -> Fault:
        return Fault(entry.place, key, {"id": entry.id, **args})

    if not ENTRY_ID.match(entry.id) or len(entry.name) > NAME_LIMIT:
        yield fault("fault-id", limit=NAME_LIMIT)
    if entry.lesson and all(lesson.id != entry.lesson for lesson in course.lessons):
        yield fault("fault-lesson", lesson=entry.lesson)
    if course.lessons and not entry.lesson and _needs_lesson(entry):
        yield fault("fault-no-lesson")
    if entry.review not in set(Review):
        yield fault("fault-review", value=entry.review, allowed=", ".join(Review))
    elif entry.review == Review.SOURCED and (unseen := course.unseen.intersection(entry.facts)):
        yield fault("fault-unseen", facts=", ".join(sorted(unseen)))
    if is_action(entry):
        if entry.action not in set(Action):
            yield fault("fault-action", value=entry.action, allowed=", ".join(Action))
    elif not entry.citations:
        yield fault("fault-no-source")
    for cited in entry.citations:
        if cited.source_id not in course.sources:
            known = any(cited.source_id.startswith(f"{source} ") for source in course.sources)
            key = "fault-part" if known else "fault-source"
            yield fault(key, source=cited.source_id, parts=", ".join(PARTS))
    for language in languages:
        if language not in entry.texts:
            yield fault("fault-language", language=language)
    shown: dict[object, str] = {}
    for language, text in entry.texts.items():
        if (other := shown.setdefault(text.shown, language)) != language:
            args = {"id": entry.id, "language": language, "other": other}
            yield Fault(text.place, "fault-untranslated", args)
    if isinstance(entry, Item):
        if entry.difficulty not in {1, 2, 3}:
            yield fault("fault-difficulty", value=str(entry.difficulty))
        if entry.level not in set(Level):
            yield fault("fault-level", value=entry.level, allowed=", ".join(Level))


def _needs_lesson(entry: AnyEntry) -> bool:
    """A question and an item lead to a lesson; not what each cohort answers, nor what is done."""
    return isinstance(entry, FaqEntry | Item) and not (is_template(entry) or is_action(entry))


def _question_faults(entry_id: str, text: FaqText, least: int) -> Iterator[Fault]:
    length = telegram_length(text.question)
    if not text.question:
        yield Fault(text.place, "fault-no-question", {"id": entry_id})
    elif length > QUESTION_LIMIT:
        args = {"id": entry_id, "length": length, "limit": QUESTION_LIMIT}
        yield Fault(text.place, "fault-question", args)
    if len(text.aliases) < least:
        yield Fault(text.place, "fault-aliases", {"id": entry_id, "least": least})


def added_faults(text: FaqText) -> Iterator[Fault]:
    """What is wrong in a question and an answer that an instructor wrote."""
    question, answer = telegram_length(text.question), telegram_length(text.body.plain)
    if not 0 < question <= QUESTION_LIMIT:
        args = {"length": question, "limit": QUESTION_LIMIT}
        yield Fault(text.place, "fault-added-question", args)
    if not answer:
        yield Fault(text.place, "fault-added-no-answer")
    elif answer > ANSWER_LIMIT:
        args = {"length": answer, "limit": ANSWER_LIMIT}
        yield Fault(text.place, "fault-added-answer", args)


def _term_text_faults(entry_id: str, text: TermText) -> Iterator[Fault]:
    if not text.term:
        yield Fault(text.place, "fault-no-term", {"id": entry_id})
    yield from _length_fault(entry_id, text, "fault-meaning", MEANING_LIMIT)


def _lesson_text_faults(entry_id: str, text: LessonText) -> Iterator[Fault]:
    if not text.title:
        yield Fault(text.place, "fault-no-title", {"id": entry_id})
    elif telegram_length(text.title) > TITLE_LIMIT:
        args = {"id": entry_id, "length": telegram_length(text.title), "limit": TITLE_LIMIT}
        yield Fault(text.place, "fault-title", args)
    count = len(WORD.findall(text.body.plain))
    if count not in LESSON_WORDS:
        bounds = {"least": LESSON_WORDS[0], "most": LESSON_WORDS[-1]}
        yield Fault(text.place, "fault-lesson-words", {"id": entry_id, "count": count, **bounds})
    if telegram_length(text.body.markdown) > LESSON_LIMIT:
        args = {"id": entry_id, "length": telegram_length(text.body.markdown)}
        yield Fault(text.place, "fault-lesson-long", {**args, "limit": LESSON_LIMIT})


def _length_fault(entry_id: str, text: FaqText | TermText, key: str, limit: int) -> Iterator[Fault]:
    length = telegram_length(text.body.plain)
    if not length:
        yield Fault(text.place, "fault-no-text", {"id": entry_id})
    elif length > limit:
        yield Fault(text.place, key, {"id": entry_id, "length": length, "limit": limit})


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
    if len({_letters(option) for option in text.options}) < len(text.options):
        yield fault("fault-options-alike")
    if not text.keys:
        yield fault("fault-no-key")
    elif len(text.keys) == len(text.options):
        yield fault("fault-all-keys")
    if not text.explanation:
        yield fault("fault-no-explanation")
    elif item.citations and item.citations[0].source_id in course.sources:
        shown = poll_explanation(item, course, language)
        if telegram_length(shown) > EXPLANATION_LIMIT or shown.count("\n") > 2:
            length = telegram_length(shown)
            yield fault("fault-explanation", length=length, limit=EXPLANATION_LIMIT)


def _letters(text: str) -> str:
    """What tells two texts apart for a reader: neither case nor punctuation nor spaces."""
    return re.sub(r"\W", "", text.casefold())


def _key_faults(item: Item) -> Iterator[Fault]:
    first = next(iter(item.texts.values()), None)
    for text in item.texts.values():
        if first and text.form != first.form:
            is_shorter = len(text.options) != len(first.options)
            key = "fault-options-differ" if is_shorter else "fault-keys-differ"
            yield Fault(text.place, key, {"id": item.id, "other": str(first.place)})


def _repeated_ids(course: Course) -> Iterator[Fault]:
    seen: dict[str, AnyEntry] = {}
    for entry in course.entries():
        earlier = seen.setdefault(entry.id, entry)
        if earlier is not entry:
            yield Fault(
                entry.place, "fault-id-twice", {"id": entry.id, "other": str(earlier.place)}
            )


def _repeated_questions(courses: Iterable[Course]) -> Iterator[Fault]:
    """A question, or another way to ask it, that two entries of any pack claim."""
    seen: dict[tuple[str, str], tuple[FaqEntry, FaqText]] = {}
    for course in courses:
        for entry in course.faq:
            for language, text in entry.texts.items():
                for asked in (text.question, *text.aliases):
                    earlier, place = seen.setdefault((language, _letters(asked)), (entry, text))
                    if earlier is not entry:
                        args = {"id": entry.id, "question": asked, "other": str(place.place)}
                        yield Fault(text.place, "fault-question-twice", args)


BALANCE = (0.6, 1.4)
FEWEST_EXPECTED = 10


def key_positions(course: Course) -> list[tuple[int, float]]:
    """For each place among the options, how many keys stand there and how many would by chance."""
    counts: list[tuple[int, float]] = []
    for place in range(OPTIONS[-1]):
        keyed, expected = 0, 0.0
        for item in course.items:
            text = next(iter(item.texts.values()), None)
            if text and place < len(text.options):
                keyed += place in text.keys
                expected += len(text.keys) / len(text.options)
        counts.append((keyed, expected))
    return counts


def _position_faults(course: Course) -> Iterator[Fault]:
    for place, (keyed, expected) in enumerate(key_positions(course), start=1):
        if expected < FEWEST_EXPECTED:
            continue
        if not BALANCE[0] <= keyed / expected <= BALANCE[1]:
            args = {"place": place, "count": keyed, "expected": round(expected)}
            yield Fault(course.place, "fault-positions", args)
