"""Intake: a raw update is stored, then acknowledged."""

import asyncio
import json
import logging
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any

from telegram.error import Conflict, InvalidToken, NetworkError, RetryAfter, TelegramError
from telegram.request import RequestData
from telegram.request._requestparameter import RequestParameter

from bot.app import App
from bot.services.updates import Incoming
from handlers.context import Bot
from handlers.dispatch import UnknownTokenError, persistently
from handlers.pacing import seconds
from storage.database import DatabaseOutage

log = logging.getLogger(__name__)

ALLOWED = ("message", "edited_message", "callback_query", "poll_answer", "my_chat_member")
LONG_POLL_S = 50
CONFLICT_WAIT_S = 5
LONGEST_WAIT_S = 30

Json = Mapping[str, Any]


def incoming(update: Json) -> Incoming:
    """An update with the chat whose order it keeps.

    A vote carries no chat (Bot API, PollAnswer); in a private chat the voter's id is the chat's.
    """
    return Incoming(
        update_id=int(update["update_id"]),
        chat_id=_chat_id(update),
        body=json.dumps(update, ensure_ascii=False, separators=(",", ":")),
    )


def _chat_id(update: Json) -> int:
    for kind in ALLOWED:
        if kind in update:
            content = update[kind]
            for holder in (content, content.get("message") or {}):
                if "chat" in holder:
                    return int(holder["chat"]["id"])
            sender = content.get("user") or content.get("from") or content.get("voter_chat") or {}
            return int(sender.get("id", 0))
    return 0


class Intake:
    """Stores updates and wakes the worker."""

    def __init__(self, app: App, wake: Callable[[], None]) -> None:
        self._app = app
        self._wake = wake

    async def store(self, updates: Iterable[Json]) -> None:
        """Stores updates in one transaction; those known already are ignored."""
        if await self._app.updates.accept([incoming(update) for update in updates]):
            self._wake()


class Polling:
    """Long polling; the next offset confirms only what is stored."""

    def __init__(self, bot: Bot, intake: Intake) -> None:
        self._bot = bot
        self._intake = intake
        self._offset: int | None = None
        self._failures = 0

    async def run(self) -> None:
        """Polls until it is cancelled.

        Raises:
            UnknownTokenError: the token was revoked.
        """
        await persistently(self._bot.delete_webhook)
        while True:
            try:
                updates = await self._poll()
                if updates:
                    await self._intake.store(updates)
                    self._offset = int(updates[-1]["update_id"]) + 1
                if self._failures:
                    log.info("updates are taken in again")
                self._failures = 0
            except InvalidToken as error:
                raise UnknownTokenError from error
            except (TelegramError, DatabaseOutage) as error:
                await self._wait(error)

    async def _poll(self) -> Sequence[Json]:
        given: dict[str, object] = {"timeout": LONG_POLL_S, "allowed_updates": ALLOWED}
        if self._offset is not None:
            given["offset"] = self._offset
        parameters = [RequestParameter.from_input(name, value) for name, value in given.items()]
        request, _ = self._bot._request  # the library's own pool for getUpdates
        found = await request.post(
            f"{self._bot.base_url}/getUpdates",
            RequestData(parameters),
            read_timeout=LONG_POLL_S + 10,
        )
        assert isinstance(found, list)
        return found

    async def _wait(self, error: Exception) -> None:
        self._failures += 1
        wait_s = float(min(LONGEST_WAIT_S, 2 ** min(self._failures - 1, 5)))
        match error:
            case Conflict():
                log.error("another process polls with the same BOT_TOKEN; stop one of them")
                wait_s = CONFLICT_WAIT_S
            case RetryAfter():
                wait_s = seconds(error)
            case NetworkError():
                log.warning("Telegram cannot be reached: %s", error.message)
            case _:
                log.error("updates cannot be stored, they stay at Telegram: %s", error)
        await asyncio.sleep(wait_s)
