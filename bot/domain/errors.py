"""Errors that a person should read: keys and arguments, never wording.

Refusal      a "no" to one request of one person
  TryAgain   … to an answer, and another answer is awaited
Faulty       a file or setting that cannot be taken, with every Fault in it
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field


class Refusal(Exception):
    """A "no" that the person should read.

    Args:
        key: the message's key in bot/locales.
        args: its arguments; they are escaped when the text is made.
    """

    def __init__(self, key: str, **args: object) -> None:
        super().__init__(key)
        self.key = key
        self.args_of_key = args


class TryAgain(Refusal):
    """A "no" to what a person wrote when asked; they may write again."""


@dataclass(frozen=True, slots=True)
class Place:
    """Where something stands: a file's name and a line counted from 1 (0: the file as a whole)."""

    file: str
    line: int = 0

    def __str__(self) -> str:
        return f"{self.file}:{self.line}" if self.line else self.file


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing wrong at one place; `key` is a message in bot/locales/*/faults.ftl."""

    place: Place
    key: str
    args: Mapping[str, object] = field(default_factory=dict)


class Faulty(Exception):
    """Input that is taken not at all because of its faults (at least one)."""

    def __init__(self, faults: Iterable[Fault]) -> None:
        self.faults = tuple(faults)
        super().__init__("; ".join(f"{fault.place} {fault.key}" for fault in self.faults))
