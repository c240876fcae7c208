"""/quiz: five native polls, a summary, and nothing that does harm."""

from chat import AIGERIM, GRACE, Centre, Phone

from bot.domain.text import telegram_length


async def answer(phone: Phone, *, right: bool = True) -> list[str]:
    """Answers the newest poll."""
    message = phone.poll
    key = phone.right_options(message)
    if not right:
        options = [option["text"] for option in message["poll"]["options"]]
        key = [next(option for option in options if option not in key)]
    return await phone.votes(*key)


async def test_the_first_question_comes_at_once_and_each_answer_brings_the_next(
    centre: Centre,
) -> None:
    phone = centre.phone(AIGERIM)
    (first,) = await phone.says("/quiz")
    assert first.startswith("[poll] 1/5.")
    for number in range(2, 6):
        (following,) = await answer(phone)
        assert following.startswith(f"[poll] {number}/5.")
    (summary,) = await answer(phone, right=False)
    assert "Дұрыс жауап: 4 / 5" in summary
    assert "Қайта оқып шыққан жөн" in summary


async def test_the_poll_is_a_named_quiz_with_a_sourced_explanation(centre: Centre) -> None:
    phone = centre.phone(GRACE)
    await phone.says("/quiz")
    await answer(phone)
    poll = next(m for m in phone.messages if "poll" in m)["poll"]
    assert poll["type"] == "quiz"
    assert poll["is_anonymous"] is False
    assert "\n📖 " in poll["explanation"]
    assert telegram_length(poll["explanation"]) <= 200


async def test_the_key_is_not_always_at_the_same_place(centre: Centre) -> None:
    phone = centre.phone(GRACE)
    places = set()
    for _ in range(4):
        await phone.says("/quiz")
        for _ in range(5):
            options = [option["text"] for option in phone.poll["poll"]["options"]]
            places.add(options.index(phone.right_options()[0]))
            await answer(phone)
    assert {0, 1, 2, 3} <= places


async def test_a_second_set_asks_what_was_not_asked_before(centre: Centre) -> None:
    phone = centre.phone(GRACE)
    asked = []
    for _ in range(2):
        await phone.says("/quiz")
        for _ in range(5):
            asked.append(phone.poll["poll"]["question"].partition(". ")[2])
            await answer(phone)
    assert len(set(asked)) == 10


async def test_a_repeated_vote_update_changes_nothing(centre: Centre) -> None:
    phone = centre.phone(GRACE)
    await phone.says("/quiz")
    poll_id = phone.poll["poll"]["id"]
    await answer(phone)
    before = phone.messages
    person = await centre.app.people.enter(GRACE.id, "en")
    assert await centre.app.quiz.answer(person, poll_id, (0,)) is None
    assert phone.messages == before


async def test_a_withdrawn_vote_is_no_answer(centre: Centre) -> None:
    phone = centre.phone(GRACE)
    await phone.says("/quiz")
    person = await centre.app.people.enter(GRACE.id, "en")
    assert await centre.app.quiz.answer(person, phone.poll["poll"]["id"], ()) is None
    (following,) = await answer(phone)
    assert following.startswith("[poll] 2/5.")


async def test_a_vote_on_an_old_poll_is_kept_and_starts_nothing(centre: Centre) -> None:
    phone = centre.phone(GRACE)
    await phone.says("/quiz")
    old = phone.poll
    await phone.says("/quiz")
    assert await phone.votes(*phone.right_options(old), message=old) == []
    person = await centre.app.people.enter(GRACE.id, "en")
    async with centre.app.database.read() as tx:
        assert len(await tx.attempts.practised(person.id, "poc")) == 1


async def test_a_forwarded_poll_answered_by_somebody_else_does_not_count(centre: Centre) -> None:
    phone = centre.phone(GRACE)
    await phone.says("/quiz")
    other = await centre.app.people.enter(AIGERIM.id, "kk")
    assert await centre.app.quiz.answer(other, phone.poll["poll"]["id"], (0,)) is None


async def test_the_summary_offers_five_more_and_two_taps_start_one_set(centre: Centre) -> None:
    phone = centre.phone(GRACE)
    await phone.says("/quiz")
    for _ in range(5):
        await answer(phone)
    message, button = phone._button("Five more")
    for _ in range(2):
        centre.api.tap(GRACE.id, message["message_id"], button["callback_data"])
    await centre.settle()
    assert [line[:11] for line in phone.sees()] == ["[poll] 1/5."]


async def test_a_set_goes_on_in_another_language_when_that_is_changed(centre: Centre) -> None:
    phone = centre.phone(GRACE)
    await phone.says("/quiz")
    await phone.says("/settings")
    await phone.taps("Қазақша")
    (following,) = await answer(phone)
    assert any(letter in following for letter in "әғқңөұүһі")


async def test_after_a_set_the_other_course_can_be_practised(centre: Centre) -> None:
    phone = centre.phone(AIGERIM)
    await phone.says("/quiz")
    for _ in range(5):
        await answer(phone)
    assert phone.buttons()[-1] == "📋 БҰҰ штаб офицерлері"
    (first,) = await phone.taps("📋 БҰҰ штаб офицерлері")
    assert first.startswith("[poll] 1/5.")
    stems = {item.text("kk").stem for item in centre.app.courses["unso"].items}
    assert first.removeprefix("[poll] 1/5. ").partition(" | ")[0] in stems
    for _ in range(5):
        await answer(phone)
    assert phone.buttons()[-1] == "📋 Бейбіт тұрғындарды қорғау"
    (first,) = await phone.taps("Тағы бес сұрақ")
    assert first.removeprefix("[poll] 1/5. ").partition(" | ")[0] in stems
