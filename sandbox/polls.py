"""Polls and quizzes: what may be sent, who voted what, and when they close."""

from __future__ import annotations

from dataclasses import replace

from sandbox.chats import writable_chat
from sandbox.entities import read_marked, read_text
from sandbox.errors import bad_request
from sandbox.keyboards import read_markup
from sandbox.limits import (
    EXPLANATION_CHARS,
    EXPLANATION_LINE_FEEDS,
    POLL_DESCRIPTION_CHARS,
    POLL_OPEN_S,
    POLL_OPTION_CHARS,
    POLL_OPTIONS,
    POLL_QUESTION_CHARS,
)
from sandbox.posting import send
from sandbox.shapes import Json, Params, clone, without_empty
from sandbox.views import announce
from sandbox.world import Chat, Person, Poll, World


def poll_json(poll: Poll, *, inside_message: bool = False) -> Json:
    """The Bot API's Poll, as its sender sees it."""
    options = [
        option | {"voter_count": sum(number in chosen for chosen in poll.votes.values())}
        for number, option in enumerate(clone(poll.options))
    ]
    body: Json = {
        "id": poll.id,
        "question": poll.question,
        "options": options,
        "total_voter_count": len(poll.votes),
        "is_closed": poll.is_closed,
        "is_anonymous": poll.is_anonymous,
        "type": poll.kind,
        "allows_multiple_answers": poll.allows_multiple_answers,
        "allows_revoting": poll.allows_revoting,
        "members_only": False,
    }
    body |= without_empty(
        question_entities=clone(poll.question_entities),
        explanation_entities=clone(poll.explanation_entities),
        open_period=poll.open_period,
        close_date=poll.close_date,
    )
    if poll.kind == "quiz":
        body["correct_option_ids"] = list(poll.correct_option_ids)
        body |= without_empty(explanation=poll.explanation)
    if inside_message:
        body |= without_empty(
            description=poll.description, description_entities=clone(poll.description_entities)
        )
    return body


def poll_text(source: tuple[str, list[Json]], limit: int, what: str) -> tuple[str, list[Json]]:
    """A question or option: never empty, only custom emoji left of the entities."""
    text, entities = source
    if not text:
        raise bad_request("text must be non-empty")
    if len(text) > limit:
        raise bad_request(f"poll {what} length must not exceed {limit}")
    return text, [entity for entity in entities if entity["type"] == "custom_emoji"]


def read_options(params: Params, poll_id: str) -> list[Json]:
    """The answer options, as objects or as bare strings."""
    given = params.array("options") or []
    if not given:
        raise bad_request("poll must have at least one answer option")
    if len(given) > POLL_OPTIONS:
        raise bad_request(f"poll can't have more than {POLL_OPTIONS} options")
    options = []
    for number, entry in enumerate(given):
        option = {"text": entry} if isinstance(entry, str) else entry
        if not isinstance(option, dict) or not isinstance(option.get("text"), str):
            raise bad_request(
                "can't parse InputPollOption: Expected InputPollOption to be an Object"
            )
        source = read_marked(
            option["text"], option.get("text_parse_mode") or "", option.get("text_entities")
        )
        text, entities = poll_text(source, POLL_OPTION_CHARS, "options")
        options.append(
            {"persistent_id": f"{poll_id}-{number}", "text": text}
            | without_empty(text_entities=entities)
        )
    return options


def read_correct(params: Params, kind: str, options: int, many: bool) -> list[int]:
    """The right answers of a quiz, from the list or the older single number."""
    correct = params.integers("correct_option_ids")
    if correct is None and "correct_option_id" in params.raw:
        correct = [params.integer("correct_option_id", -1)]
    if kind != "quiz":
        return []
    if not correct:
        raise bad_request("quiz must have at least one correct option")
    if correct != sorted(set(correct)):
        raise bad_request("correct option identifiers must be monotonically increasing")
    if correct[0] < 0 or correct[-1] >= options:
        raise bad_request("wrong correct option ID specified")
    if len(correct) > 1 and not many:
        raise bad_request("quiz with a single answer can't have several correct options")
    return correct


def read_explanation(params: Params, kind: str) -> tuple[str, list[Json]]:
    """The explanation of a quiz."""
    text, entities = read_text(
        params, "explanation", "explanation_parse_mode", "explanation_entities"
    )
    if text and kind != "quiz":
        raise bad_request("explanation is allowed only for quizzes")
    if len(text) > EXPLANATION_CHARS:
        raise bad_request(f"poll explanation length must not exceed {EXPLANATION_CHARS}")
    if text.count("\n") > EXPLANATION_LINE_FEEDS:
        raise bad_request(f"poll explanation must have at most {EXPLANATION_LINE_FEEDS} line feeds")
    return text, entities


def read_closing(world: World, params: Params) -> tuple[int, int]:
    """open_period and close_date; 0 when not given."""
    least, most = POLL_OPEN_S
    period, close = params.integer("open_period"), params.integer("close_date")
    if period and close:
        raise bad_request("open_period and close_date can't be used together")
    if period and not least <= period <= most:
        raise bad_request(f"open_period must be between {least} and {most}")
    if close and not least <= close - world.date <= most:
        raise bad_request(f"close_date must be {least} to {most} seconds in the future")
    return period, close or (world.date + period if period else 0)


