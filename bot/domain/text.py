"""Texts: their words, and how long they are for Telegram."""

import re

WORD = re.compile(r"[\w’'-]+")


def telegram_length(text: str) -> int:
    """Length in UTF-16 code units, the unit of the Bot API's limits."""
    return len(text.encode("utf-16-le")) // 2


def shortened(text: str, limit: int) -> str:
    """The text cut to at most `limit` UTF-16 units, with an ellipsis where something was cut."""
    if telegram_length(text) <= limit:
        return text
    cut = text.encode("utf-16-le")[: (limit - 1) * 2].decode("utf-16-le", errors="ignore")
    return cut.rstrip() + "…"
