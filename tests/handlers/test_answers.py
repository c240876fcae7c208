"""An answer as a message: other languages, related questions, terms, and whether it helped."""

import json
from typing import Any

import pytest
from chat import AIGERIM, ANNA, DMITRY, GRACE, YERLAN, Centre, Person, Phone

from handlers.buttons import Key

TIERS = "What are the three tiers of POC?"
VAGUE = "mission command money"


def texts_of_rows(phone: Phone) -> list[list[str]]:
    """Labels of the newest message's buttons, row by row."""
    rows = phone.last.get("reply_markup", {}).get("inline_keyboard", [])
    return [[button["text"] for button in row] for row in rows]


def data_of(phone: Phone, label: str) -> tuple[int, str]:
    """The newest message with such a button, and the button's data."""
    message, button = phone._button(label)
    return message["message_id"], button["callback_data"]


async def tap_again(centre: Centre, phone: Phone, tapped: tuple[int, str]) -> list[str]:
    """A tap that was on its way when the buttons changed."""
    centre.api.tap(phone.person.id, *tapped, is_stale=True)
    await centre.settle()
    return phone.sees()


async def filled_in(centre: Centre, phone: Phone, **texts: str) -> tuple[str, str]:
    """A template answered for the person's cohort; its name and its question in English."""
    content = await centre.app.content.current()
    template = next(content.templates(["centre"]))
    cohort = await centre.cohort()
    await phone.starts(cohort.invite_code)
    async with centre.app.database.transaction() as tx:
        for tag, text in texts.items():
            at = centre.clock.at
            await tx.content.write(template.name, tag, text, 9, at=at, cohort_id=cohort.id)
    await centre.moves(seconds=2)
    return template.name, template.text("en").question


@pytest.mark.parametrize(
    ("person", "question", "own", "other", "words"),
    [
        (GRACE, TIERS, "English", "Русский", "Это I защита посредством диалога"),
        (DMITRY, TIERS, "Русский", "English", "They are I protection through dialogue"),
        (AIGERIM, TIERS, "Қазақша", "Русский", "Это I защита посредством диалога"),
    ],
)
async def test_another_language_is_shown_beneath_and_hidden_again(
    centre: Centre, person: Person, question: str, own: str, other: str, words: str
) -> None:
    phone = centre.phone(person)
    await phone.starts()
    (alone,) = await phone.says(question)
    assert words not in alone
    before, buttons = phone.last["message_id"], phone.buttons()
    tapped = data_of(phone, f"🌐 {other}")
    assert await phone.taps(f"🌐 {other}") == []
    both = phone.last["text"]
    assert phone.last["message_id"] == before
    assert both.startswith(f"🌐 {own}\n\n{alone[:30]}")
    assert both.index(f"🌐 {other}\n\n{words}") > both.index(alone[:30])
    assert both.count("📖") == alone.count("📖") == 1
    assert f"✖️ {other}" in phone.buttons()
    assert await tap_again(centre, phone, tapped) == []
    assert phone.last["text"] == both
    third = next(label for label in phone.buttons() if label.startswith("🌐"))
    await phone.taps(third)
    assert words not in phone.last["text"]
    assert phone.last["text"].count("🌐") == 2
    await phone.taps("✖️")
    assert phone.last["text"] == alone
    assert phone.buttons() == buttons


async def test_a_language_is_shown_beneath_a_chosen_question_with_its_title(
    centre: Centre,
) -> None:
    phone = centre.phone(GRACE)
    await phone.starts()
    await phone.says(TIERS)
    await phone.taps("❓ Related")
    title = phone.buttons()[0]
    (opened,) = await phone.taps(title)
    assert opened.startswith(f"{title}\n\n")
    await phone.taps("🌐 Русский")
    assert phone.last["text"].startswith(f"🌐 English\n\n{title}\n\n")
    assert "уровне I?" in phone.last["text"].partition("🌐 Русский")[2].splitlines()[2]
    await phone.taps("✖️ Русский")
    assert phone.last["text"] == opened


