"""People: who they are, their language and lead times, whether they can be reached."""

from collections.abc import Iterable
from dataclasses import replace

from bot.domain.errors import Refusal
from bot.domain.people import DEFAULT_LEADS, LEAD_CHOICES, Person, nearest_language
from bot.i18n import languages
from bot.ports import Clock
from storage.database import Database
from storage.people import Visitor


class PeopleService:
    """Everything about a person that is not about a course."""

    def __init__(self, database: Database, clock: Clock, owners: frozenset[int]) -> None:
        self._database = database
        self._clock = clock
        self.owners = owners

    async def enter(self, person_id: int, language_tag: str | None) -> Person:
        """The person who just did something; see `visit`."""
        return (await self.visit(person_id, language_tag)).person

    async def visit(self, person_id: int, language_tag: str | None) -> Visitor:
        """The person who just did something, and the dialog open with them.

        They are added at the first time, and reachable again if they were away.

        Args:
            language_tag: the language of their Telegram, used at the first time only.
        """
        async with self._database.read() as tx:
            visitor = await tx.people.visitor(person_id)
        if visitor is None:
            language = nearest_language(language_tag, languages())
            async with self._database.transaction() as tx:
                await tx.people.add(person_id, language, at=self._clock.now())
            visitor = Visitor(Person(person_id, language, DEFAULT_LEADS))
        elif not visitor.person.is_reachable:
            await self.came_back(person_id)
        person = replace(visitor.person, is_reachable=True, is_owner=person_id in self.owners)
        dialog = visitor.dialog
        is_open = dialog is not None and dialog.expires_at > self._clock.now()
        return Visitor(person, dialog if is_open else None)

    async def choose_language(self, person: Person, language: str) -> Person:
        """Changes the language.

        Raises:
            Refusal: the bot does not speak it.
        """
        if language not in languages():
            raise Refusal("settings-no-such-language")
        async with self._database.transaction() as tx:
            await tx.people.set_language(person.id, language)
        return replace(person, language=language)

    async def choose_leads(self, person: Person, minutes: Iterable[int]) -> Person:
        """Changes when to remind; reminders of a removed lead time are not sent any more."""
        chosen = tuple(sorted(set(minutes) & set(LEAD_CHOICES), reverse=True))
        async with self._database.transaction() as tx:
            await tx.people.set_leads(person.id, chosen, at=self._clock.now())
        return replace(person, lead_minutes=chosen)

    async def went_away(self, person_id: int) -> None:
        """The person blocked the bot: what is owed to them is put aside."""
        async with self._database.transaction() as tx:
            if await tx.people.set_reachable(person_id, False):
                await tx.outbox.hold(person_id, at=self._clock.now())

    async def came_back(self, person_id: int) -> bool:
        """The person can be reached again; tells whether that is news."""
        async with self._database.transaction() as tx:
            is_news = await tx.people.set_reachable(person_id, True)
            if is_news:
                await tx.outbox.resume(person_id, now=self._clock.now())
        return is_news

    async def needs_menu(self, person_id: int, menu: str) -> bool:
        """Whether the person's command menu is another one than `menu`."""
        async with self._database.read() as tx:
            return await tx.people.menu(person_id) != menu

    async def menu_set(self, person_id: int, menu: str) -> None:
        """The command menu was set at Telegram."""
        async with self._database.transaction() as tx:
            await tx.people.set_menu(person_id, menu)

    async def staff_for(self, course: str | None) -> list[int]:
        """Who answers questions about a course: its instructors, or the owners if it has none."""
        async with self._database.read() as tx:
            found = await tx.people.instructors(course)
            known = [owner for owner in self.owners if await tx.people.person(owner)]
        return found or sorted(known)
