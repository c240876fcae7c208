"""Glossary: the terms that an answer uses."""

from collections.abc import Mapping
from functools import cached_property

from bot.domain.course import Course, Term
from bot.domain.glossary import Glossary
from bot.services.ask import Answer
from bot.services.content import ContentService

TERMS_MOST = 6


class GlossaryService:
    """Terms of the glossaries in texts."""

    def __init__(self, courses: Mapping[str, Course], content: ContentService) -> None:
        self._courses = courses
        self._content = content

    @cached_property
    def _glossary(self) -> Glossary:
        """Built at the first answer: a start need not wait for it."""
        return Glossary(term for course in self._courses.values() for term in course.terms)

    async def terms_in(self, answer: Answer) -> list[Term]:
        """The terms that stand in the answer and are not hidden, in the order of the text."""
        content = await self._content.current()
        entry = answer.entry
        names = self._glossary.found(
            answer.body.plain, answer.language, entry.course, besides=entry.name, most=TERMS_MOST
        )
        terms = map(content.entry, names)
        return [one for one in terms if isinstance(one, Term) and not content.is_hidden(one)]
