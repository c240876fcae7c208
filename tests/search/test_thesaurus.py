"""The thesaurus: a concept from any form of its words, in three languages and in either script."""

from collections import Counter
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.search.letters import words
from bot.search.thesaurus import (
    LANGUAGES,
    WORDS,
    Concept,
    Thesaurus,
    function_words,
    language_of,
    shipped_concepts,
    tokens,
    trunk,
)

FILES = sorted(WORDS.glob("*.tsv"))
OWN = Thesaurus(
    [
        Concept("badge", (("badge", "access card"), ("пропуск", "карта доступа"), ("рұқсатнама",))),
        Concept("wound", (("wound",), ("рана", "ранить"), ("жара", "жаралану"))),
        Concept("help", (("help",), ("помощь",), ("көмек",))),
        Concept("card", (("card",), ("карта",), ("карта",))),
        Concept("map", (("map",), ("карта",), ("карта",))),
    ]
)


def found(text: str, thesaurus: Thesaurus = OWN) -> dict[str, float]:
    """Names and weights of the concepts of a text."""
    counted = thesaurus.counted(tokens(text))
    return {thesaurus.concepts[number].name: weight for number, weight in counted.items()}


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Badges", "badge"),
        ("пропуском", "badge"),
        ("пропуска", "badge"),
        ("рұқсатнамамды", "badge"),
        ("wounded", "wound"),
        ("раны", "wound"),
        ("жараланды", "wound"),
        ("жараланып", "wound"),
        # a stem's end voiced before a vowel
        ("көмек", "help"),
        ("көмегі", "help"),
        ("көмектесіңіз", "help"),
        # in Latin letters for want of a layout, and without Kazakh ones
        ("propuskom", "badge"),
        ("ruqsatnama", "badge"),
        ("руксатнама", "badge"),
        ("kömek", "help"),
        ("komegi", "help"),
        ("pomosh", "help"),
    ],
)
def test_a_concept_is_found_from_any_form(text: str, name: str) -> None:
    assert list(found(text)) == [name]


@pytest.mark.parametrize("text", ["bad", "пропал", "", "🙂", "ra", "helicopter", "жар"])
def test_another_word_with_the_same_beginning_has_not_the_concept(text: str) -> None:
    assert found(text) == {}


def test_a_phrase_is_found_whole_and_in_its_forms() -> None:
    assert found("my access card")["badge"] == 1
    assert found("картой доступа")["badge"] == 1
    assert "badge" not in found("access to cards")
    assert "badge" not in found("доступа картой")
    assert found("access") == {}


def test_a_word_of_two_meanings_counts_less_for_each() -> None:
    both = found("карта")
    assert set(both) == {"card", "map"}
    assert both["card"] == both["map"] < found("map")["map"] == 1
    assert found("map map")["map"] == 2


def test_an_english_word_is_not_taken_for_one_in_cyrillic() -> None:
    assert found("хелп") == {}
    assert found("help") == {"help": 1}


def test_a_text_is_told_word_for_word_in_another_language() -> None:
    asked = tokens("рұқсатнамам және жара туралы Zorro")
    assert OWN.gloss(asked, "ru").startswith("пропуск рана")
    assert OWN.gloss(asked, "en").startswith("badge wound")
    assert OWN.gloss(asked, "en").endswith("zorro")
    assert OWN.gloss([], "en") == ""


def test_a_glossary_that_lacks_a_language_is_passed_over_in_it() -> None:
    half = Thesaurus(
        [Concept("a", (("zorb",), (), ())), Concept("b", (("zorb",), ("шар",), ()))],
    )
    assert half.gloss(tokens("zorbs"), "ru") == "шар"
    assert half.gloss(tokens("zorbs"), "kk") == "zorbs"


@given(st.text(max_size=200))
def test_any_text_has_concepts_and_a_gloss(thesaurus: Thesaurus, text: str) -> None:
    asked = tokens(text)
    assert all(weight > 0 for weight in thesaurus.counted(asked).values())
    for language in LANGUAGES:
        assert isinstance(thesaurus.gloss(asked, language), str)


@pytest.mark.parametrize(
    ("word", "expected"),
    [("korgau", "kork"), ("izbat", "izp"), ("pas", "pas"), ("komeg", "komek"), ("oo", "oo")],
)
def test_a_trunk_is_what_endings_leave_alone(word: str, expected: str) -> None:
    assert trunk(word) == expected


@pytest.mark.parametrize(
    ("text", "language"),
    [("Where?", "en"), ("", "en"), ("Где?", "ru"), ("Қайда?", "kk"), ("ІШІ", "kk"), ("ЁЖ", "ru")],
)
def test_the_language_is_seen_from_the_letters(text: str, language: str) -> None:
    assert language_of(text) == language


# The shipped words


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("canteen", "асханада"),
        ("столовой", "асхана"),
        ("my badge is lost", "пропуск утерян"),
        ("bleeding", "кровотечение"),
        ("жараланды", "wounded"),
        ("көмек керек", "помощь"),
    ],
)
def test_words_of_one_meaning_share_a_concept(thesaurus: Thesaurus, one: str, other: str) -> None:
    assert set(found(one, thesaurus)) & set(found(other, thesaurus))


@pytest.mark.parametrize(
    ("one", "other"), [("visa", "canteen"), ("казарма", "пропуск"), ("емтихан", "асхана")]
)
def test_words_of_two_meanings_share_none(thesaurus: Thesaurus, one: str, other: str) -> None:
    assert found(one, thesaurus)
    assert found(other, thesaurus)
    assert not set(found(one, thesaurus)) & set(found(other, thesaurus))


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_a_file_of_words_has_a_name_and_three_languages_in_each_line(file: Path) -> None:
    text = file.read_bytes().decode("utf-8")
    assert text.endswith("\n")
    assert "\r" not in text
    assert "\ufeff" not in text
    rows = [line.split("\t") for line in text.splitlines()]
    assert {len(row) for row in rows} == {1 + len(LANGUAGES)}
    for row in rows:
        for column in row:
            parts = [part.strip() for part in column.split(";")]
            assert all(map(words, parts)), row
            assert len(set(map(str.casefold, parts))) == len(parts), row
    assert [name for name, many in Counter(row[0] for row in rows).items() if many > 1] == []


def test_every_concept_of_every_file_is_taken() -> None:
    lines = [line for file in FILES for line in file.read_text(encoding="utf-8").splitlines()]
    assert [concept.name for concept in shipped_concepts()] == [
        line.partition("\t")[0] for line in lines
    ]
    assert all(len(one.words) == len(LANGUAGES) and all(one.words) for one in shipped_concepts())


def test_every_word_of_a_concept_finds_it(thesaurus: Thesaurus) -> None:
    for number, concept in enumerate(thesaurus.concepts):
        for language, own in zip(LANGUAGES, concept.words, strict=True):
            for word in own:
                asked = tokens(word)
                if len(words(word)) == 1 and len(asked) == 1:
                    is_there = number in thesaurus.meanings(asked[0])
                else:
                    is_there = number in thesaurus.counted(asked)
                assert is_there, (concept.name, language, word)


def test_words_that_tell_nothing_are_of_all_three_languages() -> None:
    assert set(words("the have что для және үшін")) <= function_words()
    assert not set(words("visa пропуск асхана")) & function_words()
