"""What instructors decided about entries of the packs, and the texts they wrote for them.

Rows are only added: the latest counts, the earlier ones tell who changed what, and when.
"""

from datetime import datetime

from sqlalchemy import func, insert, select

from bot.domain.content import Decision, Verdict, Written
from storage.schema import content_decisions, content_texts
from storage.store import Store


class ContentStore(Store):
    """Decisions and texts by the entry's name."""

    async def revision(self) -> tuple[int, int]:
        """Two numbers that grow with every change.

        Rows are counted, since the highest id tells too little: PostgreSQL gives ids out before
        the commit, so that a lower one may be seen later than a higher one.
        """
        decided = select(func.count()).select_from(content_decisions).scalar_subquery()
        written = select(func.count()).select_from(content_texts).scalar_subquery()
        row = (await self._connection.execute(select(decided, written))).one()
        return (row[0], row[1])

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
