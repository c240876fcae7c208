"""/schedule: today's and the coming classes."""

from collections.abc import Iterable
from itertools import groupby

from telegram import Update

from bot.domain.timetable import Class, Cohort
from bot.i18n import Html, Translator
from bot.services.timetable import Schedule
from handlers.context import Context
from handlers.registry import Command
from handlers.replies import say
from handlers.times import zone_name


async def schedule(update: Update, context: Context) -> None:
    """The classes of the person's cohorts."""
    found = await context.app.timetable.schedule(context.person)
    if found is None:
        await say(update, context, context.t("schedule-no-cohort"))
        return
    await say(update, context, worded_schedule(context.t, found))


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
