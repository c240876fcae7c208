"""What people do with their phones: start, say, edit, tap, vote, send files, block."""

from __future__ import annotations

import re

from sandbox.callbacks import ask
from sandbox.chats import bot_status_changed
from sandbox.detect import found_entities
from sandbox.errors import bad_request
from sandbox.files import file_content, store
from sandbox.groups import deliver
from sandbox.keyboards import offers
from sandbox.limits import CAPTION_UNITS, PERSON_EDITABLE_S, TEXT_UNITS
from sandbox.messages import find_message
from sandbox.polls import cast_vote
from sandbox.posting import add_message, quoted
from sandbox.shapes import Json, UploadedFile, clone, units, without_empty
from sandbox.views import announce
from sandbox.world import Chat, Person, World

PAYLOAD = re.compile(r"[A-Za-z0-9_-]{1,64}", re.ASCII)
# A 1x1 lossless WebP.
STICKER = UploadedFile(
    "sticker.webp",
    bytes.fromhex("524946461a000000574542505650384c0d0000002f00000010071011118888fe0700"),
    "image/webp",
)
KINDS = ("document", "photo", "voice", "sticker")


def person(world: World, person_id: int) -> Person:
    """Somebody whom the sandbox knows."""
    if person_id not in world.people:
        raise bad_request("person not found")
    return world.people[person_id]


def chat_of(world: World, person_id: int, chat_id: int | None) -> Chat:
    """Where a person writes: the private chat with the bot (opened if new), or a group.

    Raises:
        ApiError: 400, not a member, or the person has blocked the bot.
    """
    someone = person(world, person_id)
    if chat_id is None or chat_id == person_id:
        chat = world.chats.setdefault(person_id, Chat(id=someone.id, kind="private"))
        if chat.is_blocked:
            raise bad_request("the person has blocked the bot")
        chat.read_up_to = chat.last_message_id
        return chat
    group = world.chats.get(chat_id)
    if group is None or group.migrated_to or person_id not in group.member_ids:
        raise bad_request("the person is not in this chat")
    return group


def write(world: World, chat: Chat, someone: Person, content: Json) -> Json:
    """Put a person's message into the chat and hand it to the bot."""
    message = add_message(world, chat, someone.as_user(), content)
    if chat.is_private:
        chat.read_up_to = chat.last_message_id
        world.queue("message", clone(message))
    else:
        deliver(world, chat, message)
    return message


def start(world: World, person_id: int, payload: str = "") -> Json:
    """Open the bot, by a deep link or bare; unblocks it. A payload that Telegram would not take
    arrives as a bare /start."""
    block(world, person_id, False)
    text = f"/start {payload}" if PAYLOAD.fullmatch(payload) else "/start"
    return say(world, person_id, text)


def say(
    world: World, person_id: int, text: str, chat_id: int | None = None, reply_to: int | None = None
) -> Json:
    """Write a text; the phone cuts a long one into several messages. The last one is returned."""
    chat = chat_of(world, person_id, chat_id)
    if not text.strip():
        raise bad_request("message text is empty")
    reply = {"reply_to_message": quoted(find_message(chat, reply_to))} if reply_to else {}
    message: Json = {}
    for piece in pieces(text.strip()):
        content = reply | {"text": piece} | without_empty(entities=found_entities(piece))
        message = write(world, chat, world.people[person_id], content)
    return message


def pieces(text: str) -> list[str]:
    """A text cut to 4096 UTF-16 units each."""
    cut: list[str] = []
    while units(text) > TEXT_UNITS:
        size = TEXT_UNITS
        while units(text[:size]) > TEXT_UNITS:
            size -= units(text[:size]) - TEXT_UNITS
        cut.append(text[:size])
        text = text[size:]
    return [piece for piece in (*cut, text) if piece.strip()]


def edit(
    world: World, person_id: int, message_id: int, text: str, chat_id: int | None = None
) -> Json:
    """Edit one's own message, text or caption."""
    chat = chat_of(world, person_id, chat_id)
    message = find_message(chat, message_id)
    field = "text" if "text" in message else "caption"
    text = text.strip()
    if message["from"]["id"] != person_id or "sticker" in message:
        raise bad_request("message can't be edited")
    if world.timestamp - message["date"] >= PERSON_EDITABLE_S:
        raise bad_request("message can't be edited: it is older than 48 hours")
    if not text or units(text) > (TEXT_UNITS if field == "text" else CAPTION_UNITS):
        raise bad_request("message is too long" if text else "message text is empty")
    if message.get(field) == text:
        raise bad_request("message is not modified")
    entities = "entities" if field == "text" else "caption_entities"
    message.pop(entities, None)
    message |= {field: text, "edit_date": world.date}
    message |= without_empty(**{entities: found_entities(text)})
    announce(world, chat, "edit", message)
    if chat.is_private:
        world.queue("edited_message", clone(message))
    else:
        deliver(world, chat, message, "edited_message")
    return message


def tap(
    world: World,
    person_id: int,
    message_id: int,
    data: str,
    chat_id: int | None = None,
    *,
    is_stale: bool = False,
) -> str:
    """Tap an inline button; the callback query's id. A stale phone still shows buttons that the
    bot has taken away."""
    chat = chat_of(world, person_id, chat_id)
    message = find_message(chat, message_id)
    if not is_stale and not offers(message, data):
        raise bad_request("the message has no such button")
    return ask(world, chat, world.people[person_id], message, data)


def vote(
    world: World,
    person_id: int,
    message_id: int,
    option_ids: list[int],
    chat_id: int | None = None,
) -> None:
    """Vote in a poll; an empty list retracts the vote."""
    chat = chat_of(world, person_id, chat_id)
    message = find_message(chat, message_id)
    if "poll" not in message:
        raise bad_request("message is not a poll")
    poll = world.polls[message["poll"]["id"]]
    cast_vote(world, poll, world.people[person_id], option_ids)


def send_media(
    world: World,
    person_id: int,
    kind: str,
    file: UploadedFile | None,
    caption: str = "",
    media_group_id: str | None = None,
    chat_id: int | None = None,
) -> Json:
    """Send a file, a photo, a voice message or a sticker (without a file: the canned one)."""
    chat = chat_of(world, person_id, chat_id)
    if kind not in KINDS or (file is None and kind != "sticker"):
        raise bad_request(f"there is no {kind} in the request")
    if units(caption) > CAPTION_UNITS:
        raise bad_request("message caption is too long")
    content = file_content(store(world, kind, file or STICKER), "👍" if file is None else "")
    if kind != "sticker":
        content |= without_empty(caption=caption, caption_entities=found_entities(caption))
    content |= without_empty(media_group_id=media_group_id)
    return write(world, chat, world.people[person_id], content)


def block(world: World, person_id: int, blocked: bool) -> None:
    """Block or unblock the bot; nothing happens when it is so already."""
    someone = person(world, person_id)
    chat = world.chats.get(person_id)
    if chat is None:
        if not blocked:
            return
        chat = world.chats.setdefault(person_id, Chat(id=person_id, kind="private"))
    if chat.is_blocked == blocked:
        return
    chat.is_blocked = blocked
    old, new = ("member", "kicked") if blocked else ("kicked", "member")
    bot_status_changed(world, chat, someone.as_user(), old, new)
    world.emit({"type": "blocked", "person_id": person_id, "blocked": blocked})
