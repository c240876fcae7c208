"""Chats as the bot meets them: lookup with Telegram's refusals, members, getChat, leaveChat."""

from __future__ import annotations

from sandbox.errors import ApiError, bad_request, forbidden
from sandbox.shapes import Json, Params, without_empty
from sandbox.world import Chat, World

ANONYMOUS_ADMIN: Json = {
    "id": 1087968824,
    "is_bot": True,
    "first_name": "Group",
    "username": "GroupAnonymousBot",
}
BANNED_FOR_EVER = 0


def bot_user(world: World) -> Json:
    """The bot as a sender: without the fields that only getMe has."""
    return {name: world.bot[name] for name in ("id", "is_bot", "first_name", "username")}


def chat_json(world: World, chat: Chat) -> Json:
    """The Bot API's Chat."""
    if not chat.is_private:
        return {"id": chat.id, "type": chat.kind, "title": chat.title}
    person = world.people[chat.id]
    return {"id": chat.id, "type": "private", "first_name": person.first_name} | without_empty(
        last_name=person.last_name, username=person.username
    )


def known_chat(world: World, params: Params, name: str = "chat_id") -> Chat:
    """The chat a call is about.

    Raises:
        ApiError: 400 or 403, as Telegram answers when the bot cannot see the chat.
    """
    given = params.text(name).strip()
    if not given:
        raise bad_request(f"{name} is empty")
    chat_id = params.integer(name)
    chat = world.chats.get(chat_id)
    if chat is None:
        if has_met(world, chat_id):
            raise forbidden("bot can't initiate conversation with a user")
        raise bad_request("chat not found")
    if chat.migrated_to:
        raise ApiError(
            400,
            "Bad Request: group chat was upgraded to a supergroup chat",
            migrate_to_chat_id=chat.migrated_to,
        )
    if chat.bot_status == "kicked":
        raise forbidden(f"bot was kicked from the {chat.kind} chat")
    if chat.bot_status == "left":
        raise forbidden(f"bot is not a member of the {chat.kind} chat")
    return chat


def writable_chat(world: World, params: Params, name: str = "chat_id") -> Chat:
    """The chat a message goes to.

    Raises:
        ApiError: as `known_chat`; 403 also when the person blocked the bot or is gone.
    """
    chat = known_chat(world, params, name)
    if chat.id in world.deactivated:
        raise forbidden("user is deactivated")
    if chat.is_blocked:
        raise forbidden("bot was blocked by the user")
    return chat


def has_met(world: World, person_id: int) -> bool:
    """Whether the bot shares a group with somebody who never opened it."""
    return any(
        person_id in chat.member_ids and chat.bot_status in ("member", "administrator")
        for chat in world.chats.values()
        if not chat.is_private
    )


def member_json(world: World, chat: Chat, user: Json, status: str) -> Json:
    """The Bot API's ChatMember."""
    member: Json = {"status": status, "user": user}
    match status:
        case "kicked":
            member["until_date"] = BANNED_FOR_EVER
        case "creator":
            member["is_anonymous"] = False
        case "administrator":
            rights = (
                "can_manage_chat can_delete_messages can_manage_video_chats can_restrict_members"
                " can_change_info can_invite_users can_pin_messages"
            )
            lacks = (
                "can_be_edited is_anonymous can_promote_members can_post_stories can_edit_stories"
                " can_delete_stories"
            )
            member |= dict.fromkeys(rights.split(), True) | dict.fromkeys(lacks.split(), False)
            if chat.kind == "supergroup":
                member["can_manage_topics"] = False
    return member


def status_of(chat: Chat, person_id: int) -> str:
    """A person's status in a chat."""
    if chat.is_private:
        return "member"
    if person_id == chat.creator_id:
        return "creator"
    if person_id in chat.admin_ids:
        return "administrator"
    return "member" if person_id in chat.member_ids else "left"


def bot_status_changed(world: World, chat: Chat, actor: Json, old: str, new: str) -> None:
    """Queue my_chat_member."""
    user = bot_user(world)
    world.queue(
        "my_chat_member",
        {
            "chat": chat_json(world, chat),
            "from": actor,
            "date": world.date,
            "old_chat_member": member_json(world, chat, user, old),
            "new_chat_member": member_json(world, chat, user, new),
        },
    )


def get_chat(world: World, params: Params) -> Json:
    """getChat."""
    chat = known_chat(world, params)
    gifts = dict.fromkeys(
        (
            "unlimited_gifts",
            "limited_gifts",
            "unique_gifts",
            "premium_subscription",
            "gifts_from_channels",
        ),
        chat.is_private,
    )
    full = chat_json(world, chat) | {
        "accent_color_id": chat.id % 7,
        "max_reaction_count": 11,
        "accepted_gift_types": gifts,
    }
    if chat.is_private and (username := world.people[chat.id].username):
        full["active_usernames"] = [username]
    return full


def get_chat_member(world: World, params: Params) -> Json:
    """getChatMember."""
    chat = known_chat(world, params)
    person_id = params.integer("user_id")
    if person_id == world.bot["id"]:
        return member_json(world, chat, bot_user(world), chat.bot_status)
    person = world.people.get(person_id)
    if person is None or (chat.is_private and person_id != chat.id):
        raise bad_request("PARTICIPANT_ID_INVALID")
    return member_json(world, chat, person.as_user(), status_of(chat, person_id))


def leave_chat(world: World, params: Params) -> bool:
    """leaveChat."""
    chat = known_chat(world, params)
    if chat.is_private:
        raise bad_request("chat is not a group, supergroup or channel chat")
    old, chat.bot_status = chat.bot_status, "left"
    bot_status_changed(world, chat, bot_user(world), old, "left")
    return True


METHODS = {"getChat": get_chat, "getChatMember": get_chat_member, "leaveChat": leave_chat}
