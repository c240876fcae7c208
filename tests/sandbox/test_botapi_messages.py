"""Sending, editing and deleting: Telegram's limits in Telegram's words."""

from typing import Any

import pytest
from telegram import Bot, Message

from sandbox import ApiError, BotApi

AIGERIM, IVAN, SANDRA = 101, 102, 2**51 + 7

NOT_MODIFIED = (
    "Bad Request: message is not modified: specified new message content and reply markup are"
    " exactly the same as a current content and reply markup of the message"
)


def keyboard(*rows: list[str]) -> dict[str, Any]:
    return {
        "inline_keyboard": [[{"text": data, "callback_data": data} for data in row] for row in rows]
    }


def send(api: BotApi, text: str = "hello", **more: Any) -> dict[str, Any]:
    message: dict[str, Any] = api.call("sendMessage", {"chat_id": AIGERIM, "text": text, **more})
    return message


@pytest.fixture(autouse=True)
def _started(api: BotApi) -> None:
    api.start(AIGERIM)


def test_the_library_can_read_a_sent_message(api: BotApi) -> None:
    sent = send(api, "<b>hi</b>", parse_mode="HTML", reply_markup=keyboard(["go"]))
    message = Message.de_json(sent, Bot("1:TEST"))
    assert message.text_html == "<b>hi</b>"
    assert message.chat.id == AIGERIM
    assert message.from_user.is_bot
    assert message.reply_markup.inline_keyboard[0][0].callback_data == "go"


def test_message_ids_count_per_chat_for_both_sides(api: BotApi) -> None:
    api.start(IVAN)
    assert send(api)["message_id"] == 2
    assert api.say(AIGERIM, "yes")["message_id"] == 3
    assert api.say(IVAN, "yes")["message_id"] == 2


def test_a_person_who_never_started_is_not_found(refused: Any) -> None:
    error = refused("sendMessage", chat_id=IVAN, text="x")
    assert (error.error_code, error.description) == (400, "Bad Request: chat not found")


def test_a_person_met_only_in_a_group_cannot_be_written_to(api: BotApi, refused: Any) -> None:
    group = api.create_group("POC 12", AIGERIM, [IVAN])
    api.add_bot(group, AIGERIM)
    error = refused("sendMessage", chat_id=IVAN, text="x")
    assert error.error_code == 403
    assert error.description == "Forbidden: bot can't initiate conversation with a user"


def test_a_blocked_bot_is_told_so_for_messages_and_edits(api: BotApi, refused: Any) -> None:
    sent = send(api)
    api.block(AIGERIM)
    for method, more in (
        ("sendMessage", {}),
        ("sendChatAction", {"action": "typing"}),
        ("editMessageText", {"message_id": sent["message_id"]}),
    ):
        error = refused(method, chat_id=AIGERIM, text="new", **more)
        assert error.error_code == 403
        assert error.description == "Forbidden: bot was blocked by the user"


def test_a_deleted_account_answers_403(api: BotApi, refused: Any) -> None:
    api.deactivate(AIGERIM)
    assert refused("sendMessage", chat_id=AIGERIM, text="x").description == (
        "Forbidden: user is deactivated"
    )


def test_a_large_person_id_survives(api: BotApi) -> None:
    api.start(SANDRA)
    sent = api.call("sendMessage", {"chat_id": str(SANDRA), "text": "x"})
    assert sent["chat"]["id"] == SANDRA


@pytest.mark.parametrize(
    ("params", "description"),
    [
        ({"chat_id": AIGERIM}, "message text is empty"),
        ({"chat_id": AIGERIM, "text": " \n "}, "message text is empty"),
        ({"chat_id": AIGERIM, "text": "<b></b>", "parse_mode": "HTML"}, "message text is empty"),
        ({"chat_id": AIGERIM, "text": "x" * 4097}, "message is too long"),
        ({"chat_id": AIGERIM, "text": "😀" * 2049}, "message is too long"),
        ({"text": "x"}, "chat_id is empty"),
        ({"chat_id": "@nobody", "text": "x"}, "chat not found"),
        ({"chat_id": AIGERIM, "text": "x", "parse_mode": "Fancy"}, "unsupported parse_mode"),
        (
            {"chat_id": AIGERIM, "text": "x", "reply_parameters": {"message_id": 77}},
            "message to be replied not found",
        ),
    ],
)
def test_a_bad_message_is_refused(params: dict[str, Any], description: str, refused: Any) -> None:
    assert refused("sendMessage", **params).description == f"Bad Request: {description}"


def test_length_is_counted_after_the_tags_are_gone(api: BotApi) -> None:
    assert send(api, f"<b>{'x' * 4096}</b>", parse_mode="HTML")
    assert send(api, "😀" * 2048)


def test_callback_data_is_measured_in_bytes(api: BotApi, refused: Any) -> None:
    assert send(api, reply_markup=keyboard(["ж" * 32]))
    error = refused("sendMessage", chat_id=AIGERIM, text="x", reply_markup=keyboard(["ж" * 33]))
    assert error.description == "Bad Request: BUTTON_DATA_INVALID"


@pytest.mark.parametrize(
    "button",
    [{"text": "x"}, {"text": "x", "callback_data": ""}, {"callback_data": "x"}, "x"],
)
def test_a_button_without_text_or_action_is_refused(button: object, refused: Any) -> None:
    markup = {"inline_keyboard": [[button]]}
    error = refused("sendMessage", chat_id=AIGERIM, text="x", reply_markup=markup)
    assert error.description.startswith("Bad Request: can't parse inline keyboard button: ")


