"""/admin: cohorts with their invite links, today's classes, open questions."""

from dataclasses import dataclass
from typing import ClassVar

from telegram import Update

from bot.domain.people import Role
from bot.i18n import Html
from handlers.buttons import ButtonData
from handlers.context import Context
from handlers.registry import Button, Command
from handlers.replies import Rows, say, show
from handlers.staff import asked, content
from handlers.staff.added import new_button
from handlers.staff.inbox import ShowInbox
from handlers.staff.templates import ShowTemplates
from handlers.trainee.schedule import worded_schedule

COHORTS_ON_A_PAGE = 5


@dataclass(frozen=True, slots=True)
class ShowPanel(ButtonData):
    """Back to the panel."""

    CODE: ClassVar[str] = "adm"


@dataclass(frozen=True, slots=True)
class ShowCohorts(ButtonData):
    """A page of cohorts."""

    CODE: ClassVar[str] = "coh"
    offset: int


@dataclass(frozen=True, slots=True)
class ShowToday(ButtonData):
    """Classes of every cohort."""

    CODE: ClassVar[str] = "day"


async def admin(update: Update, context: Context) -> None:
    """The panel."""
    await say(update, context, *await _panel(context))


async def show_panel(update: Update, context: Context, data: ShowPanel) -> None:
    """The panel in place of what one looked at."""
    await show(update, context, *await _panel(context))


async def _panel(context: Context) -> tuple[Html, Rows]:
    t = context.t
    page = await context.app.inbox.page(context.person)
    rows = [
        [ShowCohorts(0).labelled(t.plain("panel-cohorts"))],
        [ShowToday().labelled(t.plain("panel-today"))],
        [ShowInbox(0).labelled(t.plain("panel-inbox", count=page.total))],
        *await content.rows_for_panel(context),
        await asked.row_for_panel(context),
        [new_button(t)],
        [ShowTemplates(0).labelled(t.plain("templates-button"))],
    ]
    return t("panel", role=context.person.role.value), rows


async def show_cohorts(update: Update, context: Context, data: ShowCohorts) -> None:
    """Code, dates, headcount and invite link of each cohort."""
    t = context.t
    cards = await context.app.cohorts.cards(context.person)
    shown = cards[data.offset : data.offset + COHORTS_ON_A_PAGE]
    parts = [t("cohorts-title", count=len(cards))]
    for card in shown:
        cohort = card.cohort
        course = context.app.courses.get(cohort.course)
        parts.append(
            t(
                "cohorts-card",
                code=cohort.code,
                title=course.named(course.title, t.language) if course else cohort.course,
                first=t.day(cohort.starts_on),
                last=t.day(cohort.ends_on),
                count=card.headcount,
                link=invite_link(context.bot.username, cohort.invite_code),
                group_link=group_link(context.bot.username, cohort.invite_code),
            )
        )
    if not cards:
        parts.append(t("cohorts-none"))
    rows = [[ShowPanel().labelled(t.plain("back"))]]
    if data.offset + COHORTS_ON_A_PAGE < len(cards):
        following = ShowCohorts(data.offset + COHORTS_ON_A_PAGE)
        rows[0].append(following.labelled(t.plain("next")))
    await show(update, context, Html("\n\n".join(parts)), rows)


def invite_link(username: str, invite_code: str) -> str:
    """The link that enrols a trainee."""
    return f"https://t.me/{username}?start={invite_code}"


def group_link(username: str, invite_code: str) -> str:
    """The link that puts the bot into a group of the cohort."""
    return f"https://t.me/{username}?startgroup={invite_code}"


async def show_today(update: Update, context: Context, data: ShowToday) -> None:
    """Today's and the coming classes of the person's cohorts."""
    found = await context.app.timetable.todays(context.person)
    text = worded_schedule(context.t, found)
    await show(update, context, text, [[ShowPanel().labelled(context.t.plain("back"))]])


COMMANDS = (Command("admin", admin, menu="panel-menu", needs=Role.INSTRUCTOR),)
BUTTONS = (
    Button(ShowPanel, show_panel, needs=Role.INSTRUCTOR),
    Button(ShowCohorts, show_cohorts, needs=Role.INSTRUCTOR),
    Button(ShowToday, show_today, needs=Role.INSTRUCTOR),
)
