"""/schedule: today's and the coming classes."""

from collections.abc import Iterable
from datetime import datetime
from itertools import groupby

from telegram import Update

from bot.domain.timetable import Class, Cohort
from bot.i18n import Html, Translator
from bot.services.timetable import Schedule
from handlers.context import Context
from handlers.registry import Command
from handlers.replies import say
from handlers.times import after, class_time, zone_name


async def schedule(update: Update, context: Context) -> None:
    """The classes of the person's cohorts."""
    await say(update, context, await own_schedule(context))


async def own_schedule(context: Context) -> Html:
    """The classes of the person's cohorts; of nobody's, how to join one."""
    found = await context.app.timetable.schedule(context.person)
    return context.t("schedule-no-cohort") if found is None else worded_schedule(context.t, found)


async def own_next_class(context: Context) -> Html:
    """What is under way and what comes next, with the room, then the schedule."""
    now, soon = context.app.clock.now(), await context.app.timetable.next_classes(context.person)
    parts = [_worded_next(context.t, known, now) for _, known in soon]
    return Html("\n\n".join((*parts, await own_schedule(context))))


def _worded_next(t: Translator, known: Class, now: datetime) -> Html:
    is_on = known.starts_at <= now
    minutes = max(1, round((known.starts_at - now).total_seconds() / 60))
    return t(
        "schedule-now" if is_on else "schedule-next",
        title=known.title,
        left=after(t, minutes),
        when=class_time(t, known.starts_at, known.timezone),
        end=t.time(known.ends_at, known.timezone),
        room=known.room,
        has_room="yes" if known.room else "no",
    )


def worded_schedule(t: Translator, found: Schedule) -> Html:
    """Today and the days after, with the hours in each cohort's zone."""
    days = [
        (t("schedule-today", day=t.day(found.today)), found.todays),
        *(
            (t("schedule-day", day=t.day(day)), tuple(pairs))
            for day, pairs in groupby(found.coming, key=lambda pair: pair[1].local_start.date())
        ),
    ]
    parts = [
        f"{title}\n{_classes(t, pairs) or t('schedule-nothing-today')}" for title, pairs in days
    ]
    if not found.coming:
        parts.append(t("schedule-nothing-coming"))
    zones = {
        zone_name(t, known.timezone, known.starts_at) for _, known in (*found.todays, *found.coming)
    }
    if zones:
        parts.append(t("schedule-zone", zones="; ".join(sorted(zones))))
    return Html("\n\n".join(parts))


def _classes(t: Translator, pairs: Iterable[tuple[Cohort, Class]]) -> Html:
    return Html(
        "\n".join(
            t(
                "schedule-class",
                start=t.time(known.starts_at, known.timezone),
                end=t.time(known.ends_at, known.timezone),
                title=known.title,
                room=known.room,
                has_room="yes" if known.room else "no",
            )
            for _, known in pairs
        )
    )


COMMANDS = (Command("schedule", schedule, menu="schedule-menu"),)
