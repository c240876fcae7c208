"""What became of a question, kept without the person who asked it."""

from datetime import datetime
from enum import StrEnum


class Outcome(StrEnum):
    """What the bot said to a question."""

    ANSWERED = "answered"
    OFFERED = "offered"
    UNKNOWN = "unknown"
    ACTION = "action"

    @property
    def keeps_text(self) -> bool:
        """Whether instructors need its wording: the material had no sure answer."""
        return self in {Outcome.OFFERED, Outcome.UNKNOWN}


def on_the_hour(moment: datetime) -> datetime:
    """The hour in which a question was asked: the moment would tell in which chat."""
    return moment.replace(minute=0, second=0, microsecond=0)
