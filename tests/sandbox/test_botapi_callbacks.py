"""Taps, chat menus, profile, chats."""

from collections.abc import Callable
from typing import Any

import pytest
from telegram import Bot, ChatFullInfo, Update

from sandbox import ApiError, BotApi

AIGERIM, IVAN = 101, 102
Updates = Callable[[], list[dict[str, Any]]]
TOO_OLD = "Bad Request: query is too old and response timeout expired or query ID is invalid"


@pytest.fixture
def message_id(api: BotApi, drained: Updates) -> int:
    api.start(AIGERIM)
    drained()
    markup = {"inline_keyboard": [[{"text": "Go", "callback_data": "go"}]]}
    sent = api.call("sendMessage", {"chat_id": AIGERIM, "text": "?", "reply_markup": markup})
    return int(sent["message_id"])


def test_a_tap_reaches_the_bot_and_its_answer_the_phone(
    api: BotApi, message_id: int, drained: Updates
) -> None:
    events: list[dict[str, Any]] = []
    api.subscribe(events.append)
    query_id = api.tap(AIGERIM, message_id, "go")
    query = Update.de_json(drained()[0], Bot("1:TEST")).callback_query
    assert (query.id, query.data, query.message.message_id) == (query_id, "go", message_id)
    api.call("answerCallbackQuery", {"callback_query_id": query_id, "text": "ok", "show_alert": 1})
    toast = {"callback_query_id": query_id, "text": "ok", "show_alert": True, "url": ""}
    assert events == [{"type": "toast", "person_id": AIGERIM} | toast]


def test_a_query_is_answered_once_and_within_15_minutes(
    api: BotApi, clock: Any, message_id: int, refused: Any
) -> None:
    first, second = (api.tap(AIGERIM, message_id, "go") for _ in range(2))
    api.call("answerCallbackQuery", {"callback_query_id": first})
    assert refused("answerCallbackQuery", callback_query_id=first).description == TOO_OLD
    clock.move(minutes=15, seconds=1)
    assert refused("answerCallbackQuery", callback_query_id=second).description == TOO_OLD
    assert refused("answerCallbackQuery", callback_query_id="?").description == TOO_OLD


def test_a_query_can_be_made_too_old(api: BotApi, message_id: int, refused: Any) -> None:
    query_id = api.tap(AIGERIM, message_id, "go")
    api.forget_query(query_id)
    assert refused("answerCallbackQuery", callback_query_id=query_id).description == TOO_OLD


def test_an_answer_has_at_most_200_characters(api: BotApi, message_id: int, refused: Any) -> None:
    query_id = api.tap(AIGERIM, message_id, "go")
    error = refused("answerCallbackQuery", callback_query_id=query_id, text="x" * 201)
    assert error.description == "Bad Request: MESSAGE_TOO_LONG"


def test_a_button_that_is_gone_cannot_be_tapped(api: BotApi, message_id: int) -> None:
    for message, data in ((message_id, "no"), (1, "go"), (99, "go")):
        with pytest.raises(ApiError):
            api.tap(AIGERIM, message, data)


def test_a_stale_phone_still_taps_a_button_that_is_gone(
    api: BotApi, message_id: int, drained: Updates
) -> None:
    api.call("editMessageText", {"chat_id": AIGERIM, "message_id": message_id, "text": "done"})
    api.tap(AIGERIM, message_id, "go", is_stale=True)
    query = drained()[0]["callback_query"]
    assert query["data"] == "go"
    assert "reply_markup" not in query["message"]


