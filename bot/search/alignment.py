"""Word by word: how well each word of a question has its like in an entry.

Two words are alike by common letter groups (endings, typos) or by a common concept.
"""

import math
from collections import defaultdict
from collections.abc import Hashable, Iterable, Mapping, Sequence
from functools import lru_cache
from typing import TypeVar

import numpy as np
import numpy.typing as npt

from bot.search.letters import groups_of_word
from bot.search.postings import Floats
from bot.search.thesaurus import Thesaurus, Token, function_words, tokens

T = TypeVar("T", bound=Hashable)
Numbers = npt.NDArray[np.int64]
ALIKE = 0.45
"""Of letter groups; below it words have only an ending or a beginning in common."""
SAME_MEANING = 0.9
HELD = 0.6
"""An entry has a word if it has one so much alike."""
WORDS_KEPT = 128


class Alignment:
    """The words of entries, and which entry has which.

    Args:
        texts: for each entry, all its texts of one kind (questions, or everything).
    """

    def __init__(self, texts: Sequence[Iterable[str]], thesaurus: Thesaurus) -> None:
        self._thesaurus = thesaurus
        self._many = len(texts)
        vocabulary: dict[tuple[str, bool], Token] = {}
        numbers: dict[tuple[str, bool], int] = {}
        held: list[Numbers] = []
        for own in texts:
            found: set[int] = set()
            for text in own:
                for token in tokens(text):
                    if token.word in function_words():
                        continue
                    place = (token.word, token.is_latin)
                    vocabulary.setdefault(place, token)
                    found.add(numbers.setdefault(place, len(numbers)))
            held.append(np.asarray(sorted(found), np.int64))
        lengths = [len(one) for one in held]
        # At the end of the row of words one that is like nothing: for entries without any.
        self._size = len(numbers) + 1
        filled = [one if len(one) else np.asarray([len(numbers)]) for one in held]
        self._held = np.concatenate(filled) if filled else np.zeros(0, np.int64)
        counts = [max(1, length) for length in lengths]
        self._starts = np.concatenate(([0], np.cumsum(counts)[:-1])).astype(np.int64)
        self._raw = [token.raw for token in vocabulary.values()] + [""]
        self._holders = np.bincount(self._held, minlength=self._size)
        by_group: defaultdict[str, list[int]] = defaultdict(list)
        by_concept: defaultdict[int, list[int]] = defaultdict(list)
        own_size = np.ones(self._size, np.float32)
        self._meanings = np.ones(self._size, np.float32)
        for place, number in numbers.items():
            features = groups_of_word(place[0])
            own_size[number] = len(features)
            for feature in features:
                by_group[feature].append(number)
            meanings = thesaurus.meanings(vocabulary[place])
            self._meanings[number] = max(1, len(meanings))
            for concept in meanings:
                by_concept[concept].append(number)
        self._roots = np.sqrt(own_size)
        self._by_group: Mapping[str, Numbers] = _arrays(by_group)
        self._by_concept: Mapping[int, Numbers] = _arrays(by_concept)
        self._alike = lru_cache(WORDS_KEPT)(self._likeness)

    def _likeness(self, token: Token) -> tuple[Floats, float]:
        """Of each word of the entries to this one, and how many entries have one much alike."""
        likeness = np.zeros(self._size, np.float32)
        features = groups_of_word(token.word)
        for feature in features:
            numbers = self._by_group.get(feature)
            if numbers is not None:
                likeness[numbers] += 1.0
        likeness /= self._roots * math.sqrt(len(features))
        likeness[likeness <= ALIKE] = 0.0
        meanings = self._thesaurus.meanings(token)
        for concept in meanings:
            numbers = self._by_concept.get(concept)
            if numbers is not None:
                shared = SAME_MEANING / np.sqrt(len(meanings) * self._meanings[numbers])
                likeness[numbers] = np.maximum(likeness[numbers], shared)
        return likeness, float(self._holders[likeness > HELD].sum())

    def rarity(self, token: Token) -> float:
        """How telling a word of a question is: the fewer entries have its like, the more."""
        holders = min(self._alike(token)[1], self._many)
        return math.log1p((self._many + 0.5) / (holders + 0.5))

    def scores(self, asked: Sequence[Token], rarities: Sequence[float]) -> Floats:
        """For each entry the share of the question's words, by rarity, that have their like."""
        found = np.zeros(self._many, np.float32)
        if not self._many:
            return found
        for token, rarity in zip(asked, rarities, strict=True):
            likeness = self._alike(token)[0]
            found += np.float32(rarity) * np.maximum.reduceat(likeness[self._held], self._starts)
        return found / np.float32(max(sum(rarities), 1e-6))

    def knows(self, token: Token) -> bool:
        """Whether any entry has a word at all like one of the question's."""
        return bool(self._alike(token)[0].any())

    def likest(self, token: Token, place: int) -> tuple[str, float]:
        """The entry's word that is most like one of the question's, and how much."""
        end = self._starts[place + 1] if place + 1 < self._many else len(self._held)
        own = self._held[self._starts[place] : end]
        likeness = self._alike(token)[0][own]
        best = int(likeness.argmax())
        return self._raw[int(own[best])], float(likeness[best])


def _arrays(lists: Mapping[T, list[int]]) -> dict[T, Numbers]:
    return {name: np.asarray(numbers, np.int64) for name, numbers in lists.items()}
