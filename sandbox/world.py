"""State of the little Telegram: people, chats, messages, polls, files; no I/O, no wall clock."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime

from sandbox.shapes import Json, without_empty
from sandbox.updates import UpdateQueue

Clock = Callable[[], datetime]


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody with a phone. `role` is only a caption on the page."""

    id: int
    first_name: str
    last_name: str = ""
    username: str = ""
    language_code: str = "en"
    role: str = "trainee"

    def as_user(self) -> Json:
        """The Bot API's User."""
        return {"id": self.id, "is_bot": False, "first_name": self.first_name} | without_empty(
            last_name=self.last_name, username=self.username, language_code=self.language_code
        )


@dataclass(slots=True)
class Chat:
    """A private chat (id = person's id) or a group with its messages as the bot sees them."""

    id: int
    kind: str
    title: str = ""
    creator_id: int = 0
    member_ids: set[int] = field(default_factory=set)
    admin_ids: set[int] = field(default_factory=set)
    bot_status: str = "member"
    is_blocked: bool = False
    migrated_to: int = 0
    last_message_id: int = 0
    read_up_to: int = 0
    messages: dict[int, Json] = field(default_factory=dict)
    keyboards: dict[int, Json] = field(default_factory=dict)

    @property
    def is_private(self) -> bool:
        """True for a chat with one person."""
        return self.kind == "private"


@dataclass(slots=True)
class Poll:
    """A poll with its votes: person id → chosen option ids."""

    id: str
    chat_id: int
    message_id: int
    question: str
    options: list[Json]
    kind: str
    is_anonymous: bool
    allows_multiple_answers: bool
    allows_revoting: bool
    question_entities: list[Json] = field(default_factory=list)
    hides_results: bool = False
    correct_option_ids: list[int] = field(default_factory=list)
    explanation: str = ""
    explanation_entities: list[Json] = field(default_factory=list)
    description: str = ""
    description_entities: list[Json] = field(default_factory=list)
    open_period: int = 0
    close_date: int = 0
    is_closed: bool = False
    votes: dict[int, list[int]] = field(default_factory=dict)


@dataclass(slots=True)
class Query:
    """A tap on an inline button that waits for answerCallbackQuery."""

    id: str
    person_id: int
    asked_at: float
    is_answered: bool = False


@dataclass(frozen=True, slots=True)
class StoredFile:
    """A file on "Telegram's" disks. `kind` is document, photo, sticker or voice."""

    file_id: str
    unique_id: str
    kind: str
    name: str
    mime: str
    data: bytes
    path: str
    width: int = 0
    height: int = 0


@dataclass(slots=True)
class World:
    """Everything that the sandbox remembers."""

    bot: Json
    clock: Clock
    updates: UpdateQueue
    serial: int
    people: dict[int, Person] = field(default_factory=dict)
    deactivated: set[int] = field(default_factory=set)
    chats: dict[int, Chat] = field(default_factory=dict)
    polls: dict[str, Poll] = field(default_factory=dict)
    timed_polls: set[str] = field(default_factory=set)
    queries: dict[str, Query] = field(default_factory=dict)
    files: dict[str, StoredFile] = field(default_factory=dict)
    menus: dict[str, list[Json]] = field(default_factory=dict)
    profile: dict[str, str] = field(default_factory=dict)
    revision: int = 0
    listeners: list[Callable[[Json], None]] = field(default_factory=list)
    on_update: list[Callable[[], None]] = field(default_factory=list)

    @property
    def timestamp(self) -> float:
        """The bot's clock as Unix time."""
        return self.clock().timestamp()

    @property
    def date(self) -> int:
        """The bot's clock in whole seconds, as in Message.date."""
        return int(self.clock().timestamp())

    def next_serial(self) -> int:
        """A number never given before, not even if the state was lost since (starts at the epoch's
        seconds), within 52 bits."""
        self.serial += 1
        return self.serial

    def queue(self, kind: str, body: Json) -> None:
        """Queue an update for the bot and wake whoever waits for one."""
        self.revision += 1
        if self.updates.put(kind, body, self.timestamp):
            for wake in list(self.on_update):
                wake()

    def emit(self, event: Json) -> None:
        """Tell the page."""
        self.revision += 1
        for listener in list(self.listeners):
            listener(event)


def new_world(bot: Json, clock: Clock, people: list[Person]) -> World:
    """A world in which nobody has said anything yet."""
    epoch = int(clock().timestamp())
    return World(
        bot=bot,
        clock=clock,
        updates=UpdateQueue(next_id=epoch),
        serial=epoch * 1_000_000,
        people={person.id: person for person in people},
    )
