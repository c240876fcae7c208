"""Questions handed to instructors, and their answers on the way back."""

import asyncio

import pytest
from services.conftest import Office

from bot.domain.errors import Refusal
from bot.domain.outbox import Kind
from bot.domain.people import Person
from bot.domain.text import telegram_length
from bot.services.inbox import ANSWER_LIMIT

OWNER = Person(9, "en", is_owner=True)
TEACHER = Person(7, "kk", teaches=frozenset({"poc"}))
UNKNOWN = "Who won the football match yesterday?"


async def asked(office: Office, *, message_id: int = 1, text: str = UNKNOWN) -> int:
    """A question of person 5, trainee of the POC course, that nothing answers: its message."""
    cohorts = await office.app.cohorts.cards(OWNER)
    cohort = cohorts[0].cohort if cohorts else await office.cohort()
    person = await office.trainee(cohort)
    await office.person(9)
    reply = await office.app.ask.find(person, text)
    assert reply.answer is None
    place = (5, message_id)
    key = await office.app.questions.admit(place)
    await office.app.ask.replied(person, place, text, reply, 70 + message_id, key)
    return message_id


async def passed_on(office: Office, **more: object) -> int:
    """The number of a question that was passed on."""
    message_id = await asked(office, **more)  # type: ignore[arg-type]
    assert await office.app.inbox.pass_on(await office.person(5), message_id)
    return (await office.app.inbox.page(OWNER)).questions[-1].id


async def test_a_question_goes_to_the_instructors_and_without_any_to_the_owners(
    office: Office,
) -> None:
    await passed_on(office)
    assert await office.sends() == [(9, "inbox-question")]
    async with office.database.transaction() as tx:
        await tx.people.add(7, "kk", at=office.clock.at)
        await tx.people.make_instructor(7, "poc")
    await passed_on(office, message_id=2)
    assert await office.sends() == [(7, "inbox-question")]


async def test_a_question_is_passed_on_once_and_only_by_who_asked(office: Office) -> None:
    message_id = await asked(office)
    with pytest.raises(Refusal, match="ask-nothing-to-pass"):
        await office.app.inbox.pass_on(await office.person(6), message_id)
    with pytest.raises(Refusal, match="ask-nothing-to-pass"):
        await office.app.inbox.pass_on(await office.person(5), 999)
    person = await office.person(5)
    taps = await asyncio.gather(*(office.app.inbox.pass_on(person, message_id) for _ in range(3)))
    assert sorted(taps) == [False, False, True]
    assert len(await office.sends()) == 1


async def test_the_answer_reaches_who_asked(office: Office) -> None:
    question_id = await passed_on(office)
    await office.sends()
    await office.app.inbox.answer(OWNER, question_id, "Ask <b>at</b> the reception.")
    assert await office.sends() == [(5, "inbox-answer")]
    notice = office.post.notices[-1]
    assert notice.kind is Kind.INBOX_ANSWER
    assert notice.args == {"question": UNKNOWN, "answer": "Ask <b>at</b> the reception."}
    assert (await office.app.inbox.page(OWNER)).total == 0


async def test_of_two_answers_at_once_one_is_sent_and_the_other_is_told(office: Office) -> None:
    question_id = await passed_on(office)
    await office.sends()
    results = await asyncio.gather(
        *(office.app.inbox.answer(OWNER, question_id, text) for text in ("one", "two")),
        return_exceptions=True,
    )
    refused = [result for result in results if isinstance(result, Refusal)]
    assert [refusal.key for refusal in refused] == ["inbox-answered"]
    assert await office.sends() == [(5, "inbox-answer")]


@pytest.mark.parametrize(
    ("person", "may_answer"),
    [
        (Person(5, "en"), False),
        (Person(6, "en", teaches=frozenset({"unso"})), False),
        (TEACHER, True),
        (OWNER, True),
    ],
)
async def test_only_staff_of_the_course_sees_and_answers_a_question(
    office: Office, person: Person, may_answer: bool
) -> None:
    question_id = await passed_on(office)
    assert (await office.app.inbox.page(person)).total == int(may_answer)
    if may_answer:
        assert (await office.app.inbox.question(person, question_id)).text == UNKNOWN
    else:
        with pytest.raises(Refusal, match="inbox-gone"):
            await office.app.inbox.answer(person, question_id, "x")


async def test_an_answer_too_long_for_one_message_is_refused(office: Office) -> None:
    question_id = await passed_on(office)
    for text in ("x" * (ANSWER_LIMIT + 1), "📖" * (ANSWER_LIMIT // 2 + 1)):
        with pytest.raises(Refusal, match="inbox-too-long"):
            await office.app.inbox.answer(OWNER, question_id, text)
    await office.app.inbox.answer(OWNER, question_id, "x" * ANSWER_LIMIT)


async def test_the_longest_question_with_the_longest_answer_fits_one_message(
    office: Office,
) -> None:
    question_id = await passed_on(office, text="🙂" * 1000)
    await office.sends()
    await office.app.inbox.answer(OWNER, question_id, "x" * ANSWER_LIMIT)
    await office.sends()
    args = office.post.notices[-1].args
    assert telegram_length(str(args["question"]) + str(args["answer"])) <= 4000


async def test_open_questions_are_shown_by_pages(office: Office) -> None:
    for number in range(1, 8):
        await passed_on(office, message_id=number)
    pages = [await office.app.inbox.page(OWNER, offset) for offset in (0, 5, 99)]
    assert [(len(page.questions), page.total, page.offset) for page in pages] == [
        (5, 7, 0),
        (2, 7, 5),
        (2, 7, 5),
    ]


async def test_an_answered_question_is_passed_on_with_the_text_of_its_message(
    office: Office,
) -> None:
    person = await office.trainee(await office.cohort())
    await office.person(9)
    question = "What are the three tiers of POC?"
    reply = await office.app.ask.find(person, question)
    assert reply.answer is not None
    key = await office.app.questions.admit((5, 1))
    await office.app.ask.replied(person, (5, 1), question, reply, 71, key)
    with pytest.raises(Refusal, match="ask-nothing-to-pass"):
        await office.app.inbox.pass_on(person, 1)
    with pytest.raises(Refusal, match="ask-nothing-to-pass"):
        await office.app.inbox.pass_on(person, 2, question)
    assert await office.app.inbox.pass_on(person, 1, question * 100)
    assert not await office.app.inbox.pass_on(person, 1, question)
    (opened,) = (await office.app.inbox.page(TEACHER)).questions
    assert opened.course == "poc"
    assert opened.text == (question * 100)[:1000]
