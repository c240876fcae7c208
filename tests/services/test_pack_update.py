"""A pack update: what instructors wrote for the earlier one, and sets that people have begun."""

from collections.abc import Callable
from dataclasses import replace

import pytest
from services.conftest import Office, shipped

from bot.app import App
from bot.domain.content import Verdict
from bot.domain.course import AnyEntry, Course, Item, ItemText
from bot.domain.errors import Refusal
from bot.domain.people import Person
from bot.services.content import ContentService, editable
from bot.settings import Settings
from storage.database import Database

TEACHER = Person(7, "kk", teaches=frozenset({"poc"}))
PERSON = Person(5, "kk")


def updated(change: Callable[[Item], Item]) -> dict[str, Course]:
    """The packs with every item of the POC course changed."""
    course = shipped()["poc"]
    return {**shipped(), "poc": replace(course, items=tuple(map(change, course.items)))}


def with_texts(item: Item, change: Callable[[ItemText], ItemText]) -> Item:
    """The item with its text changed in every language."""
    return replace(item, texts={tag: change(text) for tag, text in item.texts.items()})


def with_an_option_more(item: Item) -> Item:
    """The item with an option behind the others."""
    return with_texts(item, lambda text: replace(text, options=(*text.options, "…")))


def with_another_key(item: Item) -> Item:
    """The item with its keys moved by one place."""

    def moved(text: ItemText) -> ItemText:
        return replace(text, keys=tuple(sorted((n + 1) % len(text.options) for n in text.keys)))

    return with_texts(item, moved)


def restarted(office: Office, courses: dict[str, Course]) -> App:
    """The bot with other packs, on the same database."""
    return App(Settings(), office.clock, office.database, courses)


async def corrected(office: Office, item: Item) -> None:
    """A correction of the Kazakh text that keeps the form."""
    text = editable(item, "kk").replace(item.text("kk").stem, "Бұл кім?")
    await office.app.content.correct(TEACHER, item.name, "kk", text)


@pytest.mark.parametrize("change", [with_an_option_more, with_another_key])
async def test_a_correction_that_no_longer_fits_gives_way_to_the_pack(
    office: Office, change: Callable[[Item], Item]
) -> None:
    for item in shipped()["poc"].items[:3]:
        await corrected(office, item)
    courses = updated(change)
    content = await ContentService(office.database, office.clock, courses).current()
    assert content.corrected == {}
    app = restarted(office, courses)
    poll = await app.quiz.start(await office.person(5), "1")
    assert poll is not None
    item = next(i for i in courses["poc"].items if i.id == poll.question.item_id)
    assert sorted(poll.options) == sorted(item.text("en").options)


async def test_a_correction_of_what_is_no_item_any_more_is_left_out(office: Office) -> None:
    item = shipped()["poc"].items[0]
    await corrected(office, item)
    course = shipped()["poc"]
    entry: AnyEntry = replace(course.faq[0], id=item.id)
    faq = (*course.faq, entry)
    courses = {"poc": replace(course, faq=faq, items=course.items[1:])}
    content = await ContentService(office.database, office.clock, courses).current()  # type: ignore[arg-type]
    assert content.corrected == {}


async def test_a_set_goes_on_without_items_that_changed_their_form(office: Office) -> None:
    person = await office.person(5)
    poll = await office.app.quiz.start(person, "1")
    assert poll is not None
    await office.app.quiz.poll_sent(poll, "p1", 101)
    app = restarted(office, updated(with_an_option_more))
    progress = await app.quiz.answer(person, "p1", poll.right_places)
    assert progress is not None
    assert progress.poll is None
    assert progress.summary is not None
    assert progress.summary.total == 1


async def test_a_set_goes_on_without_items_that_were_hidden(office: Office) -> None:
    person = await office.person(5)
    poll = await office.app.quiz.start(person, "1")
    assert poll is not None
    await office.app.quiz.poll_sent(poll, "p1", 101)
    content = await office.app.content.current()
    for item in shipped()["poc"].items:
        await office.app.content.decide(TEACHER, item.name, content.state(item), Verdict.HIDDEN)
    progress = await office.app.quiz.answer(person, "p1", poll.right_places)
    assert progress is not None
    assert progress.summary is not None
    assert (progress.summary.score, progress.summary.total) == (1, 1)
    assert (progress.summary.topics, progress.summary.lessons) == ((), ())


async def test_only_changed_entries_are_asked_about_again(office: Office) -> None:
    first, second = [i for i in shipped()["poc"].items if i.review == "check"][:2]
    content = await office.app.content.current()
    for item in (first, second):
        await office.app.content.decide(TEACHER, item.name, content.state(item), Verdict.APPROVED)

    def change(item: Item) -> Item:
        if item.id != first.id:
            return item
        return with_texts(item, lambda text: replace(text, explanation="So."))

    courses = updated(change)
    content = await ContentService(office.database, office.clock, courses).current()
    asked = {entry.name for entry in content.undecided(["poc"])}
    assert first.name in asked
    assert second.name not in asked


async def test_what_is_sent_back_unchanged_is_no_correction(office: Office) -> None:
    entry = shipped()["poc"].faq[0]
    await office.app.content.correct(TEACHER, entry.name, "en", editable(entry, "en"))
    assert (await office.app.content.current()).corrections == {}


async def test_an_item_keeps_its_options_also_where_it_has_one_language(office: Office) -> None:
    item = shipped()["poc"].items[0]
    alone = replace(item, texts={"en": item.text("en")})
    courses = {"poc": replace(shipped()["poc"], items=(alone,))}
    service = ContentService(office.database, office.clock, courses)
    text = editable(alone, "en").replace("- [ ]", "", 1).replace("\n \n", "\n")
    with pytest.raises(Exception, match="fault-"):
        await service.correct(TEACHER, item.name, "en", text)
    with pytest.raises(Refusal):
        await service.correct(TEACHER, item.name, "kk", "Мәтін")


async def test_a_change_that_is_committed_late_is_seen(
    office: Office, database: Database, database_url: str
) -> None:
    """PostgreSQL gives an id out before the commit; SQLite has one writer, so it waits."""
    service = ContentService(database, office.clock, shipped())
    name = shipped()["poc"].faq[0].name
    if database_url.startswith("sqlite"):
        async with database.transaction() as tx:
            await tx.content.decide(name, "0" * 32, Verdict.HIDDEN, 7, at=office.clock.at)
    else:
        async with database.transaction() as late:
            await late.content.decide(name, "0" * 32, Verdict.HIDDEN, 7, at=office.clock.at)
            async with database.transaction() as early:
                await early.content.decide("poc/x", "0" * 32, Verdict.HIDDEN, 7, at=office.clock.at)
            assert name not in (await service.current()).decisions
    office.clock.at = office.clock.at.replace(minute=5)
    assert name in (await service.current()).decisions
