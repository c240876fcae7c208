"""A person with a phone: says, taps, votes, sees. The bot is real; the Bot API is the sandbox's
state machine, called in process; the clock is moved by hand."""

import asyncio
import base64
import json
import random
from collections.abc import AsyncIterator, Mapping, Sequence
from contextlib import asynccontextmanager
from datetime import UTC, date, datetime, timedelta
from typing import Any

from telegram.error import NetworkError
from telegram.request import BaseRequest, RequestData

from bot.app import App, open_app
from bot.domain.timetable import Cohort
from bot.services.updates import Handled
from bot.settings import Settings
from handlers.dispatch import Dispatch, build_bot
from handlers.intake import ALLOWED, Intake
from handlers.messenger import TelegramMessenger
from handlers.pacing import Pacer
from handlers.request import NotSentError
from sandbox import ApiError, BotApi, ConnectionDropped, Person, UploadedFile

TOKEN = "7000000001:AAHdqTcvCH1vGWJxfSeofSAs0K5PALDsawo"
AIGERIM = Person(101, "Айгерім", "Серікқызы", "aigerim", "kk")
DMITRY = Person(102, "Дмитрий", "<b>Волков", "dvolkov", "ru")
GRACE = Person(103, "Grace", "Mensah", "gmensah", "en")
YERLAN = Person(104, "Ерлан", "Ахметов", "yerlan", "kk", role="instructor")
ANNA = Person(105, "Anna", "Weber", "aweber", "en", role="owner")
PEOPLE = (AIGERIM, DMITRY, GRACE, YERLAN, ANNA)
NOON = datetime(2026, 12, 7, 7, 0, tzinfo=UTC)
"""12:00 in Almaty on the first day of the tests' cohort, a Monday."""

Json = dict[str, Any]

PICTURE = UploadedFile(
    "picture.png",
    base64.b64decode(
        "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=="
    ),
    "image/png",
)
DOCUMENT = UploadedFile("notes.txt", b"12345", "text/plain")


class HandClock:
    """A clock that stands until it is moved."""

    def __init__(self, at: datetime = NOON) -> None:
        self.at = at

    def now(self) -> datetime:
        return self.at


class InProcess(BaseRequest):
    """Calls the Bot API without a network."""

    def __init__(self, api: BotApi) -> None:
        self._api = api

    @property
    def read_timeout(self) -> float:
        return 5

    async def initialize(self) -> None: ...

    async def shutdown(self) -> None: ...

    async def do_request(
        self, url: str, method: str, request_data: RequestData | None = None, *_: Any, **__: Any
    ) -> tuple[int, bytes]:
        name = url.rpartition("/")[2]
        params = request_data.json_parameters if request_data else {}
        await asyncio.sleep(0)
        try:
            result = self._api.call(name, params, _files(request_data))
        except ConnectionDropped:
            raise NetworkError("dropped") from None
        except ApiError as error:
            if error.error_code >= 500:
                raise NotSentError(str(error)) from None
            return error.error_code, json.dumps(error.as_json()).encode()
        return 200, json.dumps({"ok": True, "result": result}).encode()


def _files(data: RequestData | None) -> Mapping[str, UploadedFile]:
    if data is None or not data.contains_files:
        return {}
    return {
        name: UploadedFile(file, content, mime)
        for name, (file, content, mime) in (data.multipart_data or {}).items()
    }


class Phone:
    """One person's private chat with the bot."""

    def __init__(self, centre: "Centre", person: Person) -> None:
        self._centre = centre
        self.person = person
        self._seen = 0

    @property
    def messages(self) -> list[Json]:
        """Every message of the chat, as this person sees it."""
        return self._centre.api.view(self.person.id)

    @property
    def last(self) -> Json:
        """The newest message."""
        return self.messages[-1]

    async def starts(self, payload: str = "") -> list[str]:
        """Opens the bot, by a link with a payload."""
        self._centre.api.start(self.person.id, payload)
        return await self._answers()

    async def says(self, text: str) -> list[str]:
        """Writes a message. Returns: what the bot answers."""
        self._centre.api.say(self.person.id, text)
        return await self._answers()

    async def edits(self, text: str, *, back: int = 1) -> list[str]:
        """Edits an own message, the latest one or one further back."""
        own = [message for message in self.messages if message.get("out")]
        self._centre.api.edit(self.person.id, own[-back]["message_id"], text)
        return await self._answers()

    async def sends(self, kind: str, **more: Any) -> list[str]:
        """Sends a sticker, a photo, a voice message or a document."""
        file = {"sticker": None, "photo": PICTURE}.get(kind, DOCUMENT)
        self._centre.api.send_media(self.person.id, kind, file, **more)
        return await self._answers()

    async def taps(self, label: str) -> list[str]:
        """Taps the newest button whose label contains the words."""
        message, button = self._button(label)
        self._centre.api.tap(self.person.id, message["message_id"], button["callback_data"])
        return await self._answers()

    def buttons(self) -> list[str]:
        """Labels of the buttons under the newest message that has some."""
        return [button["text"] for _, button in self._all_buttons()]

    def _all_buttons(self) -> list[tuple[Json, Json]]:
        for message in reversed(self.messages):
            rows = message.get("reply_markup", {}).get("inline_keyboard", [])
            if rows:
                return [(message, button) for row in rows for button in row]
        return []

    def _button(self, label: str) -> tuple[Json, Json]:
        for message in reversed(self.messages):
            for row in message.get("reply_markup", {}).get("inline_keyboard", []):
                for button in row:
                    if label in button["text"]:
                        return message, button
        raise AssertionError(f"no button {label!r}; there are {self.buttons()}")

    async def votes(self, *options: str, message: Json | None = None) -> list[str]:
        """Chooses options of the newest poll, or of another message's, by their text."""
        message = message or self.poll
        texts = [option["text"] for option in message["poll"]["options"]]
        ids = [texts.index(option) for option in options]
        self._centre.api.vote(self.person.id, message["message_id"], ids)
        return await self._answers()

    @property
    def poll(self) -> Json:
        """The message with the newest poll."""
        return [message for message in self.messages if "poll" in message][-1]

    def right_options(self, message: Json | None = None) -> list[str]:
        """What the key of the newest poll is, as the bot told Telegram."""
        message = message or self.poll
        stored = next(
            one
            for one in self._centre.api.history(self.person.id)
            if one["message_id"] == message["message_id"]
        )["poll"]
        return [stored["options"][i]["text"] for i in stored["correct_option_ids"]]

    async def blocks(self, blocked: bool = True) -> list[str]:
        """Blocks the bot, or takes it back."""
        self._centre.api.block(self.person.id, blocked)
        return await self._answers()

    async def _answers(self) -> list[str]:
        await self._centre.settle()
        return self.sees()

    def sees(self) -> list[str]:
        """What is new in the chat, from the bot only."""
        fresh = [m for m in self.messages if m["message_id"] > self._seen and not m.get("out")]
        self._seen = max((m["message_id"] for m in self.messages), default=0)
        return [shown(message) for message in fresh]


