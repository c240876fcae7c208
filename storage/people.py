"""People, their roles and lead times."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import bindparam, delete, select, update

from bot.domain.people import DEFAULT_LEADS, Person
from storage.dialogs import Dialog
from storage.schema import dialogs, instructors, lead_times, people
from storage.store import Store

_PERSON = (
    select(
        people.c.id,
        people.c.language,
        people.c.is_reachable,
        lead_times.c.minutes,
        instructors.c.course,
        dialogs.c.step,
        dialogs.c.data,
        dialogs.c.expires_at,
    )
    .outerjoin(lead_times, lead_times.c.person_id == people.c.id)
    .outerjoin(instructors, instructors.c.person_id == people.c.id)
    .outerjoin(dialogs, dialogs.c.person_id == people.c.id)
    .where(people.c.id == bindparam("person_id"))
)


@dataclass(frozen=True, slots=True)
class Visitor:
    """A person who just did something, and the dialog that is open with them."""

    person: Person
    dialog: Dialog | None = None


class PeopleStore(Store):
    """Who talked to the bot."""

    async def person(self, person_id: int) -> Person | None:
        """The person of that id, without knowing whether they are an owner."""
        visitor = await self.visitor(person_id)
        return visitor.person if visitor else None

    async def visitor(self, person_id: int) -> Visitor | None:
        """The person with what they were asked last, in one query: it is made for every update."""
        rows = (await self._connection.execute(_PERSON, {"person_id": person_id})).all()
        if not rows:
            return None
        first = rows[0]
        person = Person(
            id=person_id,
            language=first.language,
            lead_minutes=tuple(
                sorted({row.minutes for row in rows if row.minutes is not None}, reverse=True)
            ),
            teaches=frozenset(row.course for row in rows if row.course is not None),
            is_reachable=first.is_reachable,
        )
        dialog = Dialog(first.step, first.data, first.expires_at) if first.step else None
        return Visitor(person, dialog)

    async def add(self, person_id: int, language: str, *, at: datetime) -> None:
        """Adds a person with the default lead times; does nothing if they are known."""
        values = {
            "id": person_id,
            "language": language,
            "is_reachable": True,
            "leads_chosen_at": at,
            "created_at": at,
        }
        insert = self._dialect.insert(people).values(values).on_conflict_do_nothing()
        if (await self._connection.execute(insert)).rowcount:
            await self._insert_leads(person_id, DEFAULT_LEADS)

    async def set_language(self, person_id: int, language: str) -> None:
        """Chooses the language."""
        await self._connection.execute(
            update(people).where(people.c.id == person_id).values(language=language)
        )

    async def set_leads(self, person_id: int, minutes: Iterable[int], *, at: datetime) -> None:
        """Replaces the lead times."""
        await self._connection.execute(
            delete(lead_times).where(lead_times.c.person_id == person_id)
        )
        await self._insert_leads(person_id, minutes)
        await self._connection.execute(
            update(people).where(people.c.id == person_id).values(leads_chosen_at=at)
        )

    async def _insert_leads(self, person_id: int, minutes: Iterable[int]) -> None:
        rows = [{"person_id": person_id, "minutes": lead} for lead in minutes]
        if rows:
            await self._connection.execute(self._dialect.insert(lead_times), rows)

    async def set_reachable(self, person_id: int, is_reachable: bool) -> bool:
        """Remembers whether messages arrive; tells whether that is news."""
        changed = await self._connection.execute(
            update(people)
            .where(people.c.id == person_id, people.c.is_reachable != is_reachable)
            .values(is_reachable=is_reachable)
        )
        return bool(changed.rowcount)

    async def menu(self, person_id: int) -> str | None:
        """The name of the command menu that was last set for the person."""
        return await self._connection.scalar(select(people.c.menu).where(people.c.id == person_id))

    async def set_menu(self, person_id: int, menu: str) -> None:
        """Remembers which command menu was set."""
        await self._connection.execute(
            update(people).where(people.c.id == person_id).values(menu=menu)
        )

    async def make_instructor(self, person_id: int, course: str) -> None:
        """Lets the person run the course."""
        row = {"person_id": person_id, "course": course}
        insert = self._dialect.insert(instructors).values(row).on_conflict_do_nothing()
        await self._connection.execute(insert)

    async def instructors(self, course: str | None) -> list[int]:
        """Ids of the instructors of a course; of every course when it is None."""
        query = select(instructors.c.person_id).distinct()
        if course is not None:
            query = query.where(instructors.c.course == course)
        return list((await self._connection.scalars(query)).all())
