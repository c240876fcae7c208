"""Which reminders are owed."""

from datetime import UTC, datetime, timedelta

import pytest

from bot.domain.reminders import Candidate, Verdict, is_superseded, plan

START = datetime(2026, 12, 8, 4, 0, tzinfo=UTC)
LONG_AGO = datetime(2026, 11, 1, tzinfo=UTC)
OWED, JOINED, SUPERSEDED = Verdict.OWED, Verdict.BEFORE_JOINING, Verdict.SUPERSEDED


def candidate(
    lead: int,
    *,
    class_id: int = 1,
    chat_id: int = 5,
    since: datetime = LONG_AGO,
    revision: int = 1,
) -> Candidate:
    """A reminder of one person before a class at START."""
    return Candidate(class_id, revision, START, lead, chat_id, since)


def verdicts(*candidates: Candidate, minutes_before: float) -> dict[int, Verdict]:
    """By lead time, what is decided so many minutes before the class."""
    now = START - timedelta(minutes=minutes_before)
    return {one.lead_minutes: verdict for one, verdict in plan(candidates, now=now)}


@pytest.mark.parametrize(
    ("minutes_before", "expected"),
    [
        (1501, {}),
        (1500, {1440: OWED}),
        (1440, {1440: OWED}),
        (76, {1440: OWED}),  # late by 22 hours, and still of use
        (75, {1440: OWED, 15: OWED}),  # one is late, the other not due yet
        (15, {1440: SUPERSEDED, 15: OWED}),
        (0.1, {1440: SUPERSEDED, 15: OWED}),
        (0, {}),
        (-10, {}),
    ],
)
def test_a_reminder_is_planned_an_hour_ahead_and_of_late_ones_only_the_last(
    minutes_before: float, expected: dict[int, Verdict]
) -> None:
    assert verdicts(candidate(1440), candidate(15), minutes_before=minutes_before) == expected


def test_of_three_late_reminders_the_nearest_is_owed() -> None:
    late = (candidate(1440), candidate(60), candidate(15))
    assert verdicts(*late, minutes_before=30) == {1440: SUPERSEDED, 60: OWED, 15: OWED}
    assert verdicts(*late, minutes_before=5) == {1440: SUPERSEDED, 60: SUPERSEDED, 15: OWED}


def test_another_class_or_another_person_supersedes_nothing() -> None:
    pairs = plan(
        [candidate(1440), candidate(15, class_id=2), candidate(15, chat_id=6)],
        now=START - timedelta(minutes=5),
    )
    assert [verdict for _, verdict in pairs] == [OWED, OWED, OWED]


@pytest.mark.parametrize(
    ("joined_before", "expected"),
    [
        (1441, {1440: SUPERSEDED, 15: OWED}),
        (1440, {1440: SUPERSEDED, 15: OWED}),
        (1439, {1440: JOINED, 15: OWED}),
        (15, {1440: JOINED, 15: OWED}),
        (14, {1440: JOINED, 15: JOINED}),
    ],
)
def test_nothing_is_owed_that_was_due_before_the_person_joined(
    joined_before: int, expected: dict[int, Verdict]
) -> None:
    since = START - timedelta(minutes=joined_before)
    pair = (candidate(1440, since=since), candidate(15, since=since))
    assert verdicts(*pair, minutes_before=10) == expected


def test_the_key_names_class_revision_start_lead_and_recipient() -> None:
    assert candidate(15, revision=3).key == "class:1:r3:20261208T0400Z:15:5"
    keys = {
        candidate(15).key,
        candidate(1440).key,
        candidate(15, revision=2).key,
        candidate(15, chat_id=6).key,
        candidate(15, class_id=2).key,
    }
    assert len(keys) == 5


@pytest.mark.parametrize(
    ("lead", "minutes_before", "expected"),
    [
        (1440, 1000, False),
        (1440, 15.1, False),
        (1440, 15, True),
        (15, 15, False),
        (15, 1, False),
    ],
)
def test_a_reminder_held_up_is_overtaken_by_the_next_one(
    lead: int, minutes_before: float, expected: bool
) -> None:
    now = START - timedelta(minutes=minutes_before)
    assert is_superseded(lead, (1440, 15), starts_at=START, now=now) is expected
