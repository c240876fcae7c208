"""Instructors check the content: one card after another, with a tap each."""

import re

from chat import AIGERIM, ANNA, GRACE, YERLAN, Centre, Phone

from handlers.replies import plain
from storage.schema import instructors

QUESTION = "What is a protection of civilians mandate?"


async def instructor(centre: Centre) -> Phone:
    """Yerlan, who runs the POC course and reads Kazakh."""
    phone = centre.phone(YERLAN)
    await phone.starts()
    async with centre.app.database.transaction() as tx:
        await tx.people.make_instructor(YERLAN.id, "poc")
    return phone


def left(text: str) -> int:
    """How many are to be checked, as the card says."""
    found = re.search(r"Тексерілмегені: (\d+)", text)
    assert found
    return int(found[1])


async def test_cards_are_approved_and_hidden_one_after_another(centre: Centre) -> None:
    phone = await instructor(centre)
    await phone.says("/admin")
    await phone.taps("Тексерілетін материал")
    first, count = phone.last["text"], left(phone.last["text"])
    assert count > 50
    await phone.taps("Мақұлдау")
    second = phone.last["text"]
    assert left(second) == count - 1
    assert second.splitlines()[4:] != first.splitlines()[4:]
    await phone.taps("🙈 Жасыру")
    assert left(phone.last["text"]) == count - 2
    await phone.taps("Әрі қарай")
    assert left(phone.last["text"]) == count - 2
    await phone.says("/admin")
    assert f"🔎 Тексерілетін материал: {count - 2}" in phone.buttons()
    await phone.taps("Жасырылғаны: 1")
    assert "🙈 Жасырылды: 7 желтоқсан, дүйсенбі (сіз)." in phone.last["text"]
    await phone.taps("Қайта көрсету")
    await phone.says("/admin")
    assert not any("Жасырылғаны" in label for label in phone.buttons())


async def test_a_tap_on_an_old_card_changes_nothing(centre: Centre) -> None:
    phone = await instructor(centre)
    await phone.says(QUESTION)
    await phone.taps("🔎 Нұсқаушыға")
    message = phone.last["message_id"]
    centre.api.tap(YERLAN.id, message, "cno:poc/what-is-a-poc-mandate:00000000", is_stale=True)
    await centre.settle()
    assert "мәтін өзгерді" in phone.last["text"]
    assert (await centre.app.content.current()).decisions == {}


async def test_a_correction_is_sent_back_and_seen_by_trainees(centre: Centre) -> None:
    phone, trainee = await instructor(centre), centre.phone(GRACE)
    await trainee.starts()
    await phone.says(QUESTION)
    await phone.taps("🔎 Нұсқаушыға")
    await phone.taps("English")
    how, text = await phone.taps("Түзету")
    assert "English" in how
    assert "all-of-this" not in text
    (refused,) = await phone.says("x" * 701)
    assert "701" in refused
    assert "Мәтінді қайта жіберіңізші" in refused
    (card,) = await phone.says("A mandate to **protect** people & 1 < 2.")
    assert "A mandate to protect people & 1 < 2." in card
    assert "✏️ Түзетілді: 7 желтоқсан, дүйсенбі (сіз)." in card
    (answer,) = await trainee.says(QUESTION)
    assert answer.startswith("A mandate to protect people & 1 < 2.")
    await phone.taps("Бастапқы мәтін")
    (answer,) = await trainee.says(QUESTION)
    assert "A mandate to protect people" not in answer


async def test_the_text_to_correct_is_the_packs_own_markup(centre: Centre) -> None:
    phone = await instructor(centre)
    content = await centre.app.content.current()
    item = centre.app.courses["poc"].items[0]
    await phone.says("/admin")
    message = phone.last["message_id"]
    centre.api.tap(YERLAN.id, message, f"cor:{item.name}:kk", is_stale=True)
    await centre.settle()
    sent = phone.last["text"]
    assert "[x]" in sent
    *_, card = await phone.says(sent)
    assert item.text("kk").stem in card
    current = (await centre.app.content.current()).entry(item.name)
    assert current is not None
    assert current.digest() == content.packs[item.name].digest()


async def test_a_trainee_sees_a_mark_until_the_answer_is_approved(centre: Centre) -> None:
    phone, trainee = await instructor(centre), centre.phone(AIGERIM)
    await trainee.starts()
    content = await centre.app.content.current()
    entry = next(e for e in centre.app.courses["poc"].faq if content.needs_decision(e))
    question = entry.text("kk").question
    (before,) = await trainee.says(question)
    assert "🔎 Мұны нұсқаушы әлі тексерген жоқ." in before
    assert not any("Нұсқаушыға" in label for label in trainee.buttons())
    await phone.says(question)
    await phone.taps("🔎 Нұсқаушыға")
    assert "Құжаттан ешкім көрмеген фактілер" in phone.last["text"]
    await phone.taps("Мақұлдау")
    (after,) = await trainee.says(question)
    assert "тексерген жоқ" not in after


async def test_a_trainee_cannot_tap_an_instructors_buttons(centre: Centre) -> None:
    phone = centre.phone(GRACE)
    await phone.starts()
    await phone.says(QUESTION)
    for data in ("cno:poc/what-is-a-poc-mandate:00000000", "chk:", "tpl:0", "f:centre/x:1:en"):
        centre.api.tap(GRACE.id, phone.last["message_id"], data, is_stale=True)
        await centre.settle()
        assert "no longer works" in phone.last["text"]
        await phone.says(QUESTION)


