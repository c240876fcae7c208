"""Lessons: opened from an answer, read page by page, in every language."""

import re

import pytest
from chat import AIGERIM, DMITRY, GRACE, YERLAN, Centre, Person

LATIN = re.compile(r"[A-Za-z][A-Za-z'’-]*")


async def test_an_answer_opens_its_lesson_which_is_read_to_the_end(centre: Centre) -> None:
    phone = centre.phone(GRACE)
    await phone.starts()
    await phone.says("What are the three tiers of POC?")
    answer = phone.last
    (first,) = await phone.taps("Read more")
    assert "page 1 of" in first
    assert phone.last["message_id"] != answer["message_id"]
    lesson_id = phone.last["message_id"]
    pages = int(first.partition("page 1 of ")[2].split()[0])
    for number in range(2, pages + 1):
        assert await phone.taps("Next ›") == []
        assert f"page {number} of {pages}" in phone.last["text"]
    assert "📖 Source:" in phone.last["text"]
    assert phone.last["message_id"] == lesson_id
    title = phone.last["text"].partition("\n")[0]
    assert await phone.taps("Next lesson »") == []
    assert "page 1 of" in phone.last["text"]
    assert phone.last["text"].partition("\n")[0] != title
    await phone.taps("‹ Back")
    assert f"page {pages} of {pages}" in phone.last["text"]


async def test_the_lessons_of_a_module_are_listed_and_opened(centre: Centre) -> None:
    phone = centre.phone(DMITRY)
    await phone.starts()
    await phone.says("Каковы три уровня защиты гражданских лиц?")
    await phone.taps("Подробнее")
    await phone.taps("Все уроки")
    assert "\n1. " in phone.last["text"]
    assert phone.buttons()[:2] == ["1", "2"]
    module = next(label for label in phone.buttons() if label.startswith("📚"))
    await phone.taps(module)
    assert module.removeprefix("📚 ") in phone.last["text"]
    title = phone.last["text"].partition("\n2. ")[2].partition("\n")[0]
    await phone.taps("2")
    assert phone.last["text"].startswith(f"{title}\n")
    assert "страница 1 из" in phone.last["text"]


async def test_wrong_answers_lead_to_the_lessons_to_be_read(centre: Centre) -> None:
    phone = centre.phone(GRACE)
    await phone.says("/quiz")
    for _ in range(5):
        right = phone.right_options()
        options = [option["text"] for option in phone.poll["poll"]["options"]]
        await phone.votes(next(option for option in options if option not in right))
    assert "0 of 5" in phone.last["text"]
    assert 1 <= sum("📖" in button for button in phone.buttons()) <= 3
    await phone.taps("📖 1")
    assert "page 1 of" in phone.last["text"]


@pytest.mark.parametrize(
    ("data", "said"),
    [
        ("les:poc/no-such", "no longer in the material"),
        ("pg:poc/no-such:0", "no longer in the material"),
        ("toc:nowhere:legal", "no longer in the material"),
        ("pg:poc/three-tiers:many", "no longer works"),
    ],
)
async def test_a_button_that_leads_nowhere_says_so(centre: Centre, data: str, said: str) -> None:
    phone = centre.phone(GRACE)
    await phone.starts()
    await phone.says("What are the three tiers of POC?")
    centre.api.tap(GRACE.id, phone.last["message_id"], data, is_stale=True)
    await centre.settle()
    assert said in phone.last["text"]


@pytest.mark.parametrize("person", [AIGERIM, DMITRY, GRACE])
async def test_a_term_is_explained_by_its_abbreviation(centre: Centre, person: Person) -> None:
    phone = centre.phone(person)
    await phone.starts()
    (answer,) = await phone.says("JMAC")
    head, *rest = answer.splitlines()
    assert head.endswith("(JMAC)")
    assert "Joint Mission Analysis Centre" in answer
    assert "Объединенный аналитический центр миссии" in answer
    assert "Миссияның бірлескен талдау орталығы" in answer
    assert any("📖" in line for line in rest)


@pytest.mark.parametrize(
    ("person", "asked", "abbreviation"),
    [
        (GRACE, "what is a quick impact project", "QIP"),
        (DMITRY, "что такое международное гуманитарное право", "IHL"),
        (AIGERIM, "жедел әрекет ету күштері деген не", "QRF"),
        (AIGERIM, "ХГҚ", "IHL"),
        (GRACE, "объединенный оперативный центр", "JOC"),
    ],
)
async def test_a_term_is_found_by_its_name_in_any_language(
    centre: Centre, person: Person, asked: str, abbreviation: str
) -> None:
    phone = centre.phone(person)
    await phone.starts()
    (answer,) = await phone.says(asked)
    assert f"({abbreviation})" in answer


async def test_no_english_is_left_in_the_kazakh_list_of_lessons(centre: Centre) -> None:
    phone = centre.phone(YERLAN)
    await phone.starts()
    await phone.says("POC үш деңгейі қандай?")
    await phone.taps("Толығырақ")
    await phone.taps("Барлық сабақ")
    words = set(LATIN.findall(phone.last["text"]))
    assert len(phone.last["text"].splitlines()) > 5
    assert {word for word in words if not word.isupper()} == set()
