"""The world as JSON and back, so that a sandbox survives a restart."""

from __future__ import annotations

import base64
from collections.abc import Mapping
from dataclasses import fields
from typing import Any

from sandbox.shapes import Json, clone
from sandbox.updates import UpdateQueue, Webhook
from sandbox.world import Chat, Person, Poll, Query, StoredFile, World

FORMAT = 1


def dump_world(world: World) -> Json:
    """Everything but the clock and the listeners."""
    updates = world.updates
    saved: Json = clone(
        {
            "format": FORMAT,
            "bot": world.bot,
            "serial": world.serial,
            "updates": parts(updates)
            | {"queued_at": pairs(updates.queued_at), "webhook": parts(updates.webhook)},
            "people": [parts(person) for person in world.people.values()],
            "deactivated": sorted(world.deactivated),
            "chats": [dump_chat(chat) for chat in world.chats.values()],
            "polls": [parts(poll) | {"votes": pairs(poll.votes)} for poll in world.polls.values()],
            "queries": [parts(query) for query in world.queries.values()],
            "files": [dump_file(file) for file in world.files.values()],
            "menus": world.menus,
            "profile": world.profile,
        }
    )
    return saved


def parts(thing: Any) -> Json:
    """A dataclass as a dict, one level deep; `dataclasses.asdict` copies messages slowly."""
    return {field.name: getattr(thing, field.name) for field in fields(thing)}


def pairs(numbered: Mapping[int, object]) -> list[list[object]]:
    """A dict with numbers as keys, which JSON objects cannot have."""
    return [[key, value] for key, value in numbered.items()]


def dump_chat(chat: Chat) -> Json:
    """A chat without its sets and number keys."""
    return parts(chat) | {
        "member_ids": sorted(chat.member_ids),
        "admin_ids": sorted(chat.admin_ids),
        "messages": pairs(chat.messages),
        "keyboards": pairs(chat.keyboards),
    }


def dump_file(file: StoredFile) -> Json:
    """A file with its bytes as base64."""
    return parts(file) | {"data": base64.b64encode(file.data).decode()}


def load_into(world: World, saved: Json) -> None:
    """Put a saved state into a world; people given to the world now win over the saved ones.

    Raises:
        ValueError: another format.
    """
    if saved.get("format") != FORMAT:
        raise ValueError(f"a saved sandbox of format {FORMAT} is expected")
    world.bot["id"] = saved["bot"]["id"]
    world.updates = load_updates(saved["updates"], world.updates.next_id)
    world.serial = max(world.serial, saved["serial"])
    people = {entry["id"]: Person(**entry) for entry in saved["people"]}
    world.people = people | world.people
    world.deactivated = set(saved["deactivated"])
    world.chats = {entry["id"]: load_chat(entry) for entry in saved["chats"]}
    world.polls = {
        entry["id"]: Poll(**entry | {"votes": dict(entry["votes"])}) for entry in saved["polls"]
    }
    world.timed_polls = {
        poll.id for poll in world.polls.values() if poll.close_date and not poll.is_closed
    }
    world.queries = {entry["id"]: Query(**entry) for entry in saved["queries"]}
    world.files = {
        entry["file_id"]: StoredFile(**entry | {"data": base64.b64decode(entry["data"])})
        for entry in saved["files"]
    }
    world.menus = saved["menus"]
    world.profile = saved["profile"]
    world.revision += 1


def load_updates(saved: Json, least_id: int) -> UpdateQueue:
    """The queue, never going back in its numbers."""
    return UpdateQueue(
        **saved
        | {
            "queued_at": dict(saved["queued_at"]),
            "webhook": Webhook(**saved["webhook"]),
            "next_id": max(saved["next_id"], 0 if saved["pending"] else least_id),
        }
    )


def load_chat(saved: Json) -> Chat:
    """The reverse of `dump_chat`."""
    return Chat(
        **saved
        | {
            "member_ids": set(saved["member_ids"]),
            "admin_ids": set(saved["admin_ids"]),
            "messages": dict(saved["messages"]),
            "keyboards": dict(saved["keyboards"]),
        }
    )
