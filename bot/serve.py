"""Serve: the bot as a running process, on Telegram or in the sandbox, until it is told to stop."""

import asyncio
import gc
import logging
import signal
from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager, AsyncExitStack, asynccontextmanager

from bot.app import App, open_app
from bot.clock import SystemClock
from bot.i18n import Translator
from bot.settings import Settings
from bot.worker import Worker
from handlers.dispatch import Dispatch, UnknownTokenError, build_bot
from handlers.intake import Intake, Polling
from handlers.messenger import TelegramMessenger
from handlers.web import AddressInUseError, serving, set_webhook
from storage.database import DatabaseFault, DatabaseOutage, in_short
from storage.dialects import AlreadyRunning
from storage.migrate import NewerSchema

log = logging.getLogger("qalqan")


INTRODUCE_AFTER_S = 1
STOP_WITHIN_S = 9


class StopError(Exception):
    """The operator must do something first; the text says what."""


EXPECTED = (NewerSchema, AlreadyRunning, StopError, DatabaseFault, DatabaseOutage)
"""What may stop a command that uses the database or Telegram, and is no bug."""


def worded(error: Exception, t: Translator) -> str:
    """One of `EXPECTED` for the operator."""
    match error:
        case NewerSchema():
            return t.plain("cli-newer", revision=str(error))
        case AlreadyRunning():
            return t.plain("cli-running")
        case DatabaseFault() | DatabaseOutage():
            return t.plain("cli-database", reason=in_short(error))
        case _:
            return str(error)


async def serve(settings: Settings, role: str, t: Translator) -> None:
    """Runs on Telegram until SIGTERM or Ctrl+C.

    Raises:
        StopError: it cannot run like this.
    """
    if role != "all":
        _check_role(settings, role, t)
    starting = asyncio.current_task()
    assert starting is not None
    interrupted = until_stopped(starting.cancel)  # nothing is in hand yet; Telegram may be away
    try:
        async with open_app(settings, SystemClock()) as app, running(app, t, role=role):
            stopped = until_stopped()
            log.info("running", extra={"role": role})
            await stopped.wait()
            log.info("stopping")
    except asyncio.CancelledError:
        if not interrupted.is_set():
            raise
        log.info("stopped before it was up")


def until_stopped(also: Callable[[], object] | None = None) -> asyncio.Event:
    """Set by SIGTERM and by Ctrl+C, in place of what they did before; `also` is called then."""
    stopped = asyncio.Event()
    loop = asyncio.get_running_loop()

    def stop() -> None:
        stopped.set()
        if also is not None:
            also()

    for number in (signal.SIGTERM, signal.SIGINT):
        loop.add_signal_handler(number, stop)
    return stopped


def _check_role(settings: Settings, role: str, t: Translator) -> None:
    if not settings.bot_token:
        raise StopError(t.plain("cli-needs-token"))
    if settings.database_url.startswith("sqlite"):
        raise StopError(t.plain("cli-sqlite-alone"))
    if role == "web" and not settings.webhook_url:
        raise StopError(t.plain("cli-web-needs-url"))


@asynccontextmanager
async def running(app: App, t: Translator, *, role: str = "all") -> AsyncIterator[Worker]:
    """While the bot runs; leaving it finishes what is in hand.

    Raises:
        StopError: Telegram does not know the token, or the webhook's address is in use.
        storage.dialects.AlreadyRunning: another process works on the database.
    """
    try:
        async with _running(app, role) as worker:
            yield worker
    except* UnknownTokenError as error:
        raise StopError(t.plain("cli-token")) from error
    except* AddressInUseError as error:
        listen = app.settings.webhook_listen
        place = {"host": listen.host, "port": str(listen.port), "name": "WEBHOOK_LISTEN"}
        raise StopError(t.plain("cli-address-in-use", **place)) from error


@asynccontextmanager
async def _running(app: App, role: str) -> AsyncIterator[Worker]:
    bot = build_bot(app)
    dispatch = Dispatch(app, bot)
    worker = Worker(app, dispatch.handle, TelegramMessenger(bot))
    intake = Intake(app, worker.arrived)
    by_webhook = bool(app.settings.webhook_url)
    takes_in, works = role in {"all", "web"}, role in {"all", "worker"}
    async with AsyncExitStack() as stack:
        await stack.enter_async_context(app.database.instance(alone=role == "all"))
        if role == "all":
            await app.updates.release()
        await app.timetable.refresh_starts()
        await stack.enter_async_context(dispatch.connected())
        if takes_in:
            await _open_web(stack, app, serving(app, intake if by_webhook else None))
        async with asyncio.TaskGroup() as tasks:
            introducing = tasks.create_task(_introduced_later(app, dispatch))
            if takes_in and by_webhook:
                await set_webhook(bot, app.settings)
            polling = (
                tasks.create_task(Polling(bot, intake).run())
                if takes_in and not by_webhook
                else None
            )
            working = tasks.create_task(worker.run()) if works else None
            try:
                yield worker
            finally:
                introducing.cancel()
                if polling is not None:
                    polling.cancel()
                worker.stop()
                if working is not None:
                    _, late = await asyncio.wait([working], timeout=STOP_WITHIN_S)
                    for task in late:  # held back by Telegram; the next start takes it up again
                        task.cancel()


async def _introduced_later(app: App, dispatch: Dispatch) -> None:
    """What the first answers need not wait for."""
    await asyncio.sleep(INTRODUCE_AFTER_S)
    engine = await asyncio.to_thread(app.search.warm_up)
    log.info("search ready", extra={"has_encoder": engine.has_encoder, "entries": engine.size})
    gc.freeze()  # what is here now stays: the collector need not look at it again and again
    await dispatch.introduce()


async def _open_web(
    stack: AsyncExitStack, app: App, web: AbstractAsyncContextManager[None]
) -> None:
    """The web server; a bot that polls runs without it too."""
    try:
        await stack.enter_async_context(web)
    except AddressInUseError:
        if app.settings.webhook_url:
            raise
        log.warning("no /healthz and /metrics: another program uses WEBHOOK_LISTEN")
