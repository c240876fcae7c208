"""The search follows the content: what an instructor changes is found at once."""

import asyncio
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

import pytest
from services.conftest import Office

from bot.domain.content import Content, Decision, Verdict
from bot.domain.course import Body, Course, FaqEntry
from bot.domain.people import Person
from bot.search import Found
from bot.services.search import BLOCKS_MOST, SearchService

TEACHER = Person(7, "en", teaches=frozenset({"poc"}))
NAME = "poc/who-is-a-civilian"
WORDS = "Who keeps the zebra stable tidy?"
ASKED = "please tell me who keeps a zebra stable tidy"


@pytest.fixture(scope="module")
def few(courses: Mapping[str, Course]) -> dict[str, Course]:
    """One course with a few questions, so that an engine is built soon."""
    poc = courses["poc"]
    some = [one for one in poc.faq if one.name == NAME] + list(poc.faq[:12])
    return {"poc": replace(poc, faq=tuple(dict((e.name, e) for e in some).values()), terms=())}


@pytest.fixture
def search(few: dict[str, Course]) -> SearchService:
    """A search of its own."""
    return SearchService(few, None)


def names(found: Found) -> list[str]:
    """Of the entries found."""
    return [match.entry_id for match in found.matches]


def content_of(few: Mapping[str, Course], *more: FaqEntry, **changes: object) -> Content:
    """The content with some entries besides or in the place of others."""
    packs = {one.name: one for one in few["poc"].faq} | {one.name: one for one in more}
    return Content(packs, **changes)  # type: ignore[arg-type]


def added(
    few: Mapping[str, Course], number: int, question: str, answer: str = "Staff."
) -> FaqEntry:
    """An entry as an instructor writes it."""
    pattern = next(one for one in few["poc"].faq if one.name == NAME)
    text = replace(
        pattern.texts["en"], question=question, aliases=(), body=Body(answer, answer, answer)
    )
    return replace(pattern, id=f"added-{number}", texts={"en": text}, is_added=True)
