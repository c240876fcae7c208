"""BM25 over features of any kind (letter groups, concepts), as flat arrays by feature.

Parameters: research/retrieval.md, 4.1. A score is a share of what the question would score against
itself, so that scores of different questions and channels can be compared.
"""

import math
from collections import Counter
from collections.abc import Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

import numpy as np
import numpy.typing as npt

Feature = TypeVar("Feature", bound=Hashable)
Floats = npt.NDArray[np.float32]
K1 = 1.2


@dataclass(frozen=True, slots=True)
class Statistics(Generic[Feature]):
    """What a score needs to know of all texts: how rare a feature is, how long a text usually."""

    weights: Mapping[Feature, float]
    unknown: float
    mean_length: float

    def weight(self, feature: Feature) -> float:
        """How telling a feature is; the rarer, the more."""
        return self.weights.get(feature, self.unknown)


def statistics_of(bags: Sequence[Mapping[Feature, float]]) -> Statistics[Feature]:
    """The statistics of some texts, given as counted features."""
    many = len(bags)
    holders = Counter(feature for bag in bags for feature in bag)
    weights = {
        feature: math.log1p((many - count + 0.5) / (count + 0.5))
        for feature, count in holders.items()
    }
    mean = sum(sum(bag.values()) for bag in bags) / max(1, many)
    return Statistics(weights, math.log1p((many + 0.5) / 0.5), mean or 1.0)


class Postings(Generic[Feature]):
    """Texts by feature; built once, then only read.

    Args:
        b: how much a longer text is marked down, 0 to 1.
        statistics: of other texts, if these are few that came later.
    """

    def __init__(
        self,
        bags: Sequence[Mapping[Feature, float]],
        *,
        b: float,
        statistics: Statistics[Feature] | None = None,
    ) -> None:
        self.statistics = statistics or statistics_of(bags)
        self._many = len(bags)
        self._numbers: dict[Feature, int] = {}
        numbers: list[int] = []
        places: list[int] = []
        shares: list[float] = []
        for place, bag in enumerate(bags):
            room = K1 * (1 - b + b * sum(bag.values()) / self.statistics.mean_length)
            for feature, count in bag.items():
                numbers.append(self._numbers.setdefault(feature, len(self._numbers)))
                places.append(place)
                share = count * (K1 + 1) / (count + room)
                shares.append(self.statistics.weight(feature) * share)
        by_feature = np.argsort(np.asarray(numbers, np.int64), kind="stable")
        self._places = np.asarray(places, np.int32)[by_feature]
        self._shares = np.asarray(shares, np.float32)[by_feature]
        counts = np.bincount(np.asarray(numbers, np.int64), minlength=len(self._numbers))
        self._starts = np.concatenate(([0], np.cumsum(counts)))

    def scores(self, asked: Mapping[Feature, float], *, besides: float = 0.0) -> Floats:
        """For each text the share of the question that it covers.

        Args:
            asked: the question's features with their weights.
            besides: how many unknown features the question has besides.
        """
        found = np.zeros(self._many, np.float32)
        ceiling = besides * self.statistics.unknown
        for feature, weight in asked.items():
            ceiling += weight * self.statistics.weight(feature)
            number = self._numbers.get(feature)
            if number is not None:
                held = slice(self._starts[number], self._starts[number + 1])
                found[self._places[held]] += np.float32(weight) * self._shares[held]
        return found / np.float32(max(ceiling * (K1 + 1), 1e-6))

    def known(self, asked: Iterable[Feature]) -> float:
        """The share of the question that any text has, 0 to 1."""
        weights = [(self.statistics.weight(f), f in self.statistics.weights) for f in asked]
        total = sum(weight for weight, _ in weights)
        return sum(weight for weight, is_known in weights if is_known) / total if total else 0.0
