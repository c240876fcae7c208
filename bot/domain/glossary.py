"""Glossary: which of its terms stand in a text, as whole words, inflected or not."""

import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from bot.domain.course import Term
from bot.domain.text import WORD

ENDINGS = {"en": (0, 0, 2), "ru": (1, 2, 3), "kk": (0, 1, 7)}
"""By language: how many letters at its end a word may change, how many a long one may, and how
many it may be longer by."""
LONG = 6
SHORT = 4
"""A word of less letters is taken as it stands."""
KEPT_BY = 3
"""Forms are kept by the first letters of their first word."""


@dataclass(frozen=True, slots=True)
class _Form:
    """One way to write a term: how each of its words begins, and how long it is at most."""

    name: str
    course: str
    words: tuple[tuple[str, int], ...]
    length: int

    def stands_at(self, place: int, words: Sequence[str]) -> bool:
        """Whether the words of a text are this form from that place on."""
        found = words[place : place + len(self.words)]
        return len(found) == len(self.words) and all(
            word.startswith(stem) and len(word) <= longest
            for word, (stem, longest) in zip(found, self.words, strict=True)
        )


class Glossary:
    """The terms of all packs; built once, then only read."""

    def __init__(self, terms: Iterable[Term]) -> None:
        self._forms: defaultdict[tuple[str, str], list[_Form]] = defaultdict(list)
        for term in terms:
            for language, text in term.texts.items():
                for form in dict.fromkeys((text.term, *text.forms, *term.abbreviations)):
                    words = tuple(_beginning(word, language) for word in _words(form))
                    kept_by = words[0][0][:KEPT_BY]
                    one = _Form(term.name, term.course, words, len(form))
                    self._forms[language, kept_by].append(one)

    def found(self, text: str, language: str, course: str, *, besides: str, most: int) -> list[str]:
        """Names of the terms in a text in the order in which they come; of many, the longest.

        Args:
            course: its terms go before another course's that are written alike.
            besides: the term that the text is about.
        """
        words = _words(text)
        seen = [
            (-form.length, form.course != course, place, form)
            for place, word in enumerate(words)
            for size in range(1, KEPT_BY + 1)
            if size <= len(word)
            for form in self._forms.get((language, word[:size]), ())
            if form.stands_at(place, words)
        ]
        taken: set[int] = set()
        places: dict[str, int] = {}
        for _, _, place, form in sorted(seen, key=lambda one: one[:3]):
            span = range(place, place + len(form.words))
            if taken.isdisjoint(span):
                taken.update(span)
                places[form.name] = min(place, places.get(form.name, place))
        places.pop(besides, None)
        return sorted([*places][:most], key=places.__getitem__)


def _words(text: str) -> list[str]:
    """Words without the marks above letters; abbreviations in capitals and without an ending.

    So "can" is no Community Alert Network.
    """
    letters = unicodedata.normalize("NFD", text)
    found = WORD.findall("".join(c for c in letters if not unicodedata.combining(c)))
    return [_bare(word) if _is_abbreviation(word) else word.casefold() for word in found]


def _is_abbreviation(word: str) -> bool:
    return sum(map(str.isupper, word)) > 1


def _bare(abbreviation: str) -> str:
    """Without what follows its last capital or digit: `IDP` of `IDPs`."""
    while not (abbreviation[-1].isupper() or abbreviation[-1].isdigit()):
        abbreviation = abbreviation[:-1]
    return abbreviation


def _beginning(word: str, language: str) -> tuple[str, int]:
    """How a word of a term begins in every form, and how long it is at most."""
    if len(word) < SHORT or _is_abbreviation(word):
        return word, len(word)
    cut, cut_of_long, more = ENDINGS.get(language, (0, 0, 0))
    stem = word[: len(word) - (cut_of_long if len(word) > LONG else cut)]
    return stem, len(word) + more
