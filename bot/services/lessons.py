"""Lessons: read page by page, one after another, by module."""

from collections.abc import Mapping
from dataclasses import dataclass

from bot.domain.content import Content
from bot.domain.course import Body, Course, Lesson
from bot.domain.errors import Refusal
from bot.domain.text import telegram_length
from bot.services.content import ContentService

PAGE_LIMIT = 900
"""Characters that a phone shows without much scrolling."""


@dataclass(frozen=True, slots=True)
class Page:
    """A page of a lesson.

    Attributes:
        number: from 1.
        before, after: lesson and page (from 0) that one turns to; None at the first and last.
    """

    lesson: Lesson
    course: Course
    language: str
    title: str
    html: str
    number: int
    total: int
    is_checked: bool
    before: tuple[Lesson, int] | None
    after: tuple[Lesson, int] | None


class LessonService:
    """The lessons of the packs."""

    def __init__(self, content: ContentService, courses: Mapping[str, Course]) -> None:
        self._content = content
        self._courses = courses

    async def page(self, name: str, number: int, language: str) -> Page:
        """One page of a lesson, counted from 0; beyond the end, the last.

        Raises:
            Refusal: the lesson is gone or hidden.
        """
        content = await self._content.current()
        lesson = content.readable_lesson(name)
        if lesson is None:
            raise Refusal("lessons-gone")
        text = lesson.text(language)
        found = pages(text.body)
        at = max(0, min(number, len(found) - 1))
        readable = _readable(self._courses[lesson.course], content)
        place = [one.id for one in readable].index(lesson.id)
        before = (lesson, at - 1) if at else None
        if before is None and place:
            earlier = readable[place - 1]
            before = (earlier, len(pages(earlier.text(language).body)) - 1)
        after = (lesson, at + 1) if at + 1 < len(found) else None
        if after is None and place + 1 < len(readable):
            after = (readable[place + 1], 0)
        return Page(
            lesson=lesson,
            course=self._courses[lesson.course],
            language=lesson.language(language),
            title=text.title,
            html=found[at],
            number=at + 1,
            total=len(found),
            is_checked=content.is_checked(lesson),
            before=before,
            after=after,
        )

    async def modules(self) -> list[tuple[Course, str]]:
        """Every course and module that has lessons to read."""
        content = await self._content.current()
        return [
            (pack, module)
            for pack in self._courses.values()
            for module in pack.modules
            if any(lesson.topic == module for lesson in _readable(pack, content))
        ]

    async def of_module(self, course: str, module: str) -> list[Lesson]:
        """The lessons of a module in reading order, without hidden ones.

        Raises:
            Refusal: there is no such course or module any more.
        """
        pack = self._courses.get(course)
        if pack is None or module not in pack.modules:
            raise Refusal("lessons-gone")
        readable = _readable(pack, await self._content.current())
        return [lesson for lesson in readable if lesson.topic == module]


def _readable(pack: Course, content: Content) -> list[Lesson]:
    """The lessons in reading order, without hidden ones."""
    return [one for lesson in pack.lessons if (one := content.readable_lesson(lesson.name))]


def pages(body: Body, limit: int = PAGE_LIMIT) -> list[str]:
    """The paragraphs, as many on a page as fit; pages of about the same length."""
    lengths = [telegram_length(paragraph) for paragraph in body.paragraphs]
    count = max(1, -(-sum(lengths) // limit))
    fair = sum(lengths) / count
    found: list[list[str]] = [[]]
    used = 0.0
    for paragraph, length in zip(body.paragraphs, lengths, strict=True):
        is_full = found[-1] and used + length / 2 > fair * len(found)
        if is_full and len(found) < count:
            found.append([])
        found[-1].append(paragraph)
        used += length
    return ["\n\n".join(page) for page in found]
