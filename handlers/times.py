"""Times as people read them: always with the day, the hour and the zone."""

from datetime import datetime
from zoneinfo import ZoneInfo

from bot.i18n import Translator


def zone_name(t: Translator, timezone: str, moment: datetime) -> str:
    """A zone with its offset at that moment, such as "Almaty, UTC+5"."""
    offset = moment.astimezone(ZoneInfo(timezone)).utcoffset()
    minutes = int(offset.total_seconds() // 60) if offset else 0
    sign = "−" if minutes < 0 else "+"
    hours, rest = divmod(abs(minutes), 60)
    return f"{t.city(timezone)}, UTC{sign}{hours}" + (f":{rest:02}" if rest else "")


def class_time(t: Translator, moment: datetime, timezone: str) -> str:
    """Day, hour and zone of a moment."""
    day = t.day(moment.astimezone(ZoneInfo(timezone)).date())
    return t.plain(
        "day-and-time",
        day=day,
        time=t.time(moment, timezone),
        zone=zone_name(t, timezone, moment),
    )


def lasting(t: Translator, minutes: int) -> str:
    """How long, such as "15 minutes"."""
    unit, count = _largest_unit(minutes)
    return t.plain(f"lasting-{unit}", count=count)


def after(t: Translator, minutes: int) -> str:
    """In how long, such as "in 15 minutes"."""
    unit, count = _largest_unit(minutes)
    return t.plain(f"after-{unit}", count=count)


def _largest_unit(minutes: int) -> tuple[str, int]:
    if minutes < 60:
        return "minutes", minutes
    if minutes < 36 * 60:
        return "hours", round(minutes / 60)
    return "days", round(minutes / (24 * 60))
