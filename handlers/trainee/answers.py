"""Answers: an entry as a message, and what can be opened from it."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import ClassVar

from telegram import InlineKeyboardButton, Update

from bot.domain.course import Term, is_action
from bot.domain.errors import Refusal
from bot.domain.text import shortened, telegram_length
from bot.i18n import Html, language_name, languages, translator_for
from bot.services.ask import Answer
from handlers.buttons import ButtonData
from handlers.context import Context
from handlers.registry import Button
from handlers.replies import TEXT_LIMIT, Rows, plain, replaced, rows_of, say, show
from handlers.sources import worded_sources
from handlers.staff.cards import card_button
from handlers.staff.why import why_button
from handlers.trainee.actions import follow_up, worded_action
from handlers.trainee.lessons import read_more

LABEL_LIMIT = 60
SIDE_BY_SIDE = 2
ROW_LETTERS = 36
"""So many terms have buttons of their own under an answer, where a row has room for them."""


@dataclass(frozen=True, slots=True)
class OpenEntry(ButtonData):
    """Shows an entry beneath what one reads."""

    CODE: ClassVar[str] = "faq"
    name: str


@dataclass(frozen=True, slots=True)
class InLanguage(ButtonData):
    """The answer in another language beneath it, or that away again: its own beneath itself.

    `has_title`: 1 where its question stands above it, else 0.
    """

    CODE: ClassVar[str] = "lng"
    name: str
    language: str
    has_title: int


@dataclass(frozen=True, slots=True)
class ShowRelated(ButtonData):
    """Questions that one may have next."""

    CODE: ClassVar[str] = "rel"
    name: str


@dataclass(frozen=True, slots=True)
class ShowTerms(ButtonData):
    """The terms that an answer uses."""

    CODE: ClassVar[str] = "trm"
    name: str


def worded_answer(
    context: Context, answer: Answer, *, beside: Answer | None = None, has_title: bool = False
) -> Html:
    """The answer with its sources.

    Args:
        beside: it in another language; alone where both together are too long for a message.
        has_title: with its question above it.
    """
    if beside is None:
        return _worded(context, [answer], has_title=has_title)
    both = _worded(context, [answer, beside], has_title=has_title)
    if telegram_length(plain(both)) <= TEXT_LIMIT:
        return both
    return _worded(context, [beside], has_title=has_title)


def _worded(context: Context, shown: Sequence[Answer], *, has_title: bool) -> Html:
    t, answer = context.t, shown[0]
    course = context.app.courses[answer.entry.course]
    parts: list[Html] = []
    if isinstance(answer.entry, Term):
        parts.append(_worded_term(t.language, answer.entry))
    for one in shown:
        if len(shown) > 1:
            parts.append(t("ask-language-head", language=language_name(one.language)))
        if has_title and not isinstance(one.entry, Term):
            parts.append(t("ask-question", question=one.title))
        parts.append(Html(one.body.html))
    if answer.is_by_instructor:
        parts.append(t("ask-by-instructor"))
    else:
        sources = worded_sources(t, course, answer.entry.citations)
        parts.append(t("ask-source", sources=sources))
    if len(shown) == 1 and t.language not in answer.languages:
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
            lines.append(t(key, term=_name(term, language), abbreviations=abbreviations))
    return Html("\n".join(lines))


def _name(term: Term, language: str) -> str:
    """What the term is called, as at the beginning of a line."""
    name = term.text(language).term
    return name[:1].upper() + name[1:]


async def worded_with_buttons(
    context: Context,
    answer: Answer,
    rating: Sequence[InlineKeyboardButton] = (),
    *,
    has_title: bool = False,
) -> tuple[Html, Rows]:
    """An answer, or what an action answers, with all that can be tapped."""
    if is_action(answer.entry):
        text, rows = await worded_action(context, answer.entry)
        card = _for_staff(context, answer, is_asked=bool(rating))
        return text, [*rows, card] if card else rows
    rows = await answer_rows(context, answer, rating, has_title=has_title)
    return worded_answer(context, answer, has_title=has_title), rows


async def answer_rows(
    context: Context,
    answer: Answer,
    rating: Sequence[InlineKeyboardButton] = (),
    *,
    has_title: bool = False,
) -> Rows:
    """What one can open from an answer, in at most four rows.

    Args:
        rating: whether it helped.
    """
    t, entry = context.t, answer.entry
    more = [read_more(context, answer.lesson)] if answer.lesson else []
    if entry.lesson or entry.topic:
        more.append(ShowRelated(entry.name).labelled(t.plain("ask-related")))
    tongues = _tongues(context, answer, None, has_title=has_title)
    card = _for_staff(context, answer, is_asked=bool(rating))
    terms = await context.app.glossary.terms_in(answer)
    opened = [_term_button(context, term) for term in terms]
    room = ROW_LETTERS // max(1, len(opened))
    if card or len(opened) > SIDE_BY_SIDE or any(len(one.text) > room for one in opened):
        tongues += [ShowTerms(entry.name).labelled(t.plain("ask-terms"))] if opened else []
        opened = []
    return [row for row in (more, tongues, opened, card, rating) if row]


def _for_staff(context: Context, answer: Answer, *, is_asked: bool) -> list[InlineKeyboardButton]:
    """For those who look after the entry: its card, but of what differs by cohort, and why it."""
    if answer.entry.course not in context.app.content.mine(context.person):
        return []
    card = [] if answer.is_by_instructor else [card_button(context, answer.entry)]
    return [*card, why_button(context, answer.entry)] if is_asked else card


def _tongues(
    context: Context, answer: Answer, beside: str | None, *, has_title: bool
) -> list[InlineKeyboardButton]:
    """A button for each other language, which shows or hides it."""
    t, name = context.t, answer.entry.name
    return [
        InLanguage(name, answer.language, int(has_title)).labelled(
            t.plain("ask-language-hide", language=language_name(tag))
        )
        if tag == beside
        else InLanguage(name, tag, int(has_title)).labelled(
            t.plain("ask-language-show", language=language_name(tag))
        )
        for tag in sorted(answer.languages & languages() - {answer.language})
    ]


def _term_button(context: Context, term: Term) -> InlineKeyboardButton:
    label = context.t.plain("ask-term", term=_name(term, context.t.language))
    return OpenEntry(term.name).labelled(shortened(label, LABEL_LIMIT))


async def in_language(update: Update, context: Context, data: InLanguage) -> None:
    """Shows or hides another language, where the answer stands; its other buttons stay."""
    answer = await entry_of(context, data.name)
    reader = replace(context.person, language=data.language)
    other = await context.app.ask.entry(reader, data.name)
    beside = other if other and other.language != answer.language else None
    has_title = bool(data.has_title)
    text = worded_answer(context, answer, beside=beside, has_title=has_title)
    rows = rows_of(update) or await answer_rows(context, answer, has_title=has_title)
    tongues = _tongues(context, answer, beside.language if beside else None, has_title=has_title)
    await show(update, context, text, replaced(rows, (InLanguage,), tongues))


async def show_related(update: Update, context: Context, data: ShowRelated) -> None:
    """Other questions beneath the answer, which stays."""
    related = await context.app.ask.related(context.person, data.name)
    if not related:
        raise Refusal("ask-related-none")
    text, rows = offered(context, context.t("ask-related-head"), related, OpenEntry)
    await say(update, context, text, rows)


def offered(
    context: Context,
    head: Html,
    entries: Sequence[Answer],
    opener: Callable[[str], ButtonData],
) -> tuple[Html, Rows]:
    """Questions to choose from; where a button has no room for one, in full above numbers.

    Args:
        opener: the button for an entry's name.
    """
    buttons = [opener(one.entry.name) for one in entries]
    titles = [one.title for one in entries]
    if all(telegram_length(title) <= LABEL_LIMIT for title in titles):
        labelled = zip(buttons, titles, strict=True)
        return head, [[button.labelled(title)] for button, title in labelled]
    lines = [
        context.t("lessons-line", number=number, title=title)
        for number, title in enumerate(titles, start=1)
    ]
    numbers = [button.labelled(str(number)) for number, button in enumerate(buttons, start=1)]
    return Html("\n".join((head, "", *lines))), [numbers]


async def show_terms(update: Update, context: Context, data: ShowTerms) -> None:
    """The terms of an answer beneath it."""
    terms = await context.app.glossary.terms_in(await entry_of(context, data.name))
    if not terms:
        raise Refusal("ask-terms-none")
    rows = [[_term_button(context, term)] for term in terms]
    await say(update, context, context.t("ask-terms-head"), rows)


async def entry_of(context: Context, name: str) -> Answer:
    """An entry that one can read.

    Raises:
        Refusal: it is gone, hidden or not filled in.
    """
    answer = await context.app.ask.entry(context.person, name)
    if answer is None:
        raise Refusal("ask-entry-gone")
    return answer


async def open_entry(update: Update, context: Context, data: OpenEntry) -> None:
    """Shows an entry beneath the offer, which stays."""
    await send_entry(update, context, await entry_of(context, data.name))


async def send_entry(
    update: Update,
    context: Context,
    answer: Answer,
    rating: Sequence[InlineKeyboardButton] = (),
) -> None:
    """An entry that was chosen, under its own question."""
    text, rows = await worded_with_buttons(context, answer, rating, has_title=True)
    await say(update, context, text, rows, quote=bool(rating))
    await follow_up(update, context, answer)


BUTTONS = (
    Button(OpenEntry, open_entry),
    Button(InLanguage, in_language),
    Button(ShowRelated, show_related),
    Button(ShowTerms, show_terms),
)
