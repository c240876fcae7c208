"""/status, as owners read it; to others it does not exist."""

import pytest
from chat import ANNA, DMITRY, GRACE, YERLAN, Centre


@pytest.mark.parametrize(
    ("language", "lines"),
    [
        ("en", ("Search: letters, words and meanings.", "Open questions: 1")),
        ("ru", ("Поиск: буквы, слова и значения.", "Вопросов без ответа: 1")),
        ("kk", ("Іздеу: әріптер, сөздер және мағыналар.", "Жауапсыз сұрақтар: 1")),
    ],
)
async def test_owners_see_the_state_of_the_bot(
    centre: Centre, language: str, lines: tuple[str, ...]
) -> None:
    trainee, owner = centre.phone(DMITRY), centre.phone(ANNA)
    await trainee.starts()
    await trainee.says("рецепт борща с пампушками")
    await trainee.taps("✉️")
    await owner.starts()
    async with centre.app.database.transaction() as tx:
        await tx.people.set_language(ANNA.id, language)
    (text,) = await owner.says("/status")
    for line in lines:
        assert line in text
    assert "make encoder" in text
    assert ("PostgreSQL" if centre.app.database.kind == "postgresql" else "SQLite") in text
    content = await centre.app.content.current()
    count = sum(1 for _ in content.answers())
    assert f": {count}" in text.replace(",", "").replace("\u00a0", "")


async def test_to_others_there_is_no_such_command(centre: Centre) -> None:
    for person in (GRACE, YERLAN):
        phone = centre.phone(person)
        await phone.starts()
        if person is YERLAN:
            async with centre.app.database.transaction() as tx:
                await tx.people.make_instructor(YERLAN.id, "poc")
        unknown = await phone.says("/nonsense")
        assert await phone.says("/status") == unknown
