"""Instructors add answers of their own: from the inbox and from the panel."""

import pytest
from chat import AIGERIM, ANNA, GRACE, YERLAN, Centre, Phone

from bot.domain.course import FaqEntry
from handlers.replies import plain

UNKNOWN = "Who won the football match yesterday?"


async def instructor(centre: Centre, course: str = "poc") -> Phone:
    """Yerlan, who runs a course and reads Kazakh."""
    phone = centre.phone(YERLAN)
    await phone.starts()
    async with centre.app.database.transaction() as tx:
        await tx.people.make_instructor(YERLAN.id, course)
    return phone


async def added(centre: Centre) -> list[FaqEntry]:
    """Everything that instructors have added."""
    return list((await centre.app.content.current()).added(centre.app.courses))


async def hand_over(centre: Centre, question: str = UNKNOWN) -> None:
    """Grace asks what nothing answers."""
    trainee = centre.phone(GRACE)
    await trainee.starts()
    await trainee.says(question)
    await trainee.taps("Pass to an instructor")


async def new_answer(centre: Centre, *said: str) -> Phone:
    """Yerlan, after he has written an answer for the POC course."""
    phone = await instructor(centre)
    await phone.says("/admin")
    await phone.taps("Жаңа жауап")
    await phone.taps(centre.app.courses["poc"].title["kk"])
    for text in said:
        await phone.says(text)
    return phone


async def test_a_new_answer_is_written_for_a_course_and_opened_by_a_trainee(
    centre: Centre,
) -> None:
    phone, trainee = await new_answer(centre), centre.phone(AIGERIM)
    assert "Тілі: Қазақша" in phone.last["text"]
    (card,) = await phone.says("Дүкен қайда?\nҚақпаның жанында.\n- тәулік бойы <ашық>")
    assert "нұсқаушы қосқан · Қазақша" in card
    assert "Дүкен қайда?\n\nҚақпаның жанында.\n- тәулік бойы <ашық>" in card
    assert "📖 Дереккөз: нұсқаушының жауабы, 2026 ж. 7 желтоқсан" in " ".join(card.split())
    (entry,) = await added(centre)
    assert (entry.course, list(entry.texts)) == ("poc", ["kk"])
    await trainee.starts()
    centre.api.tap(AIGERIM.id, trainee.last["message_id"], f"faq:{entry.name}", is_stale=True)
    await centre.settle()
    assert "Қақпаның жанында." in trainee.last["text"]
    assert "нұсқаушының жауабы" in trainee.last["text"]
    assert "тексерген жоқ" not in trainee.last["text"]


async def test_an_answer_is_written_in_another_language_and_then_translated(
    centre: Centre,
) -> None:
    phone = await new_answer(centre)
    await phone.taps("English")
    assert "Тілі: English" in phone.last["text"]
    (card,) = await phone.says("Where is the shop?\nAt the gate.")
    assert "· English" in card
    assert not any("➕ English" in label for label in phone.buttons())
    await phone.taps("➕ Русский")
    (card,) = await phone.says("Где магазин?\n\nУ ворот.")
    assert "· Русский\n\nГде магазин?\n\nУ ворот." in card
    await phone.taps("English")
    assert "At the gate." in phone.last["text"]
    (entry,) = await added(centre)
    assert set(entry.texts) == {"en", "ru"}
    message = phone.last["message_id"]
    centre.api.tap(YERLAN.id, message, f"tra:{entry.name}:ru", is_stale=True)
    await centre.settle()
    assert "мәтін өзгерді" in phone.last["text"]


async def test_with_one_pack_to_look_after_no_course_is_asked_for(centre: Centre) -> None:
    phone = await instructor(centre, "a-course-without-a-pack")
    await phone.says("/admin")
    await phone.taps("Жаңа жауап")
    assert "Тілі: Қазақша" in phone.last["text"]
    await phone.says("Дүкен қайда?\nҚақпада.")
    assert [entry.course for entry in await added(centre)] == ["centre"]


async def test_what_would_not_do_is_said_and_awaited_again(centre: Centre) -> None:
    phone = await new_answer(centre, "Дүкен қайда?")
    assert "жауап жоқ; ол сұрақтың астына" in phone.last["text"]
    (refused,) = await phone.says(f"{'x' * 151}\n{'y' * 701}")
    assert "сұрақта 151 таңба бар" in refused
    assert "жауапта 701 таңба бар" in refused
    assert await added(centre) == []
    await phone.says("Дүкен қайда?\nҚақпада.")
    assert len(await added(centre)) == 1
    await phone.taps("Сұрақты басқаша қою")
    (refused,) = await phone.says("x" * 151)
    assert "сұрақта 151 таңба бар" in refused
    (card,) = await phone.says("Қай жерде\nдүкен бар?")
    assert "Қай жерде дүкен бар?" in card


