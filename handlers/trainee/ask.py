"""Ask: free text or /ask, answered from the course packs with the source."""

from dataclasses import dataclass
from typing import ClassVar

from telegram import InlineKeyboardMarkup, Message, Update
from telegram.error import BadRequest
from telegram.ext import MessageHandler, filters

from bot.domain.course import Term, is_action
from bot.domain.errors import Refusal
from bot.domain.text import shortened
from bot.i18n import Html, language_name, languages, translator_for
from bot.services.ask import Answer, Reply
from handlers.buttons import ButtonData
from handlers.context import Context
from handlers.registry import Button, Command
from handlers.replies import Rows, is_gone, is_unchanged, say, show
from handlers.sources import worded_sources
from handlers.staff.cards import card_button
from handlers.trainee.actions import follow_up, worded_action
from handlers.trainee.lessons import read_more

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
    name: str


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
    place = (message.chat_id, message.message_id)
    key = await context.app.questions.admit(place)
    reply = await context.app.ask.find(context.person, question)
    text, rows = await _worded(context, reply, message.message_id)
    sent = await say(update, context, text, rows, quote=True)
    await context.app.ask.replied(context.person, place, question, reply, sent.message_id, key)
    await _follow_up(update, context, reply.answer)


async def ask_again(update: Update, context: Context) -> None:
    """An edited question is answered anew by editing the answer; other edits do nothing."""
    message = update.edited_message
    assert message is not None
    question = _question(message)
    place = (message.chat_id, message.message_id)
    reply_id = await context.app.ask.earlier_reply(*place)
    if not question or reply_id is None:
        return
    key = await context.app.questions.admit(place)
    reply = await context.app.ask.find(context.person, question)
    text, rows = await _worded(context, reply, message.message_id)
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
    await _follow_up(update, context, reply.answer)


def _question(message: Message | None) -> str:
    """What was asked: the text without the command."""
    text = (message.text or "").strip() if message else ""
    if text.startswith("/"):
        return text.partition(" ")[2].strip()
    return text


async def _follow_up(update: Update, context: Context, answer: Answer | None) -> None:
    if answer is not None and is_action(answer.entry):
        await follow_up(update, context, answer.entry)


async def _worded(context: Context, reply: Reply, message_id: int) -> tuple[Html, Rows]:
    if reply.answer is not None:
        return await _worded_with_buttons(context, reply.answer)
    rows = [
        [OpenEntry(near.entry.name).labelled(shortened(near.title, LABEL_LIMIT))]
        for near in reply.near
    ]
    rows.append([PassOn(message_id).labelled(context.t.plain("ask-pass-on"))])
    return context.t("ask-near" if reply.near else "ask-unknown"), rows


async def _worded_with_buttons(context: Context, answer: Answer) -> tuple[Html, Rows]:
    """An answer, or what an action answers, with all that can be tapped."""
    if is_action(answer.entry):
        text, rows = await worded_action(context, answer.entry)
        return text, [*rows, *_more(context, answer)]
    return worded_answer(context, answer), _more(context, answer)


def worded_answer(context: Context, answer: Answer) -> Html:
    """The answer with its sources."""
    t, course = context.t, context.app.courses[answer.entry.course]
    parts = [Html(answer.body.html)]
    if isinstance(answer.entry, Term):
        parts = [_worded_term(t.language, answer.entry), *parts]
    if answer.is_by_instructor:
        parts.append(t("ask-by-instructor"))
    else:
        sources = worded_sources(t, course, answer.entry.citations)
        parts.append(t("ask-source", sources=sources))
    if answer.language != t.language:
        parts.append(t("ask-other-language", language=language_name(answer.language)))
    if not answer.is_checked:
        parts.append(t("content-unchecked"))
    return Html("\n\n".join(parts))


def _worded_term(own: str, term: Term) -> Html:
    """The term with its abbreviation, and what it is called in the other languages."""
    lines: list[Html] = []
    for language in sorted(languages() & term.texts.keys(), key=lambda tag: (tag != own, tag)):
        t, text = translator_for(language), term.texts[language]
        if lines:
            lines.append(t("glossary-other", language=language_name(language), term=text.term))
        else:
            abbreviations = ", ".join(term.abbreviations)
            key = "glossary-abbreviated" if abbreviations else "glossary-term"
            name = text.term[:1].upper() + text.term[1:]
            lines.append(t(key, term=name, abbreviations=abbreviations))
    return Html("\n".join(lines))


def _more(context: Context, answer: Answer) -> Rows:
    """What one can open from an answer."""
    rows = [[read_more(context, answer.lesson)]] if answer.lesson else []
    is_mine = answer.entry.course in context.app.content.mine(context.person)
    if is_mine and not answer.is_by_instructor:
        rows.append([card_button(context, answer.entry)])
    return rows


async def pass_on(update: Update, context: Context, data: PassOn) -> None:
    """Hands the question on, once."""
    is_new = await context.app.inbox.pass_on(context.person, data.message_id)
    await show(update, context, context.t("ask-passed" if is_new else "ask-passed-before"))


async def open_entry(update: Update, context: Context, data: OpenEntry) -> None:
    """Shows an entry beneath the offer, which stays."""
    answer = await context.app.ask.entry(context.person, data.name)
    if answer is None:
        raise Refusal("ask-entry-gone")
    text, rows = await _worded_with_buttons(context, answer)
    if not isinstance(answer.entry, Term) and not is_action(answer.entry):
        text = Html(f"{context.t('ask-question', question=answer.title)}\n\n{text}")
    await say(update, context, text, rows)
    await _follow_up(update, context, answer)


COMMANDS = (Command("ask", ask_command, menu="ask-menu"),)
BUTTONS = (Button(PassOn, pass_on), Button(OpenEntry, open_entry))
HANDLERS = (
    MessageHandler(
        filters.UpdateType.EDITED_MESSAGE & filters.ChatType.PRIVATE & filters.TEXT, ask_again
    ),
)
