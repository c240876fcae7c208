"""HTTP for the page: people with phones, their chats, events and the clock."""

from __future__ import annotations

import asyncio
import inspect
import json
from collections.abc import Awaitable, Callable, Sequence
from datetime import UTC
from pathlib import Path
from typing import Any, TypeAlias
from urllib.parse import quote

from aiohttp import web

from sandbox.botapi import BotApi
from sandbox.bots import read_json
from sandbox.errors import ApiError, bad_request
from sandbox.shapes import Json, UploadedFile
from sandbox.world import Person

PAGE = Path(__file__).parent / "page"
HEARTBEAT_S = 15.0
SHOWN_IN_PLACE = ("image/png", "image/jpeg", "image/gif", "image/webp", "audio/")

ShiftClock: TypeAlias = Callable[[int], Awaitable[Any] | Any]
Links: TypeAlias = Sequence[Json] | Callable[[], Sequence[Json]]


class PhoneRoutes:
    """Answers the page."""

    def __init__(self, api: BotApi, shift_clock: ShiftClock | None, links: Links) -> None:
        self._api = api
        self._shift_clock = shift_clock
        self._links = links
        self._streams: set[asyncio.Queue[Json | None]] = set()

    def add_to(self, app: web.Application) -> None:
        """Register the routes."""
        router = app.router
        router.add_get("/", self.index)
        router.add_get("/static/{name:.+}", self.static)
        router.add_get("/page/state", self.state)
        router.add_get("/page/events", self.events)
        router.add_get("/page/files/{file_id}", self.file)
        router.add_post("/page/clock", self.clock)
        router.add_get("/page/people/{id:\\d+}/chat", self.chat)
        router.add_post("/page/people/{id:\\d+}/upload", self.upload)
        router.add_post("/page/people/{id:\\d+}/{action}", self.act)

    def close(self) -> None:
        """End the event streams."""
        for stream in self._streams:
            stream.put_nowait(None)

    async def index(self, request: web.Request) -> web.StreamResponse:
        """The page itself."""
        return page_file("index.html")

    async def static(self, request: web.Request) -> web.StreamResponse:
        """A file of the page."""
        return page_file(request.match_info["name"])

    async def state(self, request: web.Request) -> web.Response:
        """Who is there, and what time it is for the bot."""
        links = self._links() if callable(self._links) else self._links
        return web.json_response(
            {
                "bot": self._api.world.bot,
                "now": self._now(),
                "people": [self._person(person) for person in self._api.people],
                "links": list(links),
            }
        )

    async def chat(self, request: web.Request) -> web.Response:
        """A person's private chat; reading it makes it read."""
        person = self._whose(request)
        chat = self._api.world.chats.get(person.id)
        if chat is not None:
            chat.read_up_to = chat.last_message_id
        return web.json_response(
            {
                "messages": self._api.view(person.id),
                "commands": self._api.menu(person.id),
                "started": chat is not None and bool(chat.last_message_id),
                "blocked": chat is not None and chat.is_blocked,
            }
        )

    async def act(self, request: web.Request) -> web.Response:
        """Something a person does."""
        person = self._whose(request)
        body = await read_json(request)
        return web.json_response(self._done(person.id, request.match_info["action"], body))

    async def upload(self, request: web.Request) -> web.Response:
        """A person sends a file."""
        person = self._whose(request)
        form = await request.post()
        field = form.get("file")
        if not isinstance(field, web.FileField):
            raise bad_request("there is no file in the request")
        file = UploadedFile(field.filename, field.file.read(), field.content_type)
        kind, caption = form.get("kind") or "document", form.get("caption") or ""
        message = self._api.send_media(person.id, str(kind), file, str(caption))
        return web.json_response({"message_id": message["message_id"]})

    async def clock(self, request: web.Request) -> web.Response:
        """Move the bot's clock forward."""
        seconds = number(await read_json(request), "seconds")
        if seconds <= 0 or self._shift_clock is None:
            raise bad_request("the clock moves forward by a positive number of seconds")
        moved = self._shift_clock(seconds)
        if inspect.isawaitable(moved):
            await moved
        self._api.tick()
        self._api.world.emit({"type": "clock", "now": self._now()})
        return web.json_response({"now": self._now()})

    async def file(self, request: web.Request) -> web.Response:
        """A file's content; only pictures and sound are shown in place."""
        stored = self._api.world.files.get(request.match_info["file_id"])
        if stored is None:
            raise ApiError(404, "file not found")
        response = web.Response(body=stored.data, content_type=stored.mime)
        place = "inline" if stored.mime.startswith(SHOWN_IN_PLACE) else "attachment"
        disposition = f"{place}; filename*=UTF-8''{percent(stored.name)}"
        response.headers["Content-Disposition"] = disposition
        response.headers["X-Content-Type-Options"] = "nosniff"
        response.headers["Content-Security-Policy"] = "sandbox"
        return response

    async def events(self, request: web.Request) -> web.StreamResponse:
        """What happens, as server-sent events."""
        response = web.StreamResponse(
            headers={"Content-Type": "text/event-stream", "Cache-Control": "no-store"}
        )
        await response.prepare(request)
        stream: asyncio.Queue[Json | None] = asyncio.Queue()
        self._streams.add(stream)
        unsubscribe = self._api.subscribe(stream.put_nowait)
        try:
            await response.write(b": welcome\n\n")
            await pour(stream, response)
        except ConnectionError:
            pass  # the page was closed
        finally:
            unsubscribe()
            self._streams.discard(stream)
        return response

    def _done(self, person_id: int, action: str, body: Json) -> Json:
        api = self._api
        match action:
            case "start":
                return brief(api.start(person_id, text(body, "payload")))
            case "say":
                reply = number(body, "reply_to_message_id") or None
                return brief(api.say(person_id, text(body, "text"), reply_to=reply))
            case "edit":
                return brief(api.edit(person_id, number(body, "message_id"), text(body, "text")))
            case "sticker":
                return brief(api.send_media(person_id, "sticker"))
            case "tap":
                tapped = api.tap(person_id, number(body, "message_id"), text(body, "data"))
                return {"callback_query_id": tapped}
            case "vote":
                api.vote(person_id, number(body, "message_id"), numbers(body, "option_ids"))
            case "block":
                api.block(person_id, bool(body.get("blocked", True)))
            case _:
                raise ApiError(404, "no such action")
        return {"ok": True}

    def _person(self, person: Person) -> Json:
        chat = self._api.world.chats.get(person.id)
        unread = 0
        if chat is not None:
            unread = sum(
                message_id > chat.read_up_to and message["from"]["id"] != person.id
                for message_id, message in chat.messages.items()
            )
        return {
            "id": person.id,
            "first_name": person.first_name,
            "last_name": person.last_name,
            "username": person.username,
            "language_code": person.language_code,
            "role": person.role,
            "unread": unread,
            "blocked": chat is not None and chat.is_blocked,
        }

    def _whose(self, request: web.Request) -> Person:
        person = self._api.world.people.get(int(request.match_info["id"]))
        if person is None:
            raise ApiError(404, "no such person")
        return person

    def _now(self) -> str:
        return self._api.now().astimezone(UTC).isoformat(timespec="seconds")


