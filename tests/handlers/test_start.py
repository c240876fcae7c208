"""/start, /help, /cancel, language, and everything the bot does not take."""

import pytest
from chat import AIGERIM, ANNA, DMITRY, GRACE, PICTURE, YERLAN, Centre


@pytest.mark.parametrize(
    ("person", "hello"), [(AIGERIM, "Сәлеметсіз бе"), (DMITRY, "Здравствуйте"), (GRACE, "Hello")]
)
async def test_the_greeting_is_in_the_language_of_the_persons_telegram(
    centre: Centre, person, hello: str
) -> None:
    (greeting,) = await centre.phone(person).starts()
    assert hello in greeting


async def test_the_language_is_changed_in_one_tap_and_the_menu_follows(centre: Centre) -> None:
    phone = centre.phone(GRACE)
    await phone.starts()
    await phone.taps("Қазақша")
    assert "Сәлеметсіз бе" in phone.last["text"]
    assert any("сұрақ" in command["description"] for command in centre.api.menu(GRACE.id))


async def test_an_invite_link_enrols_once_and_however_often_it_is_opened(centre: Centre) -> None:
    cohort = await centre.cohort()
    phone = centre.phone(AIGERIM)
    for _ in range(2):
        (greeting,) = await phone.starts(cohort.invite_code)
        assert "POC-12 тобы" in greeting
        assert "7 желтоқсан, дүйсенбі" in greeting
    async with centre.app.database.read() as tx:
        assert await tx.cohorts.headcount(cohort.id) == 1


async def test_a_wrong_link_is_refused_and_the_bot_greets_all_the_same(centre: Centre) -> None:
    (greeting,) = await centre.phone(GRACE).starts("no-such-code")
    assert "leads nowhere" in greeting
    assert "Hello" in greeting


async def test_the_link_of_a_cohort_that_is_over_enrols_nobody(centre: Centre) -> None:
    cohort = await centre.cohort()
    await centre.moves(days=12)
    (greeting,) = await centre.phone(GRACE).starts(cohort.invite_code)
    assert "is over" in greeting


async def test_help_lists_what_the_person_may_use(centre: Centre) -> None:
    (trainee,) = await centre.phone(GRACE).says("/help")
    assert "/quiz" in trainee
    assert "/admin" not in trainee
    (owner,) = await centre.phone(ANNA).says("/help")
    assert "/admin" in owner


async def test_a_forbidden_command_answers_like_an_unknown_one(centre: Centre) -> None:
    phone = centre.phone(GRACE)
    assert await phone.says("/admin") == await phone.says("/nonsense")


@pytest.mark.parametrize("kind", ["sticker", "photo", "voice", "document"])
async def test_what_is_no_text_gets_a_short_useful_answer(centre: Centre, kind: str) -> None:
    (answer,) = await centre.phone(DMITRY).sends(kind)
    assert "Я понимаю только текст" in answer


async def test_an_album_gets_one_answer(centre: Centre) -> None:
    for _ in range(3):
        centre.api.send_media(GRACE.id, "photo", PICTURE, media_group_id="album-1")
    await centre.settle()
    assert len(centre.phone(GRACE).sees()) == 1


async def test_cancel_ends_what_is_open(centre: Centre) -> None:
    phone = centre.phone(GRACE)
    assert await phone.says("/cancel") == ["There is nothing to stop."]
    await phone.says("/quiz")
    assert await phone.says("/cancel") == ["Stopped."]


async def test_a_button_of_an_older_version_says_so(centre: Centre) -> None:
    phone = centre.phone(GRACE)
    await phone.starts()
    message = phone.last["message_id"]
    centre.api.tap(GRACE.id, message, "gone:1:2", is_stale=True)
    await centre.settle()
    assert "no longer works" in phone.sees()[0]


async def test_a_tap_that_is_too_old_to_be_answered_still_works(centre: Centre) -> None:
    phone = centre.phone(GRACE)
    await phone.says("/settings")
    data = phone._button("30 minutes")[1]["callback_data"]
    query = centre.api.tap(GRACE.id, phone.last["message_id"], data)
    centre.api.forget_query(query)
    await centre.settle()
    assert "✓ 30 minutes" in phone.buttons()


async def test_two_taps_do_no_harm(centre: Centre) -> None:
    phone = centre.phone(GRACE)
    await phone.says("/settings")
    message, data = phone.last["message_id"], phone._button("30 minutes")[1]["callback_data"]
    centre.api.tap(GRACE.id, message, data)
    centre.api.tap(GRACE.id, message, data)
    await centre.settle()
    assert phone.sees() == []
    assert "✓ 30 minutes" in phone.buttons()


async def test_settings_show_and_change_the_lead_times(centre: Centre) -> None:
    phone = centre.phone(AIGERIM)
    (settings,) = await phone.says("/settings")
    assert "24 сағат, 15 минут" in settings
    await phone.taps("✓ 24 сағат")
    await phone.taps("✓ 15 минут")
    assert "еске салмаймын" in phone.last["text"]


async def test_markup_in_what_a_person_types_breaks_nothing(centre: Centre) -> None:
    phone = centre.phone(DMITRY)
    for text in ("<b>жирный", "a & b < c > d", "</i></b>", "_*[`", "🇰🇿" * 50, "x" * 4096):
        answers = await phone.says(text)
        assert len(answers) == 1
        assert "Номер происшествия" not in answers[0]


async def test_somebody_without_a_role_taps_an_admin_button_in_vain(centre: Centre) -> None:
    owner = centre.phone(ANNA)
    await owner.says("/admin")
    data = owner._button("Groups")[1]["callback_data"]
    phone = centre.phone(GRACE)
    await phone.starts()
    centre.api.tap(GRACE.id, phone.last["message_id"], data, is_stale=True)
    await centre.settle()
    assert "no longer works" in phone.sees()[0]


async def test_an_instructor_sees_only_their_own_courses(centre: Centre) -> None:
    await centre.cohort()
    async with centre.app.database.transaction() as tx:
        await tx.people.add(YERLAN.id, "en", at=centre.clock.now())
        await tx.people.make_instructor(YERLAN.id, "unso")
    phone = centre.phone(YERLAN)
    await phone.says("/admin")
    await phone.taps("Groups")
    assert "POC-12" not in phone.last["text"]
    async with centre.app.database.transaction() as tx:
        await tx.people.make_instructor(YERLAN.id, "poc")
    await phone.says("/admin")
    await phone.taps("Groups")
    assert "POC-12" in phone.last["text"]
    assert "https://t.me/qalqan_bot?start=" in phone.last["text"]
