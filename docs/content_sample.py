"""Draws the sample of docs/content-review.md: 20 entries in each language, the same every time.

    .venv/bin/python docs/content_sample.py [LANGUAGE]

Prints each entry with its facts and sources, for reading against them. The draw depends on the
ids in the packs alone, so that mended texts do not change it.
"""

import random
import sys
from collections.abc import Iterator

from bot.domain.course import AnyEntry, ItemText, is_template
from bot.i18n import languages
from bot.services.content import editable
from bot.settings import SHIPPED_COURSES
from storage.packs import read_courses

SEED = 20261123
SIZE = 20
LATER = {"centre/me", "centre/talk"}
"""Topics that were not there when the sample was drawn; they have no text."""


def sample() -> Iterator[tuple[str, AnyEntry]]:
    """(language, entry); no entry is drawn twice, templates and `LATER` are not drawn."""
    courses = read_courses(SHIPPED_COURSES, languages())
    everything = sorted(
        (entry for course in courses.values() for entry in course.entries()),
        key=lambda entry: entry.name,
    )
    entries = [
        entry
        for entry in everything
        if not is_template(entry) and f"{entry.course}/{entry.topic}" not in LATER
    ]
    tags = sorted(languages())
    drawn = random.Random(SEED).sample(entries, SIZE * len(tags))
    for number, entry in enumerate(drawn):
        yield tags[number // SIZE], entry


def lines(number: int, language: str, entry: AnyEntry) -> Iterator[str]:
    """An entry with its facts and sources."""
    text = entry.texts[language]
    cited = (
        " ".join(filter(None, (one.source_id, one.part, one.number))) for one in entry.citations
    )
    yield f"{number}. {language} {entry.name} ({entry.KIND}, {entry.review}) {text.place}"
    yield f"   facts {', '.join(entry.facts)}; sources {'; '.join(cited)}"
    if not isinstance(text, ItemText):
        yield f"## {text.title}"
    yield editable(entry, language)
    yield ""


def main() -> None:
    """Prints the sample."""
    wanted = sys.argv[1:] or sorted(languages())
    for number, (language, entry) in enumerate(sample(), start=1):
        if language in wanted:
            sys.stdout.writelines(f"{line}\n" for line in lines(number, language, entry))


if __name__ == "__main__":
    main()
