"""Readings: a text typed with the keyboard in another layout, key by key."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.search.readings import other_readings


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("ghbdtn", "привет"),
        ("Ult cnjkjdfz", "где столовая"),
        ("'rpfvty", "экзамен"),
        ("j,]zdktybt", "объявление"),
        ("J<}ZDKTYBT", "объявление"),
        ("`;br", "ёжик"),
        ("руддщ", "hello"),
        ("ЦРУКУ шы еру мшыф", "where is the visa"),
        ("цшаш зфыыцщкв", "wifi password"),
    ],
)
def test_what_was_meant_is_read_in_either_direction(typed: str, meant: str) -> None:
    assert other_readings(typed) == [meant]


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("2crth", "әскер"),
        ("0fhe", "қару"),
        ("fc[fyf 0fqlf", "асхана қайда"),
        ("09;fn", "құжат"),
        ("8qut", "үйге"),
        ("r-vtr", "көмек"),
        ("3ccfgfh", "іссапар"),
        ("5bvfhfn", "ғимарат"),
        (";b=fp", "жиһаз"),
        ("rt4ct", "кеңсе"),
    ],
)
def test_the_row_of_digits_has_the_letters_of_kazakh(typed: str, meant: str) -> None:
    russian, kazakh = other_readings(typed)
    assert kazakh == meant
    assert russian != meant


@pytest.mark.parametrize("text", ["", "12:30", "🙂", "?!"])
def test_what_has_no_letters_has_no_other_reading(text: str) -> None:
    assert other_readings(text) == []


@given(st.text(alphabet="абвгдежзийклмнопрстуфхцчшщъыьэюяё ", min_size=1))
def test_a_russian_text_in_english_keys_is_read_back(text: str) -> None:
    for typed in other_readings(text):
        assert sum(letter.isalpha() for letter in typed) == 0 or text in other_readings(typed)


@given(st.text(max_size=100))
def test_any_text_is_read(text: str) -> None:
    assert all(isinstance(one, str) for one in other_readings(text))
