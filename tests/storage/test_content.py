"""Decisions and texts of instructors: the latest counts, the earlier ones stay."""

from dataclasses import replace
from datetime import UTC, date, datetime

from sqlalchemy import func, select

from bot.domain.added import Added
from bot.domain.content import Decision, Verdict, Written
from storage.database import Database
from storage.schema import content_decisions

NOW = datetime(2026, 12, 7, 7, 0, tzinfo=UTC)
LATER = datetime(2026, 12, 8, 7, 0, tzinfo=UTC)


async def test_the_latest_decision_counts_and_the_earlier_stay(database: Database) -> None:
    async with database.transaction() as tx:
        assert await tx.content.revision() == (0, 0, 0)
        await tx.content.decide("poc/why", "a" * 32, Verdict.HIDDEN, 7, at=NOW)
        await tx.content.decide("poc/how", "b" * 32, Verdict.APPROVED, 7, at=NOW)
        await tx.content.decide("poc/why", "c" * 32, Verdict.APPROVED, 8, at=LATER)
    async with database.read() as tx:
        found = {decision.entry: decision for decision in await tx.content.decisions()}
        assert found == {
            "poc/why": Decision("poc/why", "c" * 32, Verdict.APPROVED, 8, LATER),
            "poc/how": Decision("poc/how", "b" * 32, Verdict.APPROVED, 7, NOW),
        }
        kept = await tx.connection.scalar(select(func.count()).select_from(content_decisions))
        assert kept == 3
        assert (await tx.content.revision())[0] == 3


async def test_the_latest_text_counts_for_each_language_and_cohort(database: Database) -> None:
    async with database.transaction() as tx:
        cohort = await tx.cohorts.add(
            code="POC-12",
            course="poc",
            starts_on=date(2026, 12, 7),
            ends_on=date(2026, 12, 18),
            timezone="Asia/Almaty",
            invite_code="abc",
            at=NOW,
        )
        for text in ("first", "second"):
            await tx.content.write("poc/why", "kk", text, 7, at=NOW)
        await tx.content.write("poc/why", "ru", "gone", 7, at=NOW)
        await tx.content.write("poc/why", "ru", None, 8, at=LATER)
        await tx.content.write("poc/why", "kk", "for one", 7, at=NOW, cohort_id=cohort.id)
    async with database.read() as tx:
        assert sorted(await tx.content.texts(), key=lambda one: str(one.markdown)) == [
            Written("poc/why", "ru", None, None, 8, LATER),
            Written("poc/why", "kk", cohort.id, "for one", 7, NOW),
            Written("poc/why", "kk", None, "second", 7, NOW),
        ]
        assert (await tx.content.revision())[1] == 5


async def test_what_is_added_stays_in_order_and_an_origin_adds_once(database: Database) -> None:
    first = Added("poc/added-1", "en", "Why?", "So.", "inbox:1", 7, date(2026, 12, 7), NOW)
    second = replace(first, question="Why so?", origin="105:44", at=LATER)
    async with database.transaction() as tx:
        assert await tx.content.added_by("inbox:1") is None
        assert await tx.content.add(first) == "poc/added-1"
        assert await tx.content.add(second) == "poc/added-1"
        assert await tx.content.add(replace(first, entry="unso/added-1")) == "poc/added-1"
    async with database.read() as tx:
        assert await tx.content.added() == [first, second]
        assert await tx.content.added_by("105:44") == "poc/added-1"
        assert await tx.content.revision() == (0, 0, 2)
