"""Cohorts: made by staff, joined by a link."""

import re
from datetime import date, timedelta

import pytest
from services.conftest import Office

from bot.domain.errors import Refusal
from bot.domain.people import Person

START, END = date(2026, 12, 7), date(2026, 12, 18)


async def test_a_cohort_has_an_invite_that_fits_into_a_link(office: Office) -> None:
    cohort = await office.cohort()
    assert re.fullmatch(r"[A-Za-z0-9_-]{1,64}", cohort.invite_code)
    assert cohort.timezone == "Asia/Almaty"
    assert await office.app.cohorts.by_code("poc-12") == cohort
    assert (await office.cohort("POC-13")).invite_code != cohort.invite_code


@pytest.mark.parametrize(
    ("code", "course", "start", "end", "zone", "key"),
    [
        ("", "poc", START, END, None, "cohort-bad-code"),
        ("with space", "poc", START, END, None, "cohort-bad-code"),
        ("x" * 65, "poc", START, END, None, "cohort-bad-code"),
        ("A\n", "poc", START, END, None, "cohort-bad-code"),
        ("A", "law", START, END, None, "cohort-no-course"),
        ("A", "poc", END, START, None, "cohort-ends-first"),
        ("A", "poc", START, END, "Mars/Base", "cohort-no-zone"),
        ("A", "poc", START, END, "Asia", "cohort-no-zone"),
        ("A", "poc", START, END, "../Almaty", "cohort-no-zone"),
        ("taken", "poc", START, END, None, "cohort-exists"),
        ("TAKEN", "poc", START, END, None, "cohort-exists"),
    ],
)
async def test_a_cohort_that_cannot_be_is_refused(
    office: Office, code: str, course: str, start: date, end: date, zone: str | None, key: str
) -> None:
    await office.cohort("taken")
    with pytest.raises(Refusal) as caught:
        await office.app.cohorts.create(code, course, start, end, zone)
    assert caught.value.key == key


async def test_joining_twice_is_joining_once(office: Office) -> None:
    cohort = await office.cohort()
    person = await office.trainee(cohort)
    assert await office.trainee(cohort) == person
    assert await office.app.cohorts.of_person(person) == [cohort]
    (card,) = await office.app.cohorts.cards(Person(9, "en", is_owner=True))
    assert (card.cohort, card.headcount) == (cohort, 1)
    assert await office.app.cohorts.cards(person) == []


async def test_a_wrong_link_and_a_course_that_is_over_are_refused(office: Office) -> None:
    cohort, person = await office.cohort(), await office.person(5)
    with pytest.raises(Refusal, match="start-bad-link"):
        await office.app.cohorts.join(person, "guess")
    office.clock.at += timedelta(days=11, hours=11, minutes=59)  # 23:59 on the last day in Almaty
    await office.app.cohorts.join(person, cohort.invite_code)
    office.clock.at += timedelta(minutes=1)
    with pytest.raises(Refusal, match="start-cohort-over"):
        await office.app.cohorts.join(await office.person(6), cohort.invite_code)


async def test_an_unknown_code_is_refused(office: Office) -> None:
    with pytest.raises(Refusal, match="cohort-unknown"):
        await office.app.cohorts.by_code("POC-99")


@pytest.mark.parametrize(
    ("person", "may_link"),
    [
        (Person(5, "en"), False),
        (Person(6, "en", teaches=frozenset({"unso"})), False),
        (Person(7, "en", teaches=frozenset({"poc"})), True),
        (Person(9, "en", is_owner=True), True),
    ],
)
async def test_only_staff_of_the_course_links_a_group(
    office: Office, person: Person, may_link: bool
) -> None:
    cohort = await office.cohort()
    if may_link:
        assert await office.app.cohorts.link_group(person, -10, cohort.invite_code) == cohort
    else:
        with pytest.raises(Refusal, match="group-not-yours"):
            await office.app.cohorts.link_group(person, -10, cohort.invite_code)
