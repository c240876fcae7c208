"""Flood limits, faults on request, records of calls, and keeping the state."""

import json
from datetime import timedelta
from typing import Any

import pytest

from sandbox import ApiError, BotApi, ConnectionDropped, Fault, FloodLimits, UploadedFile

AIGERIM, IVAN = 101, 102
HELLO = {"chat_id": AIGERIM, "text": "x"}


@pytest.fixture(autouse=True)
def _started(api: BotApi) -> None:
    api.start(AIGERIM)


def test_one_chat_takes_a_short_burst_then_one_a_second(
    api: BotApi, clock: Any, refused: Any
) -> None:
    api.flood = FloodLimits(burst=3)
    for _ in range(3):
        api.call("sendMessage", HELLO)
    error = refused("sendMessage", **HELLO)
    assert error.as_json() == {
        "ok": False,
        "error_code": 429,
        "description": "Too Many Requests: retry after 1",
        "parameters": {"retry_after": 1},
    }
    clock.move(seconds=error.retry_after)
    assert api.call("sendMessage", HELLO)
    assert api.call("sendChatAction", {"chat_id": AIGERIM, "action": "typing"})


def test_all_chats_together_take_30_a_second(api: BotApi, refused: Any) -> None:
    api.flood = FloodLimits(per_chat_per_second=1000, burst=1000)
    for _ in range(30):
        api.call("sendMessage", HELLO)
    assert refused("sendMessage", **HELLO).error_code == 429


def test_a_group_takes_20_a_minute(api: BotApi, clock: Any, refused: Any) -> None:
    api.flood = FloodLimits()
    group = api.create_group("POC", AIGERIM)
    api.add_bot(group, AIGERIM)
    for _ in range(20):
        api.call("sendMessage", {"chat_id": group, "text": "x"})
    error = refused("sendMessage", chat_id=group, text="x")
    assert error.retry_after == 3
    clock.move(seconds=3)
    assert api.call("sendMessage", {"chat_id": group, "text": "x"})


def test_without_limits_nothing_is_refused(api: BotApi) -> None:
    for _ in range(100):
        api.call("sendMessage", HELLO)
    assert api.count("sendMessage") == 100


def test_a_fault_before_leaves_no_message_and_one_after_does(api: BotApi) -> None:
    faults = [
        Fault.too_many(7),
        Fault.server_error(502),
        Fault.drop(before=True),
        Fault.drop(before=False),
        None,
    ]
    api.faults = lambda method, params: faults.pop(0)
    with pytest.raises(ApiError) as caught:
        api.call("sendMessage", HELLO)
    assert caught.value.retry_after == 7
    with pytest.raises(ApiError) as caught:
        api.call("sendMessage", HELLO)
    assert (caught.value.error_code, caught.value.description) == (502, "Bad Gateway")
    with pytest.raises(ConnectionDropped):
        api.call("sendMessage", HELLO)
    assert len(api.history(AIGERIM)) == 1
    with pytest.raises(ConnectionDropped):
        api.call("sendMessage", HELLO)
    assert len(api.history(AIGERIM)) == 2
    assert api.call("sendMessage", HELLO)


def test_calls_are_recorded_with_their_time(api: BotApi, clock: Any) -> None:
    api.call("sendmessage", HELLO)
    assert api.calls == [("sendMessage", HELLO, clock())]
    assert (api.count("sendMessage"), api.count("getMe")) == (1, 0)


def test_the_state_survives_a_restart(api: BotApi, clock: Any) -> None:
    group = api.create_group("POC", AIGERIM, [IVAN])
    api.add_bot(group, AIGERIM)
    poll = {"chat_id": AIGERIM, "question": "?", "options": ["a", "b"], "open_period": 60}
    sent = api.call("sendPoll", poll)
    api.vote(AIGERIM, sent["message_id"], [1])
    file = api.send_media(AIGERIM, "document", UploadedFile("a.bin", b"\0\xff"))["document"]
    api.call("sendMessage", {**HELLO, "reply_markup": {"keyboard": [["a"]]}})
    api.call("setMyCommands", {"commands": [{"command": "quiz", "description": "Quiz"}]})
    api.block(IVAN)

    saved = api.dump()
    loaded = BotApi.load(json.loads(json.dumps(saved)), clock=clock)
    assert loaded.dump() == saved
    assert loaded.view(AIGERIM) == api.view(AIGERIM)
    assert loaded.world.files[file["file_id"]].data == b"\0\xff"
    clock.move(seconds=61)
    loaded.tick()
    assert loaded.updates[-1]["poll"]["is_closed"] is True
    assert loaded.updates[-1]["update_id"] == api.updates[-1]["update_id"] + 1


def test_a_lost_state_does_not_repeat_update_ids(api: BotApi, clock: Any) -> None:
    api.say(AIGERIM, "x")
    last = api.updates[-1]["update_id"]
    clock.at += timedelta(hours=1)
    fresh = BotApi("1:TEST", "qalqan_bot", clock=clock, people=api.people)
    fresh.say(AIGERIM, "x")
    assert fresh.updates[0]["update_id"] > last


def test_the_bot_never_has_the_id_of_a_person(clock: Any) -> None:
    from sandbox import Person

    api = BotApi("1:TEST", "qalqan_bot", clock=clock, people=[Person(1, "A")])
    api.start(1)
    assert api.call("sendMessage", {"chat_id": 1, "text": "x"})["from"]["id"] != 1
