"""Ask: free text or /ask, answered from the course packs with the source."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar

from telegram import InlineKeyboardButton, InlineKeyboardMarkup, Update
from telegram.error import BadRequest
from telegram.ext import MessageHandler, filters

from bot.domain.errors import Refusal
from bot.i18n import Html
from bot.services.ask import NEAR_MOST, Answer, Reply
from handlers.buttons import ButtonData, Key
from handlers.context import Context
from handlers.registry import Button, Command
from handlers.replies import (
    Rows,
    is_gone,
    is_of,
    is_unchanged,
    own_message,
    question_of,
    replaced,
    rows_of,
    say,
    show,
    show_rows,
)
from handlers.trainee.actions import follow_up
from handlers.trainee.answers import entry_of, offered, send_entry, worded_with_buttons


@dataclass(frozen=True, slots=True)
class PassOn(ButtonData):
    """Hands a question to an instructor."""

    CODE: ClassVar[str] = "pass"
    message_id: int


@dataclass(frozen=True, slots=True)
class Choose(ButtonData):
    """One of the entries offered for a question was meant; `key` is the question's."""

    CODE: ClassVar[str] = "c"
    name: str
    key: Key


@dataclass(frozen=True, slots=True)
class Helped(ButtonData):
    """The answer to a question helped."""

    CODE: ClassVar[str] = "yes"
    key: Key


@dataclass(frozen=True, slots=True)
class DidNotHelp(ButtonData):
    """The entry given for a question did not help."""

    CODE: ClassVar[str] = "n"
    name: str
    key: Key


RATINGS = (Helped, DidNotHelp)


async def ask_command(update: Update, context: Context) -> None:
    """`/ask …`; without a question it says how to ask."""
    question = question_of(update.effective_message)
    if not question:
        raise Refusal("ask-how")
    await ask(update, context, question)


async def ask(update: Update, context: Context, question: str) -> None:
    """Answers a question, as a reply to it."""
    message = update.effective_message
    assert message is not None
    place = (message.chat_id, message.message_id)
    key = Key(await context.app.questions.admit(place))
    reply = await context.app.ask.find(context.person, question)
    text, rows = await _worded(context, reply, message.message_id, key)
    sent = await say(update, context, text, rows, quote=True)
    await context.app.ask.replied(context.person, place, question, reply, sent.message_id, key)
    await follow_up(update, context, reply.answer)


async def ask_again(update: Update, context: Context) -> None:
    """An edited question is answered anew by editing the answer; other edits do nothing."""
    message = update.edited_message
    assert message is not None
    question = question_of(message)
    place = (message.chat_id, message.message_id)
    earlier = await context.app.ask.earlier(*place)
    if not question or earlier is None:
        return
    key = Key(await context.app.questions.admit(place))
    reply, reply_id = await context.app.ask.find(context.person, question), earlier.reply_id
    if reply.is_as_before(earlier, context.person.language):
        return
    text, rows = await _worded(context, reply, message.message_id, key)
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
    await context.app.ask.replied(context.person, place, question, reply, reply_id, key)
    await follow_up(update, context, reply.answer)


async def _worded(context: Context, reply: Reply, message_id: int, key: Key) -> tuple[Html, Rows]:
    if reply.answer is not None:
        rating = _rating(context, reply.answer, key)
        return await worded_with_buttons(context, reply.answer, rating)
    head = context.t("ask-near" if reply.near else "ask-unknown")
    return _offered(context, head, reply.near, message_id, key)


def _offered(
    context: Context, head: Html, near: Sequence[Answer], message_id: int, key: Key
) -> tuple[Html, Rows]:
    """The entries nearest to a question, and an instructor."""
    text, rows = offered(context, head, near, lambda name: Choose(name, key))
    label = context.t.plain("ask-none-of-these" if near else "ask-pass-on")
    return text, [*rows, [PassOn(message_id).labelled(label)]]


def _rating(context: Context, answer: Answer, key: Key) -> list[InlineKeyboardButton]:
    """Whether it helped."""
    t = context.t
    return [
        Helped(key).labelled(t.plain("ask-helped")),
        DidNotHelp(answer.entry.name, key).labelled(t.plain("ask-did-not-help")),
    ]


async def choose(update: Update, context: Context, data: Choose) -> None:
    """Shows the entry beneath the offer, which stays."""
    answer = await entry_of(context, data.name)
    await context.app.questions.chosen(data.key, data.name)
    await send_entry(update, context, answer, _rating(context, answer, data.key))


async def helped(update: Update, context: Context, data: Helped) -> None:
    """Thanks for it."""
    await context.app.questions.helped(data.key, True)
    thanks = context.t("ask-thanks")
    if rows_of(update):
        await _thank(update, data.labelled(thanks))
    else:
        await say(update, context, thanks)


async def did_not_help(update: Update, context: Context, data: DidNotHelp) -> None:
    """Thanks for it, and offers what else may help."""
    is_first = not _is_rated(rows_of(update))
    await context.app.questions.helped(data.key, False)
    if is_first:
        await _offer_more(update, context, data)
    await _thank(update, data.labelled(context.t.plain("ask-noted")))


async def _offer_more(update: Update, context: Context, data: DidNotHelp) -> None:
    """Other entries and an instructor; the text of the question stands only in the chat."""
    message = own_message(update)
    question = question_of(message)
    if message is None or not question:
        await say(update, context, context.t("ask-not-helped-again"))
        return
    reply = await context.app.ask.find(context.person, question)
    found = [one for one in (reply.answer, *reply.near) if one and one.entry.name != data.name]
    near = found[:NEAR_MOST]
    head = context.t("ask-not-helped-near" if near else "ask-not-helped")
    text, rows = _offered(context, head, near, message.message_id, data.key)
    await say(update, context, text, rows, quote=True)


async def _thank(update: Update, thanks: InlineKeyboardButton) -> None:
    """Puts the thanks in the place of the two buttons."""
    await show_rows(update, replaced(rows_of(update), RATINGS, [thanks]))


def _is_rated(rows: Rows) -> bool:
    """Whether the thanks are there already."""
    return sum(is_of(button, RATINGS) for row in rows for button in row) == 1


async def pass_on(update: Update, context: Context, data: PassOn) -> None:
    """Hands the question on, once."""
    question = question_of(own_message(update))
    is_new = await context.app.inbox.pass_on(context.person, data.message_id, question)
    await show(update, context, context.t("ask-passed" if is_new else "ask-passed-before"))


COMMANDS = (Command("ask", ask_command, menu="ask-menu"),)
BUTTONS = (
    Button(PassOn, pass_on),
    Button(Choose, choose),
    Button(Helped, helped),
    Button(DidNotHelp, did_not_help),
)
HANDLERS = (
    MessageHandler(
        filters.UpdateType.EDITED_MESSAGE & filters.ChatType.PRIVATE & filters.TEXT, ask_again
    ),
)
