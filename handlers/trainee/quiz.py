"""/quiz: five native quiz polls, one after another, and a summary."""

from dataclasses import dataclass
from typing import ClassVar
from zoneinfo import ZoneInfo

from telegram import Update
from telegram.constants import PollType
from telegram.ext import PollAnswerHandler

from bot.i18n import Html
from bot.services.quiz import Poll, Summary
from handlers.buttons import ButtonData
from handlers.context import Context
from handlers.registry import Button, Command
from handlers.replies import Rows, say
from handlers.trainee.lessons import numbered, openers


@dataclass(frozen=True, slots=True)
class Practise(ButtonData):
    """Starts a practice set of a course; of none named, the person's own."""

    CODE: ClassVar[str] = "quiz"
    course: str


async def start_quiz(update: Update, context: Context) -> None:
    """The first question comes at once, with no further tap."""
    message = update.effective_message
    assert message is not None
    origin = f"{message.message_id}"
    poll = await context.app.quiz.start(context.person, origin)
    if poll is not None:
        await send_poll(context, poll)


async def practise(update: Update, context: Context, data: Practise) -> None:
    """The same from a button; two taps on it start one set."""
    assert update.effective_message is not None
    origin = f"{data.course}-{update.effective_message.message_id}"
    poll = await context.app.quiz.start(context.person, origin, data.course)
    if poll is not None:
        await send_poll(context, poll)


async def send_poll(context: Context, poll: Poll) -> None:
    """Sends a question; its poll is stored before the person's answer can be handled."""
    sent = await context.bot.send_poll(
        context.person.id,
        f"{poll.number}/{poll.total}. {poll.stem}",
        list(poll.options),
        type=PollType.QUIZ,
        is_anonymous=False,
        allows_multiple_answers=len(poll.right_places) > 1,
        correct_option_ids=list(poll.right_places),  # type: ignore[arg-type] # Literal[0..11]
        explanation=poll.explanation,
        explanation_parse_mode=None,
    )
    assert sent.poll is not None
    await context.app.quiz.poll_sent(poll, sent.poll.id, sent.message_id)


async def poll_answered(update: Update, context: Context) -> None:
    """The first answer counts; it brings the next question or the summary."""
    vote = update.poll_answer
    assert vote is not None
    progress = await context.app.quiz.answer(context.person, vote.poll_id, tuple(vote.option_ids))
    if progress is None:
        return
    if progress.poll is not None:
        await send_poll(context, progress.poll)
    if progress.summary is not None:
        await _send_summary(update, context, progress.summary)
        await context.app.quiz.finish(progress.summary.attempt_id)


async def _send_summary(update: Update, context: Context, summary: Summary) -> None:
    t, course = context.t, summary.course
    topics = [course.named(course.topics[topic], t.language) for topic in summary.topics]
    key = "quiz-summary-full" if not topics else "quiz-summary"
    text = t(key, score=summary.score, total=summary.total, topics="; ".join(topics))
    rows = [[Practise(course.id).labelled(t.plain("quiz-again"))]]
    if summary.lessons:
        text = Html(f"{text}\n\n{numbered(context, summary.lessons)}")
        rows.insert(0, openers(context, summary.lessons))
    for other in summary.others:
        label = t.plain("quiz-other", course=other.named(other.title, t.language))
        rows.append([Practise(other.id).labelled(label)])
    await say(update, context, text, rows)


async def own_results(context: Context) -> tuple[Html, Rows]:
    """How much was right by course and in the latest sets; if nothing was done, where to begin."""
    t, results = context.t, await context.app.quiz.results(context.person)
    if not results.overall:
        return t("quiz-no-results"), [[Practise("").labelled(t.plain("quiz-begin"))]]
    overall = [
        t(
            "quiz-overall",
            course=course.named(course.title, t.language),
            right=score.right,
            answered=score.answered,
            percent=round(100 * score.right / score.answered),
        )
        for course, score in results.overall
    ]
    zone = ZoneInfo(context.app.settings.timezone)
    latest = [
        t(
            "quiz-set",
            day=t.day(score.begun_at.astimezone(zone).date()),
            right=score.right,
            answered=score.answered,
        )
        for _, score in results.latest
    ]
    lines = (t("quiz-results"), *overall, "", t("quiz-latest"), *latest)
    again = Practise(results.latest[0][0].id).labelled(t.plain("quiz-again"))
    return Html("\n".join(lines)), [[again]]


COMMANDS = (Command("quiz", start_quiz, menu="quiz-menu"),)
BUTTONS = (Button(Practise, practise),)
HANDLERS = (PollAnswerHandler(poll_answered),)
