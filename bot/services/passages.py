"""What of the content can be found: entries as passages, terms as concepts of the thesaurus."""

from collections.abc import Iterable, Iterator

from bot.domain.course import Course, FaqEntry, Term
from bot.i18n import translator_for
from bot.search import Passage
from bot.search.thesaurus import LANGUAGES, Concept, Thesaurus, shipped_concepts


def passages_of(entry: FaqEntry | Term) -> Iterator[Passage]:
    """By what an entry can be found: a template by its questions, a term by its names."""
    if isinstance(entry, FaqEntry):
        for language, text in entry.texts.items():
            answer = "" if entry.is_template else text.body.plain
            yield Passage(entry.name, language, text.question, text.aliases, answer)
        return
    for language, term in entry.texts.items():
        names = (term.term, *term.forms, *entry.abbreviations)
        t = translator_for(language)
        asked = tuple(
            t.plain(key, term=name) for name in names for key in ("glossary-what", "glossary-means")
        )
        yield Passage(entry.name, language, term.term, (*names[1:], *asked), "", is_exact=True)


def answering(courses: Iterable[Course]) -> Iterator[FaqEntry | Term]:
    """Everything in the packs that a question may be answered with."""
    for course in courses:
        yield from course.faq
        yield from course.terms


def thesaurus_of(courses: Iterable[Course]) -> Thesaurus:
    """The shipped thesaurus with the terms of the glossaries."""
    return Thesaurus((*shipped_concepts(), *map(_concept, _terms(courses))))


def _terms(courses: Iterable[Course]) -> Iterator[Term]:
    for course in courses:
        yield from course.terms


def _concept(term: Term) -> Concept:
    """A term in every language, each with its forms and the abbreviations."""
    columns = []
    for language in LANGUAGES:
        text = term.texts.get(language)
        own = (text.term, *text.forms) if text else ()
        columns.append((*own, *term.abbreviations))
    return Concept(term.name, tuple(columns))