async def pour(stream: asyncio.Queue[Json | None], response: web.StreamResponse) -> None:
    """Write events until the stream is ended by None; a comment now and then keeps it open."""
    while True:
        try:
            async with asyncio.timeout(HEARTBEAT_S):
                event = await stream.get()
        except TimeoutError:
            await response.write(b": still here\n\n")
            continue
        if event is None:
            return
        await response.write(f"data: {json.dumps(event)}\n\n".encode())


def page_file(name: str) -> web.StreamResponse:
    """A file of the page's folder, never cached."""
    path = (PAGE / name).resolve()
    if not path.is_relative_to(PAGE) or not path.is_file():
        raise ApiError(404, "no such file")
    return web.FileResponse(path, headers={"Cache-Control": "no-cache"})


def brief(message: Json) -> Json:
    """The answer to an action that made a message; the message itself comes as an event."""
    return {"message_id": message["message_id"]}


def text(body: Json, name: str) -> str:
    """A string of the page's request."""
    value = body.get(name) or ""
    if not isinstance(value, str):
        raise bad_request(f"{name} must be a string")
    return value


def number(body: Json, name: str) -> int:
    """A whole number of the page's request, 0 when absent."""
    value = body.get(name) or 0
    if not isinstance(value, int):
        raise bad_request(f"{name} must be a number")
    return value


def numbers(body: Json, name: str) -> list[int]:
    """A list of whole numbers of the page's request."""
    value = body.get(name)
    if not isinstance(value, list) or not all(isinstance(item, int) for item in value):
        raise bad_request(f"{name} must be a list of numbers")
    return value


def percent(name: str) -> str:
    """A file name for a header (RFC 8187)."""
    return quote(name, safe="")
