"""Polls and quizzes: limits, votes, updates, closing."""

from collections.abc import Callable
from typing import Any

import pytest
from telegram import Bot, Message, Update

from sandbox import ApiError, BotApi

AIGERIM, IVAN = 101, 102
Updates = Callable[[], list[dict[str, Any]]]
QUIZ: dict[str, Any] = {
    "chat_id": AIGERIM,
    "question": "Which resolution set up UNTSO?",
    "options": [{"text": "50 (1948)"}, {"text": "1325 (2000)"}, {"text": "2250 (2015)"}],
    "type": "quiz",
    "is_anonymous": False,
    "correct_option_ids": [0],
    "explanation": "Handbook, <b>ch. 1</b>",
    "explanation_parse_mode": "HTML",
}


@pytest.fixture(autouse=True)
def _started(api: BotApi, drained: Updates) -> None:
    api.start(AIGERIM)
    drained()


def send(api: BotApi, **changes: Any) -> dict[str, Any]:
    given = {name: value for name, value in (QUIZ | changes).items() if value is not None}
    message: dict[str, Any] = api.call("sendPoll", given)
    return message


def test_the_library_can_read_a_quiz(api: BotApi) -> None:
    poll = Message.de_json(send(api), Bot("1:TEST")).poll
    assert poll.type == "quiz"
    assert poll.explanation == "Handbook, ch. 1"
    assert poll.options[0].text == "50 (1948)"
    assert not poll.is_anonymous


@pytest.mark.parametrize(
    ("changes", "reason"),
    [
        ({"question": ""}, "text must be non-empty"),
        ({"question": "q" * 301}, "poll question length must not exceed 300"),
        ({"options": []}, "poll must have at least one answer option"),
        ({"options": ["x"] * 13}, "poll can't have more than 12 options"),
        ({"options": ["x", " "]}, "text must be non-empty"),
        ({"options": ["x", "y" * 101]}, "poll options length must not exceed 100"),
        ({"explanation": "e" * 201}, "poll explanation length must not exceed 200"),
        ({"explanation": "a\nb\nc\nd"}, "poll explanation must have at most 2 line feeds"),
        ({"correct_option_ids": None}, "quiz must have at least one correct option"),
        ({"correct_option_ids": [3]}, "wrong correct option ID specified"),
        ({"correct_option_ids": [-1]}, "wrong correct option ID specified"),
        (
            {"correct_option_ids": [1, 0], "allows_multiple_answers": True},
            "correct option identifiers must be monotonically increasing",
        ),
        (
            {"correct_option_ids": [0, 0], "allows_multiple_answers": True},
            "correct option identifiers must be monotonically increasing",
        ),
        (
            {"correct_option_ids": [0, 1]},
            "quiz with a single answer can't have several correct options",
        ),
        ({"type": "survey"}, "unsupported poll type specified"),
        ({"open_period": 4}, "open_period must be between 5 and 2628000"),
        (
            {"open_period": 60, "close_date": 1},
            "open_period and close_date can't be used together",
        ),
        ({"close_date": 1}, "close_date must be 5 to 2628000 seconds in the future"),
        ({"description": "d" * 1025}, "message caption is too long"),
    ],
)
def test_a_bad_poll_is_refused(api: BotApi, changes: dict[str, Any], reason: str) -> None:
    with pytest.raises(ApiError) as caught:
        send(api, **changes)
    assert caught.value.description == f"Bad Request: {reason}"
    assert len(api.history(AIGERIM)) == 1


def test_limits_are_reached_but_not_passed(api: BotApi) -> None:
    assert send(
        api,
        question="ә" * 300,
        options=["ұ" * 100] * 12,
        explanation="a\nb\n" + "c" * 196,
        explanation_parse_mode=None,
    )
    assert send(api, options=["only one"])


def test_the_older_single_right_answer_is_still_taken(api: BotApi) -> None:
    sent = send(api, correct_option_ids=None, correct_option_id=1)
    assert sent["poll"]["correct_option_ids"] == [1]


def test_a_poll_is_regular_and_anonymous_unless_said_otherwise(api: BotApi) -> None:
    poll = api.call("sendPoll", {"chat_id": AIGERIM, "question": "?", "options": '["a","b"]'})
    assert poll["poll"]["type"] == "regular"
    assert poll["poll"]["is_anonymous"] is True
    assert poll["poll"]["allows_revoting"] is True
    assert "correct_option_ids" not in poll["poll"]


def test_a_vote_is_told_with_names_unless_anonymous(api: BotApi, drained: Updates) -> None:
    sent = send(api)
    api.vote(AIGERIM, sent["message_id"], [2])
    poll, answer = drained()
    assert poll["poll"]["options"][2]["voter_count"] == 1
    assert answer["poll_answer"]["poll_id"] == sent["poll"]["id"]
    assert answer["poll_answer"]["option_ids"] == [2]
    persistent = sent["poll"]["options"][2]["persistent_id"]
    assert answer["poll_answer"]["option_persistent_ids"] == [persistent]
    assert answer["poll_answer"]["user"]["id"] == AIGERIM
    assert Update.de_json(answer, Bot("1:TEST")).poll_answer.user.id == AIGERIM

    secret = send(api, is_anonymous=True)
    api.vote(AIGERIM, secret["message_id"], [0])
    assert [list(update)[1] for update in drained()] == ["poll"]


