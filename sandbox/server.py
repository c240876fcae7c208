"""The sandbox over HTTP, on loopback only: the Bot API for the bot and a web chat for people."""

from __future__ import annotations

import asyncio
import ipaddress
from collections.abc import AsyncIterator, Awaitable, Callable
from pathlib import Path
from urllib.parse import urlsplit

from aiohttp import web

from sandbox.botapi import BotApi
from sandbox.bots import BotRoutes
from sandbox.errors import ApiError
from sandbox.phones import Links, PhoneRoutes, ShiftClock
from sandbox.statefile import StateFile
from sandbox.webhook import WebhookPusher

LARGEST_BODY = 60 * 1024 * 1024
TICK_S = 1.0
SHUTDOWN_S = 2.0

Handler = Callable[[web.Request], Awaitable[web.StreamResponse]]


def is_loopback(host: str | None) -> bool:
    """Whether a host name or address means this machine."""
    if not host:
        return False
    if host == "localhost":
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


@web.middleware
async def loopback_only(request: web.Request, handler: Handler) -> web.StreamResponse:
    """Refuse requests that other web sites make the browser send (DNS rebinding, forged forms)."""
    origin = request.headers.get("Origin")
    names = [urlsplit(f"//{request.host}").hostname]
    if origin is not None:
        names.append(urlsplit(origin).hostname)
    if not all(is_loopback(name) for name in names):
        return web.json_response({"error": "the sandbox answers on loopback only"}, status=403)
    return await handler(request)


@web.middleware
async def page_errors(request: web.Request, handler: Handler) -> web.StreamResponse:
    """Refusals as `{"error": ...}` for the page."""
    try:
        return await handler(request)
    except ApiError as error:
        return web.json_response({"error": error.description}, status=error.error_code)
    except web.HTTPRequestEntityTooLarge:
        body = ApiError(413, "Request Entity Too Large").as_json()
        return web.json_response(body | {"error": body["description"]}, status=413)
    except web.HTTPNotFound:
        body = ApiError(404, "Not Found").as_json()
        return web.json_response(body | {"error": body["description"]}, status=404)


class SandboxServer:
    """A running sandbox.

    Args:
        shift_clock: moves the bot's clock forward by so many seconds; may be a coroutine function.
        links: invite links for the page, or a function that returns them.
        state_file: where the state is kept between runs; None keeps nothing.

    Raises:
        ValueError: the host is not a loopback address.
    """

    def __init__(
        self,
        api: BotApi,
        host: str = "127.0.0.1",
        port: int = 8081,
        shift_clock: ShiftClock | None = None,
        links: Links = (),
        state_file: Path | str | None = None,
    ) -> None:
        if not is_loopback(host):
            raise ValueError(f"the sandbox listens on loopback only, not on {host!r}")
        self.api = api
        self._host = host
        self._port = port
        self._bots = BotRoutes(api)
        self._phones = PhoneRoutes(api, shift_clock, links)
        self._pusher = WebhookPusher(api)
        self._state = StateFile(api, Path(state_file) if state_file else None)
        self._runner: web.AppRunner | None = None

    @property
    def url(self) -> str:
        """Where the sandbox answers, without a slash at the end."""
        host = f"[{self._host}]" if ":" in self._host else self._host
        return f"http://{host}:{self._port}"

    async def start(self) -> None:
        """Load the state and listen; port 0 takes a free one."""
        self._state.load()
        app = web.Application(
            middlewares=[loopback_only, page_errors], client_max_size=LARGEST_BODY
        )
        self._bots.add_to(app)
        self._phones.add_to(app)
        app.cleanup_ctx.append(self._background)
        app.on_shutdown.append(self._say_goodbye)
        runner = web.AppRunner(app, access_log=None, shutdown_timeout=SHUTDOWN_S)
        await runner.setup()
        self._runner = runner
        try:
            await web.TCPSite(runner, self._host, self._port).start()
        except OSError:
            await self.stop()
            raise
        self._port = runner.addresses[0][1]

    async def stop(self) -> None:
        """Stop listening and save; harmless when it does not run."""
        runner, self._runner = self._runner, None
        if runner is not None:
            await runner.cleanup()
            await self._state.save()

    async def _background(self, app: web.Application) -> AsyncIterator[None]:
        async with asyncio.TaskGroup() as group:
            tasks = [group.create_task(self._pusher.run()), group.create_task(self._keep_house())]
            yield
            for task in tasks:
                task.cancel()

    async def _keep_house(self) -> None:
        """Once a second: close the polls that are due, save what changed."""
        while True:
            await asyncio.sleep(TICK_S)
            self.api.tick()
            await self._state.save()

    async def _say_goodbye(self, app: web.Application) -> None:
        self._bots.close()
        self._phones.close()