def shown(message: Json) -> str:
    """A message as one reads it: a poll with its options, else the text."""
    if "poll" in message:
        options = " | ".join(option["text"] for option in message["poll"]["options"])
        return f"[poll] {message['poll']['question']} | {options}"
    return str(message.get("text") or message.get("caption") or "")


class Centre:
    """A training centre with its bot."""

    def __init__(self, app: App, api: BotApi, clock: HandClock, dispatch: Dispatch) -> None:
        self.app = app
        self.api = api
        self.clock = clock
        self.dispatch = dispatch
        self.messenger = TelegramMessenger(dispatch.bot)
        self.intake = Intake(app, lambda: None)
        self._offset = 0
        self._phones: dict[int, Phone] = {}

    def phone(self, person: Person) -> Phone:
        """The person's phone."""
        return self._phones.setdefault(person.id, Phone(self, person))

    async def cohort(self, code: str = "POC-12", **more: Any) -> Cohort:
        """A cohort of the POC course from 7 to 18 December 2026."""
        days = {"starts_on": date(2026, 12, 7), "ends_on": date(2026, 12, 18)} | more
        return await self.app.cohorts.create(code, "poc", **days)

    async def timetable(self, cohort: Cohort, *rows: str, file: str = "timetable.csv") -> None:
        """Imports rows of `date,start,end,title,room`."""
        text = "\n".join(("date,start,end,title,room", *rows))
        await self.app.timetable.take_in(cohort, text.encode(), file)

    async def settle(self, *, sends: bool = True) -> None:
        """Until the bot has handled every update and sent what is due."""
        while True:
            updates = self.api.get_updates(self._offset, 100, list(ALLOWED))
            if updates:
                await self.intake.store(updates)
                self._offset = updates[-1]["update_id"] + 1
            if not updates and not await self._handle():
                break
        if sends:
            await self.app.outbox.drain(self.messenger, asyncio.Event())

    async def _handle(self) -> int:
        claimed = await self.app.updates.settle_and_claim([], {}, 64)
        outcomes = await asyncio.gather(*(self.dispatch.handle(one.body) for one in claimed))
        done = [o.id for o, out in zip(claimed, outcomes, strict=True) if out is Handled.DONE]
        failed = {
            one.id: one.attempts + 1
            for one, out in zip(claimed, outcomes, strict=True)
            if out is Handled.AGAIN
        }
        await self.app.updates.settle_and_claim(done, failed, 0)
        return len(claimed)

    async def moves(self, **by: float) -> None:
        """Moves the clock forward, plans and sends what is due then."""
        self.clock.at += timedelta(**by)
        await self.app.reminders.plan()
        await self.settle()


@asynccontextmanager
async def opened_centre(
    database_url: str, *, people: Sequence[Person] = PEOPLE, at: datetime = NOON
) -> AsyncIterator[Centre]:
    """A centre on a database; chance is seeded, so that a conversation is the same every time."""
    clock = HandClock(at)
    api = BotApi(token=TOKEN, bot_username="qalqan_bot", clock=clock.now, people=people)
    settings = Settings(
        bot_token=TOKEN, database_url=database_url, admin_ids=frozenset({ANNA.id}), send_rate=10_000
    )
    async with open_app(settings, clock, chance=random.Random(7)) as app:
        bot = build_bot(app, request=InProcess(api), pacer=Pacer(10_000, private_every_s=0))
        dispatch = Dispatch(app, bot)
        async with dispatch.connected():
            await dispatch.introduce()
            yield Centre(app, api, clock, dispatch)
