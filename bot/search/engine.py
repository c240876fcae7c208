"""Question → ranked entries, and how sure one may be of the first."""

from collections import defaultdict
from collections.abc import Collection, Iterable
from collections.abc import Set as AbstractSet

import numpy as np

from bot.search.channels import Block
from bot.search.encoder import Encoder
from bot.search.explanation import PAIRS_MOST, Pair, Why, shares_of
from bot.search.fitted import Fitted, evidence
from bot.search.letters import words
from bot.search.passage import Found, Match, Passage
from bot.search.postings import Floats
from bot.search.question import Question, read_question
from bot.search.thesaurus import Thesaurus, Token

ARTICLES = frozenset({"a", "an", "the"})
"""Whether one writes them makes no other question."""
FEWEST = 3
"""Among fewer entries the first would stand out whatever is asked: the others are thought to be
there besides and to have nothing of the question."""


class Engine:
    """Everything that can be found; changed entries go beside the others, nothing is rebuilt."""

    def __init__(
        self,
        passages: Iterable[Passage],
        thesaurus: Thesaurus,
        fitted: Fitted,
        encoder: Encoder | None = None,
    ) -> None:
        self._thesaurus, self._fitted, self._encoder = thesaurus, fitted, encoder
        self._exact: dict[str, frozenset[tuple[str, ...]]] = {}
        near = self._take(passages)
        self._blocks = [Block(near, thesaurus, encoder)]
        self._index()

    @property
    def has_encoder(self) -> bool:
        """Whether sentence vectors are among the channels."""
        return self._encoder is not None

    @property
    def size(self) -> int:
        """How many entries can be found."""
        return len(self._exact)

    @property
    def size_in_blocks(self) -> int:
        """One, and one more for each change since."""
        return len(self._blocks)

    def _take(self, passages: Iterable[Passage]) -> list[Passage]:
        """Notes what is found word for word; the rest, by entry."""
        by_entry: defaultdict[str, list[Passage]] = defaultdict(list)
        exact: defaultdict[str, set[tuple[str, ...]]] = defaultdict(set)
        for passage in passages:
            exact[passage.entry_id].update(
                _whole(text) for text in (passage.question, *passage.aliases)
            )
            if not passage.is_exact:
                by_entry[passage.entry_id].append(passage)
        self._exact |= {name: frozenset(texts) for name, texts in exact.items()}
        return [passage for own in by_entry.values() for passage in own]

    def _index(self) -> None:
        self._by_whole: defaultdict[tuple[str, ...], set[str]] = defaultdict(set)
        for name, texts in self._exact.items():
            for text in filter(None, texts):
                self._by_whole[text].add(name)
        self.names = [name for block in self._blocks for name in block.names]
        last = {name: place for place, name in enumerate(self.names)}
        self._is_live = np.asarray(
            [last[name] == place and name in self._exact for place, name in enumerate(self.names)],
            bool,
        )

    def changed(self, passages: Iterable[Passage], gone: Collection[str] = ()) -> "Engine":
        """With some entries new or in the place of their earlier texts, and some gone."""
        other = object.__new__(Engine)
        other._thesaurus, other._fitted = self._thesaurus, self._fitted
        other._encoder = self._encoder
        other._exact = {name: texts for name, texts in self._exact.items() if name not in gone}
        near = other._take(passages)
        base = self._blocks[0]
        other._blocks = [
            *self._blocks,
            *([Block(near, self._thesaurus, self._encoder, base)] if near else []),
        ]
        other._index()
        return other

    def find(self, text: str, *, without: AbstractSet[str] = frozenset(), most: int = 10) -> Found:
        """The entries nearest to a question, in whatever language they are.

        Args:
            without: entries that are not there for who asks.
        """
        exact = sorted(self._by_whole.get(_whole(text), set()) - without)
        question, scores = self.scored(text)
        is_open = self._is_live & ~np.isin(self.names, list(without)) if without else self._is_live
        places = np.flatnonzero(is_open)
        if not len(places):
            return Found(tuple(Match(name, 1.0) for name in exact[:most]), float(bool(exact)))
        fused = self._fitted.fused(scores[places], question.language)
        order = np.argsort(-fused, kind="stable")
        shares = _shares(fused)
        matches = [Match(self.names[places[at]], float(shares[at])) for at in order[:most]]
        if exact:
            matches = [
                *(Match(name, 1.0 / len(exact)) for name in exact),
                *(match for match in matches if match.entry_id not in exact),
            ]
            return Found(tuple(matches[:most]), 1.0 / len(exact))
        ranked = np.concatenate((shares[order], shares[len(order) :]))
        seen = evidence(question, scores[places][order], ranked)
        return Found(tuple(matches), self._fitted.confidence(seen))

    def explain(self, text: str, name: str, found: Found | None = None) -> Why:
        """What led from a question to an entry.

        Args:
            found: what was found for the question, if that is known.
        """
        found = found or self.find(text)
        ranked = [match.entry_id for match in found.matches]
        question, scores = self.scored(text)
        here = [at for at in np.flatnonzero(self._is_live) if self.names[at] == name]
        weights = self._fitted.weights[question.language]
        asked = dict.fromkeys(question.content)
        is_known = {token: any(b.words.knows(token) for b in self._blocks) for token in asked}
        return Why(
            shares=shares_of(self._fitted.channels, scores[here].sum(axis=0) * weights),
            pairs=self._pairs(name, asked) if here else (),
            unknown=tuple(token.raw for token in asked if not is_known[token]),
            reading=question.text if question.text != text else None,
            is_exact=name in self._by_whole.get(_whole(text), ()),
            is_first=ranked[:1] == [name],
            confidence=found.confidence,
            other=next((one for one in ranked if one != name), None),
        )

    def _pairs(self, name: str, asked: Iterable[Token]) -> tuple[Pair, ...]:
        """Words with their likes in an entry, those first that weigh most in its score."""
        rarity = self._blocks[0].words.rarity
        block = next(block for block in reversed(self._blocks) if name in block.names)
        place = block.names.index(name)
        likest = [(token, *block.words.likest(token, place)) for token in asked]
        likest.sort(key=lambda one: -one[2] * rarity(one[0]))
        pairs = (Pair(token.raw, held, likeness) for token, held, likeness in likest if likeness)
        return tuple(pairs)[:PAIRS_MOST]

    def is_sure(self, found: Found) -> bool:
        """Whether the first match may be given as the answer."""
        return found.confidence >= self._fitted.sure

    def is_near(self, found: Found) -> bool:
        """Whether the first matches are worth offering."""
        return found.confidence >= self._fitted.near

    def scored(self, text: str) -> tuple[Question, Floats]:
        """The question as it was read, and a row of channel scores for each of `names`."""
        base = self._blocks[0]
        question = read_question(text, self._thesaurus, base.known)
        rarities = (
            [base.words.rarity(token) for token in question.content],
            [base.words_question.rarity(token) for token in question.content],
        )
        vectors = self._vectors(question)
        rows = [block.scores(question, rarities, vectors) for block in self._blocks]
        return question, np.concatenate(rows)

    def _vectors(self, question: Question) -> Floats | None:
        """Of the question as it is, and of what its words mean in Russian and English."""
        if self._encoder is None:
            return None
        russian, english = (
            self._thesaurus.gloss(question.tokens, language) for language in ("ru", "en")
        )
        own, *glosses = self._encoder([question.text, russian, english])
        gloss = sum(glosses)
        return np.stack([own, gloss / max(float(np.linalg.norm(gloss)), 1e-9)])


def _shares(fused: Floats) -> Floats:
    """The part of each entry; after few of them, of those that are thought to be there besides."""
    padded = np.pad(fused, (0, max(0, FEWEST - len(fused))))
    shares: Floats = np.exp(padded - padded.max())
    shares /= shares.sum()
    return shares


def _whole(text: str) -> tuple[str, ...]:
    """A question as it is compared word for word."""
    return tuple(word for word in words(text) if word not in ARTICLES)
