"""Actions: questions about oneself, answered with the timetable, the results or the settings.

An entry of a pack names the action (`bot.domain.course.Action`); small talk has a short text.
"""

from collections.abc import Mapping

from telegram import Update

from bot.domain.course import Action, FaqEntry, is_action
from bot.i18n import Html
from bot.services.ask import Answer, Reply
from handlers.context import Context
from handlers.registry import Step
from handlers.replies import Rows, say
from handlers.trainee.help import worded_help
from handlers.trainee.lessons import worded_modules
from handlers.trainee.quiz import own_results, start_quiz
from handlers.trainee.schedule import own_next_class, own_schedule
from handlers.trainee.settings import worded_settings


async def worded_action(context: Context, entry: FaqEntry) -> tuple[Html, Rows]:
    """The message that an action answers with."""
    match entry.action:
        case Action.NEXT_CLASS:
            return await own_next_class(context), ()
        case Action.TODAY:
            return await own_schedule(context), ()
        case Action.RESULTS:
            return await own_results(context)
        case Action.CHANGE_LANGUAGE | Action.REMINDER_TIMES:
            return worded_settings(context)
        case Action.START_QUIZ:
            return context.t("quiz-starts"), ()
        case Action.LESSONS:
            return await worded_modules(context)
        case Action.ASK_INSTRUCTOR:
            return context.t("ask-instructor"), ()
        case Action.HELP:
            return worded_help(context), ()
        case talk:
            return context.t(talk), ()


async def follow_up(update: Update, context: Context, answer: Answer | None) -> None:
    """What an action does besides its message; nothing for what is no action."""
    if answer is None or not is_action(answer.entry):
        return
    match answer.entry.action:
        case Action.START_QUIZ:
            await start_quiz(update, context)
        case Action.ASK_INSTRUCTOR:
            await context.app.dialogs.open(context.person, QUESTION.name)


async def take_question(update: Update, context: Context, _: Mapping[str, object]) -> None:
    """Hands the person's message to the instructors, as a question that was not answered."""
    message = update.effective_message
    assert message is not None
    place = (message.chat_id, message.message_id)
    key = await context.app.questions.admit(place)
    sent = await say(update, context, context.t("ask-passed"), quote=True)
    await context.app.ask.replied(
        context.person, place, message.text or "", Reply(None), sent.message_id, key
    )
    await context.app.inbox.pass_on(context.person, message.message_id)


QUESTION = Step("ask-instructor", take_question)
STEPS = (QUESTION,)