async def test_a_term_is_shown_in_two_languages(centre: Centre) -> None:
    phone = centre.phone(DMITRY)
    await phone.starts()
    (alone,) = await phone.says("JMAC")
    await phone.taps("🌐 English")
    head = alone.partition("\n\n")[0]
    assert phone.last["text"].startswith(f"{head}\n\n🌐 Русский\n\n")
    assert "\n\n🌐 English\n\n" in phone.last["text"]


async def test_an_instructors_answer_in_one_language_has_no_other(centre: Centre) -> None:
    phone = centre.phone(DMITRY)
    _, question = await filled_in(centre, phone, en="Ask at <reception>: room 7.")
    (answer,) = await phone.says(question)
    assert "Ask at <reception>: room 7." in answer
    assert "✍️" in answer
    assert "Язык этого текста: English" in answer
    assert not [label for label in phone.buttons() if "🌐" in label]
    assert phone.buttons()[-2:] == ["👍 Помогло", "👎 Не помогло"]


async def test_texts_too_long_for_one_message_take_each_others_place(centre: Centre) -> None:
    phone = centre.phone(GRACE)
    _, question = await filled_in(centre, phone, en="room & board " * 200, ru="комната " * 300)
    (alone,) = await phone.says(question)
    message = phone.last["message_id"]
    assert "🌐 Русский" in phone.buttons()
    assert not [label for label in phone.buttons() if "Қазақша" in label]
    assert await phone.taps("🌐 Русский") == []
    assert phone.last["message_id"] == message
    assert "комната" in phone.last["text"]
    assert "room" not in phone.last["text"]
    await phone.taps("✖️ Русский")
    assert phone.last["text"] == alone


@pytest.mark.parametrize("person", [AIGERIM, DMITRY, GRACE, YERLAN])
async def test_an_answer_has_at_most_four_rows_of_short_labels(
    centre: Centre, person: Person
) -> None:
    phone = centre.phone(person)
    await phone.starts()
    if person.role == "instructor":
        async with centre.app.database.transaction() as tx:
            await tx.people.make_instructor(person.id, "poc")
    entries = centre.app.courses["poc"].faq[::12] + centre.app.courses["poc"].terms[::12]
    for entry in entries:
        data = f"c:{entry.name}:{Key(7)}"
        centre.api.tap(person.id, phone.last["message_id"], data, is_stale=True)
        await centre.settle()
        rows = texts_of_rows(phone)
        assert 3 <= len(rows) <= 4
        assert len(rows[0]) == (2 if entry.lesson else 1)
        for row in rows:
            for label in row:
                assert len(label) * len(row) <= 36


@pytest.mark.parametrize(
    ("person", "label"), [(GRACE, "Related"), (DMITRY, "Похожие"), (AIGERIM, "Ұқсас")]
)
async def test_related_questions_are_opened_and_lead_on(
    centre: Centre, person: Person, label: str
) -> None:
    phone = centre.phone(person)
    await phone.starts()
    await phone.says(TIERS)
    (head,) = await phone.taps(label)
    own = centre.app.courses["poc"].faq
    titles = [entry.text(person.language_code).title for entry in own]
    shown = phone.buttons()
    assert len(shown) == 4
    if shown[0] == "1":  # they are too long for buttons
        shown = [line.partition(". ")[2] for line in head.splitlines()[2:]]
    assert len(set(shown)) == 4
    assert set(shown) <= set(titles)
    (opened,) = await phone.taps(phone.buttons()[1])
    assert opened.startswith(f"{shown[1]}\n\n")
    assert not [text for text in phone.buttons() if "👍" in text]
    assert (await phone.taps(label)) != []


async def test_the_terms_of_an_answer_are_opened(centre: Centre) -> None:
    phone = centre.phone(GRACE)
    await phone.starts()
    await phone.says(TIERS)
    (head,) = await phone.taps("📖 Terms")
    assert head == "📖 Terms in this answer"
    assert 3 <= len(phone.buttons()) <= 6
    label = "📖 Use of force"
    (card,) = await phone.taps(label)
    assert card.startswith("Use of force\n")
    await phone.says("CAN")
    (row,) = [row for row in texts_of_rows(phone) if "📖" in row[0] and "Read more" not in row[0]]
    assert 1 <= len(row) <= 2
    (card,) = await phone.taps(row[0])
    assert card.splitlines()[0].startswith(row[0].removeprefix("📖 "))


