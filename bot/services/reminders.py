"""Reminders: what is owed in the next hour goes into the outbox, each once."""

from bot.domain import reminders
from bot.domain.outbox import Draft, Kind
from bot.domain.reminders import Candidate, Verdict
from bot.ports import Clock
from storage.database import Database


class ReminderService:
    """Class reminders."""

    def __init__(self, database: Database, clock: Clock) -> None:
        self._database = database
        self._clock = clock

    async def plan(self) -> int:
        """Plans everything that is due within the hour and not planned yet.

        A reminder that is not owed (due before the person joined, or overtaken by a later one
        while the bot was down) is stored as dropped, so that it is counted and not seen again.

        Returns: how many are owed now.
        """
        now = self._clock.now()
        async with self._database.read() as tx:
            candidates = await tx.timetable.unplanned(now)
        if not candidates:
            return 0
        decided = list(reminders.plan(candidates, now=now))
        async with self._database.transaction() as tx:
            await tx.outbox.add((draft(*decision) for decision in decided), at=now)
        return sum(verdict is Verdict.OWED for _, verdict in decided)


def draft(candidate: Candidate, verdict: Verdict) -> Draft:
    """The row of the outbox for a decision; one that is not owed is dropped from the start."""
    return Draft(
        key=candidate.key,
        chat_id=candidate.chat_id,
        kind=Kind.CLASS_REMINDER,
        due_at=candidate.due_at,
        expires_at=candidate.starts_at,
        class_id=candidate.class_id,
        revision=candidate.revision,
        lead_minutes=candidate.lead_minutes,
        dropped_as=None if verdict is Verdict.OWED else verdict.value,
    )
