"""A question as the channels look at it."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from bot.search.letters import groups
from bot.search.readings import other_readings
from bot.search.thesaurus import Thesaurus, Token, function_words, language_of, tokens

CLEARER = 0.25
"""A reading in another keyboard layout is taken if so much more of it is known."""


@dataclass(frozen=True, slots=True)
class Question:
    """Attributes:
    language: of its letters and words, whatever the person's own.
    groups: letter groups, each once.
    concepts: with weights, a word's meanings sharing one.
    content: words that say what is asked about; all words if there are no others.
    missing: how many of those the thesaurus does not know.
    known: share of the letter groups that any entry has.
    """

    text: str
    language: str
    tokens: tuple[Token, ...]
    content: tuple[Token, ...]
    groups: Mapping[str, float]
    concepts: Mapping[int, float]
    missing: int
    known: float


def read_question(
    text: str, thesaurus: Thesaurus, known: Callable[[Iterable[str]], float]
) -> Question:
    """The question in the keyboard layout in which most of it is known.

    Args:
        known: the share of letter groups that any entry has.
    """
    best, features = text, groups(text)
    share = known(features)
    others = [(other, groups(other)) for other in other_readings(text)]
    if others:
        other, other_features = max(others, key=lambda one: known(one[1]))
        other_share = known(other_features)
        if other_share > share + CLEARER:
            best, features, share = other, other_features, other_share
    found = tokens(best)
    content = [token for token in found if token.word not in function_words()] or found
    return Question(
        text=best,
        language=language_of(best),
        tokens=tuple(found),
        content=tuple(content),
        groups=dict.fromkeys(features, 1.0),
        concepts=thesaurus.counted(found),
        missing=sum(not thesaurus.meanings(token) for token in content),
        known=share,
    )
