"""`python -m benchmarks answers`: how good the answers are, beside word search in the same run."""

import json
import sys
import zlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np

from benchmarks.answer_cost import build_all, medians_ms, peak_mib, recombined
from benchmarks.answer_rows import (
    COLUMNS,
    Figures,
    Outcomes,
    figures_of,
    group_rows,
    rows_of,
)
from benchmarks.answers import Outcome, Ranking, at_threshold, outcomes
from benchmarks.asked import COURSES, QuestionSet, question_sets
from benchmarks.fit import LOST, fit_logistic, sigmoid, sure_from
from benchmarks.searchers import LEXICAL, PEERS, WITH_ENCODER, Searcher, searchers
from benchmarks.table import aligned
from bot.domain.course import TALK, FaqEntry
from bot.i18n import languages
from bot.search import Passage
from bot.search.encoder import load_encoder
from bot.search.fitted import shipped
from bot.services.passages import answering, passages_of
from bot.services.search import engine_of
from storage.packs import read_courses

ENCODER = Path("data/encoder.onnx")
SCALE = 3_000
TIMED = 150
"""Questions asked of each searcher for the median time."""


@dataclass(frozen=True, slots=True)
class Judge:
    """What a searcher's score is worth.

    Attributes:
        slope: with `constant`, of a logistic on the score; ours comes as a confidence already.
        sure: from this confidence on the first entry is given as the answer.
        near: from this confidence on three are offered.
    """

    sure: float
    near: float
    slope: float | None = None
    constant: float = 0.0

    def asked_all(self, one: QuestionSet, rank: Ranking) -> list[Outcome]:
        """What the searcher makes of every question of a set."""

        def judged(question: str, language: str) -> tuple[list[str], float]:
            names, score = rank(question, language)
            if self.slope is None:
                return names, score
            return names, float(sigmoid(np.asarray(self.slope * score + self.constant)))

        return outcomes(one.questions, judged, lambda confidence: confidence >= self.sure)


def judge_of(name: str, built: Sequence[tuple[QuestionSet, Ranking]]) -> Judge:
    """Ours as it is shipped; a peer's from its scores on the development questions.

    Args:
        built: the development sets, each with the searcher over its texts.
    """
    if name not in PEERS:
        fitted = shipped(has_encoder=name == WITH_ENCODER)
        return Judge(fitted.sure, fitted.near)
    found = [
        outcome for one, rank in built for outcome in outcomes(one.questions, rank, lambda _: False)
    ]
    scores = np.asarray([[outcome.confidence] for outcome in found])
    is_right = np.asarray([outcome.is_first for outcome in found])
    is_inside = np.asarray([bool(outcome.asked.right) for outcome in found])
    three = np.asarray([outcome.is_among_three for outcome in found])
    slope, constant = fit_logistic(scores, is_right.astype(float), np.ones(len(found)))
    confidence = sigmoid(scores[:, 0] * slope + constant)
    sure = sure_from(confidence, is_right, is_inside)
    near = min(sure, float(np.quantile(confidence[three], LOST)))
    return Judge(sure, near, float(slope), float(constant))


def kept_language(entry_id: str, known: Sequence[str]) -> str:
    """The only language that an entry is left with in the run with gaps."""
    return known[zlib.crc32(entry_id.encode()) % len(known)]


def with_gaps(one: QuestionSet) -> QuestionSet:
    """Every entry in one language alone, and the questions that were asked in another."""
    known = sorted({passage.language for passage in one.passages})
    left = [p for p in one.passages if p.language == kept_language(p.entry_id, known)]
    asked = [
        question
        for question in one.questions
        if question.right
        and all(kept_language(name, known) != question.language for name in question.right)
    ]
    return QuestionSet(one.name, tuple(left), tuple(asked))


def measured(name: str, build: Searcher) -> tuple[dict[str, Outcomes], Judge]:
    """What a searcher makes of the test questions, by set."""
    rankings = [build(one.passages) for one in question_sets("dev")]
    judge = judge_of(name, list(zip(question_sets("dev"), rankings, strict=True)))
    found = {}
    for one, rank in zip(question_sets("test"), rankings, strict=True):
        gaps = with_gaps(one)
        found[one.name] = Outcomes(
            tuple(judge.asked_all(one, rank)),
            tuple(judge.asked_all(gaps, build(gaps.passages))),
        )
    return found, judge


def as_the_bot_runs(encoder_file: Path | None) -> list[Outcome]:
    """The test questions of the packs with their aliases, terms and intents.

    What a cohort fills in is left out, as for somebody of no cohort.
    """
    courses = read_courses(COURSES, languages())
    entries = list(answering(courses.values()))
    engine = engine_of((p for one in entries for p in passages_of(one)), courses, encoder_file)
    hidden = {one.name for one in entries if isinstance(one, FaqEntry) and one.is_template}

    def rank(question: str, _: str) -> tuple[list[str], float]:
        found = engine.find(question, without=hidden)
        return [match.entry_id for match in found.matches], found.confidence

    judge = judge_of(WITH_ENCODER if encoder_file else LEXICAL, ())
    return judge.asked_all(question_sets("test")[0], rank)


