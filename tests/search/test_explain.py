"""Why an entry was found: the words that carried it, what is not known, how it was read."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.search import Engine, Passage
from bot.search.explanation import Group
from bot.search.fitted import shipped
from bot.search.thesaurus import Thesaurus, shipped_concepts

PASSES = [
    Passage("pass", "en", "I lost my pass. What now?", ("lost badge",), "Tell the duty officer."),
    Passage("visa", "en", "Do I need a visa?", ("entry permit",), "Most guests do not."),
    Passage("food", "en", "When is lunch served?", (), "From one o'clock in the canteen."),
    Passage("drsg", "en", "DSRSG", (), "A deputy of the head of mission.", is_exact=True),
]


@pytest.fixture(scope="module")
def engine() -> Engine:
    """Some entries in English, found without sentence vectors."""
    return small()


def small() -> Engine:
    return Engine(PASSES, Thesaurus(shipped_concepts()), shipped(has_encoder=False))


def test_words_of_another_language_are_shown_with_their_likes(engine: Engine) -> None:
    why = engine.explain("я потерял пропуск", "pass")
    pairs = {(pair.asked, pair.held) for pair in why.pairs}
    assert {("потерял", "lost"), ("пропуск", "badge")} <= pairs
    assert all(0 < pair.likeness <= 1 for pair in why.pairs)
    assert next(iter(why.shares)) is Group.MEANINGS
    assert why.is_first
    assert why.other in {"visa", "food"}
    assert why.confidence == engine.find("я потерял пропуск").confidence


def test_shares_are_parts_of_one_the_greatest_first(engine: Engine) -> None:
    shares = list(engine.explain("lost my pas", "pass").shares.items())
    assert {group for group, _ in shares} == {Group.LETTERS, Group.MEANINGS, Group.WORDS}
    assert sum(share for _, share in shares) == pytest.approx(1)
    assert shares == sorted(shares, key=lambda one: -one[1])


def test_an_unknown_word_is_named_and_has_no_like(engine: Engine) -> None:
    why = engine.explain("lost pass xylophone", "pass")
    assert why.unknown == ("xylophone",)
    assert {pair.asked for pair in why.pairs} == {"lost", "pass"}


def test_at_most_five_words_are_shown_each_once(engine: Engine) -> None:
    why = engine.explain("lost pass badge duty officer tell lost pass now visa", "pass")
    assert len(why.pairs) == 5
    assert len({pair.asked for pair in why.pairs}) == 5


@pytest.mark.parametrize(
    ("question", "reading"),
    [("дщые зфыы", "lost pass"), ("lost pass", None), ("LOST pass", None)],
)
def test_another_keyboard_layout_is_named(
    engine: Engine, question: str, reading: str | None
) -> None:
    assert engine.explain(question, "pass").reading == reading


def test_a_question_that_stands_there_word_for_word_is_named(engine: Engine) -> None:
    assert engine.explain("Lost badge", "pass").is_exact
    assert not engine.explain("Lost badge!", "visa").is_exact
    why = engine.explain("dsrsg", "drsg")
    assert (why.is_exact, why.is_first, why.confidence) == (True, True, 1.0)
    assert why.pairs == ()
    assert why.shares == {}


def test_another_entry_that_is_nearer_is_named(engine: Engine) -> None:
    why = engine.explain("lost my pass", "visa")
    assert not why.is_first
    assert why.other == "pass"


def test_a_changed_entry_is_explained_by_its_new_text_and_one_gone_by_nothing() -> None:
    new = Passage("pass", "en", "I mislaid my access card", (), "Tell the duty officer.")
    changed = small().changed([new], gone=["visa"])
    held = {pair.held for pair in changed.explain("card mislaid", "pass").pairs}
    assert held == {"card", "mislaid"}
    gone = changed.explain("Do I need a visa?", "visa")
    assert (gone.pairs, gone.shares, gone.is_exact, gone.is_first) == ((), {}, False, False)


ENGINE = small()


@given(st.text(max_size=200), st.sampled_from(["pass", "visa", "drsg", "no-such"]))
@settings(max_examples=100)
def test_any_text_is_explained_without_an_error(question: str, name: str) -> None:
    why = ENGINE.explain(question, name)
    assert len(why.pairs) <= 5
    assert 0 <= why.confidence <= 1
    assert why.other != name
