"""Clocks: the system's, and the sandbox's that can be moved forward."""

from datetime import UTC, datetime, timedelta


class SystemClock:
    """The machine's clock."""

    def now(self) -> datetime:
        """The moment in aware UTC."""
        return datetime.now(UTC)  # noqa: TID251 -- the one place that reads the clock


class MovableClock(SystemClock):
    """Runs like the system's clock, ahead of it by what it was moved forward."""

    def __init__(self, ahead: timedelta = timedelta()) -> None:
        self.ahead = ahead

    def now(self) -> datetime:
        """The moment in aware UTC."""
        return super().now() + self.ahead

    def move(self, by: timedelta) -> None:
        """Moves forward.

        Raises:
            ValueError: `by` is negative: what was sent cannot be unsent.
        """
        if by < timedelta():
            raise ValueError("a clock only moves forward")
        self.ahead += by
