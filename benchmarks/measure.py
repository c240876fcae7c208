"""What is measured of one bot: start-up, idle memory, cost of an update, pace of sending."""

import shutil
import time
from dataclasses import dataclass, replace
from pathlib import Path

from benchmarks.botapi import Run
from benchmarks.centre import FIRST_CHAT, message, owe_reminders, questions
from benchmarks.processes import Candidate, running
from benchmarks.server import RUN_UP

Figures = dict[str, float]

WITHIN_S = 300
SENDING_LATENCY_S = 0.05
"""As far away as Telegram is, so that one message after another is not enough."""


@dataclass(frozen=True, slots=True)
class Sizes:
    """How much is measured."""

    rounds: int = 5
    updates: int = 2_000
    slow_messages: int = 150
    fast_messages: int = 5_000
    people: int = 100_000
    settle_s: float = 1.0

    @property
    def sendings(self) -> tuple[tuple[int, int], ...]:
        """(permitted rate, messages) of each sending."""
        return (30, self.slow_messages), (1_000, self.fast_messages)


def answering(candidate: Candidate, url: str, folder: Path, sizes: Sizes) -> Figures:
    """One question waits while the bot starts; then it rests; then come all the others."""
    candidate = _on_a_copy(candidate, folder)
    run = Run(url)
    backlog = questions(sizes.updates, first_update=2)
    run.release([message(1, FIRST_CHAT + sizes.updates, "en", "What is a POC mandate?")])
    with running(candidate, url, run.token, folder) as bot:
        first = run.wait("sent", 1, within_s=WITHIN_S)
        figures = {"start": first.first_sent_at - bot.started_at}
        time.sleep(sizes.settle_s)
        figures["rss"] = bot.rss_mib()
        if (pss := bot.pss_mib()) is not None:
            figures["pss"] = pss
        cpu_s = bot.cpu_s()
        run.release(backlog)
        done = run.wait("sent", 1 + len(backlog), within_s=WITHIN_S)
        time.sleep(sizes.settle_s)  # what is stored after the answer counts too
        figures["cpu"] = (bot.cpu_s() - cpu_s) / len(backlog) * 1e6
        figures["rate"] = len(backlog) / (done.last_sent_at - done.released_at)
    return figures


def sending(
    candidate: Candidate, url: str, folder: Path, sizes: Sizes, *, rate: int, count: int
) -> Figures:
    """A message to each of `count` people, at the permitted rate."""
    if candidate.database is not None:
        candidate = replace(candidate, settings={**candidate.settings, "SEND_RATE": str(rate)})
    candidate = _on_a_copy(candidate, folder)
    run = Run(url, rate=rate, latency_s=SENDING_LATENCY_S)
    with running(candidate, url, run.token, folder) as bot:
        run.wait("polls", 1, within_s=WITHIN_S)
        time.sleep(sizes.settle_s)
        cpu_s = bot.cpu_s()
        if candidate.database is not None:
            owe_reminders(candidate.database, count)
        else:
            run.release([message(1, FIRST_CHAT, "en", f"/send {count} {rate} {FIRST_CHAT}")])
        done = run.wait("sent", count, within_s=WITHIN_S)
        time.sleep(sizes.settle_s)
        per_thousand_s = (bot.cpu_s() - cpu_s) / count * 1_000
    reached = (count - RUN_UP) / (done.last_sent_at - done.run_up_at)
    return {
        f"send-{rate}": reached,
        f"share-{rate}": reached / rate,
        f"refused-{rate}": done.refused,
        f"send-cpu-{rate}": per_thousand_s,
    }


def _on_a_copy(candidate: Candidate, folder: Path) -> Candidate:
    """Every run begins with the same database."""
    if candidate.database is None:
        return candidate
    return replace(candidate, database=shutil.copy(candidate.database, folder / "qalqan.db"))
