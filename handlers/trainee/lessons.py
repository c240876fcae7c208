"""Lessons: opened from an answer, read page by page, with a list of each module."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import ClassVar

from telegram import InlineKeyboardButton, Update

from bot.domain.course import Lesson
from bot.domain.errors import Refusal
from bot.i18n import Html, language_name
from bot.services.lessons import Page
from handlers.buttons import ButtonData
from handlers.context import Context
from handlers.registry import Button
from handlers.replies import Rows, say, show
from handlers.sources import worded_sources

IN_A_ROW = 5


@dataclass(frozen=True, slots=True)
class OpenLesson(ButtonData):
    """Sends a lesson beneath what one reads."""

    CODE: ClassVar[str] = "les"
    name: str


@dataclass(frozen=True, slots=True)
class TurnTo(ButtonData):
    """Puts another page in the place of this one."""

    CODE: ClassVar[str] = "pg"
    name: str
    number: int


@dataclass(frozen=True, slots=True)
class ShowModule(ButtonData):
    """The lessons of a module."""

    CODE: ClassVar[str] = "toc"
    course: str
    module: str


def read_more(context: Context, lesson: Lesson) -> InlineKeyboardButton:
    """The button that opens a lesson from an answer."""
    return OpenLesson(lesson.name).labelled(context.t.plain("lessons-read-more"))


def numbered(context: Context, lessons: Sequence[Lesson]) -> Html:
    """Titles of lessons, each with a number: on a button a phone would cut them off."""
    t = context.t
    return Html(
        "\n".join(
            t("lessons-line", number=number, title=lesson.text(t.language).title)
            for number, lesson in enumerate(lessons, start=1)
        )
    )


def openers(context: Context, lessons: Sequence[Lesson]) -> list[InlineKeyboardButton]:
    """A button for each number."""
    return [
        OpenLesson(lesson.name).labelled(context.t.plain("lessons-number", number=number))
        for number, lesson in enumerate(lessons, start=1)
    ]


async def open_lesson(update: Update, context: Context, data: OpenLesson) -> None:
    """Its first page, as a message of its own: the answer stays."""
    page = await context.app.lessons.page(data.name, 0, context.t.language)
    await say(update, context, *_worded(context, page))


async def turn_to(update: Update, context: Context, data: TurnTo) -> None:
    """A page, of this lesson or the next."""
    page = await context.app.lessons.page(data.name, data.number, context.t.language)
    await show(update, context, *_worded(context, page))


def _worded(context: Context, page: Page) -> tuple[Html, Rows]:
    t = context.t
    module = page.course.group_name(page.lesson, t.language)
    head = t("lessons-head", title=page.title, module=module, page=page.number, pages=page.total)
    parts = [head, Html(page.html)]
    if page.number == page.total:
        sources = worded_sources(t, page.course, page.lesson.citations)
        parts.append(t("ask-source", sources=sources))
        if not page.is_checked:
            parts.append(t("content-unchecked"))
    if page.language != t.language:
        parts.append(t("ask-other-language", language=language_name(page.language)))
    turns = []
    if page.before:
        turns.append(_turn(context, page.before, "lessons-before"))
    if page.after:
        key = "lessons-after" if page.after[0].id == page.lesson.id else "lessons-next-lesson"
        turns.append(_turn(context, page.after, key))
    contents = ShowModule(page.course.id, page.lesson.topic).labelled(t.plain("lessons-contents"))
    return Html("\n\n".join(parts)), [row for row in (turns, [contents]) if row]


def _turn(context: Context, to: tuple[Lesson, int], key: str) -> InlineKeyboardButton:
    lesson, number = to
    return TurnTo(lesson.name, number).labelled(context.t.plain(key))


async def show_module(update: Update, context: Context, data: ShowModule) -> None:
    """The titles of a module's lessons; the other modules beneath."""
    t = context.t
    lessons = await context.app.lessons.of_module(data.course, data.module)
    course = context.app.courses[data.course]
    buttons = [
        TurnTo(lesson.name, 0).labelled(str(number))
        for number, lesson in enumerate(lessons, start=1)
    ]
    rows = [buttons[at : at + IN_A_ROW] for at in range(0, len(buttons), IN_A_ROW)]
    rows += [
        [ShowModule(course.id, module).labelled(f"📚 {course.named(names, t.language)}")]
        for module, names in course.modules.items()
        if module != data.module
    ]
    module = course.named(course.modules.get(data.module, {}), t.language)
    title = course.named(course.title, t.language)
    head = t("lessons-module", course=title, module=module, count=len(lessons))
    await show(update, context, Html(f"{head}\n\n{numbered(context, lessons)}"), rows)


async def worded_modules(context: Context) -> tuple[Html, Rows]:
    """Every course with its modules, numbered, and a button for each number.

    Raises:
        Refusal: there are no lessons.
    """
    t, lines = context.t, [context.t("lessons-all")]
    buttons: list[InlineKeyboardButton] = []
    modules = await context.app.lessons.modules()
    if not modules:
        raise Refusal("lessons-none")
    for course, pairs in groupby(modules, key=lambda pair: pair[0]):
        title = t("lessons-course", course=course.named(course.title, t.language))
        lines.append(Html(f"\n{title}"))
        for _, module in pairs:
            data, number = ShowModule(course.id, module), len(buttons) + 1
            name = course.named(course.modules[module], t.language)
            lines.append(t("lessons-line", number=number, title=name))
            buttons.append(data.labelled(t.plain("lessons-number", number=number)))
    rows = [buttons[at : at + IN_A_ROW] for at in range(0, len(buttons), IN_A_ROW)]
    return Html("\n".join(lines)), rows


BUTTONS = (
    Button(OpenLesson, open_lesson),
    Button(TurnTo, turn_to),
    Button(ShowModule, show_module),
)
