"""Added entries: from everything that was written, the latest of each language."""

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from bot.domain.added import Added, added_entries, added_text, new_name
from bot.domain.content import Content, Decision, Verdict
from bot.domain.course import AnyEntry, FaqEntry, is_added, is_template
from bot.domain.validity import ENTRY_ID, added_faults

NOW = datetime(2026, 12, 7, 7, 0, tzinfo=UTC)
FIRST = Added("poc/added-1", "en", "Why?", "So & so.", "inbox:1", 7, date(2026, 12, 7), NOW)


def test_the_latest_of_each_language_counts_and_the_day_is_the_first() -> None:
    later = replace(FIRST, question="Why,\n really?", day=date(2026, 12, 9))
    kazakh = replace(later, language="kk", question="Неге?", answer="Себебі.\n\n- бір\n- екі")
    other = replace(FIRST, entry="unso/added-2")
    entries = added_entries([FIRST, other, later, kazakh])
    assert list(entries) == ["poc/added-1", "unso/added-2"]
    entry = entries["poc/added-1"]
    assert (entry.name, entry.course, is_added(entry), is_template(entry)) == (
        "poc/added-1",
        "poc",
        True,
        False,
    )
    assert [cited.number for cited in entry.citations] == ["2026-12-07"]
    assert entry.text("en").question == "Why, really?"
    assert entry.text("en").body.html == "So &amp; so."
    assert entry.text("kk").body.paragraphs == ("Себебі.", "- бір\n- екі")
    assert (entry.language("ru"), entry.language("kk")) == ("en", "kk")
    assert entries["unso/added-2"].text("kk").question == "Why?"


def test_the_same_origin_makes_the_same_name_and_another_another() -> None:
    name = new_name("poc", "inbox:1")
    assert name == new_name("poc", "inbox:1")
    assert name != new_name("poc", "inbox:2")
    course, _, entry_id = name.partition("/")
    assert course == "poc"
    assert ENTRY_ID.match(entry_id)


@pytest.mark.parametrize(
    ("question", "answer", "faults"),
    [
        ("Why?", "So.", []),
        ("q" * 150, "a" * 700, []),
        ("q" * 151, "So.", ["fault-added-question"]),
        (" \n ", "So.", ["fault-added-question"]),
        ("Why?", " \n", ["fault-added-no-answer"]),
        ("🙂" * 76, "🙂" * 351, ["fault-added-question", "fault-added-answer"]),
    ],
)
def test_lengths_are_those_of_the_packs(question: str, answer: str, faults: list[str]) -> None:
    text = added_text("poc/added-1", question, answer)
    assert [fault.key for fault in added_faults(text)] == faults


def pack_entry(name: str, **more: object) -> FaqEntry:
    """An entry of a pack that nobody has checked."""
    (entry,) = added_entries([replace(FIRST, entry=name)]).values()
    return replace(entry, is_added=False, review="check", **more)  # type: ignore[arg-type]


def test_answers_are_everything_as_it_is_now_but_what_is_hidden() -> None:
    plain, corrected, hidden = (pack_entry(f"poc/{name}") for name in ("a", "b", "c"))
    template = pack_entry("poc/d", is_template=True)
    added = added_entries([FIRST, replace(FIRST, entry="poc/added-2")])
    own: list[AnyEntry] = [plain, corrected, hidden, template, *added.values()]
    better = replace(corrected, texts={"en": added_text("poc/b", "Why?", "Because.")})
    content = Content(
        {entry.name: entry for entry in own},
        corrected={better.name: better},
        decisions={
            name: Decision(name, "0" * 32, Verdict.HIDDEN, 7, NOW)
            for name in ("poc/c", "poc/added-2")
        },
    )
    assert list(content.answers()) == [plain, better, template, added["poc/added-1"]]
    assert list(content.added(["poc"])) == [added["poc/added-1"]]
    assert list(content.added(["unso"])) == []
    assert content.is_checked(added["poc/added-1"])
    assert not content.is_checked(plain)
    assert [entry.name for entry in content.undecided(["poc"])] == [
        "poc/a",
        "poc/b",
        "poc/c",
        "poc/added-2",
    ]
