"""An index of passages in several languages, ranked by letter groups (BM25).

BM25 parameters and weights: research/retrieval.md, 4.1 and 5, channel 1.
"""

import math
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from bot.search.letters import beginnings, groups

K1, B = 1.2, 0.3
QUESTION_WEIGHT, ALIAS_WEIGHT, ANSWER_WEIGHT = 2.0, 1.0, 0.5
OWN_LANGUAGE = 1.05
"""An entry that matches in the person's own language goes before an equal match in another."""


@dataclass(frozen=True, slots=True)
class Passage:
    """What can be found: an entry's texts in one language."""

    entry_id: str
    language: str
    question: str
    aliases: tuple[str, ...]
    answer: str


@dataclass(frozen=True, slots=True)
class Match:
    """An entry found; `score` is the share of the question that it covers, 0 to about 1."""

    entry_id: str
    score: float


class Index:
    """Passages by feature; built once, then only read."""

    def __init__(self, passages: Iterable[Passage]) -> None:
        self._passages = list(passages)
        self._postings: defaultdict[str, list[tuple[int, float]]] = defaultdict(list)
        self._lengths: list[float] = []
        for number, passage in enumerate(self._passages):
            features = _features(passage)
            self._lengths.append(sum(features.values()))
            for feature, weight in features.items():
                self._postings[feature].append((number, weight))
        self._mean = sum(self._lengths) / max(1, len(self._lengths))

    def rank(self, question: str, language: str, *, most: int = 10) -> list[Match]:
        """Entries in any language, best first, each with the score of its best passage."""
        asked = groups(question)
        asked.update(beginnings(question))
        ceiling = sum(self._weight(feature) * (K1 + 1) for feature in asked)
        if not ceiling:
            return []
        scores: defaultdict[int, float] = defaultdict(float)
        for feature in asked:
            for number, count in self._postings.get(feature, ()):
                scores[number] += self._weight(feature) * self._saturated(count, number)
        best: dict[str, float] = {}
        for number, score in scores.items():
            passage = self._passages[number]
            own = OWN_LANGUAGE if passage.language == language else 1.0
            best[passage.entry_id] = max(best.get(passage.entry_id, 0.0), own * score / ceiling)
        ranked = sorted(best.items(), key=lambda found: (-found[1], found[0]))
        return [Match(entry_id, score) for entry_id, score in ranked[:most]]

    def _weight(self, feature: str) -> float:
        """How telling a feature is; one that no passage has counts as the rarest."""
        holders = len(self._postings.get(feature, ()))
        rest = len(self._passages) - holders
        return math.log1p((rest + 0.5) / (holders + 0.5))

    def _saturated(self, count: float, number: int) -> float:
        length = self._lengths[number] / self._mean
        return count * (K1 + 1) / (count + K1 * (1 - B + B * length))


def _features(passage: Passage) -> dict[str, float]:
    features: defaultdict[str, float] = defaultdict(float)
    texts = [(passage.question, QUESTION_WEIGHT), *((a, ALIAS_WEIGHT) for a in passage.aliases)]
    for text, weight in texts:
        for feature, count in (groups(text) + beginnings(text)).items():
            features[feature] += weight * count
    for feature, count in beginnings(passage.answer).items():
        features[feature] += ANSWER_WEIGHT * count
    return features
