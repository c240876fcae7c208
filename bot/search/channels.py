"""Entries as the channels see them: each channel scores every entry for a question.

Lexical: letter groups (endings, typos, letters of another alphabet), concepts (other words, other
languages), words one by one. With an encoder also the nearness of sentence vectors, of the text as
it is and of its word-for-word Russian and English.
"""

import re
from collections import Counter
from collections.abc import Hashable, Iterable, Mapping, Sequence
from itertools import groupby
from typing import TypeVar

import numpy as np
import numpy.typing as npt

from bot.search.alignment import Alignment
from bot.search.encoder import SIZE, Encoder, unit
from bot.search.letters import groups
from bot.search.passage import Passage
from bot.search.postings import Floats, Postings
from bot.search.question import Question
from bot.search.thesaurus import Thesaurus, tokens

T = TypeVar("T", bound=Hashable)
LEXICAL = (
    "letters",
    "letters-question",
    "letters-answer",
    "concepts",
    "concepts-question",
    "words",
    "words-question",
)
DENSE = (
    "vector",
    "vector-question",
    "vector-sentence",
    "vector-entry",
    "gloss",
    "gloss-question",
    "gloss-sentence",
    "gloss-entry",
)
QUESTION_WEIGHT = 2.0
LETTERS_B, CONCEPTS_B = 0.3, 0.5
CONCEPT_MOST = 2.0
UNKNOWN_WORD = 0.5
"""Of a rare concept: what a word outside the thesaurus weighs among a question's concepts."""
_SENTENCE_END = re.compile(r"(?<=[.!?:;])\s+")


class Block:
    """Some entries, ready to be scored.

    Args:
        passages: of one entry beside each other.
        base: whose statistics are used, if this block holds a few entries that came later.
    """

    def __init__(
        self,
        passages: Sequence[Passage],
        thesaurus: Thesaurus,
        encoder: Encoder | None,
        base: "Block | None" = None,
    ) -> None:
        entries = [
            (name, list(own)) for name, own in groupby(passages, lambda passage: passage.entry_id)
        ]
        self.names = [name for name, _ in entries]
        own_by_entry = [own for _, own in entries]
        texts: list[tuple[int, Passage]] = [
            (place, passage) for place, own in enumerate(own_by_entry) for passage in own
        ]
        self._entry_of_text = np.asarray([place for place, _ in texts], np.int64)
        asked = [
            (place, text)
            for place, passage in texts
            for text in (passage.question, *passage.aliases)
        ]
        self._entry_of_question = np.asarray([place for place, _ in asked], np.int64)
        answers = [groups(passage.answer) for _, passage in texts]
        asked_letters = {text: groups(text) for _, text in asked}
        questions = [
            sum((asked_letters[text] for text in (p.question, *p.aliases)), Counter[str]())
            for _, p in texts
        ]
        whole = [_joined(q, a) for q, a in zip(questions, answers, strict=True)]
        asked_about = [_concepts(own, thesaurus, of_answer=False) for own in own_by_entry]
        told = [_concepts(own, thesaurus, of_answer=True) for own in own_by_entry]
        both = [_joined(q, a) for q, a in zip(asked_about, told, strict=True)]
        bags: list[Sequence[Mapping[str, float]]]
        bags = [whole, [asked_letters[text] for _, text in asked], answers]
        letters: Sequence[Postings[str] | None] = base.letters if base else (None,) * 3
        self.letters: tuple[Postings[str], ...] = tuple(
            Postings(own, b=LETTERS_B, statistics=other.statistics if other else None)
            for own, other in zip(bags, letters, strict=True)
        )
        concepts: Sequence[Postings[int] | None] = base.concepts if base else (None,) * 2
        self.concepts: tuple[Postings[int], ...] = tuple(
            Postings(own, b=CONCEPTS_B, statistics=other.statistics if other else None)
            for own, other in zip((both, asked_about), concepts, strict=True)
        )
        self.words = Alignment(
            [
                [text for p in own for text in (p.question, *p.aliases, p.answer)]
                for own in own_by_entry
            ],
            thesaurus,
        )
        self.words_question = Alignment(
            [[text for p in own for text in (p.question, *p.aliases)] for own in own_by_entry],
            thesaurus,
        )
        self._vectors = _Vectors(own_by_entry, thesaurus, encoder) if encoder else None

    def known(self, features: Iterable[str]) -> float:
        """The share of a question's letter groups that any of the entries has."""
        return self.letters[0].known(features)

    def scores(
        self, question: Question, rarities: tuple[list[float], list[float]], vectors: Floats | None
    ) -> Floats:
        """A row an entry, a column a channel.

        Args:
            rarities: of the question's words among all texts, and among questions.
            vectors: of the question as it is and of its gloss; None without an encoder.
        """
        texts, questions = self._entry_of_text, self._entry_of_question
        besides = UNKNOWN_WORD * question.missing
        columns = [
            *(
                _highest(own.scores(question.groups), entry_of, len(self.names))
                for own, entry_of in zip(self.letters, (texts, questions, texts), strict=True)
            ),
            *(own.scores(question.concepts, besides=besides) for own in self.concepts),
            self.words.scores(question.content, rarities[0]),
            self.words_question.scores(question.content, rarities[1]),
        ]
        if self._vectors is not None and vectors is not None:
            columns += self._vectors.scores(vectors)
        return np.stack(columns, axis=1)


