"""/settings: language and when to be reminded."""

from dataclasses import dataclass
from typing import ClassVar

from telegram import InlineKeyboardButton, Update

from bot.domain.people import LEAD_CHOICES, Person
from bot.i18n import Html, Translator, language_name, languages
from handlers import menus
from handlers.buttons import ButtonData
from handlers.context import Context
from handlers.registry import Button, Command
from handlers.replies import Rows, say, show
from handlers.times import lasting

IN_A_ROW = 3


@dataclass(frozen=True, slots=True)
class ChooseLanguage(ButtonData):
    """Changes the language."""

    CODE: ClassVar[str] = "lang"
    language: str


@dataclass(frozen=True, slots=True)
class SetLead(ButtonData):
    """Turns one lead time on (1) or off (0); carries the state wanted, so two taps do no harm."""

    CODE: ClassVar[str] = "lead"
    minutes: int
    wanted: int


async def settings(update: Update, context: Context) -> None:
    """Shows the settings with a button for each choice."""
    await say(update, context, *worded_settings(context))


async def choose_language(update: Update, context: Context, data: ChooseLanguage) -> None:
    """Changes the language everywhere, the command menu too."""
    context.person = await context.app.people.choose_language(context.person, data.language)
    await show(update, context, *worded_settings(context))
    await menus.set_menu(context, context.application.bot_data["features"])


async def set_lead(update: Update, context: Context, data: SetLead) -> None:
    """Changes when to remind."""
    leads = set(context.person.lead_minutes)
    leads = leads | {data.minutes} if data.wanted else leads - {data.minutes}
    context.person = await context.app.people.choose_leads(context.person, leads)
    await show(update, context, *worded_settings(context))


def worded_settings(context: Context) -> tuple[Html, Rows]:
    """The settings with a button for each choice."""
    t, person = context.t, context.person
    leads = ", ".join(lasting(t, minutes) for minutes in person.lead_minutes)
    text = t(
        "settings",
        language=language_name(t.language),
        leads=leads,
        has_leads="yes" if leads else "no",
    )
    return text, [_languages(t), *_leads(t, person)]


def _languages(t: Translator) -> list[InlineKeyboardButton]:
    return [
        ChooseLanguage(tag).labelled(_ticked(language_name(tag), tag == t.language))
        for tag in sorted(languages())
    ]


def _leads(t: Translator, person: Person) -> list[list[InlineKeyboardButton]]:
    buttons = [
        SetLead(minutes, int(minutes not in person.lead_minutes)).labelled(
            _ticked(lasting(t, minutes), minutes in person.lead_minutes)
        )
        for minutes in LEAD_CHOICES
    ]
    return [buttons[at : at + IN_A_ROW] for at in range(0, len(buttons), IN_A_ROW)]


def _ticked(label: str, is_chosen: bool) -> str:
    return f"✓ {label}" if is_chosen else label


COMMANDS = (Command("settings", settings, menu="settings-menu"),)
BUTTONS = (Button(ChooseLanguage, choose_language), Button(SetLead, set_lead))
