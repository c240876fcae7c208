"""Typed callback data, packed into at most 64 bytes: a short code and ids, never a text."""

from base64 import urlsafe_b64decode, urlsafe_b64encode
from collections.abc import Mapping
from dataclasses import dataclass, fields
from typing import ClassVar, Self, get_type_hints

from telegram import InlineKeyboardButton

LIMIT = 64
SEPARATOR = ":"


class TooLongError(ValueError):
    """The data would not fit: a fault in the code."""


class Key(int):
    """A number below 2**63 in 11 characters: beside an entry's name there is room for no more."""

    def __new__(cls, key: int | str) -> Self:
        """From the number, or from its characters.

        Raises:
            ValueError: no such number.
        """
        if isinstance(key, str):
            key = int.from_bytes(urlsafe_b64decode(f"{key}="), "big")
        if not 0 <= key < 2**63:
            raise ValueError(key)
        return super().__new__(cls, key)

    def __str__(self) -> str:
        """Its characters."""
        return urlsafe_b64encode(self.to_bytes(8, "big")).decode().rstrip("=")


@dataclass(frozen=True, slots=True)
class ButtonData:
    """What a button carries; subclasses add fields of int, str or Key and a code of their own."""

    CODE: ClassVar[str]

    def pack(self) -> str:
        """The callback data.

        Raises:
            TooLongError: more than 64 bytes (Bot API, InlineKeyboardButton).
        """
        values = [str(getattr(self, field.name)) for field in fields(self)]
        packed = SEPARATOR.join([self.CODE, *values])
        if len(packed.encode()) > LIMIT:
            raise TooLongError(packed)
        return packed

    def labelled(self, text: str) -> InlineKeyboardButton:
        """The button with its label."""
        return InlineKeyboardButton(text, callback_data=self.pack())


def unpack(kinds: Mapping[str, type[ButtonData]], packed: str) -> ButtonData | None:
    """The data of a button, None if no such button exists (any more)."""
    code, *values = packed.split(SEPARATOR)
    kind = kinds.get(code)
    if kind is None or len(values) != len(fields(kind)):
        return None
    types = get_type_hints(kind)
    try:
        return kind(
            *(types[field.name](value) for field, value in zip(fields(kind), values, strict=True))
        )
    except ValueError:
        return None
