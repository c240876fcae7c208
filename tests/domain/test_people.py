"""People: role, rights and the nearest language."""

import pytest

from bot.domain.people import Person, Role, may_use, nearest_language

KNOWN = frozenset({"en", "ru", "kk"})
TRAINEE = Person(1, "kk")
INSTRUCTOR = Person(2, "ru", teaches=frozenset({"poc"}))
OWNER = Person(3, "en", is_owner=True)


@pytest.mark.parametrize(
    ("person", "role", "runs_poc", "runs_unso", "is_staff"),
    [
        (TRAINEE, Role.TRAINEE, False, False, False),
        (INSTRUCTOR, Role.INSTRUCTOR, True, False, True),
        (OWNER, Role.OWNER, True, True, True),
        (Person(4, "en", teaches=frozenset({"poc"}), is_owner=True), Role.OWNER, True, True, True),
    ],
)
def test_a_person_may_run_only_their_own_courses(
    person: Person, role: Role, runs_poc: bool, runs_unso: bool, is_staff: bool
) -> None:
    assert person.role is role
    assert person.may_run("poc") is runs_poc
    assert person.may_run("unso") is runs_unso
    assert person.is_staff is is_staff


@pytest.mark.parametrize("role", Role)
@pytest.mark.parametrize("needed", Role)
def test_a_higher_role_may_use_what_a_lower_one_may(role: Role, needed: Role) -> None:
    ranks = {Role.TRAINEE: 0, Role.INSTRUCTOR: 1, Role.OWNER: 2}
    assert may_use(role, needed) is (ranks[role] >= ranks[needed])


@pytest.mark.parametrize(
    ("tag", "language"),
    [
        ("ru", "ru"),
        ("ru-RU", "ru"),
        ("KK-kz", "kk"),
        ("kk-Cyrl-KZ", "kk"),
        ("en-GB", "en"),
        ("fr", "en"),
        ("pt-br", "en"),
        ("", "en"),
        (None, "en"),
        ("-", "en"),
    ],
)
def test_the_nearest_known_language_is_spoken(tag: str | None, language: str) -> None:
    assert nearest_language(tag, KNOWN) == language