def without_talk(found: Sequence[Outcome]) -> list[Outcome]:
    """The same, where small talk in return for small talk is no answer."""
    courses = read_courses(COURSES, languages()).values()
    talk = {one.name for course in courses for one in course.faq if one.action in TALK}
    return [replace(one, is_answered=one.is_answered and one.first not in talk) for one in found]


def costs(
    compared: Mapping[str, Searcher], encoder_file: Path | None, scale: int
) -> dict[str, Figures]:
    """Peak memory, and time of a question at scale, by searcher."""
    sets = question_sets("test")
    peaks = {
        name: peak_mib(name, encoder_file if name == WITH_ENCODER else None) for name in compared
    }
    _progress(f"building {scale:,} entries × 3 languages")
    passages: list[Passage] = recombined(sets, scale)
    questions = [question for one in sets for question in one.questions]
    spent = medians_ms(build_all(compared, passages), questions[:: max(1, len(questions) // TIMED)])
    return {
        name: {
            "memory": (peaks[name],),
            "p50": (spent[name] / spent["FTS5"],),
            "p50-ms": (spent[name],),
        }
        for name in compared
    }


def report(encoder: Path, scale: int, wrong: Path | None) -> str:
    """Measures everything; the tables as text.

    Args:
        scale: how many entries the timed search has.
        wrong: takes the wrongly answered and ranked questions, for reading.
    """
    encoder_file = encoder if load_encoder(encoder) is not None else None
    compared = searchers(encoder_file)
    found: dict[str, dict[str, Outcomes]] = {}
    judges: dict[str, Judge] = {}
    for name, build in compared.items():
        _progress(f"asking {name}")
        found[name], judges[name] = measured(name, build)
    runs = {
        name: as_the_bot_runs(encoder_file if name == WITH_ENCODER else None)
        for name in compared
        if name not in PEERS
    }
    if wrong is not None:
        lines = [line for name, own in runs.items() for line in _wrong(name, "as it runs", own)]
        for name in runs:
            for set_name, own in found[name].items():
                lines += _wrong(name, set_name, own.usual)
        wrong.write_text("\n".join([*lines, ""]), encoding="utf-8")
    spent = costs(compared, encoder_file, scale)
    pooled = {name: _pooled(list(own.values())) for name, own in found.items()}
    figures = {name: figures_of(pooled[name], judges[name].near) | spent[name] for name in compared}
    for name, own in runs.items():
        figures[name]["runs"] = at_threshold(own)
        figures[name]["runs-talk"] = at_threshold(without_talk(own))
    parts = ["Answers to the test questions, both sets (hit@1/hit@3; ✗ misses its must)", ""]
    parts.append(aligned([COLUMNS, *rows_of(figures, pooled[LEXICAL])]))
    for one in question_sets("test"):
        parts += ["", f"{one.name}: {len(one.questions)} questions", ""]
        own = {
            name: figures_of(by_set[one.name], judges[name].near) for name, by_set in found.items()
        }
        parts.append(aligned([COLUMNS[:-3], *group_rows(own, found[LEXICAL][one.name])]))
    parts += ["", NOTES.format(scale=scale)]
    if encoder_file is None:
        parts.append(f"No sentence encoder at {encoder}: `make encoder`; its column is empty.")
    return "\n".join(parts)


NOTES = """\
Entries go in without aliases and with all their languages, unless a line says otherwise.
FTS5: unicode61, any of the words, bm25(). bm25s, words: BM25 over lower-cased words, a document a
text. A peer's confidence is a logistic on its top score, its thresholds are from the development
questions, by the rules of `make fit`; — where it can answer nothing at that precision.
The packs as the bot runs: with aliases, terms and intents; a term or small talk is never right.
Another language: each entry is left with one language, asked about in the others.
Memory: peak of a process that answers the other centre's questions. Time: median of a question
at {scale:,} entries × 3 languages, recombined at random (seeded) from the sentences of both sets,
as a multiple of FTS5's in the same run; the searchers take turns question by question."""


def _pooled(parts: Sequence[Outcomes]) -> Outcomes:
    return Outcomes(
        tuple(one for part in parts for one in part.usual),
        tuple(one for part in parts for one in part.gaps),
    )


def _wrong(searcher: str, set_name: str, found: Sequence[Outcome]) -> list[str]:
    """Questions that got a wrong answer, or another entry first, as JSON lines."""
    return [
        json.dumps(
            {
                "searcher": searcher,
                "set": set_name,
                "language": one.asked.language,
                "kind": one.asked.kind,
                "question": one.asked.text,
                "right": sorted(one.asked.right),
                "first": one.first,
                "is_among_three": one.is_among_three,
                "is_answered": one.is_answered,
                "confidence": round(one.confidence, 3),
            },
            ensure_ascii=False,
        )
        for one in found
        if not one.is_first and (one.asked.right or one.is_answered)
    ]


def _progress(text: str) -> None:
    print(text, file=sys.stderr, flush=True)
