"""Why an entry was found: what spoke for it, word by word, in numbers that a person can read."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from bot.search.postings import Floats

PAIRS_MOST = 5


class Group(StrEnum):
    """Channels that look at the same thing."""

    LETTERS = "letters"
    MEANINGS = "meanings"
    WORDS = "words"
    VECTORS = "vectors"


_GROUPS = {
    "letters": Group.LETTERS,
    "concepts": Group.MEANINGS,
    "words": Group.WORDS,
    "vector": Group.VECTORS,
    "gloss": Group.VECTORS,
}


@dataclass(frozen=True, slots=True)
class Pair:
    """A word of the question and the entry's word that is most like it.

    Attributes:
        likeness: 0 to 1.
    """

    asked: str
    held: str
    likeness: float


@dataclass(frozen=True, slots=True)
class Why:
    """What led from a question to an entry.

    Attributes:
        shares: of each group of channels in the entry's score, the greatest first; together 1.
        pairs: the words that count most, the best first.
        unknown: words of the question that are like nothing in any entry.
        reading: the question as it was read, where it was typed in another keyboard layout.
        is_exact: the entry has the question word for word.
        is_first: no other entry is nearer.
        confidence: that the nearest entry is right, 0 to 1.
        other: the nearest entry but this.
    """

    shares: Mapping[Group, float]
    pairs: tuple[Pair, ...]
    unknown: tuple[str, ...]
    reading: str | None
    is_exact: bool
    is_first: bool
    confidence: float
    other: str | None


def shares_of(channels: Sequence[str], parts: Floats) -> dict[Group, float]:
    """What each group contributes of a score; what counts against it is left out.

    Args:
        parts: of the score, one for each channel.
    """
    sums: dict[Group, float] = {}
    for channel, part in zip(channels, parts, strict=True):
        group = _GROUPS[channel.partition("-")[0]]
        sums[group] = sums.get(group, 0.0) + float(part)
    positive = {group: part for group, part in sums.items() if part > 0}
    total = sum(positive.values())
    best_first = sorted(positive.items(), key=lambda one: -one[1])
    return {group: part / total for group, part in best_first}
