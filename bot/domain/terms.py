"""Terms: whether the texts of the packs use the glossary's own words.

Checked is what can be told for certain: an abbreviation in brackets stands behind one of the
term's forms, and a form marked as never to be used is used nowhere.
"""

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence

from bot.domain.course import AnyEntry, Course, FaqText, ItemText, LessonText, Term, TermText
from bot.domain.errors import Fault
from bot.domain.text import WORD

_BRACKETED = re.compile(r"\((?P<abbreviation>[A-Z][\w-]*[A-Z0-9])\)")
_BREAK = re.compile(r"[().;:!?\n]")
Forms = defaultdict[tuple[str, str], list[str]]
"""What a term may be called, by its abbreviation and the language."""
BEFORE = 150
"""Characters before the bracket in which the term is looked for."""
ENDING = 4
"""Letters at a word's end that inflection may change, in Russian and in Kazakh."""
STEM = 2


def term_faults(courses: Sequence[Course]) -> Iterator[Fault]:
    """Texts whose words for a term are not the glossary's."""
    terms = [term for course in courses for term in course.terms]
    forms: Forms = defaultdict(list)
    avoided: defaultdict[str, list[tuple[str, list[str], Term]]] = defaultdict(list)
    for term in terms:
        for language, named in term.texts.items():
            for abbreviation in term.abbreviations:
                forms[abbreviation, language] += (named.term, *named.forms)
            avoided[language] += [(form, _words(form), term) for form in named.avoided]
    for course in courses:
        for entry in course.entries():
            for language, text in entry.texts.items():
                written = " \n ".join(readable(text))
                yield from _abbreviation_faults(entry, text, written, forms, language)
                words = _words(written) if avoided[language] else []
                for form, form_words, term in avoided[language]:
                    if term is not entry and _contains(words, form_words):
                        args = {"id": entry.id, "form": form, "term": term.texts[language].term}
                        yield Fault(text.place, "fault-term-avoided", args)


def _abbreviation_faults(
    entry: AnyEntry,
    text: FaqText | TermText | LessonText | ItemText,
    written: str,
    forms: Forms,
    language: str,
) -> Iterator[Fault]:
    for match in _BRACKETED.finditer(written):
        wanted = forms.get((match["abbreviation"], language))
        if not wanted:
            continue
        before = _BREAK.split(written[max(0, match.start() - BEFORE) : match.start()])[-1]
        if not any(_ends_with(_words(before), _words(form)) for form in wanted):
            args = {
                "id": entry.id,
                "written": f"{' '.join(before.split()[-4:])} ({match['abbreviation']})",
                "term": wanted[0],
            }
            yield Fault(text.place, "fault-term", args)


def readable(text: FaqText | TermText | LessonText | ItemText) -> Iterable[str]:
    """Every piece of it that a person reads or types."""
    match text:
        case FaqText():
            return (text.question, *text.aliases, text.body.plain)
        case TermText():
            return (text.term, text.body.plain)
        case LessonText():
            return (text.title, text.body.plain)
        case ItemText():
            return (text.stem, *text.options, text.explanation)


def _words(text: str) -> list[str]:
    """Words without case and without the marks above letters, which many leave out."""
    letters = unicodedata.normalize("NFD", text.casefold())
    return WORD.findall("".join(c for c in letters if not unicodedata.combining(c)))


def _ends_with(words: Sequence[str], form: Sequence[str]) -> bool:
    last = words[-len(form) :]
    return len(last) == len(form) and all(map(_is_inflected, last, form))


def _is_inflected(word: str, form: str) -> bool:
    """Whether a word may be a form of another: they begin alike."""
    stem = max(min(STEM, len(form)), len(form) - ENDING)
    return word[:stem] == form[:stem]


def _contains(words: Sequence[str], form: Sequence[str]) -> bool:
    """Whether the form, perhaps with endings added, stands among the words."""
    size = len(form)
    return size > 0 and any(
        all(word.startswith(part) for word, part in zip(words[at : at + size], form, strict=True))
        for at in range(len(words) - size + 1)
    )