def new_poll(world: World, chat: Chat, params: Params) -> Poll:
    """The checked poll of a sendPoll."""
    poll_id = str(world.next_serial())
    kind = params.text("type") or "regular"
    if kind not in ("regular", "quiz"):
        raise bad_request("unsupported poll type specified")
    source = read_text(params, "question", "question_parse_mode", "question_entities")
    question, question_entities = poll_text(source, POLL_QUESTION_CHARS, "question")
    options = read_options(params, poll_id)
    many = params.flag("allows_multiple_answers")
    explanation, explanation_entities = read_explanation(params, kind)
    description, description_entities = read_text(
        params, "description", "description_parse_mode", "description_entities"
    )
    if len(description) > POLL_DESCRIPTION_CHARS:
        raise bad_request("message caption is too long")
    period, close = read_closing(world, params)
    return Poll(
        id=poll_id,
        chat_id=chat.id,
        message_id=0,
        question=question,
        question_entities=question_entities,
        options=options,
        kind=kind,
        is_anonymous=params.flag("is_anonymous", default=True),
        allows_multiple_answers=many,
        allows_revoting=params.flag("allows_revoting", default=kind == "regular"),
        hides_results=params.flag("hide_results_until_closes"),
        correct_option_ids=read_correct(params, kind, len(options), many),
        explanation=explanation,
        explanation_entities=explanation_entities,
        description=description,
        description_entities=description_entities,
        open_period=period,
        close_date=close,
        is_closed=params.flag("is_closed"),
    )


def send_poll(world: World, params: Params) -> Json:
    """sendPoll."""
    chat = writable_chat(world, params)
    poll = new_poll(world, chat, params)
    return send(world, params, chat, {"poll": placed_poll(world, chat, poll)})


def placed_poll(world: World, chat: Chat, poll: Poll) -> Json:
    """Register a poll for the message that is about to be added; its JSON."""
    poll.chat_id, poll.message_id = chat.id, chat.last_message_id + 1
    world.polls[poll.id] = poll
    if poll.close_date and not poll.is_closed:
        world.timed_polls.add(poll.id)
    return poll_json(poll, inside_message=True)


def copy_of_poll(world: World, chat: Chat, poll_id: str) -> Json:
    """A new poll with the same content and no votes."""
    original = world.polls[poll_id]
    new_id = str(world.next_serial())
    options = [
        clone(option) | {"persistent_id": f"{new_id}-{number}"}
        for number, option in enumerate(original.options)
    ]
    copied = replace(
        original, id=new_id, options=options, votes={}, is_closed=False, open_period=0, close_date=0
    )
    return placed_poll(world, chat, copied)


def changed(world: World, poll: Poll) -> None:
    """Show the poll's new state in its message, to the page and to the bot."""
    chat = world.chats[poll.chat_id]
    if message := chat.messages.get(poll.message_id):
        message["poll"] = poll_json(poll, inside_message=True)
        announce(world, chat, "edit", message)
    world.queue("poll", poll_json(poll))


def close_due_polls(world: World) -> None:
    """Close the polls whose time is over."""
    for poll in [world.polls[poll_id] for poll_id in sorted(world.timed_polls)]:
        if world.timestamp >= poll.close_date:
            close(world, poll)


def close(world: World, poll: Poll) -> None:
    """Take no more votes, and show the answers to everybody."""
    poll.is_closed = True
    world.timed_polls.discard(poll.id)
    changed(world, poll)


def stop_poll(world: World, params: Params) -> Json:
    """stopPoll."""
    chat = writable_chat(world, params)
    message = chat.messages.get(params.integer("message_id"))
    if message is None:
        raise bad_request("message with poll to stop not found")
    if "poll" not in message:
        raise bad_request("message is not a poll")
    poll = world.polls[message["poll"]["id"]]
    if message["from"]["id"] != world.bot["id"]:
        raise bad_request("poll can't be stopped")
    if poll.is_closed:
        raise bad_request("poll has already been closed")
    set_markup(message, params)
    close(world, poll)
    return poll_json(poll)


def set_markup(message: Json, params: Params) -> None:
    """The keyboard after stopPoll: the new one, or none."""
    markup = read_markup(params, inline_only=True)
    message.pop("reply_markup", None)
    if markup:
        message["reply_markup"] = markup


def cast_vote(world: World, poll: Poll, person: Person, option_ids: list[int]) -> None:
    """A person's vote; an empty list takes it back.

    Raises:
        ApiError: 400, the phone would not allow it.
    """
    chosen = sorted(set(option_ids))
    if poll.is_closed:
        raise bad_request("poll is closed")
    if chosen and not 0 <= chosen[0] <= chosen[-1] < len(poll.options):
        raise bad_request("OPTION_INVALID")
    if len(chosen) > 1 and not poll.allows_multiple_answers:
        raise bad_request("OPTIONS_TOO_MUCH")
    if person.id in poll.votes and not poll.allows_revoting:
        raise bad_request("REVOTE_NOT_ALLOWED")
    if poll.votes.get(person.id, []) == chosen:
        raise bad_request(f"nothing to {'change' if chosen else 'retract'}: the vote is the same")
    poll.votes.pop(person.id, None)
    if chosen:
        poll.votes[person.id] = chosen
    changed(world, poll)
    if not poll.is_anonymous:
        names = [poll.options[number]["persistent_id"] for number in chosen]
        answer = {"poll_id": poll.id, "user": person.as_user(), "option_ids": chosen}
        world.queue("poll_answer", answer | {"option_persistent_ids": names})


METHODS = {"sendPoll": send_poll, "stopPoll": stop_poll}