def test_a_quiz_vote_stands(api: BotApi) -> None:
    sent = send(api)
    api.vote(AIGERIM, sent["message_id"], [2])
    for second in ([], [0], [2]):
        with pytest.raises(ApiError):
            api.vote(AIGERIM, sent["message_id"], second)


def test_revoting_and_retracting_work_where_allowed(api: BotApi, drained: Updates) -> None:
    sent = send(api, allows_revoting=True)
    for chosen in ([2], [0], []):
        api.vote(AIGERIM, sent["message_id"], chosen)
    answers = [update["poll_answer"] for update in drained() if "poll_answer" in update]
    assert [answer["option_ids"] for answer in answers] == [[2], [0], []]
    assert api.history(AIGERIM)[-1]["poll"]["total_voter_count"] == 0


@pytest.mark.parametrize("chosen", [[3], [-1], [0, 1]])
def test_a_vote_the_phone_would_not_allow_is_refused(api: BotApi, chosen: list[int]) -> None:
    sent = send(api)
    with pytest.raises(ApiError):
        api.vote(AIGERIM, sent["message_id"], chosen)


def test_several_answers_need_a_poll_that_allows_them(api: BotApi) -> None:
    sent = send(api, allows_multiple_answers=True, correct_option_ids=[0, 2])
    api.vote(AIGERIM, sent["message_id"], [2, 0])
    assert api.view(AIGERIM)[-1]["vote"] == [0, 2]


def test_the_phone_learns_the_right_answer_only_by_voting(api: BotApi) -> None:
    sent = send(api)
    before = api.view(AIGERIM)[-1]
    assert before["vote"] is None
    assert not {"correct_option_ids", "explanation", "explanation_entities"} & before["poll"].keys()
    api.vote(AIGERIM, sent["message_id"], [1])
    after = api.view(AIGERIM)[-1]
    assert after["vote"] == [1]
    assert after["poll"]["correct_option_ids"] == [0]
    assert after["poll"]["explanation_entities"][0]["type"] == "bold"


def test_a_stopped_poll_shows_the_answer_and_takes_no_votes(
    api: BotApi, drained: Updates, refused: Any
) -> None:
    sent = send(api)
    where = {"chat_id": AIGERIM, "message_id": sent["message_id"]}
    stopped = api.call("stopPoll", where)
    assert stopped["is_closed"] is True
    assert drained()[0]["poll"]["is_closed"] is True
    assert api.view(AIGERIM)[-1]["poll"]["correct_option_ids"] == [0]
    with pytest.raises(ApiError):
        api.vote(AIGERIM, sent["message_id"], [0])
    assert refused("stopPoll", **where).description == "Bad Request: poll has already been closed"
    assert refused("stopPoll", chat_id=AIGERIM, message_id=99).description == (
        "Bad Request: message with poll to stop not found"
    )
    assert refused("stopPoll", chat_id=AIGERIM, message_id=1).description == (
        "Bad Request: message is not a poll"
    )


def test_a_poll_with_an_open_period_closes_by_the_clock(
    api: BotApi, clock: Any, drained: Updates
) -> None:
    sent = send(api, open_period=30)
    assert sent["poll"]["close_date"] == sent["date"] + 30
    clock.move(seconds=29)
    api.tick()
    assert drained() == []
    clock.move(seconds=1)
    with pytest.raises(ApiError):
        api.vote(AIGERIM, sent["message_id"], [0])
    api.tick()
    assert [update["poll"]["is_closed"] for update in drained()] == [True]


def test_results_stay_hidden_until_the_poll_closes(api: BotApi) -> None:
    sent = send(api, hide_results_until_closes=True)
    api.vote(AIGERIM, sent["message_id"], [0])
    assert api.view(AIGERIM)[-1]["poll"]["options"][0]["voter_count"] == 0
    api.call("stopPoll", {"chat_id": AIGERIM, "message_id": sent["message_id"]})
    assert api.view(AIGERIM)[-1]["poll"]["options"][0]["voter_count"] == 1


def test_a_copied_quiz_starts_without_votes(api: BotApi) -> None:
    api.start(IVAN)
    sent = send(api)
    api.vote(AIGERIM, sent["message_id"], [0])
    where = {"chat_id": IVAN, "from_chat_id": AIGERIM, "message_id": sent["message_id"]}
    api.call("copyMessage", where)
    copied = api.history(IVAN)[-1]["poll"]
    assert copied["id"] != sent["poll"]["id"]
    assert copied["total_voter_count"] == 0
    assert copied["correct_option_ids"] == [0]


def test_poll_ids_differ_even_after_the_state_was_lost(api: BotApi, clock: Any) -> None:
    first = send(api)["poll"]["id"]
    clock.move(seconds=1)
    fresh = BotApi("1:TEST", "qalqan_bot", clock=clock, people=api.people)
    fresh.start(AIGERIM)
    assert int(send(fresh)["poll"]["id"]) > int(first)
