"""`make fit`: weights, confidence and thresholds of the search, from the development questions.

Nothing is set by hand: this writes bot/search/fitted.json. The confidence is fitted on what the
weights make of questions that they were not fitted on (five folds by entry), or it would trust them
too much; the thresholds on confidences that were made the same way.
"""

import argparse
import json
import math
import zlib
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from scipy.optimize import minimize

from benchmarks.asked import COURSES, Asked, QuestionSet, decoys, question_sets
from bot.i18n import languages
from bot.search.encoder import load_encoder
from bot.search.engine import Engine
from bot.search.fitted import EVIDENCE, FILE, Fitted, channels_of, evidence
from bot.search.question import Question
from bot.search.thesaurus import LANGUAGES
from bot.services.passages import thesaurus_of
from storage.packs import read_courses

FOLDS = 5
WEIGHT_PENALTY, DEVIATION_PENALTY = 0.1, 3.0
CONFIDENCE_PENALTY = 0.3
DECOY_WEIGHT = 0.06
"""All decoys together count like one question outside the material in four."""
PRECISION, FALSE_ANSWERS = 0.95, 0.03
LOST = 0.04
"""Of the questions whose answer is among the first three, so many may go without an offer."""


@dataclass(frozen=True, slots=True)
class Sample:
    """A question with the channel scores of every entry."""

    asked: Asked
    question: Question
    scores: np.ndarray
    is_right: np.ndarray
    fold: int
    weight: float


def samples(sets: Sequence[QuestionSet], engines: Sequence[Engine]) -> list[Sample]:
    """Every question, scored."""
    found = []
    for one, engine in zip(sets, engines, strict=True):
        every = [(asked, 1.0) for asked in one.questions]
        every += [(asked, DECOY_WEIGHT) for asked in decoys()]
        for asked, weight in every:
            question, scores = engine.scored(asked.text)
            right = np.isin(engine.names, list(asked.right))
            fold = zlib.crc32((min(asked.right, default="") or asked.text).encode()) % FOLDS
            found.append(Sample(asked, question, scores, right, fold, weight))
    return found


def fit_weights(found: Sequence[Sample]) -> dict[str, np.ndarray]:
    """Conditional logit: of all entries the right one; a language may deviate from the common."""
    inside = [one for one in found if one.is_right.any()]
    size = inside[0].scores.shape[1]
    penalty = np.concatenate((np.ones(size), np.full(size * len(LANGUAGES), DEVIATION_PENALTY)))

    def loss(flat: np.ndarray) -> tuple[float, np.ndarray]:
        parts = flat.reshape(-1, size)
        slope = WEIGHT_PENALTY * penalty * flat
        slopes = slope.reshape(-1, size)
        total = 0.5 * float(slope @ flat)
        for one in inside:
            own = 1 + LANGUAGES.index(one.question.language)
            fused = one.scores @ (parts[0] + parts[own])
            share = np.exp(fused - fused.max())
            share /= share.sum()
            right = float(share[one.is_right].sum())
            total -= math.log(max(right, 1e-12))
            given = np.where(one.is_right, share / max(right, 1e-12), 0.0)
            step = one.scores.T @ (share - given)
            slopes[0] += step
            slopes[own] += step
        return total, slope

    start = np.zeros(size * (1 + len(LANGUAGES)))
    parts = minimize(loss, start, jac=True, method="L-BFGS-B").x.reshape(-1, size)
    return {language: parts[0] + parts[1 + at] for at, language in enumerate(LANGUAGES)}


def looked_at(one: Sample, weights: dict[str, np.ndarray]) -> tuple[np.ndarray, bool, bool]:
    """The evidence on a question, whether the first is right, and whether one of three is."""
    fused = one.scores @ weights[one.question.language]
    order = np.argsort(-fused, kind="stable")
    share = np.exp(fused - fused[order[0]])
    share /= share.sum()
    right = one.is_right[order]
    return evidence(one.question, one.scores[order], share[order]), bool(right[0]), right[:3].any()


