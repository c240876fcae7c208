"""Entries with an action: questions and nothing else, or a fault with file and line."""

from collections.abc import Callable
from pathlib import Path

import pytest
from small_pack import LANGUAGES, edit, faults, small_pack

from bot.domain.course import Action, is_action
from storage.packs import read_courses

ACTION = '[where-to-go]\naction = "next-class"\n'
ACTION_TEXT = "# where-to-go\n## Where to, {0}?\n" + "".join(f"- way {n}\n" for n in range(5))


@pytest.fixture
def pack(tmp_path: Path) -> Path:
    """A small pack with an entry that has an action."""
    folder = small_pack(tmp_path)
    add_action(folder)
    return folder


def add_action(pack: Path) -> None:
    """Puts an entry with an action between the others."""
    edit("faq/rules.toml", "[who-acts]", f"{ACTION}\n[who-acts]")(pack)
    for tag in LANGUAGES:
        edit(f"{tag}/faq/rules.md", "# who-acts", f"{ACTION_TEXT.format(tag)}\n# who-acts")(pack)


def test_an_entry_with_an_action_has_questions_and_nothing_else(pack: Path) -> None:
    _, entry, ordinary = read_courses(pack.parent, LANGUAGES)["law"].faq
    assert (entry.action, entry.lesson, entry.citations) == (Action.NEXT_CLASS, "", ())
    assert entry.text("kk").question == "Where to, kk?"
    assert len(entry.text("kk").aliases) == 5
    assert entry.text("kk").body.plain == ""
    assert (is_action(entry), is_action(ordinary), ordinary.action) == (True, False, "")


@pytest.mark.parametrize(
    ("break_it", "expected"),
    [
        (
            edit("faq/rules.toml", '"next-class"', '"dance"'),
            ("law/faq/rules.toml:7", "fault-action"),
        ),
        (edit("faq/rules.toml", '"next-class"', "1"), ("law/faq/rules.toml:7", "fault-type")),
        (
            edit("faq/rules.toml", '"next-class"', '"next-class"\nlesson = "the-state"'),
            ("law/faq/rules.toml:7", "fault-key"),
        ),
        (
            edit("faq/rules.toml", '"next-class"', '"next-class"\ntemplate = true'),
            ("law/faq/rules.toml:7", "fault-key"),
        ),
        (edit("kk/faq/rules.md", "- way 4\n", ""), ("law/kk/faq/rules.md:10", "fault-aliases")),
        (
            edit("kk/faq/rules.md", "- way 4\n", "- way 4\n\nTo the hall.\n"),
            ("law/kk/faq/rules.md:10", "fault-action-text"),
        ),
        (
            edit("kk/faq/rules.md", "## Where to, kk?\n", ""),
            ("law/kk/faq/rules.md:10", "fault-no-question"),
        ),
        (
            edit("kk/faq/rules.md", "- way 4\n", "- who decides\n"),
            ("law/kk/faq/rules.md:10", "fault-question-twice"),
        ),
    ],
)
def test_a_fault_of_an_action_is_named_with_its_file_and_line(
    pack: Path, break_it: Callable[[Path], None], expected: tuple[str, str]
) -> None:
    break_it(pack)
    assert expected in faults(pack)
    assert {place.partition(":")[0] for place, _ in faults(pack)} == {expected[0].partition(":")[0]}


def test_an_action_lacks_in_no_language(pack: Path) -> None:
    edit("ru/faq/rules.md", ACTION_TEXT.format("ru"), "")(pack)
    assert faults(pack) == [("law/faq/rules.toml:7", "fault-language")]
