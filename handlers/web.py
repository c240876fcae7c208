"""The web server: webhook, /healthz, /metrics."""

import hmac
import json
import logging
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from aiohttp import web

from bot.app import App
from bot.settings import Settings
from handlers.context import Bot
from handlers.dispatch import persistently
from handlers.intake import ALLOWED, Intake
from handlers.metrics import exposition
from storage.database import DatabaseOutage

log = logging.getLogger(__name__)

WEBHOOK_PATH = "/telegram"
SECRET_HEADER = "X-Telegram-Bot-Api-Secret-Token"
BODY_LIMIT = 1_000_000


class AddressInUseError(Exception):
    """Another program listens where the web server should."""


@asynccontextmanager
async def serving(app: App, intake: Intake | None) -> AsyncIterator[None]:
    """While the web server runs; the webhook is served where there is an intake.

    Raises:
        AddressInUseError: another program listens there.
    """
    server = web.Application(client_max_size=BODY_LIMIT)
    pages = _Pages(app, intake)
    server.router.add_get("/healthz", pages.healthz)
    server.router.add_get("/metrics", pages.metrics)
    if intake is not None:
        server.router.add_post(WEBHOOK_PATH, pages.webhook)
    runner = web.AppRunner(server, access_log=None, shutdown_timeout=2)
    await runner.setup()
    listen = app.settings.webhook_listen
    try:
        try:
            await web.TCPSite(runner, listen.host, listen.port).start()
        except OSError as error:
            raise AddressInUseError from error
        yield
    finally:
        await runner.cleanup()


async def set_webhook(bot: Bot, settings: Settings) -> None:
    """Tells Telegram where to send updates, and with which secret."""
    await persistently(
        lambda: bot.set_webhook(
            settings.webhook_url + WEBHOOK_PATH,
            secret_token=settings.secret_token,
            allowed_updates=list(ALLOWED),
        )
    )


class _Pages:
    def __init__(self, app: App, intake: Intake | None) -> None:
        self._app = app
        self._intake = intake

    async def webhook(self, request: web.Request) -> web.Response:
        """Stores the update, then answers 200; 503 makes Telegram send it again."""
        given = request.headers.get(SECRET_HEADER, "")
        if not hmac.compare_digest(given.encode(), self._app.settings.secret_token.encode()):
            return web.Response(status=403)
        try:
            update = json.loads(await request.read())
            update_id = update["update_id"]
        except (ValueError, KeyError, TypeError):
            return web.Response(status=400)
        assert self._intake is not None
        try:
            await self._intake.store([update])
        except DatabaseOutage as error:
            log.error(
                "an update cannot be stored, Telegram will send it again",
                extra={"update_id": update_id, "reason": str(error)},
            )
            return web.Response(status=503)
        return web.Response()

    async def healthz(self, _: web.Request) -> web.Response:
        """200 while the database answers."""
        try:
            waiting = await self._app.updates.waiting()
        except DatabaseOutage:
            return web.json_response({"status": "database out of order"}, status=503)
        return web.json_response({"status": "ok", "updates_waiting": waiting})

    async def metrics(self, _: web.Request) -> web.Response:
        """Prometheus text format."""
        body = await exposition(self._app)
        return web.Response(body=body, headers={"Content-Type": "text/plain; version=0.0.4"})
