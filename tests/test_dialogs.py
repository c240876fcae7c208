"""Whole conversations from tests/dialogs/*.txt, replayed.

    # a remark
    cohort POC-12                     there is a cohort from 7 to 18 December 2026
    class 2026-12-07,13:00,14:00,…    a row of its timetable
    @ Айгерім                         from here on this person holds the phone
    > text                            says ({invite} is the cohort's invite code)
    ~ text                            edits the last own message
    ! label                           taps a button whose label contains this
    * right | * wrong | * option      votes in the newest poll
    + 15 minutes                      moves the clock
    < text                            the bot's next message; … stands for anything
    <= text                           the newest message now reads like this (it was edited)
    <>                                nothing more from the bot

Every message of the bot must be written down: one that is not expected fails the test.
"""

import re
from pathlib import Path

import pytest
from chat import PEOPLE, Centre, Phone, shown

DIALOGS = sorted((Path(__file__).parent / "dialogs").glob("*.txt"))


class Replay:
    """One conversation."""

    def __init__(self, centre: Centre) -> None:
        self._centre = centre
        self._phone: Phone | None = None
        self._said: dict[int, list[str]] = {}
        self._known: dict[int, set[int]] = {}
        self._invite = ""
        self._rows: list[str] = []

    @property
    def phone(self) -> Phone:
        assert self._phone is not None, "say first who it is: @ name"
        return self._phone

    async def play(self, line: str) -> None:
        """Does or checks what a line says."""
        word, _, rest = line.partition(" ")
        match word:
            case "cohort":
                self._cohort = await self._centre.cohort(rest)
                self._invite = self._cohort.invite_code
            case "class":
                self._rows.append(rest)
                await self._centre.timetable(self._cohort, *self._rows)
            case "@":
                person = next(person for person in PEOPLE if person.first_name == rest)
                self._phone = self._centre.phone(person)
                self._hear()
            case ">":
                await self.phone.says(rest.replace("{invite}", self._invite))
            case "~":
                await self.phone.edits(rest)
            case "!":
                await self.phone.taps(rest)
            case "*":
                await self._vote(rest)
            case "+":
                count, unit = rest.split()
                await self._centre.moves(**{unit: float(count)})
            case "<":
                self._expect(rest)
            case "<=":
                self._hear()
                self._compare(rest, shown(self.phone.last))
            case "<>":
                self._hear()
                assert self._said[self.phone.person.id] == []
            case _:
                pytest.fail(f"not a line of a dialog: {line}")

    async def _vote(self, choice: str) -> None:
        right = self.phone.right_options()
        options = [option["text"] for option in self.phone.poll["poll"]["options"]]
        wrong = [option for option in options if option not in right]
        await self.phone.votes(*{"right": right, "wrong": wrong[:1]}.get(choice, [choice]))

    def _hear(self) -> None:
        heard = self._said.setdefault(self.phone.person.id, [])
        fresh = [m for m in self.phone.messages if not m.get("out")]
        known = self._known.setdefault(self.phone.person.id, set())
        heard += [shown(m) for m in fresh if m["message_id"] not in known]
        known.update(m["message_id"] for m in fresh)

    def _expect(self, pattern: str) -> None:
        self._hear()
        heard = self._said[self.phone.person.id]
        assert heard, f"the bot said nothing; expected: {pattern}"
        self._compare(pattern, heard.pop(0))

    @staticmethod
    def _compare(pattern: str, text: str) -> None:
        wanted = ".*".join(re.escape(part.strip()) for part in pattern.split("…"))
        one_line = " ".join(text.split())
        assert re.fullmatch(wanted, one_line), f"\nexpected {pattern}\nsaid     {one_line}"


@pytest.mark.parametrize("path", DIALOGS, ids=lambda path: path.stem)
async def test_the_conversation_goes_as_written(centre: Centre, path: Path) -> None:
    replay = Replay(centre)
    lines = path.read_text(encoding="utf-8").splitlines()  # noqa: ASYNC240 -- a small file
    for number, line in enumerate(lines, start=1):
        if line.strip() and not line.startswith("#"):
            try:
                await replay.play(line.rstrip())
            except AssertionError as error:
                raise AssertionError(f"{path.name}:{number}: {error}") from error


def test_there_are_dialogs_in_all_three_languages() -> None:
    texts = {path.stem: path.read_text(encoding="utf-8") for path in DIALOGS}
    for name in ("Айгерім", "Дмитрий", "Grace"):
        assert any(f"@ {name}" in text for text in texts.values()), name
