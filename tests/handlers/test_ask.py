"""Ask in a private chat: answered with the source, or an honest "I do not know"."""

from datetime import timedelta

import pytest
from chat import AIGERIM, ANNA, DMITRY, GRACE, Centre

from bot.i18n import translator_for


async def test_a_question_is_answered_in_the_persons_language_with_its_source(
    centre: Centre,
) -> None:
    phone = centre.phone(AIGERIM)
    await phone.starts()
    (answer,) = await phone.says("Бейбіт тұрғындарды қорғау мандаты дегеніміз не?")
    assert "қабылдаушы мемлекет" in answer
    assert "📖 Дереккөз: DPO 2023.05" in answer


async def test_a_question_outside_the_material_can_be_passed_to_an_instructor(
    centre: Centre,
) -> None:
    phone, owner = centre.phone(GRACE), centre.phone(ANNA)
    await owner.starts()
    await phone.starts()
    (unknown,) = await phone.says("Who won the football match yesterday?")
    assert "I do not know" in unknown
    await phone.taps("Pass to an instructor")
    assert "passed on" in phone.last["text"]
    (asked,) = owner.sees()
    assert "Who won the football match yesterday?" in asked
    assert "Grace" not in asked
    await owner.taps("Answer 1")
    assert await owner.says("Ask at <reception> & enjoy") == ["✅ The answer is on its way."]
    (answered,) = phone.sees()
    assert "Ask at <reception> & enjoy" in answered


async def test_an_edited_question_edits_its_answer(centre: Centre) -> None:
    phone = centre.phone(DMITRY)
    await phone.starts()
    (first,) = await phone.says("Сколько длится курс POC?")
    answer_id = phone.last["message_id"]
    assert await phone.edits("Кто считается гражданским лицом?") == []
    assert phone.last["message_id"] == answer_id
    assert phone.last["text"] != first
    assert "гражданск" in phone.last["text"].lower()


async def test_an_edited_command_is_not_run_again(centre: Centre) -> None:
    phone = centre.phone(DMITRY)
    await phone.starts()
    await phone.says("/help")
    assert await phone.edits("/schedule") == []


async def test_whoever_asks_too_fast_is_told_how_long_to_wait(centre: Centre) -> None:
    phone, other = centre.phone(DMITRY), centre.phone(GRACE)
    await phone.starts()
    for _ in range(12):
        (answer,) = await phone.says("Сколько длится курс POC?")
        assert "Источник" in answer
    centre.clock.at += timedelta(seconds=39)
    for text in ("Кто считается гражданским лицом?", "/ask Кто считается гражданским лицом?"):
        (refused,) = await phone.says(text)
        assert refused.startswith("Вы спрашиваете быстрее")
        assert refused.endswith("через 21 секунду.")
    assert await phone.edits("Кто такой комбатант?") == []
    (answer,) = await other.says("What is a protection of civilians mandate?")
    assert "Source" in answer
    centre.clock.at += timedelta(seconds=21)
    (answer,) = await phone.says("Кто считается гражданским лицом?")
    assert "Источник" in answer


async def test_an_old_question_edited_when_too_many_were_asked_is_told_to_wait(
    centre: Centre,
) -> None:
    phone = centre.phone(GRACE)
    await phone.starts()
    await phone.says("What is a protection of civilians mandate?")
    answer_id = phone.last["message_id"]
    centre.clock.at += timedelta(minutes=2)
    for _ in range(12):
        await phone.says("Who is a civilian?")
    before = next(one["text"] for one in phone.messages if one["message_id"] == answer_id)
    (refused,) = await phone.edits("Who is a combatant?", back=13)
    assert refused.endswith("Please ask again in 60 seconds.")
    after = next(one["text"] for one in phone.messages if one["message_id"] == answer_id)
    assert after == before


@pytest.mark.parametrize(
    ("language", "seconds", "says"),
    [
        ("en", 1, "in 1 second."),
        ("en", 21, "in 21 seconds."),
        ("ru", 1, "через 1 секунду."),
        ("ru", 3, "через 3 секунды."),
        ("ru", 11, "через 11 секунд."),
        ("ru", 42, "через 42 секунды."),
        ("ru", 60, "через 60 секунд."),
        ("kk", 1, "1 секундтан кейін"),
        ("kk", 42, "42 секундтан кейін"),
    ],
)
def test_the_seconds_have_the_right_form(language: str, seconds: int, says: str) -> None:
    assert says in translator_for(language).plain("ask-too-many", seconds=seconds)
