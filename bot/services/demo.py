"""The sandbox's demo: a cohort with a class in the next minutes and some in the days after."""

import csv
import io
from collections.abc import Mapping
from datetime import datetime, time, timedelta

from bot.domain.course import Course
from bot.domain.timetable import Cohort
from bot.ports import Clock
from bot.services.cohorts import CohortService
from bot.services.timetable import TimetableService
from storage.database import Database

COURSE = "poc"
FIRST_CLASS_IN = timedelta(minutes=20)
ROUNDED_TO = timedelta(minutes=5)
HOURS = (9, 11, 14)
SATURDAY = 6
DAYS = 12
LENGTH = timedelta(minutes=90)


class DemoService:
    """Makes what a newcomer needs to see the bot at work; on real parts."""

    def __init__(
        self,
        database: Database,
        clock: Clock,
        cohorts: CohortService,
        timetable: TimetableService,
        courses: Mapping[str, Course],
    ) -> None:
        self._database = database
        self._clock = clock
        self._cohorts = cohorts
        self._timetable = timetable
        self._course = courses.get(COURSE) or next(iter(courses.values()))

    async def prepare(self, instructor_id: int, language: str) -> Cohort:
        """The current demo cohort, made if there is none; and an instructor of its course."""
        now = self._clock.now()
        async with self._database.transaction() as tx:
            await tx.people.add(instructor_id, language, at=now)
            await tx.people.make_instructor(instructor_id, self._course.id)
            known = await tx.cohorts.all()
        current = [c for c in known if now.astimezone(c.zone).date() <= c.ends_on]
        if current:
            return current[0]
        today = now.date()
        ends_on = today + timedelta(days=DAYS)
        code = f"POC-{today:%Y-%m-%d}"
        cohort = await self._cohorts.create(code, self._course.id, today, ends_on)
        await self._timetable.take_in(cohort, self._file(cohort, now), "demo.csv")
        return cohort

    def _file(self, cohort: Cohort, now: datetime) -> bytes:
        """A timetable as an instructor would upload it."""
        text = io.StringIO()
        rows = csv.writer(text)
        rows.writerow(["date", "start", "end", "title", "room"])
        local = now.astimezone(cohort.zone).replace(tzinfo=None)
        titles = [self._course.named(topic, "en") for topic in self._course.topics.values()]
        starts = [_rounded_up(local + FIRST_CLASS_IN)]
        starts += [
            datetime.combine(local.date() + timedelta(days=day), time(hour))
            for day in range(1, DAYS - 1)
            if (local.date() + timedelta(days=day)).isoweekday() <= SATURDAY
            for hour in HOURS
        ]
        for number, start in enumerate(starts):
            title = titles[number % len(titles)]
            end = start + min(LENGTH, _midnight_after(start) - start)
            room = 101 + number % 4
            rows.writerow([f"{start:%Y-%m-%d}", f"{start:%H:%M}", f"{end:%H:%M}", title, room])
        return text.getvalue().encode()


def _rounded_up(moment: datetime) -> datetime:
    over = timedelta(minutes=moment.minute % 5, seconds=moment.second) + timedelta(
        microseconds=moment.microsecond
    )
    return moment - over + ROUNDED_TO if over else moment


def _midnight_after(moment: datetime) -> datetime:
    """The last minute of the day: a row of the file has one date."""
    return moment.replace(hour=23, minute=59, second=0)
