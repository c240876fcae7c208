"""Messages: sending text, editing, deleting, copying."""

from __future__ import annotations

from sandbox.chats import known_chat, writable_chat
from sandbox.detect import found_entities
from sandbox.entities import read_text
from sandbox.errors import ApiError, bad_request
from sandbox.keyboards import read_markup
from sandbox.limits import CAPTION_UNITS, DELETABLE_S, TEXT_UNITS
from sandbox.polls import copy_of_poll
from sandbox.posting import send
from sandbox.shapes import Json, Params, clone, units, without_empty
from sandbox.views import announce
from sandbox.world import Chat, World

CONTENT = ("text", "entities", "photo", "document", "sticker", "voice", "caption",
           "caption_entities", "poll", "link_preview_options")  # fmt: skip
MEDIA = ("photo", "document", "voice")
ACTIONS = frozenset(
    [
        "typing",
        "upload_photo",
        "record_video",
        "upload_video",
        "record_voice",
        "upload_voice",
        "upload_document",
        "choose_sticker",
        "find_location",
        "record_video_note",
        "upload_video_note",
    ]
)
NOT_MODIFIED = (
    "message is not modified: specified new message content and reply markup are exactly the same"
    " as a current content and reply markup of the message"
)


def text_content(params: Params) -> Json:
    """The checked `text` of a call with its entities."""
    text, entities = read_text(params, "text")
    if not text:
        raise bad_request("message text is empty")
    if units(text) > TEXT_UNITS:
        raise bad_request("message is too long")
    preview = params.object("link_preview_options")
    if params.flag("disable_web_page_preview"):
        preview = {"is_disabled": True}
    return {"text": text} | without_empty(
        entities=found_entities(text, entities), link_preview_options=preview
    )


def caption_content(params: Params) -> Json:
    """The checked `caption` of a call with its entities; empty when there is none."""
    caption, entities = read_text(params, "caption", entities="caption_entities")
    if units(caption) > CAPTION_UNITS:
        raise bad_request("message caption is too long")
    return without_empty(caption=caption, caption_entities=found_entities(caption, entities))


def send_message(world: World, params: Params) -> Json:
    """sendMessage."""
    content = text_content(params)
    return send(world, params, writable_chat(world, params), content)


def send_chat_action(world: World, params: Params) -> bool:
    """sendChatAction."""
    action = params.text("action")
    if action not in ACTIONS:
        raise bad_request("wrong parameter action in request")
    chat = writable_chat(world, params)
    if chat.is_private:
        world.emit({"type": "typing", "person_id": chat.id, "action": action})
    return True


def editable(world: World, params: Params) -> tuple[Chat, Json]:
    """The bot's own message that a call wants to change."""
    if params.text("inline_message_id"):
        raise bad_request("MESSAGE_ID_INVALID")
    chat = writable_chat(world, params)
    if not params.text("message_id"):
        raise bad_request("message identifier is not specified")
    message = chat.messages.get(params.integer("message_id"))
    if message is None:
        raise bad_request("message to edit not found")
    if message["from"]["id"] != world.bot["id"] or message["message_id"] in chat.keyboards:
        raise bad_request("message can't be edited")
    return chat, message


def apply_edit(world: World, chat: Chat, message: Json, old: tuple[str, ...], new: Json) -> Json:
    """Put `new` in place of the fields `old`.

    Raises:
        ApiError: 400, nothing would change.
    """
    current = {name: message[name] for name in old if name in message}
    if current == new:
        raise bad_request(NOT_MODIFIED)
    for name in old:
        message.pop(name, None)
    message |= new
    if set(old) != {"reply_markup"}:
        message["edit_date"] = world.date
    announce(world, chat, "edit", message)
    return message


def markup_field(params: Params) -> Json:
    """`reply_markup` as a field to merge; absent means: no keyboard any more."""
    markup = read_markup(params, inline_only=True)
    return {"reply_markup": markup} if markup else {}


