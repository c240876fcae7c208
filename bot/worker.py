"""The loops: handle updates, plan reminders, send; woken by the clock and by arrivals."""

import asyncio
import logging
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager

from apscheduler.schedulers.asyncio import AsyncIOScheduler
from apscheduler.triggers.interval import IntervalTrigger

from bot.app import App
from bot.ports import Messenger
from bot.services.updates import Handled
from storage.database import DatabaseOutage
from storage.updates import Accepted

log = logging.getLogger(__name__)

SIDE_BY_SIDE = 64
TICK_S = 1
PLAN_EVERY_TICKS = 20
PURGE_EVERY_RUNS = 180
GRACE_S = 8
AFTER_FAILURE_S = 2


class Worker:
    """Runs until it is told to stop; then finishes what it has in hand.

    Args:
        handle: handles one update's JSON; it raises nothing.
        messenger: the way out.
    """

    def __init__(
        self, app: App, handle: Callable[[str], Awaitable[Handled]], messenger: Messenger
    ) -> None:
        self._app = app
        self._handle = handle
        self._messenger = messenger
        self._stop = asyncio.Event()
        self._updates_due = asyncio.Event()
        self._plan_due = asyncio.Event()
        self._outbox_due = asyncio.Event()
        self._tick_count = 0
        self._handled: list[int] = []
        self._failed: dict[int, int] = {}

    def wake(self) -> None:
        """Updates arrived, or the clock was moved: look at once."""
        self._updates_due.set()
        self._plan_due.set()
        self._outbox_due.set()

    def arrived(self) -> None:
        """Updates arrived."""
        self._updates_due.set()

    def _tick(self) -> None:
        """Looks for what other processes left: updates and messages often, plans less so."""
        self._tick_count += 1
        self._updates_due.set()
        self._outbox_due.set()
        if self._tick_count % PLAN_EVERY_TICKS == 0:
            self._plan_due.set()

    def stop(self) -> None:
        """Takes on nothing new."""
        self._stop.set()
        self.wake()

    async def run(self) -> None:
        """Runs every loop until `stop`."""
        async with _clock(self._tick), asyncio.TaskGroup() as loops:
            loops.create_task(self._lasting(self._handle_updates))
            loops.create_task(self._lasting(self._plan_reminders))
            loops.create_task(self._lasting(self._send))

    async def _lasting(self, loop: Callable[[], Awaitable[None]]) -> None:
        """A loop that fails (a full disk, a locked database) is logged and goes on."""
        while not self._stop.is_set():
            try:
                await loop()
            except DatabaseOutage as error:
                await self._wait_out(error)
            except Exception:
                log.exception("a loop failed and goes on", extra={"loop": loop.__name__})
                await _wait(self._stop, AFTER_FAILURE_S)

    async def _handle_updates(self) -> None:
        in_hand: set[asyncio.Task[None]] = set()
        async with asyncio.TaskGroup() as tasks:
            while not self._stop.is_set():
                self._updates_due.clear()
                for update in await self._claimed(SIDE_BY_SIDE - len(in_hand)):
                    task = tasks.create_task(self._handle_one(update))
                    in_hand.add(task)
                    task.add_done_callback(in_hand.discard)
                await self._updates_due.wait()
            if in_hand:
                _, late = await asyncio.wait(in_hand, timeout=GRACE_S)
                for task in late:
                    task.cancel()
        await self._settle_and_claim(0)

    async def _claimed(self, most: int) -> list[Accepted]:
        """What to handle next; an outage lets what is in hand go on."""
        try:
            return await self._settle_and_claim(most)
        except DatabaseOutage as error:
            await self._wait_out(error)
            self._updates_due.set()
            return []

    async def _wait_out(self, error: DatabaseOutage) -> None:
        log.error("the database is out of order, trying again: %s", error)
        await _wait(self._stop, AFTER_FAILURE_S)

    async def _settle_and_claim(self, most: int) -> list[Accepted]:
        handled, self._handled = self._handled, []
        failed, self._failed = self._failed, {}
        try:
            return await self._app.updates.settle_and_claim(handled, failed, most)
        except BaseException:
            self._handled += handled
            self._failed |= failed
            raise

    async def _handle_one(self, update: Accepted) -> None:
        outcome = await self._handle(update.body)
        if outcome is Handled.DONE:
            self._handled.append(update.id)
        else:
            self._failed[update.id] = update.attempts + 1
        self._updates_due.set()

    async def _plan_reminders(self) -> None:
        runs = 0
        while not self._stop.is_set():
            self._plan_due.clear()
            if await self._app.reminders.plan():
                self._outbox_due.set()
            if runs % PURGE_EVERY_RUNS == 0:
                await self._app.updates.purge()
                await self._app.questions.purge()
            runs += 1
            await self._plan_due.wait()

    async def _send(self) -> None:
        try:
            while not self._stop.is_set():
                self._outbox_due.clear()
                if await self._app.outbox.is_due() and await self._app.outbox.hold_sender():
                    tally = await self._app.outbox.drain(self._messenger, self._stop)
                    if tally.outcomes:
                        log.info("outbox drained", extra=dict(tally.outcomes))
                await self._outbox_due.wait()
        finally:
            await self._app.outbox.give_up_sender()


@asynccontextmanager
async def _clock(tick: Callable[[], None]) -> AsyncIterator[None]:
    """APScheduler as the clock: one job in memory, whose body only sets events."""
    scheduler = AsyncIOScheduler(timezone="UTC")
    scheduler.add_job(
        tick,
        IntervalTrigger(seconds=TICK_S),
        coalesce=True,
        misfire_grace_time=None,
        max_instances=1,
    )
    scheduler.start()
    try:
        yield
    finally:
        scheduler.shutdown(wait=False)


async def _wait(event: asyncio.Event, seconds: float) -> None:
    try:
        async with asyncio.timeout(seconds):
            await event.wait()
    except TimeoutError:
        pass
