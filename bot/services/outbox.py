"""Outbox: what is due is claimed, checked once more, sent and settled."""

import asyncio
import logging
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from bot.domain.outbox import (
    LEASE,
    MAX_ATTEMPTS,
    Kind,
    Moved,
    Notice,
    Outcome,
    Owed,
    Rejected,
    RetryLater,
    Sent,
    State,
    Unreachable,
    retry_at,
)
from bot.domain.people import DEFAULT_LEADS
from bot.domain.reminders import Verdict, is_superseded
from bot.domain.timetable import Class
from bot.ports import Clock, Messenger
from storage.database import Database, DatabaseOutage, Transaction
from storage.outbox import UNREACHABLE, Recipient

SENDER = "sender"
SENDER_LEASE = timedelta(seconds=30)
SENDERS_AT_MOST = 64
SETTLE_AGAIN_S = 1

log = logging.getLogger(__name__)


@dataclass(slots=True)
class Tally:
    """What became of the messages of one drain."""

    outcomes: Counter[str] = field(default_factory=Counter)

    @property
    def sent(self) -> int:
        """How many arrived at Telegram."""
        return self.outcomes["sent"]


class OutboxService:
    """The only way in which the bot starts to talk on its own."""

    def __init__(self, database: Database, clock: Clock, *, send_rate: int, holder: str) -> None:
        self._database = database
        self._clock = clock
        self._holder = holder
        # Enough in hand for the sender never to wait for the database; few enough to be sent
        # long before their lease runs out.
        self._batch = max(8, min(500, send_rate))
        self._side_by_side = max(4, min(SENDERS_AT_MOST, send_rate))

    async def hold_sender(self) -> bool:
        """Takes or renews the lease of the only sender; false while another process has it."""
        now = self._clock.now()
        async with self._database.transaction() as tx:
            return await tx.leases.take(SENDER, self._holder, now=now, until=now + SENDER_LEASE)

    async def give_up_sender(self) -> None:
        """Lets another process send at once."""
        async with self._database.transaction() as tx:
            await tx.leases.give_up(SENDER, self._holder)

    async def next_due(self) -> datetime | None:
        """When the next message is due."""
        async with self._database.read() as tx:
            return await tx.outbox.next_due()

    async def is_due(self) -> bool:
        """Whether anything is due now; asked often, so it writes nothing."""
        due = await self.next_due()
        return due is not None and due <= self._clock.now()

    async def drain(self, messenger: Messenger, stop: asyncio.Event) -> Tally:
        """Sends what is due until nothing is, or until `stop`; the pace is the messenger's.

        Each outcome is stored as soon as the writer is free, so that a kill leaves only the
        messages in flight in doubt.
        """
        tally = Tally()
        due: asyncio.Queue[Notice | None] = asyncio.Queue(maxsize=self._batch)
        done: asyncio.Queue[tuple[Owed, Outcome] | None] = asyncio.Queue()
        claimed: dict[int, Owed] = {}
        async with asyncio.TaskGroup() as settling:
            settling.create_task(self._settle_all(done, tally))
            try:
                async with asyncio.TaskGroup() as sending:
                    sending.create_task(self._feed(due, claimed, stop, tally))
                    for _ in range(self._side_by_side):
                        sending.create_task(_send_all(due, claimed, done, messenger))
            finally:
                done.put_nowait(None)
        return tally

    async def _feed(
        self,
        due: asyncio.Queue[Notice | None],
        claimed: dict[int, Owed],
        stop: asyncio.Event,
        tally: Tally,
    ) -> None:
        try:
            while not stop.is_set() and (batch := await self._claim(claimed, tally)) is not None:
                for notice in batch:
                    await due.put(notice)
                if not await self.hold_sender():
                    break
        except DatabaseOutage as error:
            log.error("no more messages can be claimed now: %s", error)
        for _ in range(self._side_by_side):
            await due.put(None)

    async def _claim(self, claimed: dict[int, Owed], tally: Tally) -> list[Notice] | None:
        """The next batch, without what is of no use any more; None when nothing is due."""
        now = self._clock.now()
        async with self._database.transaction() as tx:
            batch = await tx.outbox.claim(self._batch, now=now, until=now + LEASE)
            if not batch:
                return None
            classes = await tx.timetable.by_ids(
                owed.class_id for owed in batch if owed.class_id is not None
            )
            audience = await tx.outbox.audience([owed.chat_id for owed in batch])
            notices = []
            for owed in batch:
                reason = _useless(owed, classes, audience, now)
                if reason:
                    await tx.outbox.close(owed.id, State.DROPPED, reason, at=now)
                    tally.outcomes[f"dropped:{reason}"] += 1
                else:
                    claimed[owed.id] = owed
                    language = audience[owed.chat_id].language
                    notices.append(_notice(owed, classes, language, now))
        return notices

    async def _settle_all(
        self, done: asyncio.Queue[tuple[Owed, Outcome] | None], tally: Tally
    ) -> None:
        """Stores outcomes, all that came in while the last ones were stored in one transaction."""
        is_open = True
        while is_open:
            batch = [await done.get()]
            while not done.empty():
                batch.append(done.get_nowait())
            is_open = batch[-1] is not None
            settled = [pair for pair in batch if pair is not None]
            while settled:
                try:
                    await self._settle(settled, tally)
                    break
                except DatabaseOutage as error:  # what was sent must not be sent again
                    log.error("outcomes cannot be stored, trying again: %s", error)
                    await asyncio.sleep(SETTLE_AGAIN_S)

    async def _settle(self, settled: Sequence[tuple[Owed, Outcome]], tally: Tally) -> None:
        now = self._clock.now()
        async with self._database.transaction() as tx:
            sent = [(o.id, result.message_id) for o, result in settled if isinstance(result, Sent)]
            if sent:
                await tx.outbox.sent(sent, at=now)
            for owed, outcome in settled:
                if not isinstance(outcome, Sent):
                    await _settle_unsent(tx, owed, outcome, now)
        tally.outcomes.update(_name(outcome) for _, outcome in settled)

    async def counts(self) -> Mapping[tuple[str, str], int]:
        """Rows by (state, reason), for the metrics."""
        async with self._database.read() as tx:
            return await tx.outbox.counts()


