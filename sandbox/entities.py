"""parse_mode HTML as Telegram reads it: text without tags, and entities in UTF-16 units.

Source of the rules and of the wording: Bot API "HTML style"; td/telegram/MessageEntity.cpp.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from sandbox.errors import ApiError, bad_request
from sandbox.shapes import Json, Params, units

SIMPLE_TAGS = {
    "b": "bold", "strong": "bold", "i": "italic", "em": "italic", "u": "underline",
    "ins": "underline", "s": "strikethrough", "strike": "strikethrough", "del": "strikethrough",
    "tg-spoiler": "spoiler", "span": "spoiler", "code": "code", "pre": "pre", "a": "text_link",
    "blockquote": "blockquote", "tg-emoji": "custom_emoji",
}  # fmt: skip
NAMED = {"lt": "<", "gt": ">", "amp": "&", "quot": '"'}
REFERENCE = re.compile(r"&(?:#(?P<dec>\d{1,7})|#x(?P<hex>[0-9a-fA-F]{1,6})|(?P<name>[a-z]+));?")
START_NAME = re.compile(r"[^\s>/]*")
ATTRIBUTE = re.compile(
    r"""\s*(?P<name>[^\s=>/]+)\s*(?:=\s*(?P<value>"[^"]*"|'[^']*'|[a-zA-Z0-9.\-]+))?"""
)
LINK = re.compile(r"(?:https?|tg|tonsite)://\S+|mailto:\S+|tel:\S+|[\w-]+(?:\.[\w-]+)+\S*", re.I)


@dataclass(slots=True)
class Open:
    """A start tag that waits for its end tag."""

    tag: str
    offset: int
    chars: int
    attributes: dict[str, str] = field(default_factory=dict)


class Html:
    """One parse of one text."""

    def __init__(self, source: str) -> None:
        self.source = source
        self.at = 0
        self.out: list[str] = []
        self.units = 0
        self.entities: list[Json] = []
        self.stack: list[Open] = []

    def parse(self) -> tuple[str, list[Json]]:
        """Text and entities.

        Raises:
            ApiError: 400 "can't parse entities: ...".
        """
        while self.at < len(self.source):
            match self.source[self.at]:
                case "<" if self.source.startswith("</", self.at):
                    self._end_tag()
                case "<":
                    self._start_tag()
                case "&":
                    self._reference()
                case char:
                    self._put(char)
                    self.at += 1
        if self.stack:
            tag = self.stack[-1].tag
            raise broken(f'Can\'t find end tag corresponding to start tag "{tag}"')
        return "".join(self.out), self.entities

    def _put(self, text: str) -> None:
        self.out.append(text)
        self.units += units(text)

    def _byte_offset(self, at: int) -> int:
        return len(self.source[:at].encode())

    def _reference(self) -> None:
        found = REFERENCE.match(self.source, self.at)
        char = decoded(found) if found else ""
        if not found or not char:
            self._put("&")
            self.at += 1
            return
        self._put(char)
        self.at = found.end()

    def _start_tag(self) -> None:
        begin = self.at
        where = self._byte_offset(begin)
        name_match = START_NAME.match(self.source, begin + 1)
        name = name_match.group().lower() if name_match else ""
        self.at = begin + 1 + len(name)
        if name not in SIMPLE_TAGS:
            raise broken(f'Unsupported start tag "{name}" at byte offset {where}')
        attributes = self._attributes(name, where)
        if name == "span" and attributes.get("class") != "tg-spoiler":
            raise broken(f'Tag "span" must have class "tg-spoiler" at byte offset {where}')
        if name == "tg-emoji" and not attributes.get("emoji-id", "").isdigit():
            raise broken(f'Tag "tg-emoji" must have attribute "emoji-id" at byte offset {where}')
        self.stack.append(Open(name, self.units, len(self.out), attributes))

    def _attributes(self, tag: str, where: int) -> dict[str, str]:
        attributes: dict[str, str] = {}
        while True:
            while self.source[self.at : self.at + 1].isspace():
                self.at += 1
            if self.at >= len(self.source):
                raise broken(f'Unclosed start tag "{tag}" at byte offset {where}')
            if self.source[self.at] == ">":
                self.at += 1
                return attributes
            found = ATTRIBUTE.match(self.source, self.at)
            if not found:
                raise broken(f'Empty attribute name in the tag "{tag}" at byte offset {where}')
            value = (found["value"] or "").strip("\"'")
            attributes[found["name"].lower()] = REFERENCE.sub(
                lambda ref: decoded(ref) or ref.group(), value
            )
            self.at = found.end()

    def _end_tag(self) -> None:
        begin = self.at
        where = self._byte_offset(begin)
        close = self.source.find(">", begin)
        if close < 0:
            raise broken(f"Unclosed end tag at byte offset {where}")
        name = self.source[begin + 2 : close].strip().lower()
        if not self.stack:
            raise broken(f"Unexpected end tag at byte offset {where}")
        opened = self.stack.pop()
        if name and name != opened.tag:
            raise broken(
                f"Unmatched end tag at byte offset {where}, "
                f'expected "</{opened.tag}>", found "</{name}>"'
            )
        self.at = close + 1
        self._add_entity(opened)

    def _add_entity(self, opened: Open) -> None:
        length = self.units - opened.offset
        if not length:
            return
        entity: Json = {"type": SIMPLE_TAGS[opened.tag], "offset": opened.offset, "length": length}
        match opened.tag:
            case "a":
                href = opened.attributes.get("href") or "".join(self.out[opened.chars :])
                if not LINK.fullmatch(href):
                    return
                entity["url"] = href if ":" in href else f"http://{href}/"
            case "code" if language := opened.attributes.get("class", ""):
                entity["language"] = language.removeprefix("language-")
            case "blockquote" if "expandable" in opened.attributes:
                entity["type"] = "expandable_blockquote"
            case "tg-emoji":
                entity["custom_emoji_id"] = opened.attributes["emoji-id"]
        self._append(entity)

    def _append(self, entity: Json) -> None:
        """`<pre><code class="language-x">` is one entity with a language; others stay as found."""
        language = ""
        if entity["type"] == "pre":
            language = self._language_inside(entity)
        elif entity["type"] == "code":
            self.entities.append(entity)
            return
        self.entities.append(entity | ({"language": language} if language else {}))

    def _language_inside(self, pre: Json) -> str:
        for inner in self.entities:
            if inner["type"] == "code" and (inner["offset"], inner["length"]) == (
                pre["offset"],
                pre["length"],
            ):
                self.entities.remove(inner)
                return str(inner.get("language", ""))
        return ""


