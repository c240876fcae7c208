"""Pacing: send times handed out evenly, `retry_after` obeyed by everybody it concerns.

The library's `AIORateLimiter` lets others through early after a 429 (python-telegram-bot issue
5338) and lets a window's worth out at once; figures in research/performance.md.
"""

import asyncio
import heapq
import logging
import math
from collections.abc import Callable, Coroutine
from datetime import timedelta
from enum import IntEnum
from itertools import count
from typing import Any

from telegram.error import BadRequest, ChatMigrated, InvalidToken, NetworkError, RetryAfter
from telegram.ext import BaseRateLimiter

log = logging.getLogger(__name__)

MARGIN = 1.02
"""Slower than permitted by this factor: 20 ms in a second for lateness and for the way there."""
MADE_UP_S = 0.003

PRIVATE_EVERY_S, PRIVATE_BURST = 1.0, 5
GROUP_EVERY_S, GROUP_BURST = 3.0, 3
"""Bots FAQ: about one message a second in a chat with short bursts, 20 a minute in a group."""

LONG_HOLD_S = 15
"""Whoever leased a message for a minute (bot/domain/outbox.py) does not wait longer with it."""

REPLY_TRIES = 7
REPLY_WAIT_S = 0.5
FORGET_AFTER = 10_000

_PACED = ("send", "copy", "forward", "edit", "stopPoll")
_UNPACED = frozenset({"sendChatAction"})
_ANSWERS = frozenset({"answerCallbackQuery"})


class Urgency(IntEnum):
    """Who goes first: an answer to somebody who waits, then what the bot says on its own."""

    REPLY = 0
    OUTBOX = 1


