"""Words that mean the same in three languages: a concept for each, found from any of its forms.

Without it "my pass is gone" and "lost badge" share nothing, and neither do two languages. The words
stand in `words/*.tsv`: name, English, Russian, Kazakh, with tabs between and `;` between words.
"""

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from bot.search.letters import folded, words

WORDS = Path(__file__).parent / "words"
LANGUAGES = ("en", "ru", "kk")
_RAW = re.compile(r"[^\W_]+")
_LATIN = re.compile("[a-z]")
_KAZAKH = re.compile("[әғқңөұүһі]")
_VOWELS = "aeiou"
_VOICED = {"b": "p", "g": "k", "d": "t", "v": "f"}
SHORTEST_TRUNK = 3
ENDING_MOST = {3: 2, 4: 4}
"""Letters that may follow so short a beginning; after a longer one, nine."""


@dataclass(frozen=True, slots=True)
class Concept:
    """Words of one meaning, by language."""

    name: str
    words: tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True)
class Token:
    """A word of a text: as written in lower case, in the small alphabet, and in which letters."""

    raw: str
    word: str
    is_latin: bool


def tokens(text: str) -> list[Token]:
    """The words of a text."""
    normal = unicodedata.normalize("NFKC", text).casefold()
    found = (Token(raw, folded(raw), bool(_LATIN.search(raw))) for raw in _RAW.findall(normal))
    return [token for token in found if token.word]


def trunk(word: str) -> str:
    """The beginning of a folded word that endings leave alone (verbs' -t, vowels, voicing)."""
    if len(word) > SHORTEST_TRUNK + 1:
        if word[-1] == "t" and word[-2] in _VOWELS:
            word = word[:-1]
        while len(word) > SHORTEST_TRUNK and word[-1] in _VOWELS:
            word = word[:-1]
    return _unvoiced(word)


def _unvoiced(word: str) -> str:
    """Kazakh stems end in -k or -g, -p or -b by what follows."""
    return word[:-1] + _VOICED.get(word[-1], word[-1])


class Thesaurus:
    """Concepts by word."""

    def __init__(self, concepts: Iterable[Concept]) -> None:
        self.concepts = tuple(concepts)
        # Words in Latin letters are looked for in those only, numbers and the others in either:
        # they are often typed in Latin for want of a layout.
        tables = [(defaultdict[str, set[int]](set), defaultdict[str, set[int]](set)) for _ in "lc"]
        self._latin, self._cyrillic = tables
        self._phrases: defaultdict[tuple[str, ...], set[int]] = defaultdict(set)
        for number, concept in enumerate(self.concepts):
            for own in concept.words:
                for text in own:
                    folds = words(text)
                    is_latin = bool(_LATIN.search(text.casefold()))
                    whole, trunks = self._latin if is_latin else self._cyrillic
                    if len(folds) == 1:
                        whole[folds[0]].add(number)
                        trunks[trunk(folds[0])].add(number)
                    elif folds:
                        self._phrases[tuple(map(trunk, folds))].add(number)
        self._longest = max(map(len, self._phrases), default=1)
        self._found: dict[tuple[str, bool], frozenset[int]] = {}

    def meanings(self, token: Token) -> frozenset[int]:
        """The concepts that a word may stand for, by the longest beginning that is known."""
        place = (token.word, token.is_latin)
        if place not in self._found:
            found = self._look(token.word, self._latin) if token.is_latin else frozenset()
            self._found[place] = found or self._look(token.word, self._cyrillic)
        return self._found[place]

    @staticmethod
    def _look(
        word: str, tables: tuple[defaultdict[str, set[int]], defaultdict[str, set[int]]]
    ) -> frozenset[int]:
        whole, trunks = tables
        if word in whole:
            return frozenset(whole[word])
        for length in range(len(word), SHORTEST_TRUNK - 1, -1):
            beginning = _unvoiced(word[:length])
            if beginning in trunks and len(word) - length <= ENDING_MOST.get(length, 9):
                return frozenset(trunks[beginning])
        return frozenset()

    def counted(self, found: Sequence[Token]) -> dict[int, float]:
        """Concepts of a text; a word of several meanings counts less for each of them."""
        counts: defaultdict[int, float] = defaultdict(float)
        trunks = [trunk(token.word) for token in found]
        for at, token in enumerate(found):
            for length in range(2, self._longest + 1):
                phrase = tuple(trunks[at : at + length])
                if len(phrase) == length:
                    for concept in self._phrases.get(phrase, ()):
                        counts[concept] += 1.0
            meanings = self.meanings(token)
            for concept in meanings:
                counts[concept] += len(meanings) ** -0.5
        return counts

    def gloss(self, found: Sequence[Token], language: str) -> str:
        """The text word for word in another language, for an encoder that does not know its own."""
        column = LANGUAGES.index(language)
        out = []
        for token in found:
            meanings = self.meanings(token)
            # A glossary may lack a language.
            known = (self.concepts[number].words[column] for number in sorted(meanings))
            if own := next(filter(None, known), None):
                out.append(own[0])
            elif token.word not in function_words():
                out.append(token.raw)
        return " ".join(out)


@cache
def function_words() -> frozenset[str]:
    """Folded words that tell nothing of what is asked about."""
    return frozenset(words((WORDS / "function.txt").read_text(encoding="utf-8")))


@cache
def shipped_concepts() -> tuple[Concept, ...]:
    """The concepts that come with the bot."""
    found = []
    for file in sorted(WORDS.glob("*.tsv")):
        for line in file.read_text(encoding="utf-8").splitlines():
            name, *columns = line.split("\t")
            found.append(Concept(name, tuple(tuple(_listed(column)) for column in columns)))
    return tuple(found)


def _listed(column: str) -> list[str]:
    return [word for part in column.split(";") if (word := part.strip())]


def language_of(text: str) -> str:
    """`kk` by a letter of its own, else `ru` by Cyrillic, else `en`."""
    lower = text.casefold()
    if _KAZAKH.search(lower):
        return "kk"
    return "ru" if re.search("[а-яё]", lower) else "en"