async def test_a_long_answer_of_the_inbox_is_sent_back_to_be_shortened(centre: Centre) -> None:
    await hand_over(centre)
    phone = centre.phone(ANNA)
    await phone.says("/start")
    await phone.says("/inbox")
    await phone.taps("Answer 1")
    await phone.says("They did. " * 100)
    why, text = await phone.taps("Save to the answers")
    assert "the answer has 999 characters, allowed are 1 to 700" in plain(why)
    assert text.startswith(f"{UNKNOWN}\nThey did.")
    (refused,) = await phone.says(text)
    assert "999" in refused
    (card,) = await phone.says(f"{UNKNOWN}\nThey did.")
    assert "Saved" in card
    (entry,) = await added(centre)
    assert (entry.text("en").question, entry.text("en").body.plain) == (UNKNOWN, "They did.")
    await phone.taps("Save to the answers")
    assert "They did." in phone.last["text"]
    assert len(await added(centre)) == 1


async def test_a_correction_of_an_added_entry_is_shown_as_it_was_written(centre: Centre) -> None:
    phone = await new_answer(centre, "Дүкен қайда?\nҚақпада.")
    *_, text = await phone.taps("Түзету")
    assert text == "Қақпада."
    (card,) = await phone.says("# 5\n- **ашық**")
    assert "Дүкен қайда?\n\n# 5\n- **ашық**" in card
    await phone.taps("Бастапқы мәтін")
    assert "Қақпада." in phone.last["text"]


async def test_added_entries_are_listed_one_after_another(centre: Centre) -> None:
    phone = await new_answer(centre, "Дүкен қайда?\nҚақпада.")
    await new_answer(centre, "Асхана қайда?\nҮйде.")
    await phone.says("/admin")
    await phone.taps("Қосылған жауаптар: 2")
    assert "Нұсқаушылар қосқаны: 2" in phone.last["text"]
    assert "Дүкен қайда?" in phone.last["text"]
    await phone.taps("Әрі қарай")
    assert "Асхана қайда?" in phone.last["text"]
    await phone.taps("🙈 Жасыру")
    await phone.says("/admin")
    assert {"🗂 Қосылған жауаптар: 1", "🙈 Жасырылғаны: 1"} < set(phone.buttons())


@pytest.mark.parametrize("label", ["Another wording", "➕ Русский"])
async def test_a_repeated_update_adds_nothing_more(centre: Centre, label: str) -> None:
    await hand_over(centre)
    phone = centre.phone(ANNA)
    await phone.says("/start")
    await phone.says("/inbox")
    await phone.taps("Answer 1")
    await phone.says("Nobody knows.")
    await phone.taps("Save to the answers")
    await phone.taps(label)
    person = await centre.app.people.enter(ANNA.id, "en")
    (entry,) = await added(centre)
    # what the message does that comes next, as if the process was killed before the reply
    origin = f"{ANNA.id}:{phone.last['message_id'] + 1}"
    if label == "➕ Русский":
        text = ("Кто выиграл?", "Неизвестно.")
        await centre.app.added.translate(person, entry.name, "ru", text, origin)
    else:
        await centre.app.added.reword(person, entry.name, "en", "Who won?", origin)
    (card,) = await phone.says("Кто выиграл?\nНеизвестно." if "Рус" in label else "Who won?")
    assert "Saved" in card
    async with centre.app.database.read() as tx:
        assert (await tx.content.revision())[2] == 2


async def test_a_trainee_cannot_tap_what_adds(centre: Centre) -> None:
    phone = await new_answer(centre, "Дүкен қайда?\nҚақпада.")
    (entry,) = await added(centre)
    await hand_over(centre)
    trainee = centre.phone(GRACE)
    for data in ("sav:1", "new:poc:en", f"rew:{entry.name}:kk", f"tra:{entry.name}:en", "add:"):
        centre.api.tap(GRACE.id, trainee.last["message_id"], data, is_stale=True)
        await centre.settle()
        assert "no longer works" in trainee.last["text"]
        await trainee.says("/help")
    assert phone.buttons()
    assert await added(centre) == [entry]
