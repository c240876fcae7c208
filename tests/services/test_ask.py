"""What may be asked after an answer."""

from collections.abc import Sequence

import pytest
from services.conftest import Office

from bot.domain.content import Verdict
from bot.domain.course import FaqEntry
from bot.domain.people import Person
from bot.services.ask import Answer

GUEST = Person(5, "en")
TEACHER = Person(7, "kk", teaches=frozenset({"poc"}))
TIERS = "poc/what-are-the-three-tiers"


def names(answers: Sequence[Answer]) -> list[str]:
    """Of the entries."""
    return [one.entry.name for one in answers]


async def test_related_are_questions_of_the_lesson_and_then_of_the_topic(office: Office) -> None:
    for entry in (*office.app.courses["poc"].faq, *office.app.courses["poc"].terms)[::9]:
        related = await office.app.ask.related(GUEST, entry.name)
        assert 1 <= len(related) <= 4
        assert entry.name not in names(related)
        assert len(set(names(related))) == len(related)
        is_near = [one.entry.lesson == entry.lesson != "" for one in related]
        assert is_near == sorted(is_near, reverse=True)
        for one in related:
            assert isinstance(one.entry, FaqEntry)
            assert one.entry.topic == entry.topic or one.entry.lesson == entry.lesson


async def test_what_is_hidden_or_not_filled_in_is_not_related(office: Office) -> None:
    first, *others = await office.app.ask.related(GUEST, TIERS)
    await office.person(7)
    content = await office.app.content.current()
    seen = content.state(first.entry)
    await office.app.content.decide(TEACHER, first.entry.name, seen, Verdict.HIDDEN)
    related = names(await office.app.ask.related(GUEST, TIERS))
    assert first.entry.name not in related
    assert related[: len(others)] == names(others)
    template = next(content.templates(["centre"]))
    for entry in office.app.courses["centre"].faq:
        assert template.name not in names(await office.app.ask.related(GUEST, entry.name))


@pytest.mark.parametrize("name", ["poc/no-such", ""])
async def test_nothing_is_related_to_what_is_gone(office: Office, name: str) -> None:
    assert await office.app.ask.related(GUEST, name) == []


async def test_the_terms_of_an_answer_are_not_hidden_ones(office: Office) -> None:
    answer = await office.app.ask.entry(GUEST, TIERS)
    assert answer is not None
    first, *others = await office.app.glossary.terms_in(answer)
    assert others
    await office.person(7)
    seen = (await office.app.content.current()).state(first)
    await office.app.content.decide(TEACHER, first.name, seen, Verdict.HIDDEN)
    assert await office.app.glossary.terms_in(answer) == others
