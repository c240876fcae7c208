"""What is in the course packs, as tables: by topic, language and review state."""

from collections.abc import Iterator, Sequence
from itertools import zip_longest

from bot.domain.content import Content, Verdict
from bot.domain.course import KINDS, AnyEntry, Course, Item, Level, Review, is_action
from bot.domain.text import telegram_length
from bot.domain.validity import key_positions
from bot.i18n import Translator

Row = tuple[str, ...]


def report(
    courses: Sequence[Course], languages: Sequence[str], content: Content, t: Translator
) -> Iterator[str]:
    """The lines of the report, pack by pack.

    Args:
        content: what instructors decided, for the columns "approved" and "hidden".
    """
    for course in courses:
        yield f"{course.id} — {course.named(course.title, t.language)}"
        yield ""
        yield from _aligned(_table(course, languages, content, t))
        yield ""
        if course.items:
            yield from _on_items(course, t)
        if count := sum(map(is_action, course.faq)):
            yield t.plain("report-actions", count=count)
        yield from _on_sources(course, t)
        yield ""


def _table(
    course: Course, languages: Sequence[str], content: Content, t: Translator
) -> Iterator[Row]:
    heads = ("topic", "lessons", "faq", "items", "glossary")
    states = ("sourced", "check", "approved", "hidden", "sources")
    yield (
        *(t.plain(f"report-{head}") for head in heads),
        *languages,
        *(t.plain(f"report-{head}") for head in states),
    )
    everything = list(course.entries())
    for names in (course.modules, course.topics):
        for group in names:
            within = [
                one for one in everything if one.topic == group and course.groups(one) is names
            ]
            if within:
                yield (course.named(names[group], t.language), *_counts(within, languages, content))
    yield (t.plain("report-total"), *_counts(everything, languages, content))


def _counts(
    entries: Sequence[AnyEntry], languages: Sequence[str], content: Content
) -> Iterator[str]:
    for kind in KINDS:
        yield str(sum(isinstance(entry, kind) for entry in entries))
    for language in languages:
        yield str(sum(language in entry.texts for entry in entries))
    for review in Review:
        yield str(sum(entry.review == review and not is_action(entry) for entry in entries))
    decided = [content.decisions.get(entry.name) for entry in entries]
    for verdict in Verdict:
        yield str(sum(one is not None and one.verdict is verdict for one in decided))
    yield str(len({cited.source_id for entry in entries for cited in entry.citations}))


def _on_items(course: Course, t: Translator) -> Iterator[str]:
    total = len(course.items)
    for level in Level:
        count = sum(item.level == level for item in course.items)
        yield t.plain(
            "report-level", level=level.value, count=count, percent=_percent(count, total)
        )
    several = sum(len(item.text("en").keys) > 1 for item in course.items)
    yield t.plain("report-several", count=several)
    single = [item for item in course.items if len(item.text("en").keys) == 1]
    longest = sum(_is_key_longest(item) for item in single)
    percent = _percent(longest, len(single))
    yield t.plain("report-longest", count=longest, total=len(single), percent=percent)
    places = (
        f"{place}: {count} ({expected:.0f})"
        for place, (count, expected) in enumerate(key_positions(course), start=1)
        if expected
    )
    yield t.plain("report-positions", places=", ".join(places))


def _is_key_longest(item: Item) -> bool:
    """Whether the right option could be guessed by its length (English text)."""
    text = item.text("en")
    lengths = [telegram_length(option) for option in text.options]
    key = lengths[text.keys[0]]
    return key == max(lengths) and lengths.count(key) == 1


def _on_sources(course: Course, t: Translator) -> Iterator[str]:
    used = {cited.source_id for entry in course.entries() for cited in entry.citations}
    yield t.plain("report-used", count=len(used), total=len(course.sources))


def _percent(count: int, total: int) -> int:
    return round(100 * count / total) if total else 0


def _aligned(rows: Iterator[Row]) -> Iterator[str]:
    """The rows with their columns under each other: words to the left, numbers to the right."""
    table = list(rows)
    widths = [max(map(len, column)) for column in zip_longest(*table, fillvalue="")]
    for row in table:
        first, *rest = row
        cells = (cell.rjust(width) for cell, width in zip(rest, widths[1:], strict=True))
        yield "  ".join((first.ljust(widths[0]), *cells))
