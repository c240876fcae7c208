"""Putting a message into a chat: the log that each chat keeps, replies and keyboards."""

from __future__ import annotations

from sandbox.chats import bot_user, chat_json
from sandbox.errors import bad_request
from sandbox.keyboards import is_inline, read_markup
from sandbox.shapes import Json, Params, clone
from sandbox.views import announce
from sandbox.world import Chat, World


def add_message(world: World, chat: Chat, sender: Json, content: Json) -> Json:
    """Write a message into the chat's log and show it on the page."""
    chat.last_message_id += 1
    message: Json = {
        "message_id": chat.last_message_id,
        "from": sender,
        "chat": chat_json(world, chat),
        "date": world.date,
        **content,
    }
    chat.messages[chat.last_message_id] = message
    announce(world, chat, "message", message)
    return message


def quoted(message: Json) -> Json:
    """A message as `reply_to_message`: one level deep."""
    return {name: clone(part) for name, part in message.items() if name != "reply_to_message"}


def send(world: World, params: Params, chat: Chat, content: Json) -> Json:
    """Send what the bot wants to say, with its keyboard and its reply."""
    markup = read_markup(params)
    content = reply_field(chat, params) | content
    if is_inline(markup):
        content["reply_markup"] = markup
    elif markup:
        chat.keyboards[chat.last_message_id + 1] = markup
    if params.flag("protect_content"):
        content["has_protected_content"] = True
    return add_message(world, chat, bot_user(world), content)


def reply_field(chat: Chat, params: Params) -> Json:
    """`reply_to_message`, from reply_parameters or the older reply_to_message_id."""
    wish = params.object("reply_parameters") or {
        "message_id": params.integer("reply_to_message_id"),
        "allow_sending_without_reply": params.flag("allow_sending_without_reply"),
    }
    if not wish.get("message_id"):
        return {}
    original = chat.messages.get(int(wish["message_id"]))
    if original is not None:
        return {"reply_to_message": quoted(original)}
    if wish.get("allow_sending_without_reply"):
        return {}
    raise bad_request("message to be replied not found")
