"""One small Latin alphabet for every language, and the letter groups of a text.

A word in Kazakh with or without its own letters, in Cyrillic or Latin, with an ending or a typo
keeps most of its letter groups; so no dictionary is needed. Source: research/retrieval.md, 5.
"""

import re
import unicodedata
from collections import Counter
from functools import lru_cache

_CYRILLIC = str.maketrans(
    "абвгдежзийклмнопрстуфхцчшщыэёәғқңөұүһі",
    "abvgdejziiklmnoprstufhs4wwieeagknouuhi",
    "ъь",
) | {ord("ю"): "iu", ord("я"): "ia"}
_LATIN = (
    (re.compile("sh?ch|sh"), "w"),
    (re.compile("zh"), "j"),
    (re.compile("kh"), "h"),
    (re.compile("gh"), "g"),
    (re.compile("ch"), "4"),
    (re.compile("ts"), "s"),
    (re.compile("ph"), "f"),
    (re.compile("ng"), "n"),
    (re.compile("ya"), "ia"),
    (re.compile("yu"), "iu"),
    (re.compile("yo"), "e"),
    (re.compile("q"), "k"),
    (re.compile("x"), "ks"),
    (re.compile("y"), "i"),
    (re.compile("c(?=[eiy])"), "s"),
    (re.compile("c"), "k"),
)
_WORD = re.compile(r"[^\W_]+")
_TWICE = re.compile(r"(\D)\1+")
GROUP_SIZES = (3, 4, 5)


@lru_cache(maxsize=50_000)
def folded(word: str) -> str:
    """A lower-case word in the small alphabet: both `қорғау` and `korgau` become `korgau`."""
    latin = unicodedata.normalize("NFD", word.translate(_CYRILLIC))
    latin = "".join(letter for letter in latin if not unicodedata.combining(letter))
    if word.isascii():
        for pattern, letters in _LATIN:
            latin = pattern.sub(letters, latin)
    return _TWICE.sub(r"\1", latin.replace("ng", "n"))


def words(text: str) -> list[str]:
    """The words of a text in the small alphabet."""
    normal = unicodedata.normalize("NFKC", text).casefold()
    return [fold for word in _WORD.findall(normal) if (fold := folded(word))]


@lru_cache(maxsize=5_000)
def groups_of_word(word: str) -> tuple[str, ...]:
    """Letter groups of a folded word with its edges marked, and the whole word."""
    edged = f"_{word}_"
    found = [edged]
    for size in GROUP_SIZES:
        if size < len(edged):
            found += (edged[at : at + size] for at in range(len(edged) - size + 1))
    return tuple(dict.fromkeys(found))


def groups(text: str) -> Counter[str]:
    """Letter groups of every word, by how many words have them."""
    return Counter(group for word in words(text) for group in groups_of_word(word))
