"""TOML files with the lines of their tables, read key by key: what has another type is a fault."""

import re
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import TypeVar

from bot.domain.errors import Fault, Place

T = TypeVar("T")
_TABLE = re.compile(r"\s*\[(?P<name>[^\[\]]+)\]")
_KEY = re.compile(r"\s*(?P<name>[\w-]+)\s*=")


@dataclass(frozen=True, slots=True)
class Toml:
    """A file; `faults` is where everything wrong in it is put."""

    file: str
    faults: list[Fault]
    values: Mapping[str, object] = field(default_factory=dict)
    lines: Mapping[str, int] = field(default_factory=dict)

    def place(self, key: str) -> Place:
        """Where a table, or a key before the first table, stands."""
        return Place(self.file, self.lines.get(key, 0))

    def top(self) -> "Fields":
        """The keys of the file itself."""
        return Fields(self.file, self.values, self.place(next(iter(self.values), "")), self.faults)

    def tables(self, under: str = "") -> Iterator[tuple[str, "Fields"]]:
        """The tables of the file, or those under one of its keys."""
        found = self.values.get(under, {}) if under else self.values
        for key, table in found.items() if isinstance(found, Mapping) else ():
            place = self.place(f"{under}.{key}" if under else key)
            if isinstance(table, Mapping):
                yield key, Fields(key, table, place, self.faults)
            else:
                self.faults.append(Fault(place, "fault-key", {"id": self.file, "name": key}))


class Fields:
    """A table whose keys are read one by one; `end` names those that nobody read."""

    def __init__(
        self, name: str, values: Mapping[str, object], place: Place, faults: list[Fault]
    ) -> None:
        self._name = name
        self._values = values
        self._faults = faults
        self._read: set[str] = set()
        self.place = place

    def require(self, *keys: str) -> None:
        """Finds keys that are not there."""
        for key in keys:
            if key not in self._values:
                self._faults.append(
                    Fault(self.place, "fault-missing", {"id": self._name, "name": key})
                )

    def text(self, key: str) -> str:
        """A string; empty if it is not there."""
        value = self._value(key, "")
        return value if isinstance(value, str) else self._wrong(key, "text", "")

    def texts(self, key: str) -> tuple[str, ...]:
        """A list of strings that are not empty."""
        value = self._value(key, [])
        if isinstance(value, list) and all(isinstance(one, str) and one for one in value):
            return tuple(value)
        return self._wrong(key, "texts", ())

    def text_or_texts(self, key: str) -> tuple[str, ...]:
        """One string, or a list of them."""
        if isinstance(self._values.get(key), str):
            text = self.text(key)
            return (text,) if text else self._wrong(key, "texts", ())
        return self.texts(key)

    def names(self, key: str) -> dict[str, str]:
        """A table with a string for each language."""
        value = self._value(key, {})
        if isinstance(value, Mapping) and all(isinstance(one, str) for one in value.values()):
            return dict(value)
        return self._wrong(key, "names", {})

    def text_or_names(self, key: str) -> dict[str, str]:
        """A string for every language, under "", or one for each."""
        if isinstance(self._values.get(key, ""), str):
            return {"": self.text(key)}
        return self.names(key)

    def flag(self, key: str) -> bool:
        """true or false; false if it is not there."""
        value = self._value(key, False)
        return value if isinstance(value, bool) else self._wrong(key, "flag", False)

    def number(self, key: str) -> int:
        """A whole number; 0 if it is not there."""
        value = self._value(key, 0)
        is_number = isinstance(value, int) and not isinstance(value, bool)
        return value if is_number else self._wrong(key, "number", 0)  # type: ignore[return-value]

    def end(self) -> None:
        """Finds keys that mean nothing, such as misspelt ones."""
        for key in self._values.keys() - self._read:
            args = {"id": self._name, "name": key}
            self._faults.append(Fault(self.place, "fault-key", args))

    def as_names(self) -> dict[str, str]:
        """The table itself as a string for each language."""
        names = {key: self.text(key) for key in self._values}
        self.end()
        return names

    def _value(self, key: str, default: object) -> object:
        self._read.add(key)
        return self._values.get(key, default)

    def _wrong(self, key: str, expected: str, instead: T) -> T:
        args = {"id": self._name, "name": key, "expected": expected}
        self._faults.append(Fault(self.place, "fault-type", args))
        return instead


def read_toml(text: str, file: str, faults: list[Fault]) -> Toml:
    """Reads a file's text; one that is not TOML is a fault and empty."""
    try:
        values = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        match = re.search(r"at line (\d+)", str(error))
        place = Place(file, int(match[1]) if match else 0)
        faults.append(Fault(place, "fault-toml", {"reason": str(error)}))
        values = {}
    return Toml(file, faults, values, _lines(text))


def _lines(text: str) -> dict[str, int]:
    """Lines of the tables by name, and of the keys that stand before the first table."""
    lines: dict[str, int] = {}
    is_table = False
    for number, line in enumerate(text.splitlines(), start=1):
        if match := _TABLE.match(line):
            is_table = True
            lines.setdefault(match["name"].strip().strip('"'), number)
        elif not is_table and (match := _KEY.match(line)):
            lines.setdefault(match["name"], number)
    return lines
