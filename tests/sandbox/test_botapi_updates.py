"""Updates: numbering, confirming, allowed kinds, webhook settings, people's actions."""

from collections.abc import Callable
from typing import Any

import pytest
from telegram import Bot, Update

from sandbox import ApiError, BotApi, UploadedFile

AIGERIM, IVAN = 101, 102
Updates = Callable[[], list[dict[str, Any]]]


def kinds(updates: list[dict[str, Any]]) -> list[str]:
    return [list(update)[1] for update in updates]


def test_update_ids_start_at_the_clocks_epoch_and_increase(api: BotApi, clock: Any) -> None:
    for text in ("a", "b"):
        api.say(AIGERIM, text)
    epoch = int(clock().timestamp())
    assert [update["update_id"] for update in api.updates] == [epoch, epoch + 1]


def test_updates_come_again_until_an_offset_confirms_them(api: BotApi) -> None:
    for text in "abc":
        api.say(AIGERIM, text)
    first = api.get_updates(limit=2)
    assert len(first) == 2
    assert api.call("getUpdates", {"limit": 2}) == first
    rest = api.call("getUpdates", {"offset": str(first[-1]["update_id"] + 1)})
    assert [update["message"]["text"] for update in rest] == ["c"]
    assert len(api.updates) == 1


def test_a_negative_offset_forgets_all_but_the_last(api: BotApi) -> None:
    for text in "abc":
        api.say(AIGERIM, text)
    assert [update["message"]["text"] for update in api.get_updates(offset=-1)] == ["c"]
    assert len(api.updates) == 1


def test_updates_older_than_a_day_are_gone(api: BotApi, clock: Any) -> None:
    api.say(AIGERIM, "old")
    clock.move(hours=24, seconds=1)
    api.say(AIGERIM, "new")
    assert [update["message"]["text"] for update in api.get_updates()] == ["new"]


def test_only_allowed_kinds_are_queued_and_the_setting_stays(api: BotApi, drained: Updates) -> None:
    api.call("getUpdates", {"allowed_updates": '["callback_query"]'})
    api.say(AIGERIM, "x")
    api.call("getUpdates", {})
    api.say(AIGERIM, "x")
    assert api.updates == []
    api.call("getUpdates", {"allowed_updates": []})
    api.say(AIGERIM, "x")
    assert kinds(drained()) == ["message"]


def test_polling_is_refused_while_a_webhook_is_set(api: BotApi, refused: Any) -> None:
    api.call("setWebhook", {"url": "https://bot.example.org/hook", "secret_token": "s3cret-_"})
    error = refused("getUpdates")
    assert error.error_code == 409
    assert "can't use getUpdates method while webhook is active" in error.description
    api.say(AIGERIM, "x")
    info = api.call("getWebhookInfo")
    assert info["url"] == "https://bot.example.org/hook"
    assert info["pending_update_count"] == 1
    api.call("deleteWebhook", {"drop_pending_updates": "true"})
    assert api.call("getUpdates") == []


@pytest.mark.parametrize(
    "params",
    [
        {"url": "http://bot.example.org/"},
        {"url": "https://bot.example.org:8080/"},
        {"url": "ftp://127.0.0.1/"},
        {"url": "https://bot.example.org/", "secret_token": "no spaces"},
        {"url": "https://bot.example.org/", "secret_token": "x" * 257},
    ],
)
def test_a_bad_webhook_is_refused(params: dict[str, str], refused: Any) -> None:
    assert refused("setWebhook", **params).error_code == 400


def test_a_plain_webhook_on_loopback_is_taken(api: BotApi) -> None:
    assert api.call("setWebhook", {"url": "http://127.0.0.1:9999/hook"}) is True


def test_starting_by_a_link_sends_the_code(api: BotApi) -> None:
    message = api.start(AIGERIM, "POC_12-a")
    assert message["text"] == "/start POC_12-a"
    assert message["entities"] == [{"type": "bot_command", "offset": 0, "length": 6}]


@pytest.mark.parametrize("payload", ["a b", "x" * 65, "код", "a.b", "x\n"])
def test_a_link_with_a_bad_code_arrives_bare(api: BotApi, payload: str) -> None:
    assert api.start(AIGERIM, payload)["text"] == "/start"


def test_all_updates_of_people_can_be_read_by_the_library(api: BotApi, drained: Updates) -> None:
    said = api.say(AIGERIM, "/ask why? https://un.org")
    api.edit(AIGERIM, said["message_id"], "/ask who?")
    api.send_media(AIGERIM, "document", UploadedFile("a.csv", b"1,2", "text/csv"), "my /file")
    api.send_media(AIGERIM, "voice", UploadedFile("a.oga", b"ogg", "audio/ogg"))
    api.send_media(AIGERIM, "sticker")
    api.block(AIGERIM)
    updates = drained()
    read = [Update.de_json(update, Bot("1:TEST")) for update in updates]
    assert kinds(updates) == ["message", "edited_message", *["message"] * 3, "my_chat_member"]
    assert read[1].edited_message.edit_date
    assert read[2].message.document.file_name == "a.csv"
    assert read[2].message.caption_entities[0].type == "bot_command"
    assert read[3].message.voice.mime_type == "audio/ogg"
    assert read[4].message.sticker.emoji == "👍"
    assert read[5].my_chat_member.new_chat_member.status == "kicked"


def test_only_own_and_changed_messages_can_be_edited_by_a_person(api: BotApi, clock: Any) -> None:
    said = api.say(AIGERIM, "x")["message_id"]
    sent = api.call("sendMessage", {"chat_id": AIGERIM, "text": "y"})["message_id"]
    for message_id, text in ((said, "x"), (sent, "z"), (99, "z"), (said, "")):
        with pytest.raises(ApiError):
            api.edit(AIGERIM, message_id, text)
    clock.move(hours=48)
    with pytest.raises(ApiError):
        api.edit(AIGERIM, said, "late")


def test_a_long_text_is_cut_by_the_phone(api: BotApi, drained: Updates) -> None:
    api.say(AIGERIM, "😀" * 2048 + "end")
    texts = [update["message"]["text"] for update in drained()]
    assert texts == ["😀" * 2048, "end"]


def test_an_album_shares_its_group_id(api: BotApi, drained: Updates) -> None:
    for name in ("a.txt", "b.txt"):
        api.send_media(AIGERIM, "document", UploadedFile(name, b"x"), media_group_id="7")
    assert {update["message"]["media_group_id"] for update in drained()} == {"7"}


def test_block_and_unblock_are_told_once(api: BotApi, drained: Updates) -> None:
    api.start(AIGERIM)
    api.block(AIGERIM)
    api.block(AIGERIM)
    with pytest.raises(ApiError):
        api.say(AIGERIM, "x")
    api.start(AIGERIM)
    updates = drained()
    assert kinds(updates) == ["message", "my_chat_member", "my_chat_member", "message"]
    changes = [update["my_chat_member"] for update in updates[1:3]]
    assert [change["new_chat_member"]["status"] for change in changes] == ["kicked", "member"]


def test_waiting_callbacks_are_woken_by_each_update(api: BotApi) -> None:
    woken: list[int] = []
    api.on_update.append(lambda: woken.append(len(api.updates)))
    api.say(AIGERIM, "a")
    api.say(AIGERIM, "b")
    assert woken == [1, 2]
