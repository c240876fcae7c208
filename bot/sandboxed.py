"""The bot in the sandbox: the same code against a Bot API server on loopback, with a demo."""

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

from bot.app import App, open_app
from bot.clock import MovableClock
from bot.i18n import Translator, languages, translator_for
from bot.serve import StopError, running, until_stopped
from bot.settings import DEFAULT_DATABASE, Settings
from bot.worker import Worker
from sandbox import BotApi, Person
from sandbox.server import SandboxServer

TOKEN = "7000000001:SANDBOX"
USERNAME = "qalqan_bot"
DATABASE = "sqlite+aiosqlite:///data/sandbox.db"
STATE_FILE = Path("data/sandbox.json")
CLOCK_FILE = Path("data/sandbox-clock.txt")
INSTRUCTOR, OWNER = 7004, 7005
PEOPLE = (
    Person(7001, "Айгерім", "Серікқызы", "aigerim", "kk"),
    Person(7002, "Дмитрий", "Волков", "dvolkov", "ru"),
    Person(7003, "Grace", "Mensah", "gmensah", "en"),
    Person(INSTRUCTOR, "Ерлан", "Ахметов", "yerlan", "kk", role="instructor"),
    Person(OWNER, "Anna", "Weber", "aweber", "en", role="owner"),
)
PLAN_STEP = timedelta(minutes=30)
SETTLED_WITHIN_S = 15


async def serve_sandbox(settings: Settings, t: Translator, say: Callable[[str], None]) -> None:
    """Runs until SIGTERM or Ctrl+C.

    Raises:
        StopError: it cannot run like this.
    """
    stopped = until_stopped()
    async with sandboxed(settings, t) as url:
        say(t.plain("cli-sandbox", url=url))
        await stopped.wait()


@asynccontextmanager
async def sandboxed(settings: Settings, t: Translator) -> AsyncIterator[str]:
    """While the sandbox and the bot in it run; gives the page's address.

    Raises:
        StopError: the page's address is in use.
    """
    clock = MovableClock(_read_ahead())
    api = BotApi(token=TOKEN, bot_username=USERNAME, clock=clock.now, people=PEOPLE)
    shift = _Shift(clock)
    links: list[dict[str, object]] = []
    listen = settings.sandbox_listen
    server = SandboxServer(
        api, listen.host, listen.port, shift_clock=shift, links=links, state_file=STATE_FILE
    )
    try:
        await server.start()
    except OSError as error:
        place = {"host": listen.host, "port": str(listen.port), "name": "SANDBOX_LISTEN"}
        raise StopError(t.plain("cli-address-in-use", **place)) from error
    try:
        inside = replace(
            settings,
            bot_token=TOKEN,
            telegram_api_url=server.url,
            database_url=_database_url(settings),
            admin_ids=settings.admin_ids | {OWNER},
            webhook_url="",
            proxy_url="",
        )
        async with open_app(inside, clock) as app:
            cohort = await app.demo.prepare(INSTRUCTOR, "kk")
            links.append(_link(cohort.code, cohort.invite_code))
            async with running(app, t) as worker:
                shift.attach(app, worker)
                yield server.url
    finally:
        await server.stop()


def _database_url(settings: Settings) -> str:
    """A file of its own, unless the operator chose a database: nobody meets the demo's people."""
    return DATABASE if settings.database_url == DEFAULT_DATABASE else settings.database_url


def _link(code: str, invite_code: str) -> dict[str, object]:
    labels = {tag: translator_for(tag).plain("sandbox-link", code=code) for tag in languages()}
    return {"label": labels, "url": f"https://t.me/{USERNAME}?start={invite_code}"}


class _Shift:
    """Moves the bot's clock forward, stopping wherever something falls due on the way."""

    def __init__(self, clock: MovableClock) -> None:
        self._clock = clock
        self._app: App | None = None
        self._worker: Worker | None = None
        self._one_at_a_time = asyncio.Lock()

    def attach(self, app: App, worker: Worker) -> None:
        """From now on there is a bot that lives by the clock."""
        self._app, self._worker = app, worker

    async def __call__(self, seconds: int) -> None:
        """Every reminder on the way is sent as it would have been."""
        async with self._one_at_a_time:
            target = self._clock.now() + timedelta(seconds=seconds)
            while self._app is not None and self._clock.now() < target:
                await self._app.reminders.plan()
                due = await self._app.outbox.next_due()
                stop_at = min(target, self._clock.now() + PLAN_STEP, due or target)
                if stop_at > self._clock.now():
                    self._clock.move(stop_at - self._clock.now())
                await self._settled()
            await asyncio.to_thread(_write_ahead, self._clock.ahead)

    async def _settled(self) -> None:
        """Until everything due has been sent."""
        assert self._app is not None
        assert self._worker is not None
        for _ in range(SETTLED_WITHIN_S * 20):
            if not await self._app.outbox.is_due():
                return
            self._worker.wake()
            await asyncio.sleep(0.05)


def _read_ahead() -> timedelta:
    """How far ahead the clock was when the sandbox last ran, so that its messages stay in order."""
    try:
        return timedelta(seconds=max(0.0, float(CLOCK_FILE.read_text())))
    except (OSError, ValueError):
        return timedelta()


def _write_ahead(ahead: timedelta) -> None:
    CLOCK_FILE.parent.mkdir(parents=True, exist_ok=True)
    CLOCK_FILE.write_text(str(ahead.total_seconds()))
