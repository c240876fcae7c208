"""Ranking: the entry is found whatever way one writes; any text is ranked without an error."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.domain.course import Course
from bot.i18n import languages
from bot.search import Index, Passage
from bot.services.ask import NEAR, SURE
from bot.settings import SHIPPED_COURSES
from storage.packs import read_courses


@pytest.fixture(scope="module")
def courses() -> dict[str, Course]:
    """The shipped packs."""
    return read_courses(SHIPPED_COURSES, languages())


@pytest.fixture(scope="module")
def index(courses: dict[str, Course]) -> Index:
    """An index of the shipped packs, as the bot builds it."""
    return Index(
        Passage(f"{course.id}/{entry.id}", tag, text.question, text.aliases, text.body.plain)
        for course in courses.values()
        for entry in course.faq
        for tag, text in entry.texts.items()
    )


SMALL = Index(
    [
        Passage(
            "mandate", "en", "What is a POC mandate?", ("POC definition",), "It tasks a mission."
        ),
        Passage("mandate", "kk", "POC мандаты деген не?", ("POC анықтамасы",), "Миссияға міндет."),
        Passage("visa", "en", "Do I need a visa?", ("entry permit",), "Most guests do not."),
    ]
)


@pytest.mark.parametrize(
    ("question", "language", "entry"),
    [
        ("Бейбіт тұрғындарды қорғау мандаты дегеніміз не?", "kk", "poc/what-is-a-poc-mandate"),
        # Kazakh without Kazakh letters, and in Latin letters
        ("бейбит тургындарды коргау мандаты дегенимиз не", "kk", "poc/what-is-a-poc-mandate"),
        ("beibit turgyndardy qorgau mandaty degenimiz ne", "kk", "poc/what-is-a-poc-mandate"),
        ("Кто считается гражданским лицом?", "ru", "poc/who-is-a-civilian"),
        ("kto schitaetsya grazhdanskim licom", "ru", "poc/who-is-a-civilian"),
        # typos
        ("who is conted as a civillian under the mandat", "en", "poc/who-is-a-civilian"),
        ("кто щитается граждаским лицом", "ru", "poc/who-is-a-civilian"),
        ("WHO COUNTS AS A CIVILIAN???", "en", "poc/who-is-a-civilian"),
        # a question in another language than the person's
        ("Who counts as a civilian under a POC mandate?", "kk", "poc/who-is-a-civilian"),
        ("Кто считается гражданским лицом по мандату?", "en", "poc/who-is-a-civilian"),
    ],
)
def test_the_entry_is_found_however_it_is_asked(
    index: Index, question: str, language: str, entry: str
) -> None:
    best = index.rank(question, language)[0]
    assert best.entry_id == entry
    assert best.score >= SURE


def test_every_question_of_the_packs_finds_its_own_entry(
    index: Index, courses: dict[str, Course]
) -> None:
    wrong = [
        (tag, text.question, best.entry_id)
        for course in courses.values()
        for entry in course.faq
        for tag, text in entry.texts.items()
        if (best := index.rank(text.question, tag)[0]).entry_id != f"{course.id}/{entry.id}"
        or best.score < SURE
    ]
    assert wrong == []


@pytest.mark.parametrize(
    "question",
    [
        "Who won the football match yesterday?",
        "рецепт борща с пампушками",
        "бүгін кешке қай кино бар",
        "🙂",
    ],
)
def test_a_question_outside_the_material_is_not_answered(index: Index, question: str) -> None:
    assert all(match.score < SURE for match in index.rank(question, "en"))


@pytest.mark.parametrize("question", ["", "   ", "?!", "📖📖", "ъ", "\0", "_"])
def test_a_question_without_words_finds_nothing(question: str) -> None:
    assert SMALL.rank(question, "en") == []


def test_an_empty_index_finds_nothing() -> None:
    assert Index([]).rank("mandate", "en") == []
    assert Index([Passage("blank", "en", "", (), "")]).rank("mandate", "en") == []


def test_an_entry_stands_once_with_its_best_passage() -> None:
    found = SMALL.rank("POC", "kk")
    assert [match.entry_id for match in found] == ["mandate"]


def test_a_rare_word_counts_more_than_a_frequent_one() -> None:
    texts = ["mission camp", "mission visa", "mission tent", "mission food"]
    index = Index(Passage(text, "en", text, (), "") for text in texts)
    assert [match.entry_id for match in index.rank("mission visa", "en", most=1)] == [
        "mission visa"
    ]


def test_no_more_than_asked_for_is_found(index: Index) -> None:
    found = index.rank("mission protection of civilians mandate", "en", most=4)
    assert len(found) == 4
    assert [m.score for m in found] == sorted((m.score for m in found), reverse=True)


@given(st.text(max_size=400), st.sampled_from(["en", "ru", "kk", "fr"]))
@settings(max_examples=200)
def test_any_text_is_ranked_without_an_error(question: str, language: str) -> None:
    for match in SMALL.rank(question, language):
        assert 0 < match.score < 1.5


def test_a_very_long_question_is_ranked(index: Index) -> None:
    assert NEAR < SURE
    assert index.rank("what is a mandate " * 200, "en")