class _Vectors:
    """Sentence vectors of entries: of each question, each text, each sentence, and their mean."""

    def __init__(
        self, entries: Sequence[Sequence[Passage]], thesaurus: Thesaurus, encoder: Encoder
    ) -> None:
        self._many = len(entries)
        questions: list[tuple[int, str]] = []
        wholes: list[tuple[int, str]] = []
        sentences: list[tuple[int, str]] = []
        for place, own in enumerate(entries):
            for passage in own:

                def known(text: str, language: str = passage.language) -> str:
                    return thesaurus.gloss(tokens(text), "ru") if language == "kk" else text

                asked = (passage.question, *passage.aliases)
                questions += ((place, known(text)) for text in asked)
                wholes.append((place, known(f"{passage.question} {passage.answer}")))
                told = _SENTENCE_END.split(passage.answer)
                sentences += ((place, known(text)) for text in told if text)
        parts = [questions, wholes, sentences]
        self._entry_of = [np.asarray([p for p, _ in part], np.int64) for part in parts]
        self._vectors = [encoder([text for _, text in part]) for part in parts]
        total = np.zeros((self._many, SIZE), np.float32)
        for part in (0, 1):
            np.add.at(total, self._entry_of[part], self._vectors[part])
        self._means = unit(total)

    def scores(self, asked: Floats) -> list[Floats]:
        """Cosines with each of the given vectors, in the order of `DENSE`."""
        columns: list[Floats] = []
        for vector in asked:
            best = [
                _highest(vectors @ vector, entry_of, self._many)
                for vectors, entry_of in zip(self._vectors, self._entry_of, strict=True)
            ]
            columns += [best[1], best[0], best[2], self._means @ vector]
        return columns


def _highest(scores: Floats, entry_of: npt.NDArray[np.int64], many: int) -> Floats:
    found = np.full(many, -1.0, np.float32)
    np.maximum.at(found, entry_of, scores)
    found[found <= -1.0] = 0.0
    return found


def _joined(questions: Mapping[T, float], answers: Mapping[T, float]) -> dict[T, float]:
    """The features of an entry's questions and answers together; what it is about counts more."""
    found = dict(answers)
    for feature, count in questions.items():
        found[feature] = found.get(feature, 0.0) + QUESTION_WEIGHT * count
    return found


def _concepts(
    passages: Sequence[Passage], thesaurus: Thesaurus, *, of_answer: bool
) -> dict[int, float]:
    """Of an entry in all its languages: the most that any of its texts has of a concept."""
    most: dict[int, float] = {}
    for passage in passages:
        for text in [passage.answer] if of_answer else [passage.question, *passage.aliases]:
            for concept, count in thesaurus.counted(tokens(text)).items():
                most[concept] = max(most.get(concept, 0.0), min(count, CONCEPT_MOST))
    return most
