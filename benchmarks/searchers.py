"""What answers the measuring questions: ours, without and with the encoder, and three peers.

A peer is what one would put in at first: words, BM25, the best text of an entry counts.
"""

import re
import sqlite3
from collections import Counter
from collections.abc import Callable, Sequence
from pathlib import Path

import numpy as np

from benchmarks.answers import Ranking
from benchmarks.asked import COURSES
from bot.i18n import languages
from bot.search import Passage
from bot.search.postings import Postings
from bot.services.search import engine_of
from storage.packs import read_courses

Searcher = Callable[[Sequence[Passage]], Ranking]
"""Texts → what ranks their entries; a peer's confidence is the score of its best text."""

MOST, TEXTS_MOST = 10, 50
WORDS_B = 0.75
_WORD = re.compile(r"\w+")


def fts5(passages: Sequence[Passage]) -> Ranking:
    """SQLite's own search: any of the question's words, ranked by bm25()."""
    database = sqlite3.connect(":memory:")
    database.execute(
        "CREATE VIRTUAL TABLE texts"
        " USING fts5(entry UNINDEXED, question, answer, tokenize = 'unicode61')"
    )
    database.executemany(
        "INSERT INTO texts VALUES (?, ?, ?)",
        [(one.entry_id, one.question, one.answer) for one in passages],
    )
    ask = "SELECT entry, -bm25(texts) FROM texts WHERE texts MATCH ? ORDER BY rank LIMIT ?"

    def rank(question: str, _: str) -> tuple[list[str], float]:
        wanted = " OR ".join(f'"{word}"' for word in _WORD.findall(question))
        rows = database.execute(ask, (wanted, TEXTS_MOST)).fetchall() if wanted else []
        return _entries([name for name, _ in rows]), rows[0][1] if rows else 0.0

    return rank


def bm25s(passages: Sequence[Passage]) -> Ranking:
    """The package, over lower-cased words."""
    from bm25s import BM25

    index = BM25()
    index.index([_words(_text(one)) for one in passages], show_progress=False)
    return _by_scores(passages, lambda words: index.get_scores(words))


def words(passages: Sequence[Passage]) -> Ranking:
    """Our own BM25 over lower-cased words; a score is a share of the best possible."""
    index = Postings([Counter(_words(_text(one))) for one in passages], b=WORDS_B)
    return _by_scores(passages, lambda asked: index.scores(Counter(asked)))


def qalqan(encoder_file: Path | None = None) -> Searcher:
    """Ours: as the bot searches, with the glossaries of the shipped packs."""

    def build(passages: Sequence[Passage]) -> Ranking:
        engine = engine_of(passages, read_courses(COURSES, languages()), encoder_file)

        def rank(question: str, _: str) -> tuple[list[str], float]:
            found = engine.find(question, most=MOST)
            return [match.entry_id for match in found.matches], found.confidence

        return rank

    return build


PEERS: dict[str, Searcher] = {"FTS5": fts5, "bm25s": bm25s, "words": words}
LEXICAL, WITH_ENCODER = "Qalqan", "with encoder"


def searchers(encoder_file: Path | None) -> dict[str, Searcher]:
    """All that are compared, by the heading of their column; with the encoder if there is one."""
    ours = {LEXICAL: qalqan()}
    if encoder_file is not None:
        ours[WITH_ENCODER] = qalqan(encoder_file)
    return PEERS | ours


def _by_scores(
    passages: Sequence[Passage], scores_of: Callable[[list[str]], np.ndarray]
) -> Ranking:
    def rank(question: str, _: str) -> tuple[list[str], float]:
        asked = _words(question)
        if not asked:
            return [], 0.0
        scores = scores_of(asked)
        order = np.argsort(-scores, kind="stable")[:TEXTS_MOST]
        found = [passages[place].entry_id for place in order if scores[place] > 0]
        return _entries(found), float(scores[order[0]])

    return rank


def _entries(names: Sequence[str]) -> list[str]:
    return list(dict.fromkeys(names))[:MOST]


def _words(text: str) -> list[str]:
    return _WORD.findall(text.lower())


def _text(passage: Passage) -> str:
    return f"{passage.question} {passage.answer}"