async def _send_all(
    due: asyncio.Queue[Notice | None],
    claimed: dict[int, Owed],
    done: asyncio.Queue[tuple[Owed, Outcome] | None],
    messenger: Messenger,
) -> None:
    while (notice := await due.get()) is not None:
        outcome = await messenger.send(notice)
        done.put_nowait((claimed.pop(notice.owed_id), outcome))


def _useless(
    owed: Owed,
    classes: Mapping[int, Class],
    audience: Mapping[int, Recipient],
    now: datetime,
) -> str | None:
    """Why a message should not be sent any more, if so."""
    recipient = audience.get(owed.chat_id)
    if recipient is None:
        return "unknown"
    if not recipient.is_reachable:
        return UNREACHABLE
    if owed.expires_at is not None and owed.expires_at <= now:
        return "too-late"
    if owed.kind is Kind.CLASS_REMINDER:
        known = classes.get(owed.class_id or 0)
        if known is None or known.is_cancelled or known.revision != owed.revision:
            return "changed"
        leads = DEFAULT_LEADS if recipient.leads is None else recipient.leads
        lead_minutes = owed.lead_minutes or 0
        if lead_minutes not in leads:
            return "unwanted"
        if is_superseded(lead_minutes, leads, starts_at=known.starts_at, now=now):
            return Verdict.SUPERSEDED.value
    return None


def _notice(owed: Owed, classes: Mapping[int, Class], language: str, now: datetime) -> Notice:
    args: dict[str, object] = dict(owed.payload)
    known = classes.get(owed.class_id or 0)
    if known is not None:
        args |= {
            "title": known.title,
            "room": known.room,
            "starts_at": known.starts_at,
            "ends_at": known.ends_at,
            "local_start": known.local_start,
            "timezone": known.timezone,
            "is_cancelled": known.is_cancelled,
            "minutes_left": max(0, round((known.starts_at - now).total_seconds() / 60)),
        }
    return Notice(owed.id, owed.chat_id, language, owed.kind, args)


async def _settle_unsent(tx: Transaction, owed: Owed, outcome: Outcome, now: datetime) -> None:
    match outcome:
        case RetryLater() if owed.attempts >= MAX_ATTEMPTS:
            await tx.outbox.close(owed.id, State.DEAD, "attempts", at=now)
        case RetryLater():
            reason = "uncertain" if outcome.is_uncertain else "refused"
            again = retry_at(outcome, owed.attempts, now=now)
            await tx.outbox.retry(owed.id, at=again, reason=reason)
        case Unreachable():
            await tx.outbox.close(owed.id, State.DROPPED, UNREACHABLE, at=now)
            await tx.people.set_reachable(owed.chat_id, False)
            await tx.outbox.hold(owed.chat_id, at=now)
        case Moved():
            await tx.cohorts.move_group(owed.chat_id, outcome.chat_id)
            await tx.outbox.move_chat(owed.chat_id, outcome.chat_id)
            await tx.outbox.retry(owed.id, at=now, reason="moved")
        case Rejected():
            await tx.outbox.close(owed.id, State.DEAD, outcome.reason[:500], at=now)
        case Sent():
            raise AssertionError("sent rows are settled together")


def _name(outcome: Outcome) -> str:
    match outcome:
        case RetryLater(is_uncertain=True):
            return "uncertain"
        case RetryLater():
            return "retried"
        case _:
            return type(outcome).__name__.lower()
