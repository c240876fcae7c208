"""Postings: a score is the share of what the question would score against itself."""

from collections import Counter

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.search.postings import Postings, statistics_of

BAGS = [
    Counter(["mission", "camp"]),
    Counter(["mission", "visa"]),
    Counter(["mission", "tent", "tent"]),
    Counter[str](),
]


def test_a_rare_feature_counts_more_than_a_frequent_one() -> None:
    postings = Postings(BAGS, b=0.3)
    scores = postings.scores({"mission": 1.0, "visa": 1.0})
    assert int(scores.argmax()) == 1
    assert scores[0] == pytest.approx(scores[2], rel=0.2)
    assert scores[3] == 0
    assert postings.statistics.weight("visa") > postings.statistics.weight("mission")
    assert postings.statistics.weight("unheard") > postings.statistics.weight("visa")


bags = st.dictionaries(st.sampled_from("abcdefgh"), st.floats(0.1, 50), max_size=8)


@given(st.lists(bags, min_size=1, max_size=6), bags)
def test_a_score_is_a_share_of_the_ceiling(texts: list[dict[str, float]], asked: dict) -> None:
    scores = Postings(texts, b=0.5).scores(asked)
    assert scores.shape == (len(texts),)
    assert ((scores >= 0) & (scores <= 1.0001)).all()


def test_only_what_has_the_whole_question_comes_near_the_ceiling() -> None:
    postings = Postings([{"a": 1000.0, "b": 1000.0}, {"a": 1000.0}], b=0.0)
    whole, half = postings.scores({"a": 1.0, "b": 1.0})
    assert whole == pytest.approx(1, abs=0.01)
    assert half < 0.5


def test_unknown_features_besides_lower_every_score() -> None:
    postings = Postings(BAGS, b=0.3)
    asked = {"visa": 1.0}
    plain, besides = postings.scores(asked), postings.scores(asked, besides=1)
    assert 0 < besides[1] < plain[1]
    assert (postings.scores(asked | {"unheard": 1.0}) == besides).all()


def test_few_texts_with_the_statistics_of_all_score_like_in_one_built_whole() -> None:
    asked = {"mission": 1.0, "tent": 0.5, "visa": 2.0, "unheard": 1.0}
    for b in (0.0, 0.3, 1.0):
        whole = Postings(BAGS, b=b)
        for place, bag in enumerate(BAGS):
            delta = Postings([bag], b=b, statistics=whole.statistics)
            assert np.allclose(delta.scores(asked), whole.scores(asked)[place])
            assert delta.statistics is whole.statistics


def test_the_known_share_is_of_weights_and_of_all_texts() -> None:
    postings = Postings(BAGS, b=0.3)
    assert postings.known(["visa", "mission"]) == 1
    assert postings.known(["unheard"]) == 0
    assert postings.known([]) == 0
    assert 0 < postings.known(["mission", "unheard"]) < postings.known(["visa", "unheard"]) < 1
    assert Postings(BAGS[:1], b=0.3, statistics=postings.statistics).known(["visa"]) == 1


def test_no_texts_have_no_scores() -> None:
    postings = Postings[str]([], b=0.3)
    assert postings.scores({"a": 1.0}).shape == (0,)
    assert postings.known(["a"]) == 0
    assert statistics_of([{}, {}]).mean_length == 1
