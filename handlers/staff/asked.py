"""What is asked: questions without an answer, answers that do not help, trends by topic."""

from dataclasses import dataclass
from typing import ClassVar

from telegram import InlineKeyboardButton, Update

from bot.domain.people import Role
from bot.domain.text import shortened
from bot.i18n import Html, language_name
from handlers.buttons import ButtonData
from handlers.context import Context
from handlers.registry import Button
from handlers.replies import show
from handlers.staff.cards import OpenCard

PAGE = 5
TOPICS_ON_A_PAGE = 20
WORDINGS_SHOWN = 3
WORDING_SHOWN = 200
LABEL_LIMIT = 60


@dataclass(frozen=True, slots=True)
class ShowAsked(ButtonData):
    """What is asked: which part."""

    CODE: ClassVar[str] = "ask"


@dataclass(frozen=True, slots=True)
class ShowUnanswered(ButtonData):
    """A page of clusters of questions without an answer."""

    CODE: ClassVar[str] = "una"
    offset: int


@dataclass(frozen=True, slots=True)
class ShowUnhelpful(ButtonData):
    """A page of entries that do not help."""

    CODE: ClassVar[str] = "unh"
    offset: int


@dataclass(frozen=True, slots=True)
class ShowTrends(ButtonData):
    """A page of topics."""

    CODE: ClassVar[str] = "trd"
    offset: int


async def row_for_panel(context: Context) -> list[InlineKeyboardButton]:
    """The panel's way to it."""
    count = await context.app.questions.unanswered_count(context.person)
    return [ShowAsked().labelled(context.t.plain("asked-button", count=count))]


async def show_asked(update: Update, context: Context, data: ShowAsked) -> None:
    """The three parts."""
    t = context.t
    count = await context.app.questions.unanswered_count(context.person)
    rows = [
        [ShowUnanswered(0).labelled(t.plain("asked-unanswered-button", count=count))],
        [ShowUnhelpful(0).labelled(t.plain("asked-unhelpful-button"))],
        [ShowTrends(0).labelled(t.plain("asked-trends-button"))],
    ]
    await show(update, context, t("asked"), rows)


async def show_unanswered(update: Update, context: Context, data: ShowUnanswered) -> None:
    """Clusters, the biggest first, each with some wordings."""
    t = context.t
    found = await context.app.questions.unanswered(context.person)
    total = sum(one.count for one in found)
    parts = [t("asked-unanswered" if found else "asked-unanswered-none", count=total)]
    for one in found[data.offset : data.offset + PAGE]:
        head = t("asked-cluster", count=one.count, language=language_name(one.language))
        wordings = (
            t("asked-wording", text=shortened(text, WORDING_SHOWN))
            for text in one.wordings[:WORDINGS_SHOWN]
        )
        parts.append(Html("\n".join((head, *wordings))))
    following = ShowUnanswered(data.offset + PAGE)
    rows = [_turning(context, following if following.offset < len(found) else None)]
    await show(update, context, Html("\n\n".join(parts)), rows)


async def show_unhelpful(update: Update, context: Context, data: ShowUnhelpful) -> None:
    """Entries, the least helpful first, each with its card to open."""
    t = context.t
    found = await context.app.questions.unhelpful(context.person)
    parts = [t("asked-unhelpful" if found else "asked-unhelpful-none")]
    rows = []
    for one in found[data.offset : data.offset + PAGE]:
        parts.append(t("asked-entry", title=one.title, count=one.count, unhelpful=one.unhelpful))
        rows.append([OpenCard(one.entry.name).labelled(shortened(one.title, LABEL_LIMIT))])
    following = ShowUnhelpful(data.offset + PAGE)
    rows.append(_turning(context, following if following.offset < len(found) else None))
    await show(update, context, Html("\n\n".join(parts)), rows)


async def show_trends(update: Update, context: Context, data: ShowTrends) -> None:
    """Topics under their courses, the most asked first."""
    t = context.t
    found = await context.app.questions.trends(context.person)
    lines = [t("asked-trends" if found else "asked-trends-none")]
    course = ""
    for one in found[data.offset : data.offset + TOPICS_ON_A_PAGE]:
        if one.course.id != course:
            course = one.course.id
            title = one.course.named(one.course.title, t.language)
            lines += [Html(""), t("asked-course", course=title)]
        way = "up" if one.count > one.before else "down" if one.count < one.before else "same"
        group = one.group or t.plain("added-group")
        lines.append(t("asked-trend", group=group, way=way, count=one.count, before=one.before))
    following = ShowTrends(data.offset + TOPICS_ON_A_PAGE)
    rows = [_turning(context, following if following.offset < len(found) else None)]
    await show(update, context, Html("\n".join(lines)), rows)


def _turning(context: Context, following: ButtonData | None) -> list[InlineKeyboardButton]:
    """Back to the parts, and on to the next page."""
    row = [ShowAsked().labelled(context.t.plain("back"))]
    if following is not None:
        row.append(following.labelled(context.t.plain("next")))
    return row


BUTTONS = (
    Button(ShowAsked, show_asked, needs=Role.INSTRUCTOR),
    Button(ShowUnanswered, show_unanswered, needs=Role.INSTRUCTOR),
    Button(ShowUnhelpful, show_unhelpful, needs=Role.INSTRUCTOR),
    Button(ShowTrends, show_trends, needs=Role.INSTRUCTOR),
)