def test_a_keyboard_holds_100_buttons_and_8_in_a_row(api: BotApi, refused: Any) -> None:
    full = [[str(row * 8 + column) for column in range(8)] for row in range(12)]
    assert send(api, reply_markup=keyboard(*full, ["a", "b", "c", "d"]))
    for rows in ([*full, list("abcde")], [list("abcdefghi")]):
        error = refused("sendMessage", chat_id=AIGERIM, text="x", reply_markup=keyboard(*rows))
        assert error.description.startswith("Bad Request: reply markup is too long")


def test_a_reply_keyboard_is_not_part_of_the_message_but_of_the_phone(api: BotApi) -> None:
    sent = send(api, reply_markup={"keyboard": [["Yes", "No"]]})
    assert "reply_markup" not in sent
    assert api.view(AIGERIM)[-1]["reply_keyboard"]["keyboard"] == [
        [{"text": "Yes"}, {"text": "No"}]
    ]


def test_a_reply_carries_the_original_one_level_deep(api: BotApi) -> None:
    first = send(api)
    second = send(api, reply_parameters={"message_id": first["message_id"]})
    third = send(api, reply_parameters=f'{{"message_id": {second["message_id"]}}}')
    assert second["reply_to_message"]["text"] == "hello"
    assert "reply_to_message" not in third["reply_to_message"]
    missing = {"message_id": 99, "allow_sending_without_reply": True}
    assert "reply_to_message" not in send(api, reply_parameters=missing)


def test_an_edit_changes_text_and_keyboard(api: BotApi, clock: Any) -> None:
    sent = send(api, reply_markup=keyboard(["go"]))
    clock.move(hours=100)
    edited = api.call(
        "editMessageText",
        {"chat_id": AIGERIM, "message_id": sent["message_id"], "text": "bye"},
    )
    assert edited["text"] == "bye"
    assert edited["edit_date"] > edited["date"]
    assert "reply_markup" not in edited
    assert api.history(AIGERIM)[-1] == edited


def test_an_edit_that_changes_nothing_is_refused(api: BotApi, refused: Any) -> None:
    sent = send(api, "<i>same</i>", parse_mode="HTML", reply_markup=keyboard(["go"]))
    where = {"chat_id": AIGERIM, "message_id": sent["message_id"]}
    markup = keyboard(["go"])
    same = {"text": " <em>same</em>", "parse_mode": "HTML", "reply_markup": markup}
    assert refused("editMessageText", **where, **same).description == NOT_MODIFIED
    error = refused("editMessageReplyMarkup", **where, reply_markup=markup)
    assert error.description == NOT_MODIFIED
    assert api.call("editMessageText", {**where, "text": "same", "reply_markup": markup})


def test_only_the_bots_own_messages_can_be_edited(api: BotApi, refused: Any) -> None:
    own = api.say(AIGERIM, "mine")["message_id"]
    keys = send(api, reply_markup={"keyboard": [["Yes"]]})["message_id"]
    for message_id, reason in (
        (own, "message can't be edited"),
        (keys, "message can't be edited"),
        (999, "message to edit not found"),
    ):
        error = refused("editMessageText", chat_id=AIGERIM, message_id=message_id, text="x")
        assert error.description == f"Bad Request: {reason}"


def test_text_and_caption_are_edited_by_different_methods(api: BotApi, refused: Any) -> None:
    sent = send(api)
    error = refused(
        "editMessageCaption", chat_id=AIGERIM, message_id=sent["message_id"], caption="x"
    )
    assert error.description == "Bad Request: there is no caption in the message to edit"


def test_deletion_is_possible_within_48_hours(api: BotApi, clock: Any, refused: Any) -> None:
    first, second = send(api)["message_id"], send(api)["message_id"]
    clock.move(hours=47, minutes=59)
    assert api.call("deleteMessage", {"chat_id": AIGERIM, "message_id": first}) is True
    error = refused("deleteMessage", chat_id=AIGERIM, message_id=first)
    assert error.description == "Bad Request: message to delete not found"
    clock.move(minutes=1)
    error = refused("deleteMessage", chat_id=AIGERIM, message_id=second)
    assert error.description == "Bad Request: message can't be deleted for everyone"


def test_many_messages_are_deleted_at_once_and_unknown_ones_skipped(api: BotApi) -> None:
    ids = [send(api)["message_id"] for _ in range(3)]
    api.call("deleteMessages", {"chat_id": AIGERIM, "message_ids": [*ids, 999]})
    assert [message["message_id"] for message in api.history(AIGERIM)] == [1]


def test_a_copy_has_no_link_to_the_original(api: BotApi, refused: Any) -> None:
    api.start(IVAN)
    said = api.say(AIGERIM, "see /help")
    where = {"chat_id": IVAN, "from_chat_id": AIGERIM}
    copied = api.call("copyMessage", {**where, "message_id": said["message_id"]})
    assert copied == {"message_id": 2}
    last = api.history(IVAN)[-1]
    assert (last["text"], last["from"]["is_bot"]) == ("see /help", True)
    error = refused("copyMessage", **where, message_id=99)
    assert error.description == "Bad Request: message to copy not found"


def test_an_unknown_method_is_404_and_case_does_not_matter(api: BotApi) -> None:
    with pytest.raises(ApiError) as caught:
        api.call("sendTelepathy")
    assert caught.value.error_code == 404
    assert api.call("GETME")["username"] == "qalqan_bot"


def test_what_is_returned_is_a_copy(api: BotApi) -> None:
    send(api)["text"] = "changed"
    api.history(AIGERIM)[-1]["text"] = "changed"
    assert api.history(AIGERIM)[-1]["text"] == "hello"
