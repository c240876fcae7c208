"""Person, Role and who may do what. A person is known by the numeric Telegram id alone."""

from dataclasses import dataclass
from enum import StrEnum

LEAD_CHOICES = (1440, 180, 60, 30, 15, 5)
"""Minutes before a class at which a person can be reminded."""

DEFAULT_LEADS = (1440, 15)


class Role(StrEnum):
    """What a person is to the bot, from least to most."""

    TRAINEE = "trainee"
    INSTRUCTOR = "instructor"
    OWNER = "owner"


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody who talked to the bot at least once.

    Attributes:
        language: tag of a folder in bot/locales.
        lead_minutes: when to remind before a class, longest first; empty: never.
        teaches: ids of the courses of which the person is an instructor.
        is_reachable: false once Telegram said that the person blocked the bot.
    """

    id: int
    language: str
    lead_minutes: tuple[int, ...] = DEFAULT_LEADS
    teaches: frozenset[str] = frozenset()
    is_owner: bool = False
    is_reachable: bool = True

    @property
    def role(self) -> Role:
        """The highest role."""
        if self.is_owner:
            return Role.OWNER
        return Role.INSTRUCTOR if self.teaches else Role.TRAINEE

    def may_run(self, course: str) -> bool:
        """Whether the person may manage cohorts, timetable and inbox of the course."""
        return self.is_owner or course in self.teaches

    @property
    def is_staff(self) -> bool:
        """Whether the person has an /admin panel at all."""
        return self.role is not Role.TRAINEE


def may_use(role: Role, needed: Role) -> bool:
    """Whether somebody with `role` may use what asks for `needed`."""
    order = list(Role)
    return order.index(role) >= order.index(needed)


def nearest_language(tag: str | None, known: frozenset[str], *, fallback: str = "en") -> str:
    """The known language for an IETF tag such as ``ru-RU`` as Telegram's clients send it."""
    base = (tag or "").split("-")[0].lower()
    return base if base in known else fallback