async def test_a_template_is_filled_in_for_a_cohort(centre: Centre) -> None:
    cohort = await centre.cohort()
    phone, trainee = await instructor(centre), centre.phone(GRACE)
    await trainee.starts(cohort.invite_code)
    await phone.says("/admin")
    await phone.taps("Ұйымдастыру мәселелері")
    assert "POC-12" in phone.last["text"]
    label = phone.buttons()[0]
    assert label.startswith("▫️")
    await phone.taps(label)
    assert "Нұсқаушыға:" in phone.last["text"]
    (asked,) = await phone.taps("✍️ English")
    assert "English" in asked
    taken, *_ = await phone.says("Sunday, 6 December, before 18:00.")
    assert taken.startswith("✅")
    await phone.taps("Ұйымдастыру мәселелері")
    assert phone.buttons()[0].startswith("✅")
    content = await centre.app.content.current()
    template = next(
        t for t in content.templates(["centre"]) if (t.name, cohort.id) in content.fills
    )
    (answer,) = await trainee.says(template.text("en").question)
    assert answer.startswith("Sunday, 6 December, before 18:00.")
    assert "Not yet checked" not in answer


async def test_without_a_cohort_there_is_nothing_to_fill_in(centre: Centre) -> None:
    phone = await instructor(centre)
    await phone.says("/admin")
    await phone.taps("Ұйымдастыру мәселелері")
    assert phone.buttons() == ["👥"] or "топ әзірге жоқ" in phone.last["text"]


async def test_of_several_cohorts_one_is_chosen(centre: Centre) -> None:
    await centre.cohort("POC-12")
    await centre.cohort("POC-13")
    phone = centre.phone(ANNA)
    await phone.says("/admin")
    await phone.taps("Practical matters")
    assert set(phone.buttons()) == {"POC-12", "POC-13"}
    await phone.taps("POC-13")
    assert "POC-13" in phone.last["text"]
    await phone.taps("▫️")
    await phone.taps("✍️ Русский")
    assert "POC" not in plain(phone.last["text"]) or phone.last["text"]
    (stopped,) = await phone.says("/cancel")
    assert stopped == "Stopped."


async def test_who_taps_something_else_is_not_waited_for(centre: Centre) -> None:
    phone = await instructor(centre)
    await phone.says(QUESTION)
    await phone.taps("🔎 Нұсқаушыға")
    await phone.taps("Түзету")
    await phone.taps("Әрі қарай")
    (answer,) = await phone.says("POC үш деңгейі қандай?")
    assert "Мәтініңіз қабылданды" not in answer
    assert (await centre.app.content.current()).corrections == {}


async def test_a_command_in_other_letters_is_no_text(centre: Centre) -> None:
    phone = await instructor(centre)
    await phone.says(QUESTION)
    await phone.taps("🔎 Нұсқаушыға")
    await phone.taps("Түзету")
    (answer,) = await phone.says("/тоқтату")
    assert "/help" in answer
    assert (await centre.app.content.current()).corrections == {}


async def test_a_text_that_telegram_has_cut_is_taken_neither_whole_nor_in_part(
    centre: Centre,
) -> None:
    phone = await instructor(centre)
    await phone.says(QUESTION)
    await phone.taps("🔎 Нұсқаушыға")
    await phone.taps("Түзету")
    (refused,) = await phone.says("x" * 4096)
    assert "бірнеше хабарламаға бөліп" in refused
    await phone.says("the rest of it")
    assert (await centre.app.content.current()).corrections == {}


async def test_killed_before_the_reply_the_repeat_is_answered_alike(centre: Centre) -> None:
    phone = await instructor(centre)
    await phone.says(QUESTION)
    await phone.taps("🔎 Нұсқаушыға")
    await phone.taps("Түзету")
    person = await centre.app.people.enter(YERLAN.id, "kk")
    await centre.app.content.correct(person, "poc/what-is-a-poc-mandate", "kk", "Жаңа мәтін.")
    (answer,) = await phone.says("Жаңа мәтін.")
    assert "Мәтініңіз қабылданды" in answer


async def test_who_is_no_instructor_any_more_is_not_waited_for(centre: Centre) -> None:
    phone = await instructor(centre)
    await phone.says(QUESTION)
    await phone.taps("🔎 Нұсқаушыға")
    await phone.taps("Түзету")
    async with centre.app.database.transaction() as tx:
        await tx.people.make_instructor(YERLAN.id, "unso")
        await tx.connection.execute(instructors.delete().where(instructors.c.course == "poc"))
    (refused,) = await phone.says("Жаңа мәтін.")
    assert "құзырыңызда емес" in refused
    (answer,) = await phone.says(QUESTION)
    assert "Дереккөз" in answer


async def test_under_an_answer_of_a_cohort_there_is_no_card(centre: Centre) -> None:
    cohort = await centre.cohort()
    phone = await instructor(centre)
    await phone.starts(cohort.invite_code)
    template = next(iter((await centre.app.content.current()).templates(["centre"])))
    person = await centre.app.people.enter(YERLAN.id, "kk")
    await centre.app.content.fill_in(person, template.name, cohort.id, "kk", "Жексенбіде.")
    (answer,) = await phone.says(template.text("kk").question)
    assert answer.startswith("Жексенбіде.")
    assert "Нұсқаушыңыздың жауабы" in answer
    assert not any("Нұсқаушыға" in label for label in phone.buttons())


async def test_a_card_in_a_language_without_a_text_is_refused(centre: Centre) -> None:
    phone = await instructor(centre)
    await phone.says(QUESTION)
    message = phone.last["message_id"]
    centre.api.tap(YERLAN.id, message, "cor:poc/what-is-a-poc-mandate:uz", is_stale=True)
    await centre.settle()
    assert "құзырыңызда емес" in phone.last["text"]
