"""What can be found, and what was found."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Passage:
    """An entry's texts in one language.

    Attributes:
        is_exact: found only by its question or an alias word for word, and never as a near match:
            a term of two words would else stand before every answer in which they occur.
    """

    entry_id: str
    language: str
    question: str
    aliases: tuple[str, ...]
    answer: str
    is_exact: bool = False


@dataclass(frozen=True, slots=True)
class Match:
    """An entry found.

    Attributes:
        share: its part in the belief which of the entries answers, given that one does; 0 to 1.
    """

    entry_id: str
    share: float


@dataclass(frozen=True, slots=True)
class Found:
    """What became of a search.

    Attributes:
        matches: the best entries, the best first.
        confidence: that the first is right, 0 to 1, and right answers are as many as it says.
    """

    matches: tuple[Match, ...]
    confidence: float
