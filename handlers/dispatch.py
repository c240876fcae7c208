"""Dispatch: one update's JSON → python-telegram-bot's application → what became of it."""

import asyncio
import json
import logging
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from itertools import count

from telegram import LinkPreviewOptions, Update
from telegram.constants import ParseMode
from telegram.error import BadRequest, InvalidToken, NetworkError, RetryAfter, TelegramError
from telegram.ext import Application, ContextTypes, Defaults
from telegram.request import BaseRequest

from bot.app import App
from bot.services.updates import Handled
from handlers import FEATURES, register
from handlers.context import Bot, Context, Telegram
from handlers.errors import outcome
from handlers.menus import set_default_menus
from handlers.pacing import Pacer
from handlers.request import AiohttpRequest

log = logging.getLogger(__name__)


class UnknownTokenError(Exception):
    """Telegram does not know the token."""


ASK_WITHIN_S = 5
RECONNECT_S = (1, 2, 5, 10, 30)


def build_bot(app: App, *, request: BaseRequest | None = None, pacer: Pacer | None = None) -> Bot:
    """The Bot API's client by the settings; polling has a connection pool of its own."""
    settings = app.settings
    return Bot(
        settings.bot_token,
        base_url=f"{settings.telegram_api_url}/bot",
        base_file_url=f"{settings.telegram_api_url}/file/bot",
        request=request or AiohttpRequest(settings.proxy_url),
        get_updates_request=AiohttpRequest(settings.proxy_url, pool_size=2),
        rate_limiter=pacer or Pacer(settings.send_rate),
        defaults=Defaults(
            parse_mode=ParseMode.HTML,
            link_preview_options=LinkPreviewOptions(is_disabled=True),
        ),
    )


class Dispatch:
    """Handles updates, each once it was stored."""

    def __init__(self, app: App, bot: Bot) -> None:
        self.bot = bot
        self.application: Telegram = (
            Application.builder()
            .bot(bot)
            .updater(None)
            .job_queue(None)
            .context_types(ContextTypes(context=Context))
            .build()
        )
        self.application.bot_data["app"] = app
        register(self.application)

    async def handle(self, body: str) -> Handled:
        """Handles one update; raises nothing (handlers/errors.py)."""
        token = outcome.set(Handled.DONE)
        try:
            update = Update.de_json(json.loads(body), self.bot)
            await self.application.process_update(update)
            return outcome.get()
        except Exception:
            log.exception("an update could not be handled")
            return outcome.get()
        finally:
            outcome.reset(token)

    @asynccontextmanager
    async def connected(self) -> AsyncIterator[None]:
        """While the bot is connected; waits for a network that is not there yet.

        Raises:
            UnknownTokenError: Telegram does not know the token.
        """
        await persistently(self.application.initialize)
        try:
            yield
        finally:
            await self.application.shutdown()

    async def introduce(self) -> None:
        """Sets the menus for everybody and learns the bot's name for invite links.

        It goes on beside the work: nobody waits for it, and a bot without menus is a bot still.
        """
        app: App = self.application.bot_data["app"]
        await app.facts.learn_bot_username(self.bot.username)
        try:
            await persistently(lambda: set_default_menus(self.bot, FEATURES))
        except BadRequest as error:
            log.error("menus not set: %s", error.message)


async def persistently(call: Callable[[], Awaitable[object]]) -> None:
    """Calls until Telegram can be reached.

    Raises:
        UnknownTokenError: Telegram does not know the token.
        BadRequest: Telegram does not take the call.
    """
    for attempt in count():
        try:
            await call()
        except InvalidToken as error:
            raise UnknownTokenError from error
        except BadRequest:
            raise
        except (NetworkError, RetryAfter) as error:
            wait_s = RECONNECT_S[min(attempt, len(RECONNECT_S) - 1)]
            log.warning(
                "Telegram cannot be reached, trying again",
                extra={"reason": error.message, "wait_s": wait_s},
            )
            await asyncio.sleep(wait_s)
        else:
            return


async def ask_username(app: App) -> str | None:
    """The bot's username as Telegram has it; None if it cannot be asked now."""
    bot = build_bot(app)
    try:
        async with asyncio.timeout(ASK_WITHIN_S), bot:
            return bot.username
    except (TelegramError, TimeoutError):
        return None
