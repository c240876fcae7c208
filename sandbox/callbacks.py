"""Taps on inline buttons and their answers."""

from __future__ import annotations

from sandbox.errors import bad_request
from sandbox.limits import CALLBACK_ANSWER_CHARS, CALLBACK_LIFE_S
from sandbox.shapes import Json, Params, clone
from sandbox.world import Chat, Person, Query, World

TOO_OLD = "query is too old and response timeout expired or query ID is invalid"


def ask(world: World, chat: Chat, person: Person, message: Json, data: str) -> str:
    """A person taps a button: queue the callback_query; its id."""
    forget_old(world)
    query = Query(str(world.next_serial()), person.id, world.timestamp)
    world.queries[query.id] = query
    world.queue(
        "callback_query",
        {
            "id": query.id,
            "from": person.as_user(),
            "message": clone(message),
            "chat_instance": str(chat.id * 7919),
            "data": data,
        },
    )
    return query.id


def forget_old(world: World) -> None:
    """Drop queries that can no longer be answered."""
    for query in list(world.queries.values()):
        if world.timestamp - query.asked_at <= CALLBACK_LIFE_S:
            return
        del world.queries[query.id]


def answer_callback_query(world: World, params: Params) -> bool:
    """answerCallbackQuery: once, and within a quarter of an hour."""
    text = params.text("text")
    if len(text) > CALLBACK_ANSWER_CHARS:
        raise bad_request("MESSAGE_TOO_LONG")
    query = world.queries.get(params.text("callback_query_id"))
    if query is None or query.is_answered or world.timestamp - query.asked_at > CALLBACK_LIFE_S:
        raise bad_request(TOO_OLD)
    query.is_answered = True
    world.emit(
        {
            "type": "toast",
            "person_id": query.person_id,
            "callback_query_id": query.id,
            "text": text,
            "show_alert": params.flag("show_alert"),
            "url": params.text("url"),
        }
    )
    return True


METHODS = {"answerCallbackQuery": answer_callback_query}
