"""Command menus by language and role."""

import hashlib
import logging

from telegram import BotCommand, BotCommandScopeAllPrivateChats, BotCommandScopeChat
from telegram.error import BadRequest, Forbidden

from bot.domain.people import Person, Role
from bot.i18n import languages, translator_for
from handlers.context import Bot, Context
from handlers.registry import Features

log = logging.getLogger(__name__)


def menu(features: Features, role: Role, language: str) -> list[BotCommand]:
    """The menu of a role in a language."""
    t = translator_for(language)
    return [BotCommand(c.name, t.plain(c.menu)) for c in features.menu(role) if c.menu]


async def set_default_menus(bot: Bot, features: Features) -> None:
    """The trainee's menu in every language: English for languages the bot does not speak."""
    scope = BotCommandScopeAllPrivateChats()
    await bot.set_my_commands(menu(features, Role.TRAINEE, "en"), scope=scope)
    for language in sorted(languages() - {"en"}):
        commands = menu(features, Role.TRAINEE, language)
        await bot.set_my_commands(commands, scope=scope, language_code=language)


async def set_menu(context: Context, features: Features) -> None:
    """The person's own menu, by the language they chose and their role; set when it changed."""
    person: Person = context.person
    commands = menu(features, person.role, person.language)
    text = "|".join(f"{command.command}={command.description}" for command in commands)
    name = hashlib.sha256(text.encode()).hexdigest()[:16]
    if not await context.app.people.needs_menu(person.id, name):
        return
    try:
        await context.bot.set_my_commands(commands, scope=BotCommandScopeChat(person.id))
    except (BadRequest, Forbidden) as error:
        log.info("menu not set", extra={"person_id": person.id, "reason": error.message})
    else:
        await context.app.people.menu_set(person.id, name)
