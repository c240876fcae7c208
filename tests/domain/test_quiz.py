"""Practice sets: what is picked, how options are shuffled, how an answer is graded."""

import random
from collections import Counter
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.course import Item, ItemText
from bot.domain.errors import Place
from bot.domain.quiz import (
    Attempt,
    Practised,
    Question,
    chosen_options,
    is_right,
    pick,
    shown,
    shuffled,
)

PLACE = Place("items.toml", 1)
NOW = datetime(2026, 12, 7, tzinfo=UTC)
TEXT = ItemText("Who?", ("a", "b", "c", "d"), (1,), "b.", PLACE)


def item(name: str) -> Item:
    """An item of the topic `mandate`."""
    texts = {"en": TEXT}
    return Item(
        id=name,
        course="poc",
        topic="mandate",
        place=PLACE,
        texts=texts,
        difficulty=1,
        level="recall",
    )


def last(days_ago: int, *, was_right: bool) -> Practised:
    """An answer some days ago."""
    return Practised(NOW - timedelta(days=days_ago), was_right)


@pytest.mark.parametrize("seed", range(20))
def test_new_items_come_first_then_mistakes_then_the_longest_ago(seed: int) -> None:
    practised = {
        "wrong": last(1, was_right=False),
        "right-old": last(9, was_right=True),
        "right-new": last(2, was_right=True),
    }
    items = [item(name) for name in ("right-new", "wrong", "new", "right-old")]
    for size, expected in enumerate(("new", "wrong", "right-old", "right-new"), start=1):
        chosen = pick(items, practised, size=size, chance=random.Random(seed))
        assert len(chosen) == size
        assert expected in {one.id for one in chosen}


def test_chance_decides_among_equals() -> None:
    items = [item(f"item-{n}") for n in range(20)]
    sets = {
        tuple(one.id for one in pick(items, {}, chance=random.Random(seed))) for seed in range(20)
    }
    assert len(sets) == 20


def test_a_course_with_few_items_gives_a_short_set() -> None:
    assert len(pick([item("only")], {}, chance=random.Random(1))) == 1
    assert pick([], {}, chance=random.Random(1)) == []


@given(st.integers(min_value=1, max_value=10), st.integers())
def test_a_shuffled_order_has_every_option_once(options: int, seed: int) -> None:
    assert sorted(shuffled(options, random.Random(seed))) == list(range(options))


def test_the_key_is_not_always_at_the_same_place() -> None:
    chance = random.Random(7)
    places = Counter(shown(TEXT, shuffled(4, chance))[1][0] for _ in range(400))
    assert set(places) == {0, 1, 2, 3}
    assert min(places.values()) > 60


@given(st.permutations(range(4)), st.sets(st.integers(min_value=0, max_value=3), min_size=1))
def test_a_choice_in_a_poll_leads_back_to_the_options_of_the_item(
    order: list[int], keys: set[int]
) -> None:
    text = ItemText("Who?", TEXT.options, tuple(keys), "", PLACE)
    options, right_places = shown(text, order)
    assert [options[place] for place in right_places] == [
        text.options[i] for i in order if i in keys
    ]
    assert is_right(keys, chosen_options(order, right_places))


@pytest.mark.parametrize(
    ("places", "chosen"),
    [((0,), (2,)), ((2, 0), (1, 2)), ((), ()), ((3, -1, 99), ()), ((1, 7), (0,))],
)
def test_places_that_the_poll_does_not_have_are_dropped(
    places: tuple[int, ...], chosen: tuple[int, ...]
) -> None:
    assert chosen_options((2, 0, 1), places) == chosen


@pytest.mark.parametrize(
    ("keys", "chosen", "right"),
    [
        ((1,), (1,), True),
        ((1,), (0,), False),
        ((0, 2), (2, 0), True),
        ((0, 2), (0,), False),
        ((0, 2), (0, 1, 2), False),
        ((1,), (), False),
    ],
)
def test_exactly_the_right_options_are_right(
    keys: tuple[int, ...], chosen: tuple[int, ...], right: bool
) -> None:
    assert is_right(keys, chosen) is right


def test_an_attempt_knows_its_next_question_and_its_score() -> None:
    questions = [Question(1, n, "poc", f"i{n}", (0, 1, 2)) for n in range(3)]
    answered = Question(1, 0, "poc", "i0", (0, 1, 2), chosen=(1,), is_right=True)
    wrong = Question(1, 1, "poc", "i1", (0, 1, 2), chosen=(), is_right=False)
    fresh = Attempt(1, 9, "poc", tuple(questions))
    half = Attempt(1, 9, "poc", (answered, wrong, questions[2]))
    done = Attempt(1, 9, "poc", (answered, wrong))
    assert (fresh.next_open, fresh.score) == (questions[0], 0)
    assert (half.next_open, half.score) == (questions[2], 1)
    assert (done.next_open, done.score) == (None, 1)
