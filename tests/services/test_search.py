"""The search follows the content: what an instructor changes is found at once."""

import asyncio
from collections.abc import Mapping
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from services.conftest import Office

from bot.app import App
from bot.domain.content import Content, Decision, Verdict
from bot.domain.course import Body, Course, FaqEntry
from bot.domain.people import Person
from bot.search import Found
from bot.services.search import BLOCKS_MOST, SearchService
from storage.database import Database

TEACHER = Person(7, "en", teaches=frozenset({"poc"}))
NAME = "poc/who-is-a-civilian"
WORDS = "Who keeps the zebra stable tidy?"
ASKED = "please tell me who keeps a zebra stable tidy"


@pytest.fixture(scope="module")
def few(courses: Mapping[str, Course]) -> dict[str, Course]:
    """One course with a few questions, so that an engine is built soon."""
    poc = courses["poc"]
    some = [one for one in poc.faq if one.name == NAME] + list(poc.faq[:12])
    return {"poc": replace(poc, faq=tuple({e.name: e for e in some}.values()), terms=())}


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
        pattern.texts["en"], question=question, aliases=(), body=Body(answer, (answer,), answer)
    )
    return replace(pattern, id=f"added-{number}", texts={"en": text}, is_added=True)


def hidden(name: str, office: Office) -> dict[str, Decision]:
    """An instructor's decision."""
    return {name: Decision(name, "0" * 32, Verdict.HIDDEN, 7, office.clock.now())}


async def best(search: SearchService, content: Content, text: str = ASKED) -> tuple[str, bool]:
    """The entry nearest to a question, and whether it is given as the answer."""
    engine, found = await search.find(content, text)
    return names(found)[0], engine.is_sure(found)


async def test_what_is_added_edited_and_hidden_is_followed(
    office: Office, search: SearchService, few: Mapping[str, Course]
) -> None:
    one = added(few, 1, WORDS)
    assert not (await best(search, content_of(few)))[1]
    assert await best(search, content_of(few, one)) == (one.name, True)
    other = added(few, 1, "Which bus goes to the opera house?")
    assert await best(search, content_of(few, other)) != (one.name, True)
    assert await best(search, content_of(few, other), "which bus to the opera house") == (
        one.name,
        True,
    )
    gone = content_of(few, one, decisions=hidden(one.name, office))
    _, found = await search.find(gone, WORDS)
    assert one.name not in names(found)
    assert await best(search, content_of(few, one), WORDS) == (one.name, True)


async def test_a_corrected_text_is_searched_in_the_place_of_the_packs(
    search: SearchService, few: Mapping[str, Course]
) -> None:
    own = next(one for one in few["poc"].faq if one.name == NAME)
    body = Body("", ("",), "The zebra stable is kept tidy by the veterinary platoon.")
    corrected = replace(own, texts={**own.texts, "en": replace(own.texts["en"], body=body)})
    asked = "zebra stable tidy veterinary platoon"
    before, _ = await search.find(content_of(few), asked)
    after, found = await search.find(content_of(few, corrected={NAME: corrected}), asked)
    assert names(found)[0] == NAME
    assert after.find(asked).confidence > before.find(asked).confidence


async def test_what_did_not_change_builds_nothing(
    search: SearchService, few: Mapping[str, Course]
) -> None:
    first, _ = await search.find(content_of(few), ASKED)
    assert first is search.warm_up()
    again, _ = await search.find(content_of(few), ASKED)
    assert again is first
    assert not search.warm_up().has_encoder


async def test_after_many_changes_everything_is_built_anew(
    search: SearchService, few: Mapping[str, Course]
) -> None:
    sizes, entries = [], []
    for number in range(BLOCKS_MOST + 3):
        entries.append(added(few, number, f"{WORDS} Part {number}", f"Answer {number}."))
        engine, found = await search.find(content_of(few, *entries), entries[-1].texts["en"].title)
        assert (names(found)[0], found.confidence) == (entries[-1].name, 1.0)
        sizes.append(engine.size_in_blocks)
    assert max(sizes) == BLOCKS_MOST
    assert sizes == [*range(2, BLOCKS_MOST + 1), 1, 2, 3, 4]
    for entry in entries[::8]:
        found = engine.find(entry.texts["en"].question)
        assert (names(found)[0], found.confidence) == (entry.name, 1.0)


async def test_questions_at_once_are_answered_from_the_content_of_each(
    search: SearchService, few: Mapping[str, Course]
) -> None:
    one = added(few, 1, WORDS)
    contents = [content_of(few), content_of(few, one)] * 4
    found = await asyncio.gather(*(search.find(content, ASKED) for content in contents))
    assert all(0 <= result.confidence <= 1 for _, result in found)
    last = content_of(few, one)
    assert all(
        result == (one.name, True)
        for result in await asyncio.gather(*(best(search, last) for _ in range(8)))
    )


async def test_two_searches_on_the_same_packs_share_an_engine_and_not_each_others_changes(
    few: Mapping[str, Course],
) -> None:
    one, other = SearchService(few, None), SearchService(few, Path("no/such/encoder.onnx"))
    assert one.warm_up() is SearchService(few, None).warm_up()
    await one.find(content_of(few, added(few, 1, WORDS)), ASKED)
    assert (await best(other, content_of(few)))[0] != added(few, 1, WORDS).name
    assert not other.warm_up().has_encoder


def test_packs_that_differ_only_in_aliases_share_no_engine(
    few: Mapping[str, Course],
) -> None:
    own = few["poc"].faq[0]
    text = replace(own.texts["en"], aliases=(WORDS,))
    changed = replace(own, texts={**own.texts, "en": text})
    courses = {"poc": replace(few["poc"], faq=(changed, *few["poc"].faq[1:]))}
    assert SearchService(few, None).warm_up().find(WORDS).confidence < 1
    assert SearchService(courses, None).warm_up().find(WORDS).confidence == 1


async def test_who_asks_does_not_find_what_is_not_there_for_them(
    search: SearchService, few: Mapping[str, Course]
) -> None:
    one = added(few, 1, WORDS)
    _, found = await search.find(content_of(few, one), WORDS, without=[one.name])
    assert one.name not in names(found)


async def test_an_entry_that_an_instructor_adds_answers_the_next_question(office: Office) -> None:
    person = await office.person(5)
    before = await office.app.ask.find(person, WORDS)
    assert before.answer is None
    name = await office.app.added.add(TEACHER, "poc", "en", (WORDS, "The vet does."), "7:1")
    after = await office.app.ask.find(person, ASKED)
    assert after.answer is not None
    assert after.answer.entry.name == name
    content = await office.app.content.current()
    seen = content.state(content.packs[name])
    await office.app.content.decide(TEACHER, name, seen, Verdict.HIDDEN)
    gone = await office.app.ask.find(person, WORDS)
    assert gone.answer is None


async def test_another_process_answers_with_it_within_a_second(
    office: Office, database_url: str
) -> None:
    database = Database(database_url)
    other = App(office.app.settings, office.clock, database, office.app.courses)
    person = await office.person(5)

    async def answered() -> str | None:
        office.clock.at += timedelta(seconds=1)
        reply = await other.ask.find(person, ASKED)
        return reply.answer.entry.name if reply.answer else None

    assert await answered() is None
    name = await office.app.added.add(TEACHER, "poc", "en", (WORDS, "The vet does."), "7:1")
    assert await answered() == name
    content = await office.app.content.current()
    seen = content.state(content.packs[name])
    await office.app.content.decide(TEACHER, name, seen, Verdict.HIDDEN)
    assert await answered() is None
    await database.close()
