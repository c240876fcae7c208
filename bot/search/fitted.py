"""Weights of the channels and the confidence, fitted by `make fit` on development questions.

The weights are a conditional logit over the entries; the confidence is a logistic model on what the
winner looks like. Both stand as numbers in `fitted.json`, one set for each installation.
"""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import numpy as np

from bot.search.channels import DENSE, LEXICAL
from bot.search.postings import Floats
from bot.search.question import Question
from bot.search.thesaurus import LANGUAGES

FILE = Path(__file__).parent / "fitted.json"
EVIDENCE = (
    "share",
    "lead",
    "third",
    "known",
    "missing",
    "length",
    "is-short",
)
"""What the confidence looks at besides the winner's channel scores."""


@dataclass(frozen=True, slots=True)
class Fitted:
    """Attributes:
    weights: of the channels, by language of the question.
    confidence: of the evidence and of a constant, the last.
    sure: from this confidence on the first entry is the answer.
    near: from this confidence on entries are offered.
    """

    channels: tuple[str, ...]
    weights: Mapping[str, Floats]
    confidence_weights: Floats
    sure: float
    near: float

    def fused(self, scores: Floats, language: str) -> Floats:
        """One number an entry."""
        total: Floats = scores @ self.weights[language]
        return total

    def confidence(self, found: Floats) -> float:
        """That the first entry is right, 0 to 1."""
        total = float(found @ self.confidence_weights[:-1] + self.confidence_weights[-1])
        return float(1 / (1 + np.exp(-total)))


def evidence(question: Question, scores: Floats, shares: Floats) -> Floats:
    """What the confidence is made of: `EVIDENCE`, then the scores of the first entry."""
    top = np.concatenate((shares[:3], np.full(max(0, 3 - len(shares)), 1e-6)))
    odds = np.log(np.clip(top[0], 1e-6, 1 - 1e-6) / (1 - np.clip(top[0], 1e-6, 1 - 1e-6)))
    many = len(question.content)
    own = [
        odds,
        np.log(top[0] / max(top[1], 1e-6)),
        np.log(top[0] / max(top[2], 1e-6)),
        question.known,
        question.missing / max(many, 1),
        np.log1p(many),
        float(many <= 2),
    ]
    return np.concatenate((np.asarray(own, np.float32), scores[0])).astype(np.float32)


def channels_of(has_encoder: bool) -> tuple[str, ...]:
    """The channels of an installation."""
    return LEXICAL + DENSE if has_encoder else LEXICAL


@cache
def shipped(*, has_encoder: bool) -> Fitted:
    """The fitted numbers that come with the bot."""
    sets = json.loads(FILE.read_text(encoding="utf-8"))
    return read_fitted(sets["encoder" if has_encoder else "lexical"], has_encoder=has_encoder)


def read_fitted(one: Mapping[str, object], *, has_encoder: bool) -> Fitted:
    """One set of numbers.

    Raises:
        ValueError: they were fitted for other channels.
    """
    channels = channels_of(has_encoder)
    weights = _table(one["weights"])
    confidence = _table(one["confidence"])
    names = (*EVIDENCE, *channels, "constant")
    if set(weights) != set(LANGUAGES) or tuple(confidence) != names:
        raise ValueError("fitted.json is of other channels: run `make fit`")
    return Fitted(
        channels=channels,
        weights={language: _row(weights[language], channels) for language in LANGUAGES},
        confidence_weights=_row(confidence, names),
        sure=float(str(one["sure"])),
        near=float(str(one["near"])),
    )


def _table(value: object) -> Mapping[str, object]:
    assert isinstance(value, dict)
    return value


def _row(value: object, names: Sequence[str]) -> Floats:
    table = _table(value)
    return np.asarray([float(str(table[name])) for name in names], np.float32)
