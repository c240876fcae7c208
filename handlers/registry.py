"""What a feature module declares: Command, Button, Step → handlers, menus, /help."""

from collections.abc import Awaitable, Callable, Coroutine, Iterable
from dataclasses import dataclass
from types import ModuleType
from typing import Any

from telegram import Update
from telegram.ext import BaseHandler

from bot.domain.people import Role, may_use
from handlers.buttons import ButtonData
from handlers.context import Context

Run = Callable[[Update, Context], Coroutine[Any, Any, None]]


@dataclass(frozen=True, slots=True)
class Command:
    """A command in a private chat.

    Attributes:
        menu: key of its line in the menu and in /help; None: it stands in neither.
        needs: the least role that may use it; to others it does not exist.
    """

    name: str
    run: Run
    menu: str | None = None
    needs: Role = Role.TRAINEE


@dataclass(frozen=True, slots=True)
class Button:
    """A kind of inline button and what a tap on it does."""

    data: type[ButtonData]
    run: Callable[[Update, Context, Any], Awaitable[None]]
    needs: Role = Role.TRAINEE


@dataclass(frozen=True, slots=True)
class Step:
    """Takes the next message of a person who was asked something (storage/dialogs.py)."""

    name: str
    run: Callable[[Update, Context, Any], Awaitable[None]]
    needs: Role = Role.TRAINEE


@dataclass(frozen=True, slots=True)
class Features:
    """Everything that the feature modules declare."""

    commands: tuple[Command, ...]
    buttons: tuple[Button, ...]
    steps: tuple[Step, ...]
    handlers: tuple[BaseHandler[Any, Context, Any], ...]

    def menu(self, role: Role) -> list[Command]:
        """The commands in the menu of a role: those of the highest role first."""
        shown = [c for c in self.commands if c.menu and may_use(role, c.needs)]
        return sorted(shown, key=lambda command: -list(Role).index(command.needs))


def collect(modules: Iterable[ModuleType]) -> Features:
    """Reads COMMANDS, BUTTONS, STEPS and HANDLERS of the modules, each optional, in order.

    Raises:
        ValueError: a name is declared twice.
    """
    found: dict[str, list[Any]] = {"COMMANDS": [], "BUTTONS": [], "STEPS": [], "HANDLERS": []}
    for module in modules:
        for name, declared in found.items():
            declared.extend(getattr(module, name, ()))
    names = [
        *(f"/{command.name}" for command in found["COMMANDS"]),
        *(f"button {button.data.CODE}" for button in found["BUTTONS"]),
        *(f"step {step.name}" for step in found["STEPS"]),
    ]
    if twice := {name for name in names if names.count(name) > 1}:
        raise ValueError(f"declared twice: {', '.join(sorted(twice))}")
    return Features(*(tuple(declared) for declared in found.values()))
