"""An index of passages in several languages, ranked by letter groups (BM25).

BM25 parameters and weights: research/retrieval.md, 4.1 and 5, channel 1.
"""

import math
from array import array
from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from heapq import nlargest
from itertools import accumulate

from bot.search.letters import beginnings, groups, words

K1, B = 1.2, 0.3
QUESTION_WEIGHT, ALIAS_WEIGHT, ANSWER_WEIGHT = 2.0, 1.0, 0.5
TOO_COMMON = 0.25
"""A feature that a larger share of the passages has tells too little for its cost."""
FEW = 20
PASSAGES_AN_ENTRY = 8
ARTICLES = frozenset({"a", "an", "the"})
"""Whether one writes them makes no other question."""
OWN_LANGUAGE = 1.05
"""An entry that matches in the person's own language goes before an equal match in another."""


@dataclass(frozen=True, slots=True)
class Passage:
    """What can be found: an entry's texts in one language.

    Attributes:
        is_exact: found only by its question or an alias word for word, and never as a near match:
            a term of two words would else stand before every answer in which they occur.
    """

    entry_id: str
    language: str
    question: str
    aliases: tuple[str, ...]
    answer: str
    is_exact: bool = False


@dataclass(frozen=True, slots=True)
class Match:
    """An entry found; `score` is the share of the question that it covers, 0 to about 1.

    It is 1 at least where the question is, word for word, one of the entry's own.
    """

    entry_id: str
    score: float


class Index:
    """Passages by feature; built once, then only read."""

    def __init__(self, passages: Iterable[Passage]) -> None:
        self._exact: defaultdict[tuple[str, ...], set[str]] = defaultdict(set)
        self._passages: list[Passage] = []
        for passage in passages:
            for text in (passage.question, *passage.aliases):
                self._exact[_whole(text)].add(passage.entry_id)
            if not passage.is_exact:
                self._passages.append(passage)
        # Flat arrays: with a dict for each passage and a list for each of so many features the
        # index would take ten times the room, and that for good once the process has grown.
        self._numbers: dict[str, int] = {}
        counted: list[tuple[array[int], array[float]]] = []
        for passage in self._passages:
            features = _features(passage)
            found = (self._numbers.setdefault(name, len(self._numbers)) for name in features)
            counted.append((array("I", found), array("f", features.values())))
        holders = Counter(number for numbers, _ in counted for number in numbers)
        in_order = [holders[number] for number in range(len(self._numbers))]
        self._weights = array("f", map(self._weight, in_order))
        common = max(FEW, TOO_COMMON * len(self._passages))
        kept = array("I", (count if count <= common else 0 for count in in_order))
        self._starts = array("I", accumulate(kept, initial=0))
        self._places = array("I", bytes(4 * self._starts[-1]))
        self._shares = array("f", bytes(4 * self._starts[-1]))
        ends = self._starts[:-1]
        lengths = [sum(counts) for _, counts in counted]
        mean = sum(lengths) / max(1, len(lengths))
        for place, (numbers, counts) in enumerate(counted):
            room = K1 * (1 - B + B * lengths[place] / mean) if mean else K1
            for number, count in zip(numbers, counts, strict=True):
                if kept[number]:
                    share = self._weights[number] * count * (K1 + 1) / (count + room)
                    self._places[ends[number]] = place
                    self._shares[ends[number]] = share
                    ends[number] += 1

    def _weight(self, holders: int) -> float:
        """How telling a feature is that so many passages have; the rarer, the more."""
        return math.log1p((len(self._passages) - holders + 0.5) / (holders + 0.5))

    def rank(self, question: str, language: str, *, most: int = 10) -> list[Match]:
        """Entries in any language, best first, each with the score of its best passage."""
        asked = groups(question).keys() | beginnings(question).keys()
        known = [number for feature in asked if (number := self._numbers.get(feature)) is not None]
        weights = sum(self._weights[number] for number in known)
        ceiling = (K1 + 1) * (weights + (len(asked) - len(known)) * self._weight(0))
        scores = [0.0] * len(self._passages)
        for number in known:
            held = slice(self._starts[number], self._starts[number + 1])
            for place, share in zip(self._places[held], self._shares[held], strict=True):
                scores[place] += share
        best = dict.fromkeys(self._exact.get(_whole(question), ()), 1.0)
        # An entry has a passage in each of a few languages: so many hold the best of its entries.
        for place in nlargest(PASSAGES_AN_ENTRY * most, range(len(scores)), scores.__getitem__):
            if scores[place] > 0:
                passage = self._passages[place]
                own = OWN_LANGUAGE if passage.language == language else 1.0
                score = own * scores[place] / ceiling
                best[passage.entry_id] = max(best.get(passage.entry_id, 0.0), score)
        ranked = sorted(best.items(), key=lambda found: (-found[1], found[0]))
        return [Match(entry_id, score) for entry_id, score in ranked[:most]]


def _whole(text: str) -> tuple[str, ...]:
    """A question as it is compared word for word."""
    return tuple(word for word in words(text) if word not in ARTICLES)


def _features(passage: Passage) -> dict[str, float]:
    features: defaultdict[str, float] = defaultdict(float)
    texts = [(passage.question, QUESTION_WEIGHT), *((a, ALIAS_WEIGHT) for a in passage.aliases)]
    for text, weight in texts:
        for feature, count in (groups(text) + beginnings(text)).items():
            features[feature] += weight * count
    for feature, count in beginnings(passage.answer).items():
        features[feature] += ANSWER_WEIGHT * count
    return features
