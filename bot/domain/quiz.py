"""Practice sets: which items, in what order their options stand, and how an answer is graded."""

import random
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from bot.domain.course import Item, ItemText

SET_SIZE = 5


@dataclass(frozen=True, slots=True)
class Question:
    """One item as it was put to one person.

    Attributes:
        position: place in the attempt, from 0.
        option_order: option `option_order[i]` of the item stands at place i of the poll.
        chosen: options of the item that the person chose; None while unanswered.
    """

    attempt_id: int
    position: int
    course: str
    item_id: str
    option_order: tuple[int, ...]
    poll_id: str | None = None
    message_id: int | None = None
    chosen: tuple[int, ...] | None = None
    is_right: bool | None = None


@dataclass(frozen=True, slots=True)
class Attempt:
    """One practice set of one person."""

    id: int
    person_id: int
    course: str
    questions: tuple[Question, ...]
    is_finished: bool = False

    @property
    def next_open(self) -> Question | None:
        """The first question without an answer."""
        return next((q for q in self.questions if q.chosen is None), None)

    @property
    def score(self) -> int:
        """Number of right answers."""
        return sum(question.is_right is True for question in self.questions)


@dataclass(frozen=True, slots=True)
class Practised:
    """What a person's last answer to an item was."""

    at: datetime
    was_right: bool


@dataclass(frozen=True, slots=True)
class Score:
    """How many answers of a set, or of several of a course, were right."""

    course: str
    begun_at: datetime
    right: int
    answered: int


def by_course(scores: Iterable[Score]) -> list[Score]:
    """The sum for each course, in the order in which the courses come first."""
    sums: dict[str, Score] = {}
    for score in scores:
        before = sums.get(score.course, replace(score, right=0, answered=0))
        sums[score.course] = replace(
            before, right=before.right + score.right, answered=before.answered + score.answered
        )
    return list(sums.values())


def pick(
    items: Sequence[Item],
    practised: Mapping[str, Practised],
    *,
    size: int = SET_SIZE,
    chance: random.Random,
) -> list[Item]:
    """Items for a practice set: new ones first, then last answered wrong, then the longest ago.

    Chance decides among equals, and the chosen ones are put in random order.
    """

    def urgency(item: Item) -> tuple[int, float, float]:
        last = practised.get(item.id)
        if last is None:
            return (0, 0.0, chance.random())
        return (2 if last.was_right else 1, last.at.timestamp(), chance.random())

    chosen = sorted(items, key=urgency)[:size]
    chance.shuffle(chosen)
    return chosen


def shuffled(options: int, chance: random.Random) -> tuple[int, ...]:
    """An order of the options, so that the key is not always at the same place."""
    order = list(range(options))
    chance.shuffle(order)
    return tuple(order)


def shown(text: ItemText, order: Sequence[int]) -> tuple[list[str], list[int]]:
    """The options in the order shown, and the places of the right ones among them."""
    options = [text.options[i] for i in order]
    return options, [place for place, i in enumerate(order) if i in text.keys]


def chosen_options(order: Sequence[int], places: Iterable[int]) -> tuple[int, ...]:
    """From places in a poll back to options of the item; places that do not exist are dropped."""
    return tuple(sorted(order[place] for place in places if 0 <= place < len(order)))


def is_right(keys: Iterable[int], chosen: Iterable[int]) -> bool:
    """Whether exactly the right options were chosen."""
    return set(keys) == set(chosen)
