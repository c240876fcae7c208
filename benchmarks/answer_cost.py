"""What answers cost: peak memory of a process of its own, and the time of one question.

`python -m benchmarks.answer_cost NAME [ENCODER]` is that process: it takes the other centre's
entries in, answers its questions and prints the peak.
"""

import random
import re
import resource
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from statistics import median

from benchmarks.answers import Ranking
from benchmarks.asked import Asked, QuestionSet, question_sets
from benchmarks.searchers import Searcher, searchers
from bot.search import Passage

SENTENCES_IN_ANSWER = 3
SEED = 1
_END = re.compile(r"(?<=[.!?])\s+")


def peak_mib(name: str, encoder_file: Path | None) -> float:
    """Peak memory of a new process that answers with one of the searchers."""
    more = [str(encoder_file)] if encoder_file else []
    ran = subprocess.run(
        [sys.executable, "-m", "benchmarks.answer_cost", name, *more],
        stdout=subprocess.PIPE,
        text=True,
        check=True,
    )
    return float(ran.stdout)


def medians_ms(rankings: Mapping[str, Ranking], questions: Sequence[Asked]) -> dict[str, float]:
    """Of each searcher the median time of a question; they take turns, question by question."""
    spent: dict[str, list[float]] = {name: [] for name in rankings}
    for asked in questions:
        for name, rank in rankings.items():
            began = time.perf_counter()
            rank(asked.text, asked.language)
            spent[name].append((time.perf_counter() - began) * 1e3)
    return {name: median(times) for name, times in spent.items()}


def build_all(compared: Mapping[str, Searcher], passages: Sequence[Passage]) -> dict[str, Ranking]:
    """Every searcher over the same texts."""
    return {name: build(passages) for name, build in compared.items()}


def recombined(sets: Sequence[QuestionSet], many: int) -> list[Passage]:
    """Many entries from the sentences of a few, each in all the languages of its sentences.

    The parts of an entry are translations of each other, as in entries that somebody wrote.
    """
    chance = random.Random(SEED)
    pool = [sentence for one in sets for sentence in _sentences(one.passages)]
    made = []
    for number in range(many):
        question, *answer = chance.sample(pool, 1 + SENTENCES_IN_ANSWER)
        for language, text in question.items():
            told = " ".join(sentence[language] for sentence in answer)
            made.append(Passage(f"made/{number}", language, text, (), told))
    return made


def _sentences(passages: Sequence[Passage]) -> Iterator[dict[str, str]]:
    """Questions and sentences of answers, by language; where all languages have as many."""
    by_entry: dict[str, dict[str, list[str]]] = {}
    every = {one.language for one in passages}
    for one in passages:
        texts = [one.question, *_END.split(one.answer)]
        by_entry.setdefault(one.entry_id, {})[one.language] = texts
    for own in by_entry.values():
        if set(own) == every and len({len(texts) for texts in own.values()}) == 1:
            for parts in zip(*own.values(), strict=True):
                yield dict(zip(own, parts, strict=True))


def _own_peak_mib() -> float:
    """Of this process alone: Linux lets ru_maxrss begin with what the parent had."""
    status = Path("/proc/self/status")
    if status.exists():
        line = next(one for one in status.read_text().splitlines() if one.startswith("VmHWM"))
        return int(line.split()[1]) / 1024
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 2**20


def main() -> None:
    """Answers and prints the peak in MiB."""
    name, *encoder = sys.argv[1:]
    compared = searchers(Path(encoder[0]) if encoder else None)
    other = question_sets("test")[-1]
    rank = compared[name](other.passages)
    for asked in other.questions:
        rank(asked.text, asked.language)
    print(f"{_own_peak_mib():.1f}")


if __name__ == "__main__":
    main()