@pytest.mark.parametrize(
    ("person", "helped", "thanks"),
    [
        (GRACE, "👍 Helped", "👍 Thank you!"),
        (DMITRY, "👍 Помогло", "👍 Спасибо!"),
        (AIGERIM, "👍 Көмектесті", "👍 Рақмет!"),
    ],
)
async def test_who_was_helped_is_thanked_and_the_rest_stays(
    centre: Centre, person: Person, helped: str, thanks: str
) -> None:
    phone = centre.phone(person)
    await phone.starts()
    await phone.says(TIERS)
    await phone.taps("🌐")
    before, rows, tapped = phone.last["text"], texts_of_rows(phone), data_of(phone, helped)
    assert await phone.taps(helped) == []
    assert phone.last["text"] == before
    assert texts_of_rows(phone) == [*rows[:-1], [thanks]]
    assert await tap_again(centre, phone, tapped) == []
    assert await phone.taps(thanks) == []
    assert texts_of_rows(phone) == [*rows[:-1], [thanks]]
    await phone.taps("✖️")
    assert texts_of_rows(phone)[-1] == [thanks]


async def test_who_was_not_helped_is_offered_other_entries_and_an_instructor(
    centre: Centre,
) -> None:
    phone, owner = centre.phone(GRACE), centre.phone(ANNA)
    await owner.starts()
    await phone.starts((await centre.cohort()).invite_code)
    await phone.says(f"/ask {TIERS}")
    answer = phone.last["message_id"]
    tapped = data_of(phone, "👎")
    (offer,) = await phone.taps("👎 Did not help")
    assert "sorry" in offer
    assert "Did you mean" in offer
    offered = phone.buttons()
    assert 2 <= len(offered) <= 4
    assert TIERS not in offered
    assert offered[-1] == "✉️ None of these: ask an instructor"
    (rated,) = [m for m in phone.messages if m["message_id"] == answer]
    assert rated["reply_markup"]["inline_keyboard"][-1][0]["text"] == "👎 Thank you, noted"
    assert await tap_again(centre, phone, tapped) == []
    async with centre.app.database.read() as tx:
        kept = await tx.asked.by_message(GRACE.id, answer - 1)
    assert kept is not None
    assert kept.text is None
    await phone.taps("None of these")
    assert "passed on" in phone.last["text"]
    (told,) = owner.sees()
    assert told == f"✉️ A trainee asks an instructor:\n\n{TIERS}"
    async with centre.app.database.read() as tx:
        (open_question,) = await tx.inbox.open_questions(frozenset({"poc"}), limit=9)
    assert (open_question.text, open_question.course) == (TIERS, "poc")
    await owner.taps("Answer 1")
    await owner.says("Read the policy.")
    (answered,) = phone.sees()
    assert TIERS in answered


async def test_a_chosen_question_is_answered_with_everything_and_can_be_passed_on(
    centre: Centre,
) -> None:
    phone, owner = centre.phone(GRACE), centre.phone(ANNA)
    await owner.starts()
    await phone.starts()
    (near,) = await phone.says(VAGUE)
    assert "Did you mean" in near
    assert phone.buttons()[-1] == "✉️ None of these: ask an instructor"
    (opened,) = await phone.taps(phone.buttons()[0])
    title = opened.partition("\n")[0]
    assert phone.last["reply_to_message"]["text"] == VAGUE
    assert texts_of_rows(phone)[0] == ["📖 Read more", "❓ Related"]
    assert "🌐 Русский" in phone.buttons()
    await phone.taps("👎 Did not help")
    assert title not in phone.buttons()
    await phone.taps("None of these")
    assert VAGUE in owner.sees()[0]
    assert await phone.taps("👎 Thank you") == []


