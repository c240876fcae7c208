"""When a message is tried again."""

from datetime import UTC, datetime

import pytest

from bot.domain.outbox import RetryLater, retry_at

NOW = datetime(2026, 12, 7, 7, 0, tzinfo=UTC)


@pytest.mark.parametrize(
    ("after_s", "attempts", "waits_s"),
    [
        (None, 0, 1),
        (None, 1, 2),
        (None, 4, 16),
        (None, 8, 256),
        (None, 9, 300),
        (None, 10_000, 300),
        (0, 9, 0),
        (17.5, 1, 17.5),
        (3600, 1, 3600),
    ],
)
def test_the_wait_is_what_telegram_asked_for_or_grows_to_five_minutes(
    after_s: float | None, attempts: int, waits_s: float
) -> None:
    again = retry_at(RetryLater(after_s=after_s), attempts, now=NOW)
    assert (again - NOW).total_seconds() == waits_s
