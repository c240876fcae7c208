"""Ask: free text or /ask, answered from the course packs with the source."""

from dataclasses import dataclass
from typing import ClassVar

from telegram import InlineKeyboardMarkup, Message, Update
from telegram.error import BadRequest
from telegram.ext import MessageHandler, filters

from bot.domain.course import Citation, Course
from bot.domain.errors import Refusal
from bot.domain.text import shortened
from bot.i18n import Html, Translator
from bot.services.ask import Answer, Reply
from handlers.buttons import ButtonData
from handlers.context import Context
from handlers.registry import Button, Command
from handlers.replies import Rows, is_gone, is_unchanged, say, show

LABEL_LIMIT = 60


@dataclass(frozen=True, slots=True)
class PassOn(ButtonData):
    """Hands a question to an instructor."""

    CODE: ClassVar[str] = "pass"
    message_id: int


@dataclass(frozen=True, slots=True)
class OpenEntry(ButtonData):
    """Shows the answer to one of the nearest questions."""

    CODE: ClassVar[str] = "faq"
    course: str
    entry_id: str


async def ask_command(update: Update, context: Context) -> None:
    """`/ask …`; without a question it says how to ask."""
    question = _question(update.effective_message)
    if not question:
        raise Refusal("ask-how")
    await ask(update, context, question)


async def ask(update: Update, context: Context, question: str) -> None:
    """Answers a question, as a reply to it."""
    message = update.effective_message
    assert message is not None
    reply = context.app.ask.find(context.person, question)
    text, rows = _worded(context, reply, message.message_id)
    sent = await say(update, context, text, rows, quote=True)
    place = (message.chat_id, message.message_id)
    await context.app.ask.replied(context.person, place, question, reply, sent.message_id)


async def ask_again(update: Update, context: Context) -> None:
    """An edited question is answered anew by editing the answer; other edits do nothing."""
    message = update.edited_message
    assert message is not None
    question = _question(message)
    place = (message.chat_id, message.message_id)
    reply_id = await context.app.ask.earlier_reply(*place)
    if not question or reply_id is None:
        return
    reply = context.app.ask.find(context.person, question)
    text, rows = _worded(context, reply, message.message_id)
    try:
        await context.bot.edit_message_text(
            text,
            message.chat_id,
            reply_id,
            reply_markup=InlineKeyboardMarkup(rows) if rows else None,
        )
    except BadRequest as error:
        if is_gone(error):
            reply_id = (await say(update, context, text, rows, quote=True)).message_id
        elif not is_unchanged(error):
            raise
    await context.app.ask.replied(context.person, place, question, reply, reply_id)


def _question(message: Message | None) -> str:
    """What was asked: the text without the command."""
    text = (message.text or "").strip() if message else ""
    if text.startswith("/"):
        return text.partition(" ")[2].strip()
    return text


def _worded(context: Context, reply: Reply, message_id: int) -> tuple[Html, Rows]:
    if reply.answer is not None:
        return worded_answer(context, reply.answer), ()
    rows = [
        [
            OpenEntry(near.entry.course, near.entry.id).labelled(
                shortened(near.text.question, LABEL_LIMIT)
            )
        ]
        for near in reply.near
    ]
    rows.append([PassOn(message_id).labelled(context.t.plain("ask-pass-on"))])
    return context.t("ask-near" if reply.near else "ask-unknown"), rows


def worded_answer(context: Context, answer: Answer) -> Html:
    """The answer with its sources."""
    course = context.app.ask.course(answer.entry.course)
    sources = "; ".join(source(context.t, course, cited) for cited in answer.entry.citations)
    parts = [Html(answer.text.answer), context.t("ask-source", sources=sources)]
    if answer.language != context.person.language:
        parts.append(context.t("ask-other-language"))
    return Html("\n\n".join(parts))


def source(t: Translator, course: Course, cited: Citation) -> str:
    """A source with the place in it, such as "DPO 2023.05, para. 3"."""
    label = course.sources[cited.source_id].label
    if not cited.part:
        return label
    return t.plain("source-part", label=label, part=cited.part, number=cited.number)


async def pass_on(update: Update, context: Context, data: PassOn) -> None:
    """Hands the question on, once."""
    is_new = await context.app.inbox.pass_on(context.person, data.message_id)
    await show(update, context, context.t("ask-passed" if is_new else "ask-passed-before"))


async def open_entry(update: Update, context: Context, data: OpenEntry) -> None:
    """Shows an entry beneath the offer, which stays."""
    answer = context.app.ask.entry(data.course, data.entry_id, context.person.language)
    if answer is None:
        raise Refusal("ask-entry-gone")
    question = context.t("ask-question", question=answer.text.question)
    await say(update, context, Html(f"{question}\n\n{worded_answer(context, answer)}"))


COMMANDS = (Command("ask", ask_command, menu="ask-menu"),)
BUTTONS = (Button(PassOn, pass_on), Button(OpenEntry, open_entry))
HANDLERS = (
    MessageHandler(
        filters.UpdateType.EDITED_MESSAGE & filters.ChatType.PRIVATE & filters.TEXT, ask_again
    ),
)
