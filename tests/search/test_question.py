"""A question is read in the layout in which most of it is known."""

from collections.abc import Callable, Iterable

import pytest

from bot.search.letters import groups
from bot.search.question import Question, read_question
from bot.search.thesaurus import Thesaurus

KNOWN = groups("where is the canteen wifi password где столовая экзамен асхана қайда емтихан қашан")

Read = Callable[[str], Question]


def known(features: Iterable[str]) -> float:
    """The share that some texts have."""
    found = [feature in KNOWN for feature in features]
    return sum(found) / len(found) if found else 0.0


@pytest.fixture
def read(thesaurus: Thesaurus) -> Read:
    """Reads a question."""

    def read(text: str) -> Question:
        return read_question(text, thesaurus, known)

    return read


@pytest.mark.parametrize(
    ("typed", "text", "language"),
    [
        ("Where is the canteen?", "Where is the canteen?", "en"),
        ("Где столовая", "Где столовая", "ru"),
        ("ult cnjkjdfz", "где столовая", "ru"),
        ("цшаш зфыыцщкв", "wifi password", "en"),
        ("fc[fyf 0fqlf", "асхана қайда", "kk"),
        ("qqqq wwww", "qqqq wwww", "en"),  # unknown in every layout: as it is typed
        ("", "", "en"),
    ],
)
def test_the_reading_that_is_known_is_taken(
    read: Read, typed: str, text: str, language: str
) -> None:
    question = read(typed)
    assert (question.text, question.language) == (text, language)


def test_words_that_tell_nothing_are_no_content_unless_there_are_no_others(read: Read) -> None:
    assert [token.raw for token in read("Is the canteen there?").content] == ["canteen"]
    assert [token.raw for token in read("the of").content] == ["the", "of"]
    assert read("?!").content == ()


def test_what_is_unknown_is_counted(read: Read) -> None:
    assert (read("canteen").missing, read("canteen").known) == (0, 1.0)
    question = read("canteen xqzvkq")
    assert question.missing == 1
    assert 0 < question.known < 1
    assert read("").known == 0


def test_letter_groups_count_once_and_concepts_by_their_weight(
    read: Read, thesaurus: Thesaurus
) -> None:
    question = read("canteen canteen")
    assert set(question.groups.values()) == {1.0}
    assert {thesaurus.concepts[one].name for one in question.concepts} >= {"canteen"}
