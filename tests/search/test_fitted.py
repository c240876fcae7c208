"""The fitted numbers: they fit the channels, and the confidence is a share that only grows."""

import json
from copy import deepcopy
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.search.fitted import (
    EVIDENCE,
    FILE,
    LANGUAGES,
    channels_of,
    evidence,
    read_fitted,
    shipped,
)
from bot.search.question import read_question
from bot.search.thesaurus import Thesaurus

SETS = json.loads(FILE.read_text(encoding="utf-8"))
BOTH = pytest.mark.parametrize("has_encoder", [False, True], ids=["lexical", "encoder"])


@BOTH
def test_the_shipped_numbers_are_of_the_channels_there_are(has_encoder: bool) -> None:
    fitted, own = shipped(has_encoder=has_encoder), SETS["encoder" if has_encoder else "lexical"]
    assert fitted.channels == channels_of(has_encoder)
    assert set(fitted.weights) == set(LANGUAGES)
    for language in LANGUAGES:
        assert list(own["weights"][language]) == list(fitted.channels)
        assert fitted.weights[language].tolist() == pytest.approx(
            list(own["weights"][language].values())
        )
    assert fitted.confidence_weights.shape == (len(EVIDENCE) + len(fitted.channels) + 1,)
    assert 0 < fitted.near <= fitted.sure < 1


def test_each_installation_has_its_own_numbers_and_there_are_no_others() -> None:
    assert set(SETS) == {"lexical", "encoder"}
    assert set(channels_of(False)) < set(channels_of(True))


def _without_channel(one: dict[str, Any]) -> None:
    del one["confidence"]["letters"]


def _other_order(one: dict[str, Any]) -> None:
    one["confidence"] = dict(reversed(one["confidence"].items()))


def _more(one: dict[str, Any]) -> None:
    one["weights"]["fr"] = one["weights"]["en"]


def _without_language(one: dict[str, Any]) -> None:
    del one["weights"]["kk"]


@pytest.mark.parametrize("spoil", [_without_channel, _other_order, _more, _without_language])
def test_numbers_of_other_channels_are_refused(spoil: Any) -> None:
    one = deepcopy(SETS["lexical"])
    assert read_fitted(one, has_encoder=False)
    spoil(one)
    with pytest.raises(ValueError, match="make fit"):
        read_fitted(one, has_encoder=False)


@BOTH
def test_numbers_of_the_other_installation_are_refused(has_encoder: bool) -> None:
    with pytest.raises(ValueError, match="make fit"):
        read_fitted(SETS["lexical" if has_encoder else "encoder"], has_encoder=has_encoder)


@BOTH
@given(
    st.integers(0, 40),
    st.lists(st.floats(-20, 20), min_size=25, max_size=25),
    st.floats(0, 20),
)
def test_the_confidence_is_a_share_that_grows_with_the_evidence(
    has_encoder: bool, at: int, values: list[float], more: float
) -> None:
    fitted = shipped(has_encoder=has_encoder)
    size = len(fitted.confidence_weights) - 1
    own = np.resize(np.asarray(values, np.float32), size)
    place = at % size
    risen = own.copy()
    risen[place] += np.float32(more)
    before, after = fitted.confidence(own), fitted.confidence(risen)
    assert 0 <= before <= 1
    assert (after - before) * np.sign(fitted.confidence_weights[place]) >= -1e-6


@pytest.mark.parametrize("many", [1, 2, 3, 7])
def test_evidence_is_finite_for_any_number_of_entries(thesaurus: Thesaurus, many: int) -> None:
    question = read_question("canteen", thesaurus, lambda features: 0.5)
    scores = np.ones((many, 7), np.float32)
    for first in (1.0, 1e-30, 1 / many):
        rest = [0.0] * (many - 1)
        found = evidence(question, scores, np.asarray([first, *rest], np.float32))
        assert found.shape == (len(EVIDENCE) + 7,)
        assert np.isfinite(found).all()


def test_a_clearer_winner_is_surer(thesaurus: Thesaurus) -> None:
    fitted = shipped(has_encoder=False)
    question = read_question("canteen", thesaurus, lambda features: 0.5)
    scores = np.full((3, 7), 0.5, np.float32)
    clear, split = (
        fitted.confidence(evidence(question, scores, np.asarray(shares, np.float32)))
        for shares in ([0.98, 0.01, 0.01], [0.4, 0.3, 0.3])
    )
    assert clear > split
