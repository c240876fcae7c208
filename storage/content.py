"""What instructors decided about entries of the packs, and what they wrote for and beside them.

Rows are only added: the latest counts, the earlier ones tell who changed what, and when.
"""

from datetime import datetime

from sqlalchemy import func, insert, select

from bot.domain.added import Added
from bot.domain.content import Decision, Verdict, Written
from storage.schema import content_decisions, content_entries, content_texts
from storage.store import Store


class ContentStore(Store):
    """Decisions and texts by the entry's name."""

    async def revision(self) -> tuple[int, int, int]:
        """Three numbers that grow with every change.

        Rows are counted, since the highest id tells too little: PostgreSQL gives ids out before
        the commit, so that a lower one may be seen later than a higher one.
        """
        decided = select(func.count()).select_from(content_decisions).scalar_subquery()
        written = select(func.count()).select_from(content_texts).scalar_subquery()
        added = select(func.count()).select_from(content_entries).scalar_subquery()
        row = (await self._connection.execute(select(decided, written, added))).one()
        return (row[0], row[1], row[2])

    async def decide(
        self, entry: str, digest: str, verdict: Verdict, person_id: int, *, at: datetime
    ) -> None:
        """Adds a decision."""
        row = {"entry": entry, "digest": digest, "verdict": verdict.value}
        await self._connection.execute(
            insert(content_decisions).values(**row, person_id=person_id, decided_at=at)
        )

    async def write(
        self,
        entry: str,
        language: str,
        markdown: str | None,
        person_id: int,
        *,
        at: datetime,
        cohort_id: int | None = None,
    ) -> None:
        """Adds a text; None: back to the pack's own."""
        row = {"entry": entry, "language": language, "cohort_id": cohort_id, "markdown": markdown}
        await self._connection.execute(
            insert(content_texts).values(**row, person_id=person_id, written_at=at)
        )

    async def add(self, added: Added) -> str:
        """Adds a text of an entry beside those of the packs, unless its origin has added one.

        Returns: the name of the entry that its origin belongs to.
        """
        insert = self._dialect.insert(content_entries).values(
            entry=added.entry,
            language=added.language,
            question=added.question,
            answer=added.answer,
            origin=added.origin,
            person_id=added.person_id,
            written_on=added.day,
            written_at=added.at,
        )
        await self._connection.execute(insert.on_conflict_do_nothing())
        return await self.added_by(added.origin) or added.entry

    async def added_by(self, origin: str) -> str | None:
        """The name of the entry that an origin has added a text of."""
        query = select(content_entries.c.entry).where(content_entries.c.origin == origin)
        name: str | None = await self._connection.scalar(query)
        return name

    async def added(self) -> list[Added]:
        """Everything that was added, the earliest first."""
        query = select(content_entries).order_by(content_entries.c.id)
        return [
            Added(
                entry=row.entry,
                language=row.language,
                question=row.question,
                answer=row.answer,
                origin=row.origin,
                person_id=row.person_id,
                day=row.written_on,
                at=row.written_at,
            )
            for row in await self._connection.execute(query)
        ]

    async def decisions(self) -> list[Decision]:
        """The latest on each entry."""
        latest = select(func.max(content_decisions.c.id)).group_by(content_decisions.c.entry)
        query = select(content_decisions).where(content_decisions.c.id.in_(latest))
        return [
            Decision(row.entry, row.digest, Verdict(row.verdict), row.person_id, row.decided_at)
            for row in await self._connection.execute(query)
        ]

    async def texts(self) -> list[Written]:
        """The latest for each entry, language and cohort; withdrawn ones have no text."""
        columns = content_texts.c
        latest = select(func.max(columns.id)).group_by(
            columns.entry, columns.language, columns.cohort_id
        )
        query = select(content_texts).where(columns.id.in_(latest)).order_by(columns.id)
        return [
            Written(
                row.entry, row.language, row.cohort_id, row.markdown, row.person_id, row.written_at
            )
            for row in await self._connection.execute(query)
        ]
