"""The way out: Messenger over telegram.Bot; Telegram's errors become outcomes."""

import logging
from datetime import datetime
from typing import Any

from telegram import InlineKeyboardMarkup, Message
from telegram.error import (
    BadRequest,
    ChatMigrated,
    Forbidden,
    NetworkError,
    RetryAfter,
    TelegramError,
    TimedOut,
)

from bot.domain.outbox import (
    Kind,
    Moved,
    Notice,
    Outcome,
    Rejected,
    RetryLater,
    Sent,
    Unreachable,
)
from bot.i18n import Html, Translator, translator_for
from handlers.context import Bot
from handlers.pacing import Urgency, seconds
from handlers.replies import TEXT_LIMIT, Rows, plain, split
from handlers.request import NotSentError
from handlers.staff.inbox import answer_button
from handlers.times import after, class_time

log = logging.getLogger(__name__)

_GONE = ("chat not found", "user is deactivated", "peer_id_invalid", "user not found")


class TelegramMessenger:
    """Words a notice in the language of the moment and sends it."""

    def __init__(self, bot: Bot) -> None:
        self._bot = bot

    async def send(self, notice: Notice) -> Outcome:
        """Tries once; the order of the errors matters, since some are kinds of others."""
        try:
            text, rows = worded(notice)
        except (LookupError, TypeError, ValueError) as error:
            # A fault of ours, and it must not hold up what is owed to others.
            log.exception("a notice cannot be worded", extra={"kind": notice.kind})
            return Rejected(f"wording: {type(error).__name__}")
        try:
            message = await self._send(notice, text, rows)
        except RetryAfter as error:
            return RetryLater(after_s=seconds(error))
        except Forbidden as error:
            return Unreachable(error.message)
        except ChatMigrated as error:
            return Moved(error.new_chat_id)
        except BadRequest as error:
            if any(reason in error.message.lower() for reason in _GONE):
                return Unreachable(error.message)
            return Rejected(error.message)
        except NotSentError:
            return RetryLater()
        except (TimedOut, NetworkError):
            return RetryLater(is_uncertain=True)
        except TelegramError as error:
            return Rejected(error.message)
        return Sent(message.message_id)

    async def _send(self, notice: Notice, text: Html, rows: Rows) -> Message:
        try:
            return await self._call(notice.chat_id, split(text)[0], rows)
        except BadRequest as error:
            if "can't parse entities" not in error.message.lower():
                raise
            log.error("markup refused, sent as plain text", extra={"kind": notice.kind})
            return await self._call(
                notice.chat_id, plain(text)[: TEXT_LIMIT // 2], rows, parse_mode=None
            )

    async def _call(self, chat_id: int, text: str, rows: Rows, **options: Any) -> Message:
        return await self._bot.send_message(
            chat_id,
            text,
            reply_markup=InlineKeyboardMarkup(rows) if rows else None,
            rate_limit_args=Urgency.OUTBOX,
            **options,
        )


def worded(notice: Notice) -> tuple[Html, Rows]:
    """The text and the buttons of a notice in its language."""
    t = translator_for(notice.language)
    args = dict(notice.args)
    match notice.kind:
        case Kind.CLASS_REMINDER:
            return t("reminder", **_class_args(t, args)), ()
        case Kind.CLASS_CHANGED:
            key = "class-cancelled" if args["is_cancelled"] else "class-moved"
            was = datetime.fromisoformat(str(args["was"]))
            return t(key, was=class_time(t, was, str(args["timezone"])), **_class_args(t, args)), ()
        case Kind.INBOX_ANSWER:
            return t("inbox-answer-arrived", **args), ()
        case Kind.INBOX_QUESTION:
            question_id = int(str(args["question_id"]))
            return t("inbox-question-arrived", question=args["question"]), [
                [answer_button(t, question_id)]
            ]
        case Kind.INCIDENT:
            return t("incident-owner", **args), ()


def _class_args(t: Translator, args: dict[str, Any]) -> dict[str, object]:
    timezone = str(args["timezone"])
    return {
        "title": args["title"],
        "room": args["room"],
        "has_room": "yes" if args["room"] else "no",
        "when": class_time(t, args["starts_at"], timezone),
        "left": after(t, args["minutes_left"]),
    }
