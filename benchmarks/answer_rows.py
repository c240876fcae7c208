"""The lines of the answer table: figures, targets, and whether a target is missed."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from benchmarks.answers import (
    Outcome,
    at_threshold,
    auroc,
    calibration_error,
    hits,
    offered,
)
from benchmarks.searchers import LEXICAL, PEERS, WITH_ENCODER

Numbers = tuple[float, ...]
Figures = dict[str, Numbers]
ABSENT = "—"


@dataclass(frozen=True, slots=True)
class Outcomes:
    """What became of the test questions: as they are, and where the entry has another language."""

    usual: tuple[Outcome, ...]
    gaps: tuple[Outcome, ...]


@dataclass(frozen=True, slots=True)
class Row:
    """A line of the table.

    Attributes:
        must: targets without the encoder; a number each figure, or fewer.
        must_with: with it.
        is_less_better: a target is a ceiling.
    """

    figure: str
    label: str
    must: Numbers = ()
    must_with: Numbers = ()
    aim: Numbers = ()
    digits: int = 2
    is_less_better: bool = False


HITS = (
    Row("all", "all", (0.50, 0.62), (0.66, 0.80), (0.80, 0.92)),
    Row("en", "English", (0.40, 0.51), (0.70, 0.85), (0.84, 0.95)),
    Row("ru", "Russian", (0.47, 0.61), (0.62, 0.80), (0.78, 0.92)),
    Row("kk", "Kazakh", (0.63, 0.74), (0.65, 0.76), (0.78, 0.90)),
    Row("paraphrase", "paraphrase", (0.20, 0.34), (0.48, 0.68), (0.70, 0.85)),
    Row("latin", "Latin letters", (0.80,), (0.82,), (0.95,)),
    Row("typo", "typos", (0.70,), (0.80,), (0.95,)),
    Row("inflected", "other endings"),
    Row("keywords", "keywords"),
    Row("acronym", "acronyms"),
    Row("mixed", "mixed languages"),
    Row("layout", "wrong keyboard layout"),
    Row("plain_kk", "Kazakh in Russian letters"),
    Row("polite", "wrapped in politeness"),
    Row("gaps", "entry only in another language", (0.05,), (0.30,), (0.55, 0.75)),
)
JUDGED = (
    Row("auroc", "AUROC, inside or outside", (0.68,), (0.73,), (0.88,)),
    Row("precision", "answered: right", (0.92,), (0.88,), (0.95,)),
    Row("coverage", "inside: answered", (0.20,), (0.36,), (0.50,)),
    Row("false", "outside: answered", (0.05,), (0.09,), (0.03,), is_less_better=True),
    Row("offered", "inside: three offered"),
    Row("shown", "inside: right one answered or offered"),
    Row("offered-outside", "outside: three offered"),
    Row("calibration", "calibration error", (0.10,), (0.08,), (0.04,), 3, True),
)
RUNNING = (
    Row("runs", "packs as the bot runs: right/inside/outside"),
    Row("runs-talk", "… small talk not counted as an answer"),
    Row("memory", "peak memory, MiB", (150,), (650,), (400,), 0, True),
    Row("p50", "time of a question / FTS5", (15,), (120,), (40,), 1, True),
    Row("p50-ms", "… in ms", digits=2),
)
_NAMES = (*PEERS, LEXICAL, WITH_ENCODER)
COLUMNS = ("", "questions", *_NAMES, "must", "must with", "aim")


def figures_of(found: Outcomes, near: float) -> Figures:
    """Everything about the answers, by row.

    Args:
        near: from this confidence on entries are offered.
    """
    figures: Figures = {name: own[1:] for name, own in hits(found.usual).items()}
    if found.gaps:
        figures["gaps"] = hits(found.gaps)["all"][1:]
    precision, coverage, false = at_threshold(found.usual)
    if coverage or false:
        figures["precision"] = (precision,)
    offers = zip(("offered", "shown", "offered-outside"), offered(found.usual, near), strict=True)
    return (
        figures
        | {name: (value,) for name, value in offers}
        | {
            "coverage": (coverage,),
            "false": (false,),
            "auroc": (auroc(found.usual),),
            "calibration": (calibration_error(found.usual),),
        }
    )


def rows_of(figures: Mapping[str, Figures], found: Outcomes) -> list[list[str]]:
    """All lines with their targets.

    Args:
        figures: by searcher.
        found: of any of them, to count the questions.
    """
    return [
        [
            *_line(row, figures, found, is_judged=True),
            _target(row, row.must),
            _target(row, row.must_with),
            _target(row, row.aim),
        ]
        for row in (*HITS, *JUDGED, *RUNNING)
    ]


def group_rows(figures: Mapping[str, Figures], found: Outcomes) -> list[list[str]]:
    """The lines of one set of questions; targets are for both together."""
    return [_line(row, figures, found, is_judged=False) for row in (*HITS, *JUDGED)]


def is_missed(row: Row, got: Numbers, target: Numbers) -> bool:
    """Whether any figure is on the wrong side of its target, as it is printed."""
    pairs = [(round(one, row.digits), wanted) for one, wanted in zip(got, target, strict=False)]
    return any(one > wanted if row.is_less_better else one < wanted for one, wanted in pairs)


def _line(
    row: Row, figures: Mapping[str, Figures], found: Outcomes, *, is_judged: bool
) -> list[str]:
    musts = {LEXICAL: row.must, WITH_ENCODER: row.must_with}
    cells = []
    for name in _NAMES:
        got = figures.get(name, {}).get(row.figure)
        cell = ABSENT if got is None else _numbers(got, row.digits)
        missed = is_judged and got is not None and is_missed(row, got, musts.get(name, ()))
        cells.append(cell + (" ✗" if missed else ""))
    return [row.label, _count(row, found), *cells]


def _count(row: Row, found: Outcomes) -> str:
    if row.figure == "gaps":
        return str(len(found.gaps))
    if row not in HITS:
        return ""
    return str(hits(found.usual).get(row.figure, (0,))[0])


def _target(row: Row, target: Numbers) -> str:
    if not target:
        return ""
    return ("≤ " if row.is_less_better else "≥ ") + _numbers(target, row.digits)


def _numbers(numbers: Sequence[float], digits: int) -> str:
    shown = (f"{one:.{digits}f}" for one in numbers)
    return "/".join(one.removeprefix("0") if one.startswith("0.") else one for one in shown)
