"""The measuring questions: of our packs and of another, invented centre; development and test.

Who wrote them had not seen the search (docs/decisions/0012). Entries go in without aliases, as in
the interface for measuring. The test split is for `make bench` alone, never for fitting.
"""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from bot.domain.course import Course
from bot.i18n import languages
from bot.search import Passage
from storage.packs import read_courses

FOLDER = Path(__file__).parent / "questions"
COURSES = Path(__file__).parent.parent / "courses"


@dataclass(frozen=True, slots=True)
class Asked:
    """A question; `right` is empty where the material has no answer."""

    language: str
    kind: str
    text: str
    right: frozenset[str]


@dataclass(frozen=True, slots=True)
class QuestionSet:
    """Entries and the questions about them."""

    name: str
    passages: tuple[Passage, ...]
    questions: tuple[Asked, ...]


def question_sets(split: str) -> list[QuestionSet]:
    """Of our packs, then of the other centre.

    Args:
        split: `dev` or `test`.
    """
    courses = read_courses(COURSES, languages())
    packs = tuple(passages_of_packs(courses))
    entries = _rows(FOLDER / "other_centre_entries.jsonl")
    other = tuple(passage for entry in entries for passage in passages_of_entry(entry))
    return [
        QuestionSet("packs", packs, _asked(f"packs_{split}.jsonl")),
        QuestionSet("other centre", other, _asked(f"other_centre_{split}.jsonl")),
    ]


def passages_of_packs(courses: Mapping[str, Course]) -> Iterator[Passage]:
    """The answers of the packs without their aliases."""
    for course in courses.values():
        for entry in course.faq:
            if entry.is_template or getattr(entry, "action", ""):
                continue
            for language, text in entry.texts.items():
                yield Passage(entry.name, language, text.question, (), text.body.plain)


def passages_of_entry(entry: Mapping[str, object]) -> Iterator[Passage]:
    """One entry as the interface for measuring has it."""
    texts = entry["texts"]
    assert isinstance(texts, dict)
    for language, text in texts.items():
        yield Passage(str(entry["id"]), language, text["question"], (), text["answer"])


def decoys() -> list[Asked]:
    """Everyday questions that have nothing to do with any centre."""
    lines = (FOLDER / "decoys.tsv").read_text(encoding="utf-8").splitlines()[1:]
    found = (line.split("\t") for line in lines)
    return [Asked(language, "decoy", text, frozenset()) for language, text in found]


def _asked(name: str) -> tuple[Asked, ...]:
    found = []
    for row in _rows(FOLDER / name):
        also = row.get("also", [])
        right = [row["entry"], *(also if isinstance(also, list) else [])]
        names = frozenset(str(one) for one in right if one)
        found.append(Asked(str(row["lang"]), str(row["kind"]), str(row["question"]), names))
    return tuple(found)


def _rows(file: Path) -> list[dict[str, object]]:
    return [json.loads(line) for line in file.read_text(encoding="utf-8").splitlines()]
