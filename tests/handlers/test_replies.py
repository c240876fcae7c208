"""Replies: what a person wrote is read with its marks."""

from datetime import UTC, datetime

import pytest
from telegram import Chat, Message, MessageEntity

from handlers.replies import marked_text


@pytest.mark.parametrize(
    ("text", "entities", "expected"),
    [
        ("plain", [], "plain"),
        ("a bold word", [("bold", 2, 4)], "a **bold** word"),
        ("📖 жирный", [("bold", 3, 6)], "📖 **жирный**"),
        ("one two", [("italic", 0, 3), ("bold", 4, 3)], "_one_ **two**"),
        ("see /help", [("bot_command", 4, 5)], "see /help"),
    ],
)
def test_bold_and_italic_are_marked_as_in_the_packs(
    text: str, entities: list[tuple[str, int, int]], expected: str
) -> None:
    marked = [MessageEntity(kind, offset, length) for kind, offset, length in entities]
    now = datetime(2026, 12, 7, tzinfo=UTC)
    message = Message(1, now, Chat(1, "private"), text=text, entities=marked)
    assert marked_text(message) == expected
