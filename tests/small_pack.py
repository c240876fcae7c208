"""A small course pack, written to disk and broken in one place at a time."""

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from bot.domain.errors import Faulty
from storage.packs import read_courses

LANGUAGES = frozenset({"en", "ru", "kk"})

COURSE = """\
id = "law"

[title]
en = "Law"
ru = "Право"
kk = "Құқық"

[modules.basics]
en = "Basics"
ru = "Основы"
kk = "Негіздер"

[topics.rules]
en = "Rules"
ru = "Правила"
kk = "Ережелер"
"""
SOURCES = """\
["DPO-1"]
label = "DPO 1"
date = "2023"
["DPO-1".title]
en = "Policy"
ru = "Политика"
kk = "Саясат"
"""
FAQ = """\
[who-decides]
lesson = "the-state"
facts = ["P001"]
sources = ["DPO-1 para 3"]
review = "sourced"

[who-acts]
lesson = "the-state"
facts = ["P002"]
sources = ["DPO-1"]
review = "check"
"""
ITEMS = """\
[state-first]
lesson = "the-state"
difficulty = 1
level = "recall"
facts = ["P001"]
sources = ["DPO-1"]
review = "sourced"
"""
LESSONS = """\
[the-state]
facts = ["P001"]
sources = ["DPO-1"]
review = "sourced"
"""
TERMS = """\
[host-state]
abbreviation = "HS"
facts = ["P001"]
sources = ["DPO-1"]
review = "sourced"
"""
FAQ_TEXT = """\
# who-decides
## Who decides, {0}?
- who decides
- whose decision
- decision

The **mission** decides & _acts_, if 1 < 2,
by its mandate.

# who-acts
## Who acts, {0}?
- who acts
- whose act
- act

Everybody acts.
"""
ITEM_TEXT = """\
# state-first
Who protects first, {0}?
- [x] The state
- [ ] The mission
- [ ] Nobody
> The state protects its people first.
"""
WORDS = "The host state (HS) protects **its own** people first. " * 14
LESSON_TEXT = f"""\
# the-state
## The state, {{0}}

{WORDS}

- one & all
- another

The end.
"""
TERM_TEXT = """\
# host-state
## Host state
- receiving state
- ~~home country~~

The country in which the mission is, {0}.
"""
KINDS = {
    "faq/rules": (FAQ, FAQ_TEXT),
    "items/rules": (ITEMS, ITEM_TEXT),
    "lessons/basics": (LESSONS, LESSON_TEXT),
    "glossary/rules": (TERMS, TERM_TEXT),
}


def small_pack(parent: Path) -> Path:
    """Writes a small valid pack. Returns: its folder."""
    folder = parent / "law"
    _write(folder / "course.toml", COURSE)
    _write(folder / "sources.toml", SOURCES)
    _write(parent / "unseen.toml", 'facts = ["P009"]\n')
    for name, (facts, text) in KINDS.items():
        _write(folder / f"{name}.toml", facts)
        for tag in LANGUAGES:
            _write(folder / tag / f"{name}.md", text.format(tag))
    return folder


def _write(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")


def faults(pack: Path) -> list[tuple[str, str]]:
    """Place and key of everything that is wrong in the folder of the pack."""
    with pytest.raises(Faulty) as caught:
        read_courses(pack.parent, LANGUAGES)
    return [(str(fault.place), fault.key) for fault in caught.value.faults]


def edit(file: str, old: str, new: str) -> Callable[[Path], None]:
    """Puts `new` in the place of the first `old` in a file of the pack."""

    def break_it(pack: Path) -> None:
        path = pack / file
        text = path.read_text(encoding="utf-8")
        assert old in text
        path.write_text(text.replace(old, new, 1), encoding="utf-8")

    return break_it


def remove(name: str) -> Callable[[Path], None]:
    """Removes a file or a folder of the pack."""

    def break_it(pack: Path) -> None:
        path = pack / name
        shutil.rmtree(path) if path.is_dir() else path.unlink()

    return break_it


def as_cp1251(file: str) -> Callable[[Path], None]:
    """Stores a file of the pack in another code page."""

    def break_it(pack: Path) -> None:
        text = (pack / file).read_text(encoding="utf-8").replace("acts,", "действует,")
        (pack / file).write_bytes(text.encode("cp1251"))

    return break_it