def edit_message_text(world: World, params: Params) -> Json:
    """editMessageText."""
    content = text_content(params)
    chat, message = editable(world, params)
    if "text" not in message:
        raise bad_request("there is no text in the message to edit")
    fields = ("text", "entities", "link_preview_options", "reply_markup")
    return apply_edit(world, chat, message, fields, content | markup_field(params))


def edit_message_caption(world: World, params: Params) -> Json:
    """editMessageCaption."""
    content = caption_content(params)
    chat, message = editable(world, params)
    if not any(kind in message for kind in MEDIA):
        raise bad_request("there is no caption in the message to edit")
    fields = ("caption", "caption_entities", "reply_markup")
    return apply_edit(world, chat, message, fields, content | markup_field(params))


def edit_message_reply_markup(world: World, params: Params) -> Json:
    """editMessageReplyMarkup."""
    chat, message = editable(world, params)
    return apply_edit(world, chat, message, ("reply_markup",), markup_field(params))


def remove(world: World, chat: Chat, message_id: int) -> None:
    """Take a message out of the log, and off the page."""
    chat.messages.pop(message_id, None)
    chat.keyboards.pop(message_id, None)
    world.revision += 1
    if chat.is_private:
        world.emit({"type": "delete", "person_id": chat.id, "message_id": message_id})


def check_deletable(world: World, chat: Chat, message: Json) -> None:
    """Rules of deleteMessage.

    Raises:
        ApiError: 400, too old, or another's in a group.
    """
    own = message["from"]["id"] == world.bot["id"]
    if world.timestamp - message["date"] >= DELETABLE_S:
        raise bad_request("message can't be deleted for everyone")
    if not (own or chat.is_private or chat.bot_status == "administrator"):
        raise bad_request("message can't be deleted")


def delete_message(world: World, params: Params) -> bool:
    """deleteMessage."""
    chat = known_chat(world, params)
    message = chat.messages.get(params.integer("message_id"))
    if message is None:
        raise bad_request("message to delete not found")
    check_deletable(world, chat, message)
    remove(world, chat, message["message_id"])
    return True


def delete_messages(world: World, params: Params) -> bool:
    """deleteMessages: what cannot be found is skipped."""
    chat = known_chat(world, params)
    ids = params.integers("message_ids") or []
    if not ids:
        raise bad_request("message identifiers are not specified")
    if len(ids) > 100:
        raise bad_request("too many message identifiers specified")
    found = [chat.messages[message_id] for message_id in ids if message_id in chat.messages]
    for message in found:
        check_deletable(world, chat, message)
    for message in found:
        remove(world, chat, message["message_id"])
    return True


def copy_message(world: World, params: Params) -> Json:
    """copyMessage; a poll is copied with its right answers and without its votes."""
    chat = writable_chat(world, params)
    original = known_chat(world, params, "from_chat_id").messages.get(params.integer("message_id"))
    if original is None:
        raise bad_request("message to copy not found")
    content = {name: clone(original[name]) for name in CONTENT if name in original}
    if not content:
        raise bad_request("message can't be copied")
    if "caption" in params.raw and any(kind in content for kind in MEDIA):
        content.pop("caption", None)
        content.pop("caption_entities", None)
        content |= caption_content(params)
    if "poll" in content:
        content["poll"] = copy_of_poll(world, chat, content["poll"]["id"])
    return {"message_id": send(world, params, chat, content)["message_id"]}


def find_message(chat: Chat, message_id: int) -> Json:
    """A message that a person points at.

    Raises:
        ApiError: 400, it is not there (any more).
    """
    if message_id not in chat.messages:
        raise ApiError(400, "Bad Request: message not found")
    return chat.messages[message_id]


METHODS = {
    "sendMessage": send_message,
    "sendChatAction": send_chat_action,
    "editMessageText": edit_message_text,
    "editMessageCaption": edit_message_caption,
    "editMessageReplyMarkup": edit_message_reply_markup,
    "deleteMessage": delete_message,
    "deleteMessages": delete_messages,
    "copyMessage": copy_message,
}
