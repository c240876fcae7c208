"""How good the answers are: the table of `make bench`, by language and kind of trouble."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

import numpy as np

from benchmarks.asked import Asked

Ranking = Callable[[str, str], tuple[list[str], float]]
"""Question and language → entries, best first, and a confidence that the first is right."""
BINS = 10


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a system made of a question."""

    asked: Asked
    is_first: bool
    is_among_three: bool
    confidence: float
    is_answered: bool
    first: str | None = None


def outcomes(
    questions: Iterable[Asked], rank: Ranking, is_sure: Callable[[float], bool]
) -> list[Outcome]:
    """Asks them all."""
    found = []
    for asked in questions:
        names, confidence = rank(asked.text, asked.language)
        found.append(
            Outcome(
                asked,
                bool(names) and names[0] in asked.right,
                not asked.right.isdisjoint(names[:3]),
                confidence,
                bool(names) and is_sure(confidence),
                names[0] if names else None,
            )
        )
    return found


def hits(found: Sequence[Outcome]) -> dict[str, tuple[int, float, float]]:
    """By all, language and kind: how many questions inside the material, hit@1, hit@3."""
    groups: defaultdict[str, list[Outcome]] = defaultdict(list)
    for one in found:
        if one.asked.right:
            for name in ("all", one.asked.language, one.asked.kind):
                groups[name].append(one)
    return {
        name: (
            len(own),
            float(np.mean([one.is_first for one in own])),
            float(np.mean([one.is_among_three for one in own])),
        )
        for name, own in groups.items()
    }


def auroc(found: Sequence[Outcome]) -> float:
    """How well the confidence tells questions inside the material from those outside; 0.5: not."""
    inside = np.asarray([one.confidence for one in found if one.asked.right])
    outside = np.asarray([one.confidence for one in found if not one.asked.right])
    higher = (inside[:, None] > outside[None, :]).mean()
    return float(higher + 0.5 * (inside[:, None] == outside[None, :]).mean())


def calibration_error(found: Sequence[Outcome]) -> float:
    """Expected calibration error over ten bins: said against seen."""
    confidence = np.asarray([one.confidence for one in found])
    right = np.asarray([float(one.is_first) for one in found])
    bins = np.minimum((confidence * BINS).astype(int), BINS - 1)
    total = 0.0
    for number in range(BINS):
        own = bins == number
        if own.any():
            total += own.mean() * abs(confidence[own].mean() - right[own].mean())
    return float(total)


def at_threshold(found: Sequence[Outcome]) -> tuple[float, float, float]:
    """Precision of the answers, share of the inside questions answered, of the outside ones."""
    said = [one for one in found if one.is_answered]
    inside = [one for one in found if one.asked.right]
    outside = [one for one in found if not one.asked.right]
    precision = float(np.mean([one.is_first for one in said])) if said else 1.0
    return (
        precision,
        float(np.mean([one.is_answered for one in inside])),
        float(np.mean([one.is_answered for one in outside])),
    )


def offered(found: Sequence[Outcome], near: float) -> tuple[float, float, float]:
    """Shares of the questions: inside offered entries, inside shown the right one, outside offered.

    Args:
        near: from this confidence on three entries are offered where there is no answer.
    """
    inside = [one for one in found if one.asked.right]
    outside = [one for one in found if not one.asked.right]

    def is_offered(one: Outcome) -> bool:
        return not one.is_answered and one.first is not None and one.confidence >= near

    return (
        float(np.mean([is_offered(one) for one in inside])),
        float(
            np.mean(
                [
                    one.is_first if one.is_answered else is_offered(one) and one.is_among_three
                    for one in inside
                ]
            )
        ),
        float(np.mean([is_offered(one) for one in outside])),
    )
