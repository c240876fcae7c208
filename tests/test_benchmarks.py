"""The benchmark measures and shows everything; no time is asserted."""

import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
TINY = (
    *("--rounds", "1", "--updates", "10", "--slow-messages", "12", "--fast-messages", "40"),
    *("--people", "110", "--settle-s", "0.1"),
)
ROWS = (
    "start to first answer",
    "memory idle, RSS",
    "memory idle, PSS",
    "CPU per update, µs",
    "updates per second",
    "messages per second, 30 permitted",
    "messages per second, 1000 permitted",
    "… CPU per 1,000 messages",
    "CPU per update ",
    "planning an hour with nothing due",
)


@pytest.mark.timeout(300)
def test_the_benchmark_shows_every_row_beside_both_peers() -> None:
    ran = subprocess.run(
        [sys.executable, "-m", "benchmarks", "bot", "--quick", *TINY],
        cwd=ROOT,
        capture_output=True,
        text=True,
        timeout=280,
        check=False,
    )
    assert ran.returncode == 0, ran.stderr
    lines = ran.stdout.splitlines()
    assert "Qalqan / PTB" in lines[0]
    assert "Qalqan / aiogram" in lines[0]
    for row in ROWS:
        assert any(line.startswith(row) for line in lines), f"{row} is missing:\n{ran.stdout}"
    refused = [line for line in lines if line.startswith("… refused (429)")]
    assert len(refused) == 2
