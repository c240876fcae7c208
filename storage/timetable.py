"""Classes, and the reminders for them that are not planned yet."""

from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import (
    ColumnElement,
    CompoundSelect,
    Row,
    and_,
    bindparam,
    exists,
    literal,
    or_,
    select,
    union_all,
    update,
)

from bot.domain.people import DEFAULT_LEADS, LEAD_CHOICES
from bot.domain.reminders import PLAN_AHEAD, Candidate
from bot.domain.timetable import Class, ClassDraft, Cohort, in_utc
from storage.schema import (
    classes,
    cohorts,
    enrolments,
    groups,
    lead_times,
    outbox,
    people,
)
from storage.store import Store

_CLASS = select(classes, cohorts.c.timezone).join(cohorts, cohorts.c.id == classes.c.cohort_id)


def _class(row: Row[tuple[object, ...]]) -> Class:
    return Class(
        id=row.id,
        cohort_id=row.cohort_id,
        uid=row.uid,
        title=row.title,
        room=row.room,
        local_start=row.local_start,
        minutes=row.minutes,
        timezone=row.timezone,
        revision=row.revision,
        is_cancelled=row.is_cancelled,
    )


class TimetableStore(Store):
    """Classes of cohorts."""

    async def of_cohort(self, cohort_id: int) -> list[Class]:
        """Every class of a cohort, cancelled ones too, locked for a change."""
        query = (
            _CLASS.where(classes.c.cohort_id == cohort_id)
            .order_by(classes.c.starts_at)
            .with_for_update(of=classes)
        )
        return [_class(row) for row in await self._connection.execute(query)]

    async def between(
        self, cohort_ids: Iterable[int], start: datetime, end: datetime
    ) -> list[Class]:
        """Classes that take place, begun after `start` and before `end`, in order of time."""
        query = _CLASS.where(
            classes.c.cohort_id.in_(list(cohort_ids)),
            classes.c.is_cancelled.is_(False),
            classes.c.starts_at >= start,
            classes.c.starts_at < end,
        ).order_by(classes.c.starts_at, classes.c.id)
        return [_class(row) for row in await self._connection.execute(query)]

    async def by_ids(self, class_ids: Iterable[int]) -> dict[int, Class]:
        """The classes of these ids."""
        query = _CLASS.where(classes.c.id.in_(set(class_ids)))
        return {row.id: _class(row) for row in await self._connection.execute(query)}

    async def add(self, cohort: Cohort, drafts: Iterable[ClassDraft]) -> None:
        """Adds new classes."""
        rows = [
            {
                "cohort_id": cohort.id,
                "uid": draft.uid,
                "revision": 1,
                "is_cancelled": False,
                **_values(draft, cohort),
            }
            for draft in drafts
        ]
        if rows:
            await self._connection.execute(classes.insert(), rows)

    async def change(self, known: Class, draft: ClassDraft, cohort: Cohort, *, told: bool) -> None:
        """Takes a class to its new state; `told`: people must hear of it, so the revision grows."""
        await self._connection.execute(
            update(classes)
            .where(classes.c.id == known.id)
            .values(
                **_values(draft, cohort),
                is_cancelled=False,
                revision=known.revision + told,
            )
        )

    async def cancel(self, known: Class) -> None:
        """Cancels a class; its row stays."""
        await self._connection.execute(
            update(classes)
            .where(classes.c.id == known.id)
            .values(is_cancelled=True, revision=known.revision + 1)
        )

    async def refresh_starts(self, now: datetime) -> int:
        """Computes the UTC starts of coming classes anew, since zone rules change.

        Returns: how many were stale.
        """
        query = _CLASS.where(classes.c.starts_at > now - timedelta(days=1))
        stale = [
            {"class_id": row.id, "new_start": _class(row).starts_at}
            for row in await self._connection.execute(query)
            if row.starts_at != _class(row).starts_at
        ]
        if stale:
            await self._connection.execute(
                update(classes)
                .where(classes.c.id == bindparam("class_id"))
                .values(starts_at=bindparam("new_start")),
                stale,
            )
        return len(stale)

    async def unplanned(self, now: datetime) -> list[Candidate]:
        """Reminders due within the hour that have no row in the outbox yet, for people who can be
        reached and for linked groups."""
        rows = await self._connection.execute(_unplanned(now))
        return [
            Candidate(
                class_id=row.class_id,
                revision=row.revision,
                starts_at=row.starts_at,
                lead_minutes=row.minutes,
                chat_id=row.chat_id,
                since=max(row.joined_at, row.chosen_at),
            )
            for row in rows
        ]


def _values(draft: ClassDraft, cohort: Cohort) -> dict[str, object]:
    return {
        "title": draft.title,
        "room": draft.room,
        "local_start": draft.local_start,
        "minutes": draft.minutes,
        "starts_at": in_utc(draft.local_start, cohort.timezone),
    }


def _unplanned(now: datetime) -> CompoundSelect[Any]:
    def soon(minutes: ColumnElement[int], leads: Iterable[int]) -> ColumnElement[bool]:
        """No arithmetic with times in SQL: one bound per lead time that can be chosen."""
        return or_(
            *(
                and_(
                    minutes == lead,
                    classes.c.starts_at <= now + PLAN_AHEAD + timedelta(minutes=lead),
                )
                for lead in leads
            )
        )

    def is_new(chat_id: ColumnElement[int], minutes: ColumnElement[int]) -> ColumnElement[bool]:
        return ~exists().where(
            outbox.c.class_id == classes.c.id,
            outbox.c.revision == classes.c.revision,
            outbox.c.lead_minutes == minutes,
            outbox.c.chat_id == chat_id,
        )

    coming = (
        classes.c.starts_at > now,
        classes.c.starts_at <= now + PLAN_AHEAD + timedelta(minutes=max(LEAD_CHOICES)),
        classes.c.is_cancelled.is_(False),
    )
    known = (classes.c.id.label("class_id"), classes.c.revision, classes.c.starts_at)
    to_people = (
        select(
            *known,
            lead_times.c.minutes,
            people.c.id.label("chat_id"),
            enrolments.c.enrolled_at.label("joined_at"),
            people.c.leads_chosen_at.label("chosen_at"),
        )
        .join(enrolments, enrolments.c.cohort_id == classes.c.cohort_id)
        .join(people, people.c.id == enrolments.c.person_id)
        .join(lead_times, lead_times.c.person_id == people.c.id)
        .where(
            *coming,
            people.c.is_reachable.is_(True),
            soon(lead_times.c.minutes, LEAD_CHOICES),
            is_new(people.c.id, lead_times.c.minutes),
        )
    )
    to_groups = [
        select(
            *known,
            literal(lead).label("minutes"),
            groups.c.chat_id,
            groups.c.linked_at.label("joined_at"),
            groups.c.linked_at.label("chosen_at"),
        )
        .join(groups, groups.c.cohort_id == classes.c.cohort_id)
        .where(*coming, soon(literal(lead), (lead,)), is_new(groups.c.chat_id, literal(lead)))
        for lead in DEFAULT_LEADS
    ]
    return union_all(to_people, *to_groups)
