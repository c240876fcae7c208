"""Why this answer, as instructors read it under an answer."""

import re

import pytest
from chat import GRACE, YERLAN, Centre, Phone

TIERS = "What are the three tiers of POC?"
NAME = "poc/what-are-the-three-tiers"
BUTTONS = {"en": "Why this answer", "ru": "Почему этот ответ", "kk": "Неге бұл жауап"}


async def instructor(centre: Centre, language: str) -> Phone:
    """Yerlan, who runs the POC course, reading one of the languages."""
    phone = centre.phone(YERLAN)
    await phone.starts()
    async with centre.app.database.transaction() as tx:
        await tx.people.make_instructor(YERLAN.id, "poc")
        await tx.people.set_language(YERLAN.id, language)
    return phone


@pytest.mark.parametrize(
    ("language", "lines"),
    [
        ("en", ("How sure: ", "Words: ", "What spoke for it: ", "Next nearest: ")),
        ("ru", ("Уверенность: ", "Слова: ", "Что говорило за него: ", "Следующий по близости: ")),
        ("kk", ("Сенімділік: ", "Сөздер: ", "Осы жауапты таңдауға", "Келесі жақын жауап: ")),
    ],
)
async def test_an_answer_explains_itself(
    centre: Centre, language: str, lines: tuple[str, ...]
) -> None:
    phone = await instructor(centre, language)
    await phone.says("the three tiers of POC, xylophonist, explained please")
    await phone.taps(phone.buttons()[0])
    (text,) = await phone.taps(BUTTONS[language])
    asked = next(m for m in phone.messages if m.get("out") and "xylophonist" in m["text"])
    assert phone.last["reply_to_message"]["message_id"] == asked["message_id"]
    first, *rest = text.splitlines()
    assert first == f"❔ {BUTTONS[language]}"
    for line in lines:
        assert any(one.startswith(line) for one in rest), (line, text)
    assert re.search(r"\b(100|[1-9]?\d) %", rest[0])
    assert "three" in text
    assert "xylophonist" in text


async def test_it_stands_beside_the_card_under_what_answers_a_question(centre: Centre) -> None:
    phone = await instructor(centre, "en")
    await phone.says(TIERS)
    rows = phone.last["reply_markup"]["inline_keyboard"]
    row = next(row for row in rows if any("For instructors" in one["text"] for one in row))
    assert [one["text"] for one in row] == ["🔎 For instructors", "❔ Why this answer"]
    await phone.taps("❓ Related")
    await phone.taps(phone.buttons()[0])
    assert "🔎 For instructors" in phone.buttons()
    assert "❔ Why this answer" not in phone.buttons()


async def test_a_question_asked_word_for_word_or_in_another_layout(centre: Centre) -> None:
    phone = await instructor(centre, "en")
    await phone.says(f"/ask {TIERS}")
    (text,) = await phone.taps("Why this answer")
    assert "How sure: 100 %." in text
    assert "word for word" in text
    layout = dict(zip("qwertyuiopasdfghjklzxcvbnm", "йцукенгшщзфывапролдячсмить", strict=True))
    await phone.says("".join(layout.get(one, one) for one in "what are the three tiers of poc"))
    (text,) = await phone.taps("Why this answer")
    assert "keyboard layout; read as: what are the three tiers of poc" in text


async def test_of_an_entry_chosen_in_place_of_a_nearer_one_that_is_named(centre: Centre) -> None:
    phone = await instructor(centre, "en")
    await phone.says("the three tiers of POC, xylophonist, explained please")
    nearest, second, *_ = phone.buttons()
    await phone.taps(second)
    (text,) = await phone.taps("Why this answer")
    assert re.search(rf"\nAnother answer is nearer \(\d+ % sure\): {re.escape(nearest)}\n", text)
    assert "How sure" not in text
    assert "Next nearest" not in text


async def test_without_the_question_it_says_so(centre: Centre) -> None:
    phone = await instructor(centre, "en")
    await phone.says("/help")
    centre.api.tap(YERLAN.id, phone.last["message_id"], f"why:{NAME}", is_stale=True)
    await centre.settle()
    assert "ask it again" in phone.last["text"]


async def test_it_is_for_those_who_look_after_the_entry(centre: Centre) -> None:
    trainee, staff = centre.phone(GRACE), await instructor(centre, "en")
    await trainee.starts()
    await trainee.says(TIERS)
    assert not any("Why" in label for label in trainee.buttons())
    message = trainee.last["message_id"]
    centre.api.tap(GRACE.id, message, f"why:{NAME}", is_stale=True)
    await centre.settle()
    assert "no longer works" in trainee.last["text"]
    await staff.says(TIERS)
    message = staff.last["message_id"]
    centre.api.tap(YERLAN.id, message, "why:unso/what-is-mdmp", is_stale=True)
    await centre.settle()
    assert "How sure" not in staff.last["text"]
    assert "nearer" not in staff.last["text"]
