"""/start: greets in the language of the person's Telegram, and joins a cohort by its link."""

from dataclasses import dataclass
from typing import ClassVar

from telegram import InlineKeyboardButton, Update

from bot.domain.errors import Refusal
from bot.i18n import Html, language_name, languages
from handlers import menus
from handlers.buttons import ButtonData
from handlers.context import Context
from handlers.registry import Button, Command
from handlers.replies import say, show


@dataclass(frozen=True, slots=True)
class Greet(ButtonData):
    """Greets in another language."""

    CODE: ClassVar[str] = "hi"
    language: str


async def start(update: Update, context: Context) -> None:
    """Greets; with a payload, joins the cohort of that invite code first."""
    await context.app.dialogs.close(context.person)
    await menus.set_menu(context, context.application.bot_data["features"])
    payload = " ".join(context.args or ())
    joined = ""
    if payload:
        try:
            cohort = await context.app.cohorts.join(context.person, payload)
        except Refusal as refusal:
            joined = context.t(refusal.key, **refusal.args_of_key)
        else:
            course = context.app.courses.get(cohort.course)
            title = course.named(course.title, context.person.language) if course else cohort.course
            joined = context.t(
                "start-joined",
                title=title,
                code=cohort.code,
                first=context.t.day(cohort.starts_on),
                last=context.t.day(cohort.ends_on),
            )
    text = Html("\n\n".join(filter(None, (joined, _greeting(context)))))
    await say(update, context, text, [_language_buttons(context.person.language)])


def _greeting(context: Context) -> Html:
    return context.t("start-greeting")


def _language_buttons(current: str) -> list[InlineKeyboardButton]:
    return [
        Greet(language).labelled(language_name(language))
        for language in sorted(languages())
        if language != current
    ]


async def greet(update: Update, context: Context, data: Greet) -> None:
    """Changes the language and greets in it."""
    context.person = await context.app.people.choose_language(context.person, data.language)
    await show(update, context, _greeting(context), [_language_buttons(data.language)])
    await menus.set_menu(context, context.application.bot_data["features"])


COMMANDS = (Command("start", start),)
BUTTONS = (Button(Greet, greet),)
