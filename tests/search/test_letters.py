"""The small alphabet: spellings of one word become alike."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.search.letters import folded, groups, groups_of_word, words


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("қорғау", "коргау"),  # without Kazakh letters
        ("қорғау", "korgau"),
        ("бейбіт", "бейбит"),
        ("тұрғын", "тургын"),
        ("өркениет", "оркениет"),
        ("үкімет", "укимет"),
        ("әскер", "аскер"),
        ("сұрақ", "suraq"),
        ("Қазақстан", "kazakstan"),
        ("защита", "zashchita"),
        ("мандат", "mandat"),
        ("mandate", "mandatte"),
        ("ёж", "еж"),
        ("naïve", "naive"),
        ("ПОЦ", "поц"),
    ],
)
def test_spellings_of_one_word_are_alike(one: str, other: str) -> None:
    assert words(one) == words(other)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("", []),
        ("  ?! 📖 ", []),
        ("Кто, где?", ["kto", "gde"]),
        ("S/RES/1270", ["s", "res", "1270"]),
        ("under_score", ["under", "skore"]),
        ("ﬁre", ["fire"]),
        ("ъь", []),
        ("rule 11 of 100", ["rule", "11", "of", "100"]),
    ],
)
def test_a_text_falls_into_words(text: str, found: list[str]) -> None:
    assert words(text) == found


def test_a_word_with_an_ending_keeps_most_of_its_groups() -> None:
    plain, inflected = set(groups("мандат")), set(groups("мандаттың"))
    assert len(plain & inflected) > len(plain) / 2


def test_a_whole_word_is_a_group_and_its_edges_are_marked() -> None:
    assert groups("poc")["_pok_"] == 1
    assert groups("poc")["_po"] == groups("poc")["ok_"] == 1


def test_a_group_counts_once_for_each_word_that_has_it() -> None:
    assert groups("poc poc, pocs")["_po"] == 3
    assert groups("papapa")["apa"] == 1
    assert groups("a")["_a_"] == 1


@given(st.text(max_size=300))
def test_any_text_has_features(text: str) -> None:
    assert set(words(text)) == {word for word in words(text) if word}
    assert all(count > 0 for count in groups(text).values())
    assert set(groups(text)) == {group for word in words(text) for group in groups_of_word(word)}


@given(st.text(min_size=1, max_size=30))
def test_folding_twice_is_folding_once_for_latin_words(word: str) -> None:
    once = folded(word.casefold())
    assert folded(once) == folded(folded(once))