def broken(reason: str) -> ApiError:
    """The error of every text with bad markup."""
    return bad_request(f"can't parse entities: {reason}")


def decoded(found: re.Match[str]) -> str:
    """The character a reference stands for; empty for one that Telegram does not know."""
    if found["name"]:
        return NAMED.get(found["name"], "")
    code = int(found["dec"]) if found["dec"] else int(found["hex"], 16)
    return chr(code) if 0 < code < 0x110000 and not 0xD800 <= code < 0xE000 else ""


def parse_html(source: str) -> tuple[str, list[Json]]:
    """Text without tags, and its entities, outer ones first."""
    text, found = Html(source).parse()
    for entity in found:
        if entity["type"] == "code":
            entity.pop("language", None)
    return text, sorted(found, key=lambda entity: (entity["offset"], -entity["length"]))


def trimmed(text: str, entities: list[Json]) -> tuple[str, list[Json]]:
    """Without white space at both ends, as Telegram stores it; entities move along."""
    text = text.replace("\r", "")
    cut = units(text) - units(text.lstrip())
    text = text.strip()
    end = units(text)
    kept = []
    for entity in entities:
        begin = max(0, entity["offset"] - cut)
        stop = min(end, entity["offset"] + entity["length"] - cut)
        if begin < stop:
            kept.append(entity | {"offset": begin, "length": stop - begin})
    return text, kept


def read_text(
    params: Params, name: str, mode: str = "parse_mode", entities: str = "entities"
) -> tuple[str, list[Json]]:
    """A text parameter with its entities, from markup or from a ready list.

    Raises:
        ApiError: 400 for bad markup or an unknown parse_mode.
    """
    return read_marked(params.text(name), params.text(mode), params.array(entities))


def read_marked(
    source: str, mode: str = "", ready: list[Json] | None = None
) -> tuple[str, list[Json]]:
    """Like `read_text`, for values taken out of an object."""
    match mode.lower():
        case "html":
            text, found = parse_html(source)
        case "" | "none":
            text, found = source, [checked(entity, units(source)) for entity in ready or []]
        case _:
            raise bad_request("unsupported parse_mode")
    return trimmed(text, found)


def checked(entity: Json, length: int) -> Json:
    """An entity of the caller's own list."""
    try:
        begin, size = int(entity["offset"]), int(entity["length"])
        known = isinstance(entity["type"], str)
    except (KeyError, TypeError, ValueError):
        raise bad_request("can't parse MessageEntity: wrong field") from None
    if not known or begin < 0 or size <= 0:
        raise bad_request("can't parse MessageEntity: wrong value")
    if begin + size > length:
        raise bad_request(
            f"entity beginning at UTF-16 offset {begin} ends after the end of the text"
        )
    return dict(entity)