async def test_an_answer_that_an_instructor_added_has_its_source_and_no_empty_rows(
    centre: Centre,
) -> None:
    phone, owner = centre.phone(GRACE), centre.phone(ANNA)
    await owner.starts()
    await phone.starts()
    teacher = await centre.app.people.enter(ANNA.id, "en")
    text = ("Where can I leave my car?", "Behind the gate, near the IDP camp.")
    name = await centre.app.added.add(teacher, "poc", "en", text, "message:1")
    data = f"c:{name}:{Key(7)}"
    (opened,) = await tap_again(centre, phone, (phone.last["message_id"], data))
    assert opened.startswith("Where can I leave my car?\n\nBehind the gate")
    assert "instructor" in opened.splitlines()[-1]
    *_, rating = texts_of_rows(phone)
    assert rating == ["👍 Helped", "👎 Did not help"]
    assert not [label for label in phone.buttons() if "Related" in label or "🌐" in label]
    await tap_again(centre, owner, (owner.last["message_id"], data))
    await owner.taps("For instructors")
    assert "Where can I leave my car?" in owner.last["text"]


async def test_an_action_has_nothing_to_open_and_nothing_to_rate(centre: Centre) -> None:
    phone = centre.phone(GRACE)
    await phone.starts()
    await phone.says("thanks")
    assert texts_of_rows(phone) == []
    entry = next(one for one in centre.app.courses["centre"].faq if one.action == "results")
    data = f"c:{entry.name}:{Key(7)}"
    await tap_again(centre, phone, (phone.last["message_id"], data))
    assert texts_of_rows(phone) == [["📋 Start a quiz"]]


async def test_a_question_that_was_deleted_is_asked_for_again(centre: Centre) -> None:
    phone = centre.phone(GRACE)
    await phone.starts()
    await phone.says(TIERS)
    message, data = data_of(phone, "👎")
    (said,) = await tapped_too_late(centre, phone, message, data)
    assert said == "I am sorry that this did not help. Please ask once more in other words."


async def tapped_too_late(centre: Centre, phone: Phone, message_id: int, data: str) -> list[str]:
    """A tap on a message so old that Telegram no longer tells what it was."""
    chat = {"id": phone.person.id, "type": "private", "first_name": "A"}
    callback: dict[str, Any] = {
        "id": "1",
        "from": phone.person.as_user(),
        "message": {"chat": chat, "message_id": message_id, "date": 0},
        "chat_instance": "1",
        "data": data,
    }
    await centre.dispatch.handle(json.dumps({"update_id": 10**6, "callback_query": callback}))
    return phone.sees()


async def test_buttons_under_a_message_of_long_ago_are_answered(centre: Centre) -> None:
    phone = centre.phone(GRACE)
    await phone.starts()
    await phone.says(TIERS)
    message, data = data_of(phone, "🌐 Русский")
    assert await tapped_too_late(centre, phone, message, data) == []
    assert "🌐 Русский" in phone.last["text"]
    assert "✖️ Русский" in phone.buttons()
    before = phone.last
    assert await tapped_too_late(centre, phone, message, f"yes:{Key(7)}") == ["👍 Thank you!"]
    choice = f"c:poc/what-are-the-three-tiers:{Key(7)}"
    (opened,) = await tapped_too_late(centre, phone, message, choice)
    assert "three tiers" in opened.partition("\n")[0]
    assert "👍 Helped" in phone.buttons()
    assert next(m for m in phone.messages if m["message_id"] == message) == before


@pytest.mark.parametrize(
    "data",
    [
        "faq:poc/no-such",
        f"c:poc/no-such:{Key(5)}",
        "lng:poc/no-such:ru:0",
        "rel:poc/no-such",
        "trm:poc/no-such",
        "yes:long-and-wrong",
        "c:poc/no-such:5",
        f"n:poc/no-such:{2**64}",
    ],
)
async def test_a_button_that_leads_nowhere_is_answered(centre: Centre, data: str) -> None:
    phone = centre.phone(GRACE)
    await phone.starts()
    await phone.says(TIERS)
    (said,) = await tap_again(centre, phone, (phone.last["message_id"], data))
    assert "no longer" in said or "no other questions" in said


@pytest.mark.parametrize("number", [0, 1, 255, 2**62 + 12345, 2**63 - 1])
def test_a_key_takes_eleven_characters_and_is_the_same_number_again(number: int) -> None:
    packed = str(Key(number))
    assert len(packed) == 11
    assert Key(packed) == number
