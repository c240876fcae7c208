"""`make bench`: everything measured, and tables: the bot round by round, then its answers."""

import argparse
import sys
import tempfile
from collections.abc import Callable, Sequence
from dataclasses import fields, replace
from pathlib import Path

from benchmarks import answer_table, botapi, table
from benchmarks.centre import planning_cpu_s, prepare
from benchmarks.measure import Figures, Sizes, answering, sending
from benchmarks.processes import PEERS, Candidate, qalqan

QUICK = Sizes(
    rounds=2, updates=500, slow_messages=60, fast_messages=2_000, people=10_000, settle_s=0.5
)
PARTS = ("bot", "answers")
FEW = 100
UNLIMITED = 10_000

Round = dict[str, Figures]


def main(arguments: Sequence[str] | None = None) -> None:
    """Measures and prints."""
    given = _given(arguments)
    if given.part != "answers":
        print(_bot(_sizes(given)), flush=True)
    if given.part is None:
        print()
    if given.part != "bot":
        print(answer_table.report(given.encoder, given.entries, given.wrong))


def _bot(sizes: Sizes) -> str:
    rounds: list[Round] = []
    with tempfile.TemporaryDirectory(prefix="qalqan-bench-") as name, botapi.server() as url:
        folder = Path(name)
        usual, few, many = folder / "usual.db", folder / "few.db", folder / "many.db"
        prepare(usual, headcount=max(sizes.updates, sizes.slow_messages, sizes.fast_messages))
        prepare(few, headcount=FEW)
        prepare(many, headcount=sizes.people)
        candidates = [qalqan(usual, send_rate=UNLIMITED), *PEERS]
        crowds = [
            qalqan(few, send_rate=UNLIMITED, name="few"),
            qalqan(many, send_rate=UNLIMITED, name="many"),
        ]
        for number in range(sizes.rounds):
            _progress(f"round {number + 1} of {sizes.rounds}")
            measured = _round(_turned(candidates, number), url, folder, sizes)
            for crowd in _turned(crowds, number):
                figures = _in_a_folder(folder, lambda at, c=crowd: answering(c, url, at, sizes))
                figures["plan"] = planning_cpu_s(crowd.database)
                measured[crowd.name] = figures
            rounds.append(measured)
    return _report(rounds, sizes)


def _given(arguments: Sequence[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__)
    parser.add_argument("part", nargs="?", choices=PARTS, help="this alone (default: both)")
    parser.add_argument("--quick", action="store_true", help="smaller, in about two minutes")
    for name in ("rounds", "updates", "slow-messages", "fast-messages", "people"):
        parser.add_argument(f"--{name}", type=int, metavar="N")
    parser.add_argument("--settle-s", type=float, metavar="SECONDS", help="rest of each bot")
    answers = parser.add_argument_group("answers")
    answers.add_argument("--entries", type=int, default=answer_table.SCALE, metavar="N")
    answers.add_argument("--encoder", type=Path, default=answer_table.ENCODER, metavar="FILE")
    answers.add_argument("--wrong", type=Path, metavar="FILE", help="wrong ones as JSON lines")
    return parser.parse_args(arguments)


def _sizes(given: argparse.Namespace) -> Sizes:
    chosen = {one.name: getattr(given, one.name, None) for one in fields(Sizes)}
    return replace(
        QUICK if given.quick else Sizes(),
        **{name: value for name, value in chosen.items() if value is not None},
    )


def _round(candidates: Sequence[Candidate], url: str, folder: Path, sizes: Sizes) -> Round:
    """Each measurement of every candidate before the next measurement."""
    measured: Round = {candidate.name: {} for candidate in candidates}
    for candidate in candidates:
        measured[candidate.name] |= _in_a_folder(
            folder, lambda at, c=candidate: answering(c, url, at, sizes)
        )
    for rate, count in sizes.sendings:
        for candidate in candidates:
            measured[candidate.name] |= _in_a_folder(
                folder,
                lambda at, c=candidate, r=rate, n=count: sending(
                    c, url, at, sizes, rate=r, count=n
                ),
            )
    return measured


def _turned(candidates: Sequence[Candidate], by: int) -> list[Candidate]:
    """Another one goes first in every round."""
    by %= len(candidates)
    return [*candidates[by:], *candidates[:by]]


def _in_a_folder(parent: Path, measure: Callable[[Path], Figures]) -> Figures:
    with tempfile.TemporaryDirectory(dir=parent) as name:
        return measure(Path(name))


def _report(rounds: Sequence[Round], sizes: Sizes) -> str:
    return "\n".join(
        (
            table.table(rounds, [peer.name for peer in PEERS]),
            "",
            table.aligned(
                (
                    ["", f"{sizes.people:,} people / {FEW}", "must, aim"],
                    ["CPU per update", _many_to_few(rounds, "cpu"), "≤ 1.2, ≤ 1.05"],
                    [
                        "planning an hour with nothing due",
                        _many_to_few(rounds, "plan"),
                        "≤ 1.5, ≤ 1.1",
                    ],
                )
            ),
            "",
            f"Ratios within one round: median of {len(rounds)} (least–most). Absolute numbers are",
            "of this machine and for information. Peers as they come, against the same server:",
            "PTB polls over httpx; Qalqan stores, looks up, answers and stores; the peers echo.",
        )
    )


def _many_to_few(rounds: Sequence[Round], figure: str) -> str:
    return table.spread([one["many"][figure] / one["few"][figure] for one in rounds])


def _progress(text: str) -> None:
    print(text, file=sys.stderr, flush=True)


if __name__ == "__main__":
    main()