def fit_logistic(rows: np.ndarray, right: np.ndarray, weight: np.ndarray) -> np.ndarray:
    """Weights of the evidence and the constant; penalised in units of each column's spread."""
    mean, spread = rows.mean(0), rows.std(0) + 1e-6
    scaled = np.column_stack(((rows - mean) / spread, np.ones(len(rows))))

    def loss(flat: np.ndarray) -> tuple[float, np.ndarray]:
        total = scaled @ flat
        chance = 1 / (1 + np.exp(-total))
        own = np.concatenate((flat[:-1], [0.0]))
        value = float(weight @ (np.logaddexp(0, total) - right * total))
        step = scaled.T @ (weight * (chance - right)) + CONFIDENCE_PENALTY * own
        return value + 0.5 * CONFIDENCE_PENALTY * float(own @ own), step

    flat = minimize(loss, np.zeros(scaled.shape[1]), jac=True, method="L-BFGS-B").x
    slopes = flat[:-1] / spread
    return np.concatenate((slopes, [flat[-1] - float(slopes @ mean)]))


def sigmoid(total: np.ndarray) -> np.ndarray:
    """0 to 1."""
    return 1 / (1 + np.exp(-total))


def fit(found: Sequence[Sample], channels: Sequence[str]) -> dict[str, object]:
    """One set of numbers for fitted.json."""
    weights = fit_weights([one for one in found if one.asked.right])
    by_fold = [
        fit_weights([one for one in found if one.asked.right and one.fold != fold])
        for fold in range(FOLDS)
    ]
    seen = [looked_at(one, by_fold[one.fold]) for one in found]
    rows = np.stack([row for row, _, _ in seen])
    right = np.asarray([float(is_right) for _, is_right, _ in seen])
    weight = np.asarray([one.weight for one in found])
    fold = np.asarray([one.fold for one in found])
    confidence = fit_logistic(rows, right, weight)
    held_out = np.zeros(len(found))
    for at in range(FOLDS):
        own = fit_logistic(rows[fold != at], right[fold != at], weight[fold != at])
        held_out[fold == at] = sigmoid(rows[fold == at] @ own[:-1] + own[-1])
    is_inside = np.asarray([bool(one.asked.right) for one in found])
    is_decoy = np.asarray([one.asked.kind == "decoy" for one in found])
    sure = sure_from(held_out[~is_decoy], right[~is_decoy] > 0, is_inside[~is_decoy])
    three = np.asarray([is_near for _, _, is_near in seen])
    near = float(np.quantile(held_out[three], LOST))
    names = (*EVIDENCE, *channels, "constant")
    return {
        "weights": {
            language: dict(zip(channels, _rounded(own), strict=True))
            for language, own in weights.items()
        },
        "confidence": dict(zip(names, _rounded(confidence), strict=True)),
        "sure": round(sure, 3),
        "near": round(min(near, sure), 3),
    }


def sure_from(confidence: np.ndarray, is_right: np.ndarray, is_inside: np.ndarray) -> float:
    """The lowest confidence from which answers are right, and outsiders unanswered, enough."""
    for threshold in np.arange(0.3, 0.99, 0.005):
        is_said = confidence >= threshold
        precision = is_right[is_said].mean() if is_said.any() else 1.0
        if precision >= PRECISION and is_said[~is_inside].mean() <= FALSE_ANSWERS:
            return float(threshold)
    return 0.99


def _rounded(numbers: np.ndarray) -> list[float]:
    return [round(float(number), 4) for number in numbers]


def empty(channels: tuple[str, ...]) -> Fitted:
    """For scoring before anything is fitted."""
    size = len(channels)
    none = {language: np.zeros(size, np.float32) for language in LANGUAGES}
    return Fitted(channels, none, np.zeros(len(EVIDENCE) + size + 1, np.float32), 1.0, 0.0)


def main() -> None:
    """Fits both installations and writes the file."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--encoder", type=Path, default=Path("data/encoder.onnx"))
    parser.add_argument("--out", type=Path, default=FILE)
    arguments = parser.parse_args()
    encoder = load_encoder(arguments.encoder)
    if encoder is None:
        parser.error("the encoder is needed: `make encoder`")
    sets = question_sets("dev")
    thesaurus = thesaurus_of(read_courses(COURSES, languages()).values())
    fitted = {}
    for name, own in (("lexical", None), ("encoder", encoder)):
        channels = channels_of(own is not None)
        engines = [Engine(one.passages, thesaurus, empty(channels), own) for one in sets]
        fitted[name] = fit(samples(sets, engines), channels)
        print(name, "sure from", fitted[name]["sure"], "near from", fitted[name]["near"])
    arguments.out.write_text(json.dumps(fitted, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
