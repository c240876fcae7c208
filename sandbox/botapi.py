"""A small Telegram in memory: the Bot API on one side, people with phones on the other. No I/O.

Bots call `BotApi.call(method, params, files)`; tests and the page act as people. Nothing happens
by itself: time comes from `clock`, and `tick()` closes the polls that are due.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from datetime import datetime
from typing import Any

from sandbox import account, callbacks, chats, files, groups, menus, messages, people, polls
from sandbox.errors import ApiError, ConnectionDropped
from sandbox.flood import Fault, FloodGate, FloodLimits
from sandbox.menus import shown_menu
from sandbox.saved import dump_world, load_into
from sandbox.shapes import Json, Params, UploadedFile, clone
from sandbox.views import message_view
from sandbox.world import Clock, Person, World, new_world

__all__ = ["ApiError", "BotApi", "ConnectionDropped", "Fault", "FloodLimits", "Person"]

Method = Callable[[World, Params], Any]
Faults = Callable[[str, Json], Fault | None]
METHODS: dict[str, tuple[str, Method]] = {
    name.lower(): (name, function)
    for module in (account, callbacks, chats, files, menus, messages, polls)
    for name, function in module.METHODS.items()
}
PACED = ("send", "edit", "copy")
CALLS_KEPT = 50_000


class BotApi:
    """The public face of the sandbox.

    Attributes:
        calls: the bot's latest calls as (method, params, at).
        faults: asked before each call what should go wrong with it.
        flood: limits that answer 429; None (the default) means none.
        on_update: called without arguments whenever an update was queued.
    """

    def __init__(
        self,
        token: str,
        bot_username: str,
        clock: Clock,
        people: Iterable[Person] = (),
        bot_name: str = "Qalqan",
    ) -> None:
        self.token = token
        everybody = list(people)
        bot = account.new_bot(token, bot_username, bot_name, {person.id for person in everybody})
        self.world = new_world(bot, clock, everybody)
        self.calls: list[tuple[str, Json, datetime]] = []
        self.faults: Faults | None = None
        self.flood: FloodLimits | None = None
        self._gate = FloodGate()
        self._counts: Counter[str] = Counter()

    # The bot's side

    def call(
        self,
        method: str,
        params: Mapping[str, Any] | None = None,
        files: Mapping[str, UploadedFile] | None = None,
    ) -> Any:
        """Carry out a method; getUpdates does not wait here.

        Raises:
            ApiError: Telegram would say no.
            ConnectionDropped: a fault that was asked for.
        """
        name, function = METHODS.get(method.lower(), ("", None))
        if function is None:
            raise ApiError(404, "Not Found: method not found")
        given = Params(params, files)
        self._record(name, given.raw)
        fault = self.faults(name, given.raw) if self.faults else None
        if fault and (fault.kind != "drop" or fault.before):
            raise fault.failure()
        self._check_flood(name, given)
        self.tick()
        result = clone(function(self.world, given))
        self.world.revision += not name.startswith("get")
        if fault:
            raise fault.failure()
        return result

    def count(self, method: str) -> int:
        """How often the bot called a method, refused calls included."""
        return self._counts[method]

    @property
    def updates(self) -> list[Json]:
        """Updates that wait for the bot."""
        return self.world.updates.pending

    @property
    def on_update(self) -> list[Callable[[], None]]:
        """Called without arguments whenever an update was queued."""
        return self.world.on_update

    def get_updates(
        self, offset: int = 0, limit: int = 100, allowed_updates: list[str] | None = None
    ) -> list[Json]:
        """getUpdates without waiting, not recorded as a call."""
        given = {"offset": offset, "limit": limit, "allowed_updates": allowed_updates}
        self.tick()
        found: list[Json] = clone(account.get_updates(self.world, Params(given)))
        return found

    # The people's side

    def start(self, person_id: int, payload: str = "") -> Json:
        """Open the bot by its link; the message sent."""
        return self._acted(people.start(self.world, person_id, payload))

    def say(
        self, person_id: int, text: str, chat_id: int | None = None, reply_to: int | None = None
    ) -> Json:
        """Write a text in the private chat or in a group."""
        return self._acted(people.say(self.world, person_id, text, chat_id, reply_to))

    def edit(self, person_id: int, message_id: int, text: str, chat_id: int | None = None) -> Json:
        """Edit an own message."""
        return self._acted(people.edit(self.world, person_id, message_id, text, chat_id))

    def tap(
        self,
        person_id: int,
        message_id: int,
        data: str,
        chat_id: int | None = None,
        *,
        is_stale: bool = False,
    ) -> str:
        """Tap an inline button, with `is_stale` even one that is gone; the callback query's id."""
        return people.tap(self.world, person_id, message_id, data, chat_id, is_stale=is_stale)

    def vote(
        self, person_id: int, message_id: int, option_ids: list[int], chat_id: int | None = None
    ) -> None:
        """Vote in a poll; an empty list retracts."""
        self.tick()
        people.vote(self.world, person_id, message_id, option_ids, chat_id)

    def send_media(
        self,
        person_id: int,
        kind: str,
        file: UploadedFile | None = None,
        caption: str = "",
        media_group_id: str | None = None,
        chat_id: int | None = None,
    ) -> Json:
        """Send a document, photo, voice message or sticker."""
        sent = people.send_media(
            self.world, person_id, kind, file, caption, media_group_id, chat_id
        )
        return self._acted(sent)

    def block(self, person_id: int, blocked: bool = True) -> None:
        """Block or unblock the bot."""
        people.block(self.world, person_id, blocked)

    def deactivate(self, person_id: int) -> None:
        """Delete the person's account: from now on 403 "user is deactivated"."""
        self.world.deactivated.add(person_id)

    def forget_query(self, callback_query_id: str) -> None:
        """Make a callback query too old at once."""
        self.world.queries.pop(callback_query_id, None)

    # Groups

    def create_group(self, title: str, creator_id: int, member_ids: Iterable[int] = ()) -> int:
        """A new basic group without the bot; its id."""
        return groups.make_group(self.world, title, creator_id, list(member_ids)).id

    def add_bot(self, chat_id: int, by_person_id: int) -> None:
        """A member adds the bot."""
        chat = groups.group(self.world, chat_id)
        groups.set_bot_status(self.world, chat, by_person_id, "member")

    def promote_bot(self, chat_id: int, by_person_id: int) -> None:
        """Make the bot an administrator: it then sees every message."""
        chat = groups.group(self.world, chat_id)
        groups.set_bot_status(self.world, chat, by_person_id, "administrator")

    def remove_bot(self, chat_id: int, by_person_id: int) -> None:
        """Kick the bot."""
        chat = groups.group(self.world, chat_id)
        groups.set_bot_status(self.world, chat, by_person_id, "kicked")

    def migrate_group(self, chat_id: int) -> int:
        """Upgrade a group to a supergroup; the new id."""
        return groups.migrate(self.world, groups.group(self.world, chat_id)).id

    def say_anonymously(self, chat_id: int, text: str) -> Json:
        """An anonymous administrator writes as the group."""
        chat = groups.group(self.world, chat_id)
        return self._acted(groups.say_anonymously(self.world, chat, text))

    # Looking

    @property
    def people(self) -> list[Person]:
        """Everybody, in the order given."""
        return list(self.world.people.values())

    def now(self) -> datetime:
        """The bot's clock."""
        return self.world.clock()

    def history(self, chat_id: int) -> list[Json]:
        """The chat's messages as the bot sees them, without deleted ones."""
        chat = self.world.chats.get(chat_id)
        return [clone(message) for message in chat.messages.values()] if chat else []

    def view(self, person_id: int) -> list[Json]:
        """The private chat as the person's phone shows it."""
        chat = self.world.chats.get(person_id)
        if chat is None:
            return []
        return [
            message_view(self.world, chat, message, person_id) for message in chat.messages.values()
        ]

    def menu(self, person_id: int) -> list[Json]:
        """The commands that the person's phone offers."""
        found: list[Json] = clone(shown_menu(self.world, people.person(self.world, person_id)))
        return found

    def subscribe(self, callback: Callable[[Json], None]) -> Callable[[], None]:
        """Have each event of the page handed over; returns how to stop that."""
        self.world.listeners.append(callback)
        return lambda: self.world.listeners.remove(callback)

    def tick(self) -> None:
        """Let happen what is due by the clock."""
        polls.close_due_polls(self.world)

    # Keeping

    @property
    def revision(self) -> int:
        """Grows with every change."""
        return self.world.revision

    def dump(self) -> Json:
        """The whole state as JSON."""
        return dump_world(self.world) | {"token": self.token}

    def restore(self, saved: Json) -> None:
        """Take over a dumped state; token and bot stay as they were given."""
        load_into(self.world, saved)

    @classmethod
    def load(cls, saved: Json, clock: Clock) -> BotApi:
        """A sandbox from a dumped state."""
        bot = saved["bot"]
        api = cls(saved["token"], bot["username"], clock, bot_name=bot["first_name"])
        api.restore(saved)
        return api

    def _acted(self, message: Json) -> Json:
        copied: Json = clone(message)
        return copied

    def _record(self, name: str, raw: Json) -> None:
        self._counts[name] += 1
        self.calls.append((name, clone(raw), self.now()))
        if len(self.calls) > CALLS_KEPT:
            del self.calls[: CALLS_KEPT // 2]

    def _check_flood(self, name: str, given: Params) -> None:
        if self.flood and name.startswith(PACED) and name != "sendChatAction":
            self._gate.admit(self.flood, given.text("chat_id"), self.world.timestamp)