class Pacer(BaseRateLimiter[Urgency]):
    """One for all sending of a process.

    Args:
        rate: messages per second over all chats.
        private_every_s: seconds between messages to one person, after a short burst.
    """

    def __init__(self, rate: float, *, private_every_s: float = PRIVATE_EVERY_S) -> None:
        self._every_s = MARGIN / rate
        self._private_every_s = private_every_s
        self._next_slot = 0.0
        self._held_until = 0.0
        self._chats: dict[int | str, float] = {}
        self._holds: dict[int | str, float] = {}
        self._waiting: list[tuple[Urgency, int, asyncio.Future[None]]] = []
        self._order = count()
        self._timer: asyncio.TimerHandle | None = None

    async def initialize(self) -> None:
        """Nothing to open."""

    async def shutdown(self) -> None:
        """Stops handing out."""
        if self._timer is not None:
            self._timer.cancel()

    async def process_request(
        self,
        callback: Callable[..., Coroutine[Any, Any, Any]],
        args: Any,
        kwargs: dict[str, Any],
        endpoint: str,
        data: dict[str, Any],
        rate_limit_args: Urgency | None,
    ) -> Any:
        """Waits for its turn and calls.

        A reply is tried again when the Bot API or the network fails, for about half a minute. The
        outbox keeps its messages in the database and gets the error at once, as does everything
        that is not for a person (getMe, setMyCommands …).
        """
        is_paced = endpoint.startswith(_PACED) and endpoint not in _UNPACED
        chat_id = data.get("chat_id") if is_paced else None
        urgency = rate_limit_args or Urgency.REPLY
        is_reply = urgency is Urgency.REPLY and (is_paced or endpoint in _ANSWERS)
        tries = REPLY_TRIES if is_reply else 1
        for attempt in count(1):
            if chat_id is not None:
                await self._turn(chat_id, urgency)
            try:
                return await callback(*args, **kwargs)
            except RetryAfter as error:
                self._hold(chat_id, seconds(error))
                if attempt >= tries:
                    raise
                if chat_id is None:
                    await asyncio.sleep(seconds(error))
            except (BadRequest, ChatMigrated, InvalidToken):
                raise
            except NetworkError:
                if attempt >= tries:
                    raise
                await asyncio.sleep(min(8, REPLY_WAIT_S * 2 ** (attempt - 1)))
        raise AssertionError("unreachable")

    async def _turn(self, chat_id: int | str, urgency: Urgency) -> None:
        hold_s = max(self._held_until, self._holds.get(chat_id, 0.0)) - _now()
        if urgency is Urgency.OUTBOX and hold_s > LONG_HOLD_S:
            raise RetryAfter(math.ceil(hold_s))
        await self._chat_turn(chat_id)
        if not self._waiting and self._is_free():
            self._take()
            return
        turn: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        heapq.heappush(self._waiting, (urgency, next(self._order), turn))
        self._arm()
        await turn

    async def _chat_turn(self, chat_id: int | str) -> None:
        """Waits until the chat may get a message; a short burst may come at once (GCRA)."""
        even = max(self._chats.get(chat_id, 0.0), _now()) + self._every(chat_id)
        self._chats[chat_id] = even
        self._forget()
        while True:  # a hold may come while one waits
            until = max(even - self._burst(chat_id), self._holds.get(chat_id, 0.0))
            if until <= _now():
                return
            await asyncio.sleep(until - _now())

    def _is_free(self) -> bool:
        return max(self._next_slot, self._held_until) <= _now()

    def _take(self) -> None:
        """Takes a slot; a little lateness is made up, no more than the margin leaves room for."""
        self._next_slot = max(self._next_slot, _now() - MADE_UP_S) + self._every_s

    def _arm(self) -> None:
        if self._timer is None and self._waiting:
            at = max(self._next_slot, self._held_until)
            self._timer = asyncio.get_running_loop().call_at(at, self._hand_out)

    def _hand_out(self) -> None:
        self._timer = None
        while self._waiting and self._is_free():
            _, _, turn = heapq.heappop(self._waiting)
            if not turn.done():
                self._take()
                turn.set_result(None)
        self._arm()

    def _hold(self, chat_id: int | str | None, seconds: float) -> None:
        """Holds back the chat if it was sent to in a burst, else everybody.

        Telegram does not say what a 429 is about; a chat that had more than its share is the
        likelier cause, and a group's limit is only its own.
        """
        until = _now() + seconds
        if chat_id is not None and (
            _is_group(chat_id) or self._chats.get(chat_id, 0.0) > _now() + self._every(chat_id)
        ):
            self._holds[chat_id] = max(self._holds.get(chat_id, 0.0), until)
            scope = "chat"
        else:
            self._held_until = max(self._held_until, until)
            scope = "all"
            if seconds > LONG_HOLD_S:
                self._send_back(seconds)
        log.warning("told to wait", extra={"seconds": seconds, "scope": scope})

    def _send_back(self, seconds: float) -> None:
        """The outbox takes its messages back: their leases do not last as long as the hold."""
        for urgency, _, turn in self._waiting:
            if urgency is Urgency.OUTBOX and not turn.done():
                turn.set_exception(RetryAfter(math.ceil(seconds)))
        self._waiting = [entry for entry in self._waiting if not entry[2].done()]
        heapq.heapify(self._waiting)

    def _every(self, chat_id: int | str) -> float:
        return GROUP_EVERY_S if _is_group(chat_id) else self._private_every_s

    def _burst(self, chat_id: int | str) -> float:
        """How far ahead of its even pace a chat may be, in seconds."""
        return self._every(chat_id) * (GROUP_BURST if _is_group(chat_id) else PRIVATE_BURST)

    def _forget(self) -> None:
        if len(self._chats) > FORGET_AFTER:
            now = _now()
            self._chats = {chat: at for chat, at in self._chats.items() if at > now}
            self._holds = {chat: at for chat, at in self._holds.items() if at > now}


def _now() -> float:
    return asyncio.get_running_loop().time()


def _is_group(chat_id: int | str) -> bool:
    return isinstance(chat_id, int) and chat_id < 0


def seconds(error: RetryAfter) -> float:
    """How long Telegram asks to wait."""
    after = error.retry_after
    return after.total_seconds() if isinstance(after, timedelta) else float(after)
