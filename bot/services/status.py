"""Status: what an owner wants to know of the running bot at a glance."""

from dataclasses import dataclass

from bot.domain.errors import Refusal
from bot.domain.outbox import State
from bot.domain.people import Person
from bot.services.content import ContentService
from bot.services.search import SearchService
from storage.database import Database


@dataclass(frozen=True, slots=True)
class Status:
    """Attributes:
    has_encoder: sentence vectors are among what the search looks at.
    entries: how many can be found.
    database: `sqlite` or `postgresql`.
    open_questions: those that instructors should answer.
    waiting: messages owed and not sent.
    """

    has_encoder: bool
    entries: int
    database: str
    open_questions: int
    waiting: int


class StatusService:
    """The state of this installation."""

    def __init__(self, database: Database, content: ContentService, search: SearchService) -> None:
        self._database = database
        self._content = content
        self._search = search

    async def status(self, person: Person) -> Status:
        """The state now.

        Raises:
            Refusal: the person is no owner.
        """
        if not person.is_owner:
            raise Refusal("unknown-command")
        engine = await self._search.current(await self._content.current())
        async with self._database.read() as tx:
            open_questions = await tx.inbox.count_open(None)
            counts = await tx.outbox.counts()
        return Status(
            has_encoder=engine.has_encoder,
            entries=engine.size,
            database=self._database.kind,
            open_questions=open_questions,
            waiting=sum(count for (state, _), count in counts.items() if state == State.PENDING),
        )
