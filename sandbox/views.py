"""Messages as one person's phone shows them (MessageView), and the page's events about them."""

from __future__ import annotations

from sandbox.shapes import Json, clone
from sandbox.world import Chat, Poll, World

SECRETS = ("correct_option_ids", "explanation", "explanation_entities")


def message_view(world: World, chat: Chat, message: Json, person_id: int) -> Json:
    """A message for one person: `out` for own ones, polls without their answers before the vote."""
    view: Json = clone(message)
    if message["from"]["id"] == person_id:
        view["out"] = True
    if keyboard := chat.keyboards.get(message["message_id"]):
        view["reply_keyboard"] = clone(keyboard)
    if poll := world.polls.get(message.get("poll", {}).get("id", "")):
        hide_answers(view, poll, person_id)
    return view


def hide_answers(view: Json, poll: Poll, person_id: int) -> None:
    """Add the person's `vote`; drop what the phone does not know yet."""
    view["vote"] = clone(poll.votes.get(person_id))
    if not poll.is_closed and person_id not in poll.votes:
        for name in SECRETS:
            view["poll"].pop(name, None)
    if poll.hides_results and not poll.is_closed:
        for option in view["poll"]["options"]:
            option["voter_count"] = 0


def announce(world: World, chat: Chat, kind: str, message: Json) -> None:
    """Tell the page about a message of a private chat."""
    world.revision += 1
    if not chat.is_private or not world.listeners:
        return
    view = message_view(world, chat, message, chat.id)
    world.emit({"type": kind, "person_id": chat.id, "message": view})
