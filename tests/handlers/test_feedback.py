"""Whether an answer helped: kept with the question, also after the question was edited."""

from chat import ANNA, GRACE, Centre

TIERS = "What are the three tiers of POC?"
VAGUE = "mission command money"


async def test_what_one_says_of_an_answer_is_kept_with_the_question(centre: Centre) -> None:
    phone = centre.phone(GRACE)
    await phone.starts()
    owner = await centre.app.people.enter(ANNA.id, "en")
    await phone.says(TIERS)
    await phone.taps("👎 Did not help")
    (found,) = await centre.app.questions.unhelpful(owner)
    assert (found.entry.name, found.count) == ("poc/what-are-the-three-tiers", 1)
    await phone.says(VAGUE)
    await phone.taps(phone.buttons()[0])
    await phone.taps("👍 Helped")
    assert await centre.app.questions.unanswered_count(owner) == 0


async def test_an_edit_that_changes_no_answer_leaves_it_with_its_buttons(centre: Centre) -> None:
    phone = centre.phone(GRACE)
    await phone.starts()
    await phone.says(TIERS)
    before = phone.last
    assert await phone.edits(TIERS.lower()) == []
    assert phone.last == before
    await phone.taps("👎 Did not help")
    owner = await centre.app.people.enter(ANNA.id, "en")
    assert len(await centre.app.questions.unhelpful(owner)) == 1


async def test_an_edit_after_another_language_was_chosen_is_answered_in_it(centre: Centre) -> None:
    phone = centre.phone(GRACE)
    await phone.starts()
    await phone.says(TIERS)
    person = await centre.app.people.enter(GRACE.id, "en")
    await centre.app.people.choose_language(person, "ru")
    await phone.edits(TIERS.lower())
    assert "👎 Не помогло" in phone.buttons()