def test_menus_narrow_from_default_to_chat_and_by_language(api: BotApi) -> None:
    api.start(AIGERIM)

    def set_menu(command: str, scope: dict[str, Any] | None = None, language: str = "") -> None:
        commands = [{"command": command, "description": command}]
        given = {"commands": commands, "scope": scope, "language_code": language}
        api.call("setMyCommands", given)

    def shown(person_id: int) -> str:
        return str(api.menu(person_id)[0]["command"])

    assert api.menu(AIGERIM) == []
    set_menu("default")
    set_menu("default_kk", language="kk")
    assert (shown(AIGERIM), shown(IVAN)) == ("default_kk", "default")
    set_menu("private", {"type": "all_private_chats"})
    assert (shown(AIGERIM), shown(IVAN)) == ("private", "private")
    set_menu("hers", {"type": "chat", "chat_id": AIGERIM})
    set_menu("hers_kk", {"type": "chat", "chat_id": AIGERIM}, "kk")
    assert (shown(AIGERIM), shown(IVAN)) == ("hers_kk", "private")
    scope = {"type": "chat", "chat_id": AIGERIM}
    api.call("deleteMyCommands", {"scope": scope, "language_code": "kk"})
    assert shown(AIGERIM) == "hers"
    assert api.call("getMyCommands", {"scope": scope})[0]["command"] == "hers"
    assert api.call("getMyCommands", {"language_code": "ru"}) == []


@pytest.mark.parametrize(
    ("params", "reason"),
    [
        ({"commands": [{"command": "Quiz", "description": "x"}]}, "BOT_COMMAND_INVALID"),
        ({"commands": [{"command": "x" * 33, "description": "x"}]}, "BOT_COMMAND_INVALID"),
        ({"commands": [{"command": "x", "description": ""}]}, "BOT_COMMAND_DESCRIPTION_INVALID"),
        (
            {"commands": [{"command": "x", "description": "x" * 257}]},
            "BOT_COMMAND_DESCRIPTION_INVALID",
        ),
        ({"commands": [{"command": "x", "description": "x"}] * 101}, "BOT_COMMANDS_TOO_MUCH"),
        ({"commands": [], "scope": {"type": "chat", "chat_id": IVAN}}, "chat not found"),
        (
            {"commands": [], "scope": {"type": "everyone"}},
            "can't parse BotCommandScope: Unsupported type specified",
        ),
        ({"commands": [], "language_code": "kaz"}, "invalid language code specified"),
        ({}, "can't parse commands list"),
    ],
)
def test_a_bad_menu_is_refused(params: dict[str, Any], reason: str, refused: Any) -> None:
    assert refused("setMyCommands", **params).description == f"Bad Request: {reason}"


def test_names_and_descriptions_have_limits_and_languages(api: BotApi, refused: Any) -> None:
    api.call("setMyName", {"name": "Qalqan KZ", "language_code": "kk"})
    api.call("setMyDescription", {"description": "d" * 512})
    api.call("setMyShortDescription", {"short_description": "d" * 120})
    assert api.call("getMyName", {"language_code": "kk"}) == {"name": "Qalqan KZ"}
    assert api.call("getMyName") == {"name": "Qalqan"}
    for method, name, size in (
        ("setMyName", "name", 65),
        ("setMyDescription", "description", 513),
        ("setMyShortDescription", "short_description", 121),
    ):
        assert refused(method, **{name: "x" * size}).error_code == 400


def test_a_private_chat_can_be_looked_up(api: BotApi, refused: Any) -> None:
    api.start(AIGERIM)
    chat = ChatFullInfo.de_json(api.call("getChat", {"chat_id": AIGERIM}), Bot("1:TEST"))
    assert (chat.type, chat.username) == ("private", "aigerim")
    member = api.call("getChatMember", {"chat_id": AIGERIM, "user_id": AIGERIM})
    assert member["status"] == "member"
    assert refused("getChat", chat_id=IVAN).description == "Bad Request: chat not found"
    assert api.call("setChatMenuButton", {"menu_button": {"type": "commands"}}) is True
    assert refused("setChatMenuButton", menu_button={"type": "x"}).error_code == 400


def test_typing_is_seen_and_unknown_actions_refused(api: BotApi, refused: Any) -> None:
    api.start(AIGERIM)
    events: list[dict[str, Any]] = []
    stop = api.subscribe(events.append)
    api.call("sendChatAction", {"chat_id": AIGERIM, "action": "typing"})
    assert events == [{"type": "typing", "person_id": AIGERIM, "action": "typing"}]
    stop()
    assert refused("sendChatAction", chat_id=AIGERIM, action="sing").description == (
        "Bad Request: wrong parameter action in request"
    )
