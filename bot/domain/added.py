"""Added: entries that instructors wrote, beside those of the packs; the latest text counts."""

import hashlib
import html
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime

from bot.domain.course import INSTRUCTOR, Body, Citation, FaqEntry, FaqText
from bot.domain.errors import Place


@dataclass(frozen=True, slots=True)
class Added:
    """A question and its answer in one language, as an instructor wrote them.

    Attributes:
        entry: the entry's name; several languages of one entry share it.
        origin: what it was written by, such as a message: the same adds nothing more.
        day: of the writing, in the centre's zone.
    """

    entry: str
    language: str
    question: str
    answer: str
    origin: str
    person_id: int
    day: date
    at: datetime


def new_name(course: str, origin: str) -> str:
    """The name of the entry that is made by a message or a tap: the same each time."""
    digest = hashlib.blake2b(origin.encode(), digest_size=5).hexdigest()
    return f"{course}/added-{digest}"


def added_text(name: str, question: str, answer: str) -> FaqText:
    """The text of one language; the question is one line."""
    return FaqText(" ".join(question.split()), (), as_written(answer.strip()), Place(name))


def added_entries(written: Iterable[Added]) -> dict[str, FaqEntry]:
    """The entries by name, from everything that was written, the earliest first."""
    entries: dict[str, FaqEntry] = {}
    for one in written:
        entry = entries.get(one.entry) or _first(one)
        text = added_text(one.entry, one.question, one.answer)
        entries[one.entry] = replace(entry, texts={**entry.texts, one.language: text})
    return entries


def _first(one: Added) -> FaqEntry:
    course, _, entry_id = one.entry.partition("/")
    return FaqEntry(
        id=entry_id,
        course=course,
        topic="",
        citations=(Citation(INSTRUCTOR, number=one.day.isoformat()),),
        place=Place(one.entry),
        is_added=True,
    )


def as_written(text: str) -> Body:
    """A text in which nothing is markup and every line stays a line."""
    paragraphs = tuple(html.escape(part, quote=False) for part in text.split("\n\n"))
    return Body(text, paragraphs, text)
