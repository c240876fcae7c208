"""Alignment: each word of a question beside the likest of an entry."""

import pytest

from bot.search.alignment import Alignment
from bot.search.thesaurus import Thesaurus, tokens

TEXTS = [
    ["Where is the canteen?", "Behind the gym."],
    ["Bring a passport and a visa.", "Паспорт және виза."],
    ["The mandate of the mission", "the mission and its camp"],
    ["the of and"],
]


@pytest.fixture(scope="module")
def words(thesaurus: Thesaurus) -> Alignment:
    """The words of a few texts."""
    return Alignment(TEXTS, thesaurus)


def shares(words: Alignment, question: str) -> list[float]:
    """Of the question in each of the texts, all its words counting alike."""
    asked = tokens(question)
    return [float(one) for one in words.scores(asked, [1.0] * len(asked))]


def test_a_text_with_all_words_has_all_and_one_with_half_of_them_half(words: Alignment) -> None:
    assert shares(words, "passport visa")[1] == pytest.approx(1, abs=0.01)
    assert shares(words, "visa qqqqqqq")[1] == pytest.approx(0.5, abs=0.01)
    assert shares(words, "passport visa")[3] == 0


@pytest.mark.parametrize(
    ("asked", "has"),
    [
        ("mandat", "mandate"),
        ("missions", "mission"),
        ("canteeen", "canteen"),
        ("mess", "canteen"),
        ("столовая", "canteen"),
    ],
)
def test_a_typo_an_ending_and_a_word_of_the_same_meaning_are_alike(
    words: Alignment, asked: str, has: str
) -> None:
    place = next(at for at, texts in enumerate(TEXTS) if has in " ".join(texts).split("?")[0])
    word, likeness = words.likest(tokens(asked)[0], place)
    assert word == has
    assert 0.2 < likeness <= 1.001
    assert shares(words, asked)[place] == pytest.approx(likeness)
    assert words.likest(tokens(asked)[0], 3) == ("", 0.0)


def test_words_with_only_a_beginning_in_common_are_not_alike(words: Alignment) -> None:
    assert words.likest(tokens("manual")[0], 2)[1] == 0


def test_a_word_that_fewer_entries_have_is_more_telling(thesaurus: Thesaurus) -> None:
    words = Alignment([["visa camp"], ["camp"], ["camps"], ["tent"]], thesaurus)
    camp, visa, unheard = (words.rarity(token) for token in tokens("camp visa qqqqqqq"))
    assert 0 < camp < visa < unheard


def test_of_no_entries_there_are_no_scores(thesaurus: Thesaurus) -> None:
    words = Alignment([], thesaurus)
    assert words.scores(tokens("visa"), [1.0]).shape == (0,)
    assert words.rarity(tokens("visa")[0]) > 0
