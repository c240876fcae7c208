"""Writes docs/commands.md from handlers.FEATURES: `make docs`."""

from collections.abc import Iterator
from pathlib import Path

from bot.domain.people import Role
from bot.i18n import language_name, languages, translator_for
from handlers import FEATURES
from handlers.registry import Command

PAGE = Path(__file__).with_suffix(".md")
TITLES = {
    Role.TRAINEE: "For everybody",
    Role.INSTRUCTOR: "For instructors and owners",
    Role.OWNER: "For owners",
}


def page() -> str:
    """The page as it should be; tests/test_docs.py compares it with the file."""
    return "\n".join(_lines()) + "\n"


def _lines() -> Iterator[str]:
    yield "# Commands"
    yield ""
    yield "<!-- Written by `make docs` from the code; do not edit. -->"
    yield ""
    yield "In a private chat with the bot. Plain text without a command is taken as a question."
    for role in Role:
        commands = [command for command in FEATURES.commands if command.needs is role]
        if commands:
            yield from ("", f"## {TITLES[role]}", "", *_table(commands))


def _table(commands: list[Command]) -> Iterator[str]:
    tags = sorted(languages())
    names = [language_name(tag) for tag in tags]
    yield _row("command", *names)
    yield _row(*("---" for _ in ("command", *tags)))
    for command in commands:
        key = command.menu
        texts = [translator_for(tag).plain(key) if key else "(in no menu)" for tag in tags]
        yield _row(f"`/{command.name}`", *texts)


def _row(*cells: str) -> str:
    return f"| {' | '.join(cell.replace('|', '&#124;') for cell in cells)} |"


if __name__ == "__main__":
    PAGE.write_text(page(), encoding="utf-8")
