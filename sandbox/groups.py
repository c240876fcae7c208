"""Groups: making them, adding the bot, privacy mode, migration to a supergroup."""

from __future__ import annotations

from sandbox.chats import (
    ANONYMOUS_ADMIN,
    bot_status_changed,
    bot_user,
    chat_json,
)
from sandbox.detect import found_entities, values
from sandbox.errors import bad_request
from sandbox.posting import add_message
from sandbox.shapes import Json, clone, without_empty
from sandbox.world import Chat, World

SUPERGROUP_BASE = -1_000_000_000_000
SERVICE = frozenset(
    {"new_chat_members", "left_chat_member", "group_chat_created", "migrate_to_chat_id",
     "migrate_from_chat_id"}
)  # fmt: skip


def make_group(world: World, title: str, creator_id: int, member_ids: list[int]) -> Chat:
    """A basic group without the bot."""
    number = sum(not chat.is_private for chat in world.chats.values()) + 1
    chat = Chat(
        id=-(5_000_000 + number),
        kind="group",
        title=title,
        creator_id=creator_id,
        member_ids={creator_id, *member_ids},
        bot_status="left",
    )
    world.chats[chat.id] = chat
    sender = world.people[creator_id].as_user()
    add_message(world, chat, sender, {"group_chat_created": True})
    return chat


def group(world: World, chat_id: int) -> Chat:
    """A group that exists and was not migrated away."""
    chat = world.chats.get(chat_id)
    if chat is None or chat.is_private or chat.migrated_to:
        raise bad_request("chat not found")
    return chat


def set_bot_status(world: World, chat: Chat, person_id: int, status: str) -> None:
    """A member adds, promotes or removes the bot: service message and my_chat_member."""
    actor = world.people[person_id].as_user()
    old = chat.bot_status
    if old == status:
        return
    joins = old in ("left", "kicked")
    chat.bot_status = status
    bot_status_changed(world, chat, actor, old, status)
    if joins:
        deliver(
            world, chat, add_message(world, chat, actor, {"new_chat_members": [bot_user(world)]})
        )
    elif status in ("left", "kicked"):
        add_message(world, chat, actor, {"left_chat_member": bot_user(world)})


def deliver(world: World, chat: Chat, message: Json, kind: str = "message") -> None:
    """Queue a group message for the bot if it may see it."""
    if chat.bot_status in ("left", "kicked"):
        return
    if chat.bot_status == "administrator" or reaches_bot(world, message):
        world.queue(kind, clone(message))


def reaches_bot(world: World, message: Json) -> bool:
    """Privacy mode: commands, replies to the bot, mentions of it, service messages."""
    if SERVICE & message.keys():
        return True
    if message.get("reply_to_message", {}).get("from", {}).get("id") == world.bot["id"]:
        return True
    text = message.get("text") or message.get("caption") or ""
    entities = message.get("entities") or message.get("caption_entities") or []
    name = f"@{world.bot['username']}".lower()
    if name in (mention.lower() for mention in values(text, entities, "mention")):
        return True
    commands = values(text, entities, "bot_command")
    return any("@" not in command or command.lower().endswith(name) for command in commands)


def migrate(world: World, chat: Chat) -> Chat:
    """Make a supergroup of a basic group, as Telegram does when it grows."""
    if chat.kind != "group":
        raise bad_request("chat is not a basic group")
    new = Chat(
        id=SUPERGROUP_BASE + chat.id,
        kind="supergroup",
        title=chat.title,
        creator_id=chat.creator_id,
        member_ids=set(chat.member_ids),
        admin_ids=set(chat.admin_ids),
        bot_status=chat.bot_status,
    )
    world.chats[new.id] = new
    creator = world.people[chat.creator_id].as_user()
    deliver(world, chat, add_message(world, chat, creator, {"migrate_to_chat_id": new.id}))
    chat.migrated_to = new.id
    back = {"migrate_from_chat_id": chat.id, "sender_chat": chat_json(world, new)}
    deliver(world, new, add_message(world, new, ANONYMOUS_ADMIN, back))
    return new


def say_anonymously(world: World, chat: Chat, text: str) -> Json:
    """An administrator who hides behind the group."""
    content = {"sender_chat": chat_json(world, chat), "text": text}
    content |= without_empty(entities=found_entities(text))
    message = add_message(world, chat, ANONYMOUS_ADMIN, content)
    deliver(world, chat, message)
    return message
