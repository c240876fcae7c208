"""Practice sets: the first answer counts, whatever happens to taps, polls and processes."""

import asyncio
from datetime import timedelta

from services.conftest import Office, shipped

from bot.domain.course import Item
from bot.domain.people import Person
from bot.services.quiz import Poll, Progress

GRACE = Person(5, "en")


async def begun(office: Office, trigger: str = "m1") -> Poll:
    """The first poll of a set, sent as `p1`."""
    await office.person(5)
    poll = await office.app.quiz.start(GRACE, trigger)
    assert poll is not None
    await office.app.quiz.poll_sent(poll, "p1", 101)
    return poll


def item_of(poll: Poll) -> Item:
    """The item that a poll asks."""
    return next(i for i in shipped()["poc"].items if i.id == poll.question.item_id)


async def answer(office: Office, poll_id: str, *places: int) -> Progress | None:
    """A vote in a poll."""
    return await office.app.quiz.answer(GRACE, poll_id, places)


async def test_a_set_of_five_ends_with_a_score_and_what_to_read(office: Office) -> None:
    poll = await begun(office)
    wrong_topics = set()
    for number in range(1, 6):
        assert (poll.number, poll.total) == (number, 5)
        is_right = number % 2 == 1
        wrong = next(n for n in range(len(poll.options)) if n not in poll.right_places)
        if not is_right:
            item = item_of(poll)
            assert item is not None
            wrong_topics.add(item.topic)
        places = poll.right_places if is_right else (wrong,)
        progress = await answer(office, f"p{number}", *places)
        assert progress is not None
        if progress.poll:
            poll = progress.poll
            await office.app.quiz.poll_sent(poll, f"p{number + 1}", 101 + number)
    assert progress.summary is not None
    assert (progress.summary.score, progress.summary.total) == (3, 5)
    assert set(progress.summary.topics) == wrong_topics


async def test_a_poll_keeps_to_the_limits_and_its_key_to_its_options(office: Office) -> None:
    poll = await begun(office)
    item = item_of(poll)
    assert item is not None
    text = item.text("en")
    assert sorted(poll.options) == sorted(text.options)
    assert {poll.options[n] for n in poll.right_places} == {text.options[n] for n in text.keys}
    assert len(poll.explanation) <= 200
    assert poll.explanation.count("\n") <= 2


async def test_the_same_message_handled_again_starts_no_second_set(office: Office) -> None:
    await office.person(5)
    first = await office.app.quiz.start(GRACE, "m1")
    again = await office.app.quiz.start(GRACE, "m1")  # killed before the poll was sent
    assert first == again
    assert first is not None
    await office.app.quiz.poll_sent(first, "p1", 101)
    assert await office.app.quiz.start(GRACE, "m1") is None


async def test_two_votes_at_once_bring_one_next_question(office: Office) -> None:
    poll = await begun(office)
    both = await asyncio.gather(answer(office, "p1", 0), answer(office, "p1", 1))
    assert {progress.poll.question.item_id for progress in both if progress and progress.poll} == {
        progress.poll.question.item_id for progress in both if progress and progress.poll
    }
    following = next(p.poll for p in both if p is not None and p.poll is not None)
    assert following.number == poll.number + 1
    await office.app.quiz.poll_sent(following, "p2", 102)
    assert await answer(office, "p1", *poll.right_places) is None


async def test_a_withdrawn_a_foreign_and_an_unknown_vote_change_nothing(office: Office) -> None:
    await begun(office)
    assert await answer(office, "p1") is None
    assert await answer(office, "p99", 0) is None
    assert await office.app.quiz.answer(Person(6, "en"), "p1", (0,)) is None
    assert await answer(office, "p1", 0) is not None


async def test_a_vote_in_a_poll_of_an_older_set_says_nothing(office: Office) -> None:
    await begun(office)
    again = await office.app.quiz.start(GRACE, "m2")
    assert again is not None
    assert await answer(office, "p1", 0) is None


async def test_an_answer_after_the_process_was_killed_brings_the_same_next_question(
    office: Office,
) -> None:
    await begun(office)
    first = await answer(office, "p1", 0)
    second = await answer(office, "p1", 0)  # handled again: the next poll was not sent yet
    assert first == second
    assert first is not None


async def test_stopping_leaves_an_open_set(office: Office) -> None:
    assert not await office.app.quiz.leave(GRACE)
    await begun(office)
    assert await office.app.quiz.leave(GRACE)
    assert await answer(office, "p1", 0) is None


async def test_results_are_summed_by_course_and_shown_for_the_latest_sets(office: Office) -> None:
    assert (await office.app.quiz.results(GRACE)).overall == ()
    for number in range(7):
        course = "unso" if number == 6 else "poc"
        office.clock.at += timedelta(hours=1)
        await office.person(5)
        poll = await office.app.quiz.start(GRACE, f"m{number}", course)
        assert poll is not None
        await office.app.quiz.poll_sent(poll, f"p{number}", 100 + number)
        wrong = next(n for n in range(len(poll.options)) if n not in poll.right_places)
        await answer(office, f"p{number}", *(poll.right_places if number % 2 else (wrong,)))
    results = await office.app.quiz.results(GRACE)
    overall = [(course.id, score.right, score.answered) for course, score in results.overall]
    assert overall == [("unso", 0, 1), ("poc", 3, 6)]
    latest = [(course.id, score.right, score.answered) for course, score in results.latest]
    assert latest == [("unso", 0, 1), ("poc", 1, 1), ("poc", 0, 1), ("poc", 1, 1), ("poc", 0, 1)]
    begun_at = [score.begun_at for _, score in results.latest]
    assert begun_at == sorted(begun_at, reverse=True)
    assert (await office.app.quiz.results(Person(6, "en"))).latest == ()
