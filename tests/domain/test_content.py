"""Content: what a decision means for an entry, before and after a pack update."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from bot.domain.content import Content, Decision, Verdict
from bot.domain.course import Body, FaqEntry, FaqText
from bot.domain.errors import Place

NOW = datetime(2026, 12, 7, 7, 0, tzinfo=UTC)
PLACE = Place("poc/en/faq/law.md", 1)


def entry(review: str = "check", answer: str = "Yes.", *, is_template: bool = False) -> FaqEntry:
    """An entry with one text."""
    text = FaqText("Why?", ("a", "b", "c"), Body(answer, (answer,), answer), PLACE)
    return FaqEntry(
        id="why",
        course="poc",
        topic="law",
        review=review,
        place=PLACE,
        texts={"en": text},
        is_template=is_template,
    )


def decided(one: FaqEntry, verdict: Verdict) -> dict[str, Decision]:
    """A decision on the entry as it is."""
    return {one.name: Decision(one.name, one.digest(), verdict, 7, NOW)}


@pytest.mark.parametrize(
    ("review", "verdict", "is_updated", "expected"),
    [
        # review, decision, pack updated since → hidden, checked, asked about
        ("sourced", None, False, (False, True, False)),
        ("check", None, False, (False, False, True)),
        ("check", Verdict.APPROVED, False, (False, True, False)),
        ("check", Verdict.APPROVED, True, (False, False, True)),
        ("sourced", Verdict.APPROVED, True, (False, True, False)),
        ("check", Verdict.HIDDEN, False, (True, False, False)),
        ("check", Verdict.HIDDEN, True, (True, False, True)),
        ("sourced", Verdict.HIDDEN, False, (True, True, False)),
        ("sourced", Verdict.HIDDEN, True, (True, True, True)),
    ],
)
def test_a_decision_holds_for_the_content_it_was_about(
    review: str, verdict: Verdict | None, is_updated: bool, expected: tuple[bool, bool, bool]
) -> None:
    before = entry(review)
    now = entry(review, "No.") if is_updated else before
    content = Content({now.name: now}, decisions=decided(before, verdict) if verdict else {})
    found = content.is_hidden(now), content.is_checked(now), content.needs_decision(now)
    assert found == expected
    assert list(content.undecided(["poc"])) == ([now] if expected[2] else [])
    assert list(content.hidden(["poc"])) == ([now] if expected[0] else [])
    assert list(content.undecided(["unso"])) == []


def test_a_correction_is_what_people_see_and_asks_nobody_again() -> None:
    before, corrected = entry(), entry(answer="Because.")
    content = Content(
        {before.name: before},
        corrected={before.name: corrected},
        decisions=decided(before, Verdict.APPROVED),
    )
    assert content.entry("poc/why") is corrected
    assert content.is_checked(corrected)
    assert not content.needs_decision(corrected)


def test_a_template_is_filled_in_and_not_approved() -> None:
    template = entry(is_template=True)
    content = Content({template.name: template})
    assert not content.needs_decision(template)
    assert list(content.templates(["poc"])) == [template]
    assert list(content.templates(["centre"])) == []


def test_the_digest_follows_what_people_read_and_nothing_else() -> None:
    one = entry()
    text = one.texts["en"]
    assert one.digest() == replace(one, place=Place("elsewhere"), review="sourced").digest()
    assert one.digest() == replace(one, texts={"en": replace(text, aliases=("d",))}).digest()
    assert one.digest() != replace(one, texts={"en": replace(text, question="How?")}).digest()
    assert one.digest() != replace(one, texts={"en": text, "kk": text}).digest()
    assert one.digest() != entry(answer="No.").digest()


def test_an_entry_that_the_packs_no_longer_have_is_nowhere() -> None:
    gone = entry()
    content = Content({}, decisions=decided(gone, Verdict.HIDDEN))
    assert content.entry("poc/why") is None
    assert list(content.hidden(["poc"])) == []
