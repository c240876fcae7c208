"""What Telegram finds in plain text by itself: commands, mentions, links, hashtags, e-mail.

Source: td/telegram/MessageEntity.cpp (find_bot_commands, find_mentions, find_urls).
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from sandbox.shapes import Json, units

PATTERNS = (
    ("url", re.compile(r"(?:https?|tg)://[^\s<>\"«»]+|(?<![\w@.])t\.me/[^\s<>\"«»]+", re.I)),
    ("email", re.compile(r"(?<![\w.+-])[\w.+-]+@[\w-]+(?:\.[\w-]+)*\.[a-zA-Z]{2,}")),
    (
        "bot_command",
        re.compile(r"(?<![\w/<>])/[a-zA-Z0-9_]{1,64}(?:@[a-zA-Z0-9_]{3,32})?(?![\w/<>])", re.ASCII),
    ),
    ("mention", re.compile(r"(?<![\w@/])@[a-zA-Z0-9_]{3,32}(?!\w)")),
    ("hashtag", re.compile(r"(?<![\w#])#(?=\w*[^\W\d])\w{1,256}")),
)
OPAQUE = frozenset({"code", "pre", "text_link", "text_mention"})


def found_entities(text: str, marked: Iterable[Json] = ()) -> list[Json]:
    """Entities of the text: those marked up already and those found, in order."""
    entities = list(marked)
    taken = [span(entity) for entity in entities if entity["type"] in OPAQUE]
    for kind, pattern in PATTERNS:
        for match in pattern.finditer(text):
            value = match.group()
            if kind == "url":
                value = value.rstrip(".,:;!?)'")
            begin = units(text[: match.start()])
            found = {"type": kind, "offset": begin, "length": units(value)}
            if not any(overlap(span(found), other) for other in taken):
                entities.append(found)
                taken.append(span(found))
    return sorted(entities, key=lambda entity: (entity["offset"], -entity["length"]))


def span(entity: Json) -> tuple[int, int]:
    """First and past-the-last UTF-16 unit."""
    return entity["offset"], entity["offset"] + entity["length"]


def overlap(one: tuple[int, int], other: tuple[int, int]) -> bool:
    """Whether two stretches share a unit."""
    return one[0] < other[1] and other[0] < one[1]


def values(text: str, entities: Iterable[Json], kind: str) -> list[str]:
    """The pieces of text that entities of one kind cover."""
    coded = text.encode("utf-16-le")
    return [
        coded[2 * begin : 2 * end].decode("utf-16-le")
        for begin, end in (span(entity) for entity in entities if entity["type"] == kind)
    ]
