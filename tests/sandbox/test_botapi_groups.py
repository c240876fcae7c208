"""Groups: joining, privacy mode, anonymous administrators, migration."""

from collections.abc import Callable
from typing import Any

import pytest
from telegram import Bot, Update

from sandbox import ApiError, BotApi

AIGERIM, IVAN, SANDRA = 101, 102, 2**51 + 7
Updates = Callable[[], list[dict[str, Any]]]


@pytest.fixture
def group(api: BotApi, drained: Updates) -> int:
    chat_id = api.create_group("POC 12", AIGERIM, [IVAN])
    api.add_bot(chat_id, AIGERIM)
    drained()
    return chat_id


def test_joining_is_told_by_my_chat_member_and_a_service_message(
    api: BotApi, drained: Updates
) -> None:
    chat_id = api.create_group("POC 12", AIGERIM, [IVAN])
    assert drained() == []
    api.add_bot(chat_id, AIGERIM)
    change, joined = (Update.de_json(update, Bot("1:TEST")) for update in drained())
    assert change.my_chat_member.chat.id == chat_id < 0
    assert change.my_chat_member.old_chat_member.status == "left"
    assert change.my_chat_member.new_chat_member.status == "member"
    assert joined.message.new_chat_members[0].username == "qalqan_bot"


def test_privacy_mode_lets_through_commands_replies_and_mentions(
    api: BotApi, group: int, drained: Updates
) -> None:
    sent = api.call("sendMessage", {"chat_id": group, "text": "hello"})
    for text in ("chatter", "/quiz", "/quiz@qalqan_bot", "/quiz@other_bot", "hi @qalqan_bot"):
        api.say(IVAN, text, chat_id=group)
    api.say(IVAN, "a reply", chat_id=group, reply_to=sent["message_id"])
    texts = [update["message"]["text"] for update in drained()]
    assert texts == ["/quiz", "/quiz@qalqan_bot", "hi @qalqan_bot", "a reply"]
    assert api.history(group)[-1]["text"] == "a reply"


def test_an_administrator_bot_sees_everything(api: BotApi, group: int, drained: Updates) -> None:
    api.promote_bot(group, AIGERIM)
    api.say(IVAN, "chatter", chat_id=group)
    change, message = drained()
    assert change["my_chat_member"]["new_chat_member"]["status"] == "administrator"
    assert Update.de_json(change, Bot("1:TEST")).my_chat_member
    assert message["message"]["text"] == "chatter"


def test_an_anonymous_administrator_writes_as_the_group(
    api: BotApi, group: int, drained: Updates
) -> None:
    api.say_anonymously(group, "/panel")
    message = Update.de_json(drained()[0], Bot("1:TEST")).message
    assert message.from_user.username == "GroupAnonymousBot"
    assert message.sender_chat.id == group


def test_a_migrated_group_answers_with_its_new_id(
    api: BotApi, group: int, drained: Updates, refused: Any
) -> None:
    new = api.migrate_group(group)
    old_news, new_news = (update["message"] for update in drained())
    assert old_news["migrate_to_chat_id"] == new
    assert (new_news["chat"]["id"], new_news["migrate_from_chat_id"]) == (new, group)
    error = refused("sendMessage", chat_id=group, text="x")
    assert error.description == "Bad Request: group chat was upgraded to a supergroup chat"
    assert error.as_json()["parameters"] == {"migrate_to_chat_id": new}
    sent = api.call("sendMessage", {"chat_id": new, "text": "x"})
    assert (sent["chat"]["type"], sent["message_id"]) == ("supergroup", 2)


def test_a_bot_that_left_or_was_kicked_cannot_write(api: BotApi, group: int, refused: Any) -> None:
    api.call("leaveChat", {"chat_id": group})
    error = refused("sendMessage", chat_id=group, text="x")
    assert error.description == "Forbidden: bot is not a member of the group chat"
    api.add_bot(group, IVAN)
    api.remove_bot(group, IVAN)
    error = refused("sendMessage", chat_id=group, text="x")
    assert error.description == "Forbidden: bot was kicked from the group chat"


def test_members_have_their_status(api: BotApi, group: int) -> None:
    def status(person_id: int) -> str:
        member = api.call("getChatMember", {"chat_id": group, "user_id": person_id})
        return str(member["status"])

    assert [status(who) for who in (AIGERIM, IVAN, SANDRA)] == ["creator", "member", "left"]


def test_in_a_group_the_bot_deletes_only_its_own_messages(
    api: BotApi, group: int, refused: Any
) -> None:
    said = api.say(IVAN, "x", chat_id=group)["message_id"]
    sent = api.call("sendMessage", {"chat_id": group, "text": "x"})["message_id"]
    assert api.call("deleteMessage", {"chat_id": group, "message_id": sent})
    error = refused("deleteMessage", chat_id=group, message_id=said)
    assert error.description == "Bad Request: message can't be deleted"
    api.promote_bot(group, AIGERIM)
    assert api.call("deleteMessage", {"chat_id": group, "message_id": said})


def test_strangers_cannot_write_into_a_group(api: BotApi, group: int) -> None:
    with pytest.raises(ApiError):
        api.say(SANDRA, "x", chat_id=group)
