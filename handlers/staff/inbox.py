"""Open questions and the answering of one."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import ClassVar

from telegram import InlineKeyboardButton, Update

from bot.domain.people import Role
from bot.domain.text import shortened
from bot.i18n import Html, Translator
from bot.services.inbox import PAGE
from handlers.buttons import ButtonData
from handlers.context import Context
from handlers.registry import Button, Command, Step
from handlers.replies import say, show
from handlers.staff.added import save_button

QUESTION_SHOWN = 300


@dataclass(frozen=True, slots=True)
class ShowInbox(ButtonData):
    """A page of open questions."""

    CODE: ClassVar[str] = "inb"
    offset: int


@dataclass(frozen=True, slots=True)
class AnswerQuestion(ButtonData):
    """Asks for the answer to one question."""

    CODE: ClassVar[str] = "ans"
    question_id: int


def answer_button(t: Translator, question_id: int) -> InlineKeyboardButton:
    """The button under a question."""
    return AnswerQuestion(question_id).labelled(t.plain("inbox-answer", number=str(question_id)))


async def inbox(update: Update, context: Context) -> None:
    """The first page."""
    await _send_page(update, context, 0)


async def show_inbox(update: Update, context: Context, data: ShowInbox) -> None:
    """A page of open questions, the oldest first."""
    await _send_page(update, context, data.offset)


async def _send_page(update: Update, context: Context, offset: int) -> None:
    t = context.t
    page = await context.app.inbox.page(context.person, offset)
    parts = [t("inbox-title", count=page.total)]
    parts += [
        t("inbox-question", number=str(one.id), text=shortened(one.text, QUESTION_SHOWN))
        for one in page.questions
    ]
    rows = [[answer_button(t, one.id)] for one in page.questions]
    following = page.offset + PAGE
    if following < page.total:
        rows.append([ShowInbox(following).labelled(t.plain("next"))])
    text = Html("\n\n".join(parts))
    await show(update, context, text, rows)


async def ask_for_answer(update: Update, context: Context, data: AnswerQuestion) -> None:
    """Waits for the instructor's next message."""
    question = await context.app.inbox.question(context.person, data.question_id)
    await context.app.dialogs.open(context.person, ANSWER.name, question_id=question.id)
    text = context.t("inbox-write", number=str(question.id), question=question.text)
    await say(update, context, text)


async def take_answer(update: Update, context: Context, data: Mapping[str, object]) -> None:
    """Sends the instructor's message to whoever asked."""
    message = update.effective_message
    assert message is not None
    question_id = int(str(data["question_id"]))
    await context.app.inbox.answer(context.person, question_id, message.text or "")
    rows = [[save_button(context.t, question_id)]]
    await say(update, context, context.t("inbox-sent"), rows)


ANSWER = Step("inbox-answer", take_answer, needs=Role.INSTRUCTOR)
STEPS = (ANSWER,)
COMMANDS = (Command("inbox", inbox, menu="inbox-menu", needs=Role.INSTRUCTOR),)
BUTTONS = (
    Button(ShowInbox, show_inbox, needs=Role.INSTRUCTOR),
    Button(AnswerQuestion, ask_for_answer, needs=Role.INSTRUCTOR),
)
