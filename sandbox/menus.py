"""What the bot says about itself: command menus per scope and language, names, menu button."""

from __future__ import annotations

import re

from sandbox.chats import known_chat, status_of
from sandbox.errors import bad_request
from sandbox.limits import (
    BOT_DESCRIPTION_CHARS,
    BOT_NAME_CHARS,
    BOT_SHORT_DESCRIPTION_CHARS,
    COMMAND_DESCRIPTION_CHARS,
    COMMANDS,
)
from sandbox.shapes import Json, Params
from sandbox.world import Person, World

COMMAND = re.compile(r"[a-z0-9_]{1,32}")
PLAIN_SCOPES = (
    "default",
    "all_private_chats",
    "all_group_chats",
    "all_chat_administrators",
)
CHAT_SCOPES = ("chat", "chat_administrators", "chat_member")


def language(params: Params) -> str:
    """language_code: two letters or none."""
    code = params.text("language_code")
    if code and not re.fullmatch(r"[a-z]{2}", code):
        raise bad_request("invalid language code specified")
    return code


def menu_key(world: World, params: Params) -> str:
    """Under which key a menu is kept: scope, chat, person and language."""
    scope = params.object("scope") or {"type": "default"}
    kind = scope.get("type")
    code = language(params)
    if kind in PLAIN_SCOPES:
        return f"{kind}:::{code}"
    if kind not in CHAT_SCOPES:
        raise bad_request("can't parse BotCommandScope: Unsupported type specified")
    where = Params(scope)
    chat = known_chat(world, where)
    if kind != "chat" and chat.is_private:
        raise bad_request("can't change commands for members of private chats")
    member = ""
    if kind == "chat_member":
        member = str(where.integer("user_id"))
        if status_of(chat, int(member)) == "left":
            raise bad_request("user not found")
    return f"{kind}:{chat.id}:{member}:{code}"


def set_my_commands(world: World, params: Params) -> bool:
    """setMyCommands; an empty list is the same as deleteMyCommands."""
    given = params.array("commands")
    if given is None:
        raise bad_request("can't parse commands list")
    if len(given) > COMMANDS:
        raise bad_request("BOT_COMMANDS_TOO_MUCH")
    commands = [checked_command(entry) for entry in given]
    world.menus[menu_key(world, params)] = commands
    world.emit({"type": "commands"})
    return True


def checked_command(entry: object) -> Json:
    """One line of a menu."""
    if not isinstance(entry, dict):
        raise bad_request("can't parse BotCommand: expected an Object")
    command = str(entry.get("command", "")).removeprefix("/")
    description = str(entry.get("description", "")).strip()
    if not COMMAND.fullmatch(command):
        raise bad_request("BOT_COMMAND_INVALID")
    if not 1 <= len(description) <= COMMAND_DESCRIPTION_CHARS:
        raise bad_request("BOT_COMMAND_DESCRIPTION_INVALID")
    return {"command": command, "description": description}


def delete_my_commands(world: World, params: Params) -> bool:
    """deleteMyCommands."""
    world.menus.pop(menu_key(world, params), None)
    world.emit({"type": "commands"})
    return True


def get_my_commands(world: World, params: Params) -> list[Json]:
    """getMyCommands: of exactly this scope and language."""
    return world.menus.get(menu_key(world, params), [])


def shown_menu(world: World, person: Person) -> list[Json]:
    """The menu a person sees in the private chat: the narrowest scope wins, then the language."""
    for scope in (f"chat:{person.id}:", "all_private_chats::", "default::"):
        for code in (person.language_code[:2], ""):
            if menu := world.menus.get(f"{scope}:{code}"):
                return menu
    return []


def set_profile(world: World, params: Params, name: str, limit: int) -> bool:
    """One of the texts about the bot, per language."""
    text = params.text(name)
    if len(text) > limit:
        raise bad_request(f"BOT_{name.upper()}_TOO_LONG")
    world.profile[f"{name}:{language(params)}"] = text
    world.revision += 1
    return True


def set_my_name(world: World, params: Params) -> bool:
    """setMyName."""
    return set_profile(world, params, "name", BOT_NAME_CHARS)


def set_my_description(world: World, params: Params) -> bool:
    """setMyDescription."""
    return set_profile(world, params, "description", BOT_DESCRIPTION_CHARS)


def set_my_short_description(world: World, params: Params) -> bool:
    """setMyShortDescription."""
    return set_profile(world, params, "short_description", BOT_SHORT_DESCRIPTION_CHARS)


def get_profile(world: World, params: Params, name: str) -> Json:
    """One of the texts about the bot, in a language or in the one for all."""
    fallback = str(world.bot["first_name"]) if name == "name" else ""
    text = world.profile.get(f"{name}:{language(params)}") or world.profile.get(f"{name}:")
    return {name: text or fallback}


def get_my_name(world: World, params: Params) -> Json:
    """getMyName."""
    return get_profile(world, params, "name")


def get_my_description(world: World, params: Params) -> Json:
    """getMyDescription."""
    return get_profile(world, params, "description")


def get_my_short_description(world: World, params: Params) -> Json:
    """getMyShortDescription."""
    return get_profile(world, params, "short_description")


def set_chat_menu_button(world: World, params: Params) -> bool:
    """setChatMenuButton."""
    button = params.object("menu_button") or {"type": "default"}
    if button.get("type") not in ("commands", "web_app", "default"):
        raise bad_request("can't parse menu button: Unsupported type specified")
    if params.text("chat_id"):
        known_chat(world, params)
    return True


METHODS = {
    "setMyCommands": set_my_commands,
    "deleteMyCommands": delete_my_commands,
    "getMyCommands": get_my_commands,
    "setMyName": set_my_name,
    "setMyDescription": set_my_description,
    "setMyShortDescription": set_my_short_description,
    "getMyName": get_my_name,
    "getMyDescription": get_my_description,
    "getMyShortDescription": get_my_short_description,
    "setChatMenuButton": set_chat_menu_button,
}
