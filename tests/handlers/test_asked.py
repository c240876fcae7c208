"""What is asked, as instructors read it in the chat."""

import re

from chat import AIGERIM, ANNA, DMITRY, GRACE, YERLAN, Centre, Phone

from bot.domain.questions import Outcome

MANDATE = "poc/what-is-a-poc-mandate"


async def instructor(centre: Centre) -> Phone:
    """Yerlan, who runs the POC course and reads Kazakh, in his panel."""
    phone = centre.phone(YERLAN)
    await phone.starts()
    async with centre.app.database.transaction() as tx:
        await tx.people.make_instructor(YERLAN.id, "poc")
    await phone.says("/admin")
    return phone


async def add(centre: Centre, key: int, text: str | None = None, entry: str | None = None) -> None:
    """A question that found no answer, or an entry."""
    async with centre.app.database.transaction() as tx:
        await tx.questions.add(
            key,
            language="en",
            course=None,
            outcome=Outcome.ANSWERED if entry else Outcome.UNKNOWN,
            entry=entry,
            text=text,
            at=centre.clock.at,
        )


async def test_what_trainees_ask_in_vain_stands_together_and_without_them(centre: Centre) -> None:
    for person, text in (
        (GRACE, "Who won the <b>football</b> match yesterday?"),
        (DMITRY, "who won the football match"),
        (AIGERIM, "Who won the football match"),
    ):
        await centre.phone(person).starts()
        await centre.phone(person).says(text)
    phone = await instructor(centre)
    assert "📊 Не сұралады · жауапсызы: 3" in phone.buttons()
    await phone.taps("📊")
    await phone.taps("Жауапсыз қалғаны: 3")
    text = phone.last["text"]
    assert "1 рет сұралды · English\n• Who won the <b>football</b> match yesterday?" in text
    assert "1 рет сұралды · Русский\n• who won the football match" in text
    assert "Grace" not in text
    assert phone.buttons() == ["‹ Артқа"]
    await phone.taps("Артқа")
    assert any("Тақырып бойынша" in label for label in phone.buttons())


async def test_long_lists_are_read_page_by_page(centre: Centre) -> None:
    for key, word in enumerate(("gym", "lunch", "wifi", "laundry", "parking", "pool", "bank")):
        for more in range(7 - key):
            await add(centre, 10 * key + more, text=f"{word}?")
    phone = await instructor(centre)
    await phone.taps("📊")
    await phone.taps("Жауапсыз")
    assert re.findall(r"• (\w+)", phone.last["text"]) == [
        "gym",
        "lunch",
        "wifi",
        "laundry",
        "parking",
    ]
    assert "7 рет сұралды · English\n• gym?" in phone.last["text"]
    await phone.taps("Келесі")
    assert re.findall(r"• (\w+)", phone.last["text"]) == ["pool", "bank"]
    assert phone.buttons() == ["‹ Артқа"]


async def test_three_wordings_are_shown_cut_where_they_are_long(centre: Centre) -> None:
    for key in range(5):
        await add(
            centre, key, text=f"Where is the laundry of the training centre? {'x' * 300}{key}"
        )
    phone = await instructor(centre)
    await phone.taps("📊")
    await phone.taps("Жауапсыз")
    lines = [line for line in phone.last["text"].splitlines() if line.startswith("• ")]
    assert len(lines) == 3
    assert all(len(line) <= 202 and line.endswith("…") for line in lines)


async def test_an_answer_that_did_not_help_is_opened_and_may_be_corrected(centre: Centre) -> None:
    for key in range(3):
        await add(centre, key, entry=MANDATE)
    await centre.app.questions.helped(1, False)
    phone = await instructor(centre)
    await phone.taps("📊")
    await phone.taps("Көмектеспеген жауаптар")
    assert "Көрсетілгені: 3 · көмектеспегені: 1" in phone.last["text"]
    (card,) = await phone.taps("мандаты")
    assert card.startswith("Бейбіт тұрғындарды қорғау · Сұрақ")
    assert any("Түзету" in label for label in phone.buttons())
    await phone.taps("Артқа")
    await phone.taps("Тақырып бойынша")
    topics = phone.messages[-2]["text"]  # the card stands beneath
    assert topics.endswith("Бейбіт тұрғындарды қорғау\n↗️ Бейбіт тұрғындарды қорғау мандаты: 3 (0)")


async def test_with_nothing_asked_every_page_says_so(centre: Centre) -> None:
    owner = centre.phone(ANNA)
    await owner.starts()
    await owner.says("/admin")
    await owner.taps("What is asked")
    for label, says in (
        ("Unanswered: 0", "No question was left unanswered"),
        ("did not help", "nobody said that an answer did not help"),
        ("by topic", "no questions on any topic"),
    ):
        await owner.taps(label)
        assert says in owner.last["text"]
        await owner.taps("Back")


async def test_a_trainee_cannot_look_at_what_is_asked(centre: Centre) -> None:
    phone = centre.phone(GRACE)
    await phone.starts()
    await phone.says("What is a protection of civilians mandate?")
    message = phone.last["message_id"]
    for data in ("ask", "una:0", "unh:0", "trd:0"):
        centre.api.tap(GRACE.id, message, data, is_stale=True)
        await centre.settle()
        assert "no longer works" in phone.last["text"]
