"""The table: Qalqan in absolute numbers, and as ratios to each peer of the same round."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from statistics import median

Rounds = Sequence[Mapping[str, Mapping[str, float]]]
"""Of each round, of each candidate: figure by name."""

ABSENT = "—"


@dataclass(frozen=True, slots=True)
class Row:
    """A line of the table.

    Attributes:
        target: what research/performance.md asks for: must, aim.
    """

    figure: str
    label: str
    digits: int = 0
    target: str = ""


ROWS = (
    Row("start", "start to first answer, s", 2, "≤ 2 × PTB, ≤ 1.5"),
    Row("rss", "memory idle, RSS, MiB", 0, "≤ 2 × PTB, ≤ 1.5"),
    Row("pss", "memory idle, PSS, MiB"),
    Row("cpu", "CPU per update, µs", 0, "≤ 1.5 × aiogram, ≤ 1; ≤ 1 × PTB, ≤ 0.6"),
    Row("rate", "updates per second"),
    Row("send-30", "messages per second, 30 permitted", 1),
    Row("share-30", "… of the permitted rate", 3, "≥ 0.97, ≥ 0.99"),
    Row("refused-30", "… refused (429)", 0, "0"),
    Row("send-1000", "messages per second, 1000 permitted"),
    Row("share-1000", "… of the permitted rate", 3, "≥ 0.9, ≥ 0.98"),
    Row("refused-1000", "… refused (429)", 0, "0"),
    Row("send-cpu-1000", "… CPU per 1,000 messages, s", 2, "≤ 0.35 (aim)"),
)


def table(rounds: Rounds, peers: Sequence[str], *, subject: str = "Qalqan") -> str:
    """Medians, then ratios to each peer as "median (least–most)"."""
    names = [subject, *peers]
    lines = [["", *names, *(f"{subject} / {peer}" for peer in peers), "must, aim"]]
    for row in ROWS:
        figures = [_figure(rounds, name, row) for name in names]
        ratios = [_ratio(rounds, subject, peer, row.figure) for peer in peers]
        lines.append([row.label, *figures, *ratios, row.target])
    return aligned(lines)


def _figure(rounds: Rounds, name: str, row: Row) -> str:
    found = [one[name][row.figure] for one in rounds if row.figure in one[name]]
    return f"{median(found):,.{row.digits}f}" if found else ABSENT


def _ratio(rounds: Rounds, subject: str, peer: str, figure: str) -> str:
    """Within each round, since the machine's speed drifts between them."""
    found = [
        one[subject][figure] / one[peer][figure]
        for one in rounds
        if figure in one[subject] and one[peer].get(figure)
    ]
    return spread(found) if found else ABSENT


def spread(ratios: Sequence[float]) -> str:
    """Median, least and most."""
    return f"{median(ratios):.2f} ({min(ratios):.2f}–{max(ratios):.2f})"


def aligned(lines: Sequence[Sequence[str]]) -> str:
    """Columns of equal width: the first and the last to the left, numbers to the right."""
    widths = [max(map(len, column)) for column in zip(*lines, strict=True)]
    return "\n".join(
        "  ".join(
            cell.ljust(width) if number in {0, len(widths) - 1} else cell.rjust(width)
            for number, (cell, width) in enumerate(zip(line, widths, strict=True))
        ).rstrip()
        for line in lines
    )
