"""Questions in like words put together; pure, and the same in whatever order they come."""

import math
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from bot.search.letters import groups, words

ALIKE = 0.4
"""Cosine from which on two wordings count as one question: about one pair in a thousand of the
packs' own wordings for different entries is so much alike."""
PRIOR = 50
"""Wordings that are thought to be there besides, so that of a few none counts as a rarity."""

Whole = tuple[str, ...]
"""The language of a question and its words."""


@dataclass(frozen=True, slots=True)
class Cluster:
    """Questions of one language that ask for about the same.

    Attributes:
        count: how many there are, equal ones too.
        wordings: the different ones, the founder first.
    """

    language: str
    count: int
    wordings: tuple[str, ...]


def clusters(asked: Iterable[tuple[str, str]]) -> list[Cluster]:
    """The clusters, the biggest first.

    Greedy: the most frequent wording founds a cluster; each further one joins the founder that it
    is most like, or founds its own.

    Args:
        asked: language and text of each question.
    """
    texts: defaultdict[Whole, Counter[str]] = defaultdict(Counter)
    for language, text in asked:
        texts[language, *words(text)][text] += 1
    grouped = {whole: groups(" ".join(whole[1:])) for whole in texts}
    holders = Counter(group for found in grouped.values() for group in found)
    weights = {group: math.log1p((PRIOR + len(texts)) / n) for group, n in holders.items()}
    founders: defaultdict[tuple[str, str], list[tuple[int, float]]] = defaultdict(list)
    members: list[list[Whole]] = []
    for whole in sorted(texts, key=lambda one: (-texts[one].total(), one)):
        shares = _shares(grouped[whole], weights)
        alike: defaultdict[int, float] = defaultdict(float)
        for group, share in shares.items():
            for number, other in founders[whole[0], group]:
                alike[number] += share * other
        nearest = min(alike, key=lambda number: (-alike[number], number), default=None)
        if nearest is not None and alike[nearest] >= ALIKE:
            members[nearest].append(whole)
            continue
        for group, share in shares.items():
            founders[whole[0], group].append((len(members), share))
        members.append([whole])
    made = (_cluster({whole: texts[whole] for whole in together}) for together in members)
    return sorted(made, key=lambda one: (-one.count, one.language, one.wordings))


def _shares(found: Mapping[str, int], weights: Mapping[str, float]) -> dict[str, float]:
    """Letter groups as a vector of length 1, in which a rare group counts for more."""
    weighed = {group: count * weights[group] for group, count in found.items()}
    length = math.hypot(*weighed.values())
    return {group: weight / length for group, weight in weighed.items()}


def _cluster(texts: Mapping[Whole, Counter[str]]) -> Cluster:
    wordings = (min(one, key=lambda text: (-one[text], text)) for one in texts.values())
    count = sum(one.total() for one in texts.values())
    return Cluster(next(iter(texts))[0], count, tuple(wordings))
