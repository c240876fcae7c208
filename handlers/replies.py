"""Replies: sent whole however long, edited where they stand."""

import re
from collections.abc import Sequence

from telegram import (
    InlineKeyboardButton,
    InlineKeyboardMarkup,
    Message,
    MessageEntity,
    ReplyParameters,
    Update,
)
from telegram.error import BadRequest

from bot.domain.text import telegram_length
from bot.i18n import Html
from handlers.buttons import SEPARATOR, ButtonData
from handlers.context import Context

TEXT_LIMIT = 4096
Rows = Sequence[Sequence[InlineKeyboardButton]]
_MARKS = {MessageEntity.BOLD: "**", MessageEntity.ITALIC: "_"}
_TAG = re.compile(r"<[^>]+>")
_PIECE = re.compile(r"</(?P<close>\w+)>|<(?P<open>\w+)>|&\w+;|.", re.DOTALL)


def split(text: str, limit: int = TEXT_LIMIT) -> list[str]:
    """Parts of at most `limit` UTF-16 units, cut between lines, a longer line where it must be.

    What counts is the text without its markup (Bot API, sendMessage: "after entities parsing").
    Our texts open and close a tag in the same line.
    """
    parts: list[str] = []
    current = ""
    for line in text.split("\n"):
        longer = f"{current}\n{line}" if current else line
        if telegram_length(plain(longer)) <= limit:
            current = longer
            continue
        if current.strip():
            parts.append(current.strip("\n"))
        current = line
        while telegram_length(plain(current)) > limit:
            part, current = _cut(current, limit)
            parts.append(part)
    return [*parts, current] if current.strip() else parts


def _cut(line: str, limit: int) -> tuple[str, str]:
    """The beginning of a line that fits, and the rest; a tag open between them stands in both."""
    used = end = 0
    opened: list[str] = []
    for piece in _PIECE.finditer(line):
        used += telegram_length(plain(piece[0]))
        if used > limit:
            break
        end = piece.end()
        if piece["close"]:
            opened.pop()
        elif piece["open"]:
            opened.append(piece["open"])
    closing = "".join(f"</{tag}>" for tag in reversed(opened))
    return line[:end] + closing, "".join(f"<{tag}>" for tag in opened) + line[end:]


def plain(markup: str) -> str:
    """The text without its tags, for when Telegram does not take the markup."""
    text = _TAG.sub("", markup)
    return text.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&")


async def say(
    update: Update, context: Context, text: Html, rows: Rows = (), *, quote: bool = False
) -> Message:
    """Sends to the chat of the update; buttons stand under the last part.

    Args:
        quote: as a reply to the person's message: the one that came, or that of which it comes.
    """
    chat = update.effective_chat or update.effective_user
    assert chat is not None
    reply = None
    if quote and (own := own_message(update)):
        reply = ReplyParameters(own.message_id, allow_sending_without_reply=True)
    *first, last = split(text)
    for part in first:
        await context.bot.send_message(chat.id, part, reply_parameters=reply)
        reply = None
    markup = InlineKeyboardMarkup(rows) if rows else None
    return await context.bot.send_message(
        chat.id, last, reply_markup=markup, reply_parameters=reply
    )


def own_message(update: Update) -> Message | None:
    """The person's message: that of the update, or the one to which the tapped message replies."""
    if update.callback_query is None:
        return update.effective_message
    tapped = update.callback_query.message
    return tapped.reply_to_message if isinstance(tapped, Message) else None


def question_of(message: Message | None) -> str:
    """What was asked: the text without the command."""
    text = (message.text or "").strip() if message else ""
    if text.startswith("/"):
        return text.partition(" ")[2].strip()
    return text


def rows_of(update: Update) -> Rows:
    """The buttons under the tapped message; none if Telegram does not tell, it being too old."""
    tapped = update.callback_query.message if update.callback_query else None
    markup = tapped.reply_markup if isinstance(tapped, Message) else None
    return markup.inline_keyboard if markup else ()


def replaced(
    rows: Rows, kinds: Sequence[type[ButtonData]], buttons: Sequence[InlineKeyboardButton]
) -> Rows:
    """The rows with other buttons at the beginning of each row that has some of these kinds."""
    rests = [[button for button in row if not is_of(button, kinds)] for row in rows]
    return [
        [*buttons, *rest] if len(rest) < len(row) else row
        for row, rest in zip(rows, rests, strict=True)
    ]


def is_of(button: InlineKeyboardButton, kinds: Sequence[type[ButtonData]]) -> bool:
    """Whether the button carries data of one of these kinds."""
    code = str(button.callback_data).partition(SEPARATOR)[0]
    return any(code == kind.CODE for kind in kinds)


async def show_rows(update: Update, rows: Rows) -> None:
    """Replaces the buttons under the tapped message, if that can be; none are taken away."""
    tapped = update.callback_query.message if update.callback_query else None
    if not isinstance(tapped, Message) or not rows:
        return
    try:
        await tapped.edit_reply_markup(InlineKeyboardMarkup(rows))
    except BadRequest as error:
        if not is_unchanged(error) and not is_gone(error):
            raise


async def show(update: Update, context: Context, text: Html, rows: Rows = ()) -> None:
    """Replaces the message whose button was tapped; sends a new one where that cannot be.

    So too what takes more than one message.
    """
    query = update.callback_query
    message = query.message if query else None
    parts = split(text)
    if not isinstance(message, Message) or len(parts) > 1:
        await say(update, context, text, rows)
        return
    try:
        await message.edit_text(parts[0], reply_markup=InlineKeyboardMarkup(rows) if rows else None)
    except BadRequest as error:
        if is_unchanged(error):
            return
        if not is_gone(error):
            raise
        await say(update, context, text, rows)


def marked_text(message: Message) -> str:
    """The text with its bold and italic parts marked as in the course packs.

    Telegram's clients turn what one copies or types as `**bold**` into an entity without its stars.
    """
    letters = (message.text or "").encode("utf-16-le")
    marks: list[tuple[int, str]] = []
    for entity in message.entities:
        if mark := _MARKS.get(entity.type):
            marks += [(entity.offset, mark), (entity.offset + entity.length, mark)]
    for at, mark in sorted(marks, reverse=True):
        letters = letters[: 2 * at] + mark.encode("utf-16-le") + letters[2 * at :]
    return letters.decode("utf-16-le")


def is_unchanged(error: BadRequest) -> bool:
    """A second tap: the message says that already."""
    return "message is not modified" in error.message.lower()


def is_gone(error: BadRequest) -> bool:
    """The message was deleted or is too old to be edited."""
    text = error.message.lower()
    return "message to edit not found" in text or "message can't be edited" in text


def is_old_query(error: BadRequest) -> bool:
    """The tap came too late to be answered; what it asked for is done all the same."""
    return "query is too old" in error.message.lower()
