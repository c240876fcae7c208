"""Pushing updates to the bot's webhook, in order, again and again until it takes them."""

from __future__ import annotations

import asyncio
from contextlib import suppress
from urllib.parse import urlsplit

import aiohttp

from sandbox.account import LOOPBACK
from sandbox.botapi import BotApi
from sandbox.errors import ApiError, ConnectionDropped
from sandbox.shapes import Json

SECRET_HEADER = "X-Telegram-Bot-Api-Secret-Token"
ANSWER_S = 60.0
LONGEST_WAIT_S = 5.0


class WebhookPusher:
    """One update at a time; `retry_s` doubles with each failure, up to five seconds."""

    def __init__(self, api: BotApi, retry_s: float = 0.25) -> None:
        self._api = api
        self._retry_s = retry_s
        self._wake = asyncio.Event()

    async def run(self) -> None:
        """Push until cancelled."""
        self._api.on_update.append(self._wake.set)
        timeout = aiohttp.ClientTimeout(total=ANSWER_S)
        try:
            async with aiohttp.ClientSession(timeout=timeout) as session:
                while True:
                    await self._push_pending(session)
                    await self._wake.wait()
                    self._wake.clear()
        finally:
            self._api.on_update.remove(self._wake.set)

    async def _push_pending(self, session: aiohttp.ClientSession) -> None:
        wait_s = self._retry_s
        updates = self._api.world.updates
        while updates.webhook.url and updates.pending:
            update = updates.pending[0]
            failure = await self._push(session, update)
            if failure:
                updates.webhook.last_error_date = self._api.world.date
                updates.webhook.last_error_message = failure
                await asyncio.sleep(wait_s)
                wait_s = min(2 * wait_s, LONGEST_WAIT_S)
            else:
                updates.confirm(update["update_id"] + 1)
                wait_s = self._retry_s

    async def _push(self, session: aiohttp.ClientSession, update: Json) -> str:
        """Why the bot did not take the update; empty when it did."""
        hook = self._api.world.updates.webhook
        if urlsplit(hook.url).hostname not in LOOPBACK:
            return "The sandbox pushes to loopback addresses only"
        headers = {SECRET_HEADER: hook.secret_token} if hook.secret_token else {}
        try:
            async with session.post(
                hook.url, json=update, headers=headers, allow_redirects=False
            ) as response:
                if not 200 <= response.status < 300:
                    return f"Wrong response from the webhook: {response.status} {response.reason}"
                await self._carry_out(response)
        except (aiohttp.ClientError, OSError, TimeoutError) as error:
            return f"Connection failed: {type(error).__name__}"
        return ""

    async def _carry_out(self, response: aiohttp.ClientResponse) -> None:
        """A method in the answer to the webhook is called; its result goes nowhere."""
        if response.content_type != "application/json":
            return
        with suppress(ValueError, ApiError, ConnectionDropped):
            answer = await response.json()
            if isinstance(answer, dict) and "method" in answer:
                self._api.call(str(answer.pop("method")), answer)
