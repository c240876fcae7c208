"""Why this answer: how sure the bot was and which words led it there; a button for staff."""

from dataclasses import dataclass
from typing import ClassVar

from telegram import InlineKeyboardButton, Update

from bot.domain.course import AnyEntry
from bot.domain.errors import Refusal
from bot.domain.people import Role
from bot.domain.text import shortened
from bot.i18n import Html, Translator
from bot.search import Why
from bot.services.ask import Answer
from handlers.buttons import ButtonData
from handlers.context import Context
from handlers.registry import Button
from handlers.replies import own_message, question_of, say

WORD_SHOWN = 40
WORDS_SHOWN = 10
READING_SHOWN = 300


@dataclass(frozen=True, slots=True)
class ShowWhy(ButtonData):
    """Why the entry was given for the question to which the tapped message replies."""

    CODE: ClassVar[str] = "why"
    name: str


def why_button(context: Context, entry: AnyEntry) -> InlineKeyboardButton:
    """Under an answer, for those who look after it."""
    return ShowWhy(entry.name).labelled(context.t.plain("why-button"))


async def show_why(update: Update, context: Context, data: ShowWhy) -> None:
    """The explanation beneath; the text of the question stands only in the chat."""
    question = question_of(own_message(update))
    if not question:
        raise Refusal("why-no-question")
    why, other = await context.app.ask.why(context.person, data.name, question)
    await say(update, context, _worded(context.t, why, other), quote=True)


def _worded(t: Translator, why: Why, other: Answer | None) -> Html:
    title, percent = other.title if other else "", _percent(why.confidence)
    parts = [t("why")]
    if why.is_first:
        parts.append(t("why-sure", percent=percent))
    elif other:
        parts.append(t("why-not-first", title=title, percent=percent))
    if why.is_exact:
        parts.append(t("why-exact"))
    if why.reading:
        parts.append(t("why-reading", text=shortened(why.reading, READING_SHOWN)))
    if why.pairs:
        parts.append(t("why-words", pairs=_worded_pairs(t, why)))
    if why.unknown:
        words = ", ".join(shortened(word, WORD_SHOWN) for word in why.unknown[:WORDS_SHOWN])
        parts.append(t("why-unknown", words=words))
    shares = [(group, _percent(share)) for group, share in why.shares.items()]
    named = [t("why-share", group=group.value, percent=share) for group, share in shares if share]
    if named:
        parts.append(t("why-shares", shares=Html(", ".join(named))))
    if why.is_first and other:
        parts.append(t("why-other", title=title))
    return Html("\n".join(parts))


def _worded_pairs(t: Translator, why: Why) -> Html:
    return Html(
        ", ".join(
            t(
                "why-same" if pair.asked == pair.held else "why-pair",
                asked=shortened(pair.asked, WORD_SHOWN),
                held=shortened(pair.held, WORD_SHOWN),
                percent=_percent(pair.likeness),
            )
            for pair in why.pairs
        )
    )


def _percent(share: float) -> int:
    return round(100 * share)


BUTTONS = (Button(ShowWhy, show_why, needs=Role.INSTRUCTOR),)
