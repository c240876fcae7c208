"""The shipped packs: as much as was promised, in every language, and written as promised."""

import re
from collections import Counter

import pytest

from bot.domain.content import Content
from bot.domain.course import AnyEntry, Course, FaqEntry, Item, Review, is_action
from bot.domain.terms import readable
from bot.domain.text import telegram_length
from bot.domain.validity import key_positions
from bot.i18n import languages, translator_for
from bot.pack_report import report

TAGS = sorted(languages())
ALL_OF_THE_ABOVE = re.compile(
    r"(all|none|both) of the (above|options)|все (выше)?перечисленн|ничего из перечисленн"
    r"|жоғарыда(ғы|\s).{0,20}(бәрі|барлығы)",
    re.IGNORECASE,
)
WITHIN = re.compile(r"\([^()]*\)|«[^«»]*»|“[^“”]*”|/[a-z]+|[\w.-]+\.(kz|com|org)\b")
LATIN_WORD = re.compile(r"[A-Za-z][\w'’-]*[a-z]{2}[\w'’-]*")
NAMES = {"Qalqan", "MovCon", "UN-CMCoord", "Telegram", "Asia", "Almaty", "Start"}


@pytest.mark.parametrize(
    ("course", "least"),
    [
        ("poc", {"lessons": 24, "faq": 110, "items": 150}),
        ("unso", {"lessons": 16, "faq": 60, "items": 60}),
        ("centre", {"faq": 40}),
    ],
)
@pytest.mark.parametrize("tag", TAGS)
def test_there_is_as_much_as_promised(
    courses: dict[str, Course], course: str, least: dict[str, int], tag: str
) -> None:
    for kind, count in least.items():
        found = sum(tag in entry.texts for entry in getattr(courses[course], kind))
        assert found >= count, kind


def test_every_term_of_the_glossary_is_there_once(courses: dict[str, Course]) -> None:
    terms = [term for course in courses.values() for term in course.terms]
    assert len(terms) >= 145
    for tag in TAGS:
        names = Counter(term.texts[tag].term.casefold() for term in terms)
        assert [name for name, count in names.items() if count > 1] == []


def test_poc_items_are_mostly_situations_and_some_have_several_answers(
    courses: dict[str, Course],
) -> None:
    items = courses["poc"].items
    assert sum(item.level == "application" for item in items) >= 0.4 * len(items)
    assert sum(len(item.text("en").keys) > 1 for item in items) >= 25


@pytest.mark.parametrize("course", ["poc", "unso"])
def test_the_key_is_told_neither_by_its_place_nor_by_its_length(
    courses: dict[str, Course], course: str
) -> None:
    for keyed, expected in key_positions(courses[course]):
        assert abs(keyed - expected) <= 3 + 0.2 * expected
    single = [item for item in courses[course].items if len(item.text("en").keys) == 1]
    for tag in TAGS:
        longest = sum(is_key_longest(item, tag) for item in single)
        assert longest <= 0.4 * len(single), tag


def is_key_longest(item: Item, tag: str) -> bool:
    """Whether the right option stands out by its length."""
    text = item.texts[tag]
    lengths = [telegram_length(option) for option in text.options]
    return lengths[text.keys[0]] > max(
        length for place, length in enumerate(lengths) if place not in text.keys
    )


@pytest.mark.parametrize("tag", TAGS)
def test_no_item_asks_for_all_of_the_above(courses: dict[str, Course], tag: str) -> None:
    found = [
        item.name
        for course in courses.values()
        for item in course.items
        if any(ALL_OF_THE_ABOVE.search(option) for option in item.texts[tag].options)
    ]
    assert found == []


def test_an_item_with_several_right_answers_says_so(courses: dict[str, Course]) -> None:
    said = {"en": "all that apply", "ru": "все верные", "kk": "Барлық дұрыс"}
    wrong = [
        (item.name, tag)
        for course in courses.values()
        for item in course.items
        for tag, text in item.texts.items()
        if (said[tag] in text.stem) != (len(text.keys) > 1)
    ]
    assert wrong == []


@pytest.mark.parametrize("tag", ["ru", "kk"])
def test_no_english_is_left_outside_brackets_and_quotes(
    courses: dict[str, Course], tag: str
) -> None:
    found = {
        (word, entry.name)
        for entry in everything(courses)
        for text in readable(entry.texts[tag])
        if text not in getattr(entry.texts[tag], "aliases", ())
        for word in LATIN_WORD.findall(WITHIN.sub(" ", text))
        if word not in NAMES
    }
    assert found == set()


def everything(courses: dict[str, Course]) -> list[AnyEntry]:
    """Every entry of every pack."""
    return [entry for course in courses.values() for entry in course.entries()]


def test_an_answer_differs_from_language_to_language(courses: dict[str, Course]) -> None:
    """A text copied instead of translated would stand twice."""
    for entry in everything(courses):
        shown = [repr(text.shown) for text in entry.texts.values()]
        assert len(set(shown)) == len(TAGS), entry.name


def test_what_rests_on_unseen_facts_is_to_be_checked(courses: dict[str, Course]) -> None:
    unseen = courses["poc"].unseen
    for entry in everything(courses):
        if isinstance(entry, FaqEntry) and entry.is_template:
            continue
        expected = Review.CHECK if unseen.intersection(entry.facts) else Review.SOURCED
        assert entry.review == expected, entry.name


@pytest.mark.parametrize("tag", TAGS)
def test_the_report_counts_what_is_there(courses: dict[str, Course], tag: str) -> None:
    content = Content({entry.name: entry for entry in everything(courses)})
    lines = list(report(list(courses.values()), TAGS, content, translator_for(tag)))
    total = translator_for(tag).plain("report-total")
    rows = [line.split() for line in lines if line.startswith(total)]
    assert len(rows) == len(courses)
    for row, course in zip(rows, courses.values(), strict=True):
        kinds = (course.lessons, course.faq, course.items, course.terms)
        assert [int(cell) for cell in row[1:5]] == [len(kind) for kind in kinds]
        assert [int(cell) for cell in row[5:8]] == [sum(map(len, kinds))] * 3
        actions = sum(map(is_action, course.faq))
        assert sum(int(cell) for cell in row[8:10]) == sum(map(len, kinds)) - actions
        assert (translator_for(tag).plain("report-actions", count=actions) in lines) == bool(
            actions
        )
    application = sum(item.level == "application" for item in courses["poc"].items)
    assert any(f" {application} (" in line for line in lines)
