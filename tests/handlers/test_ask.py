"""Ask in a private chat: answered with the source, or an honest "I do not know"."""

from chat import AIGERIM, ANNA, DMITRY, GRACE, Centre


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
