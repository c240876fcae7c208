"""Content to check: entries of the packs one by one; approve, correct or hide with a tap."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import ClassVar
from zoneinfo import ZoneInfo

from telegram import InlineKeyboardButton, Message, Update

from bot.domain.content import Content, Verdict
from bot.domain.course import AnyEntry, FaqText, ItemText, LessonText, TermText
from bot.domain.errors import Faulty, Refusal, TryAgain
from bot.domain.people import Role
from bot.domain.text import telegram_length
from bot.i18n import Html, Translator, languages, translator_for
from bot.services.content import editable
from handlers.buttons import ButtonData
from handlers.context import Context
from handlers.registry import Button, Step
from handlers.replies import Rows, marked_text, say, show
from handlers.sources import worded_sources


@dataclass(frozen=True, slots=True)
class ShowUndecided(ButtonData):
    """The first entry to check behind the named one; behind none, the first of all."""

    CODE: ClassVar[str] = "chk"
    behind: str


@dataclass(frozen=True, slots=True)
class ShowHidden(ButtonData):
    """The first hidden entry behind the named one."""

    CODE: ClassVar[str] = "hid"
    behind: str


@dataclass(frozen=True, slots=True)
class OpenCard(ButtonData):
    """The card of an entry beneath an answer, which stays."""

    CODE: ClassVar[str] = "opc"
    name: str


@dataclass(frozen=True, slots=True)
class ShowCard(ButtonData):
    """One entry in one language."""

    CODE: ClassVar[str] = "crd"
    name: str
    language: str


@dataclass(frozen=True, slots=True)
class Approve(ButtonData):
    """The content seen is right."""

    CODE: ClassVar[str] = "cok"
    name: str
    seen: str


@dataclass(frozen=True, slots=True)
class Hide(ButtonData):
    """The content seen is not to be shown."""

    CODE: ClassVar[str] = "cno"
    name: str
    seen: str


@dataclass(frozen=True, slots=True)
class Correct(ButtonData):
    """Asks for another text in one language."""

    CODE: ClassVar[str] = "cor"
    name: str
    language: str


@dataclass(frozen=True, slots=True)
class TakeBack(ButtonData):
    """The pack's own text again."""

    CODE: ClassVar[str] = "ctb"
    name: str
    language: str


def card_button(context: Context, entry: AnyEntry) -> InlineKeyboardButton:
    """Under an answer, for those who look after it."""
    return OpenCard(entry.name).labelled(context.t.plain("content-for-staff"))


async def rows_for_panel(context: Context) -> list[list[InlineKeyboardButton]]:
    """The panel's way to the entries to check and to the hidden ones."""
    t, content = context.t, await context.app.content.current()
    mine = context.app.content.mine(context.person)
    undecided = sum(1 for _ in content.undecided(mine))
    hidden = sum(1 for _ in content.hidden(mine))
    rows = [[ShowUndecided("").labelled(t.plain("content-button", count=undecided))]]
    if hidden:
        rows.append([ShowHidden("").labelled(t.plain("content-hidden-button", count=hidden))])
    return rows


async def show_undecided(update: Update, context: Context, data: ShowUndecided) -> None:
    """The next entry to check; after the last, the first that was left out."""
    content = await context.app.content.current()
    found = list(content.undecided(context.app.content.mine(context.person)))
    entry = _next(list(content.packs), found, data.behind)
    if entry is None:
        await show(update, context, context.t("content-none"))
        return
    head = context.t("content-left", count=len(found))
    await _show_card(update, context, entry, context.t.language, head)


async def show_hidden(update: Update, context: Context, data: ShowHidden) -> None:
    """The next hidden entry."""
    content = await context.app.content.current()
    found = list(content.hidden(context.app.content.mine(context.person)))
    entry = _next(list(content.packs), found, data.behind)
    if entry is None:
        await show(update, context, context.t("content-none-hidden"))
        return
    head = context.t("content-hidden-title", count=len(found))
    await _show_card(update, context, entry, context.t.language, head)


def _next(order: list[str], found: list[AnyEntry], behind: str) -> AnyEntry | None:
    """The first of those found that stands behind a name, else the first."""
    start = order.index(behind) + 1 if behind in order else 0
    names = set(order[start:])
    return next((entry for entry in found if entry.name in names), next(iter(found), None))


async def open_card(update: Update, context: Context, data: OpenCard) -> None:
    """An entry from under its answer."""
    entry = await context.app.content.entry(context.person, data.name)
    content = await context.app.content.current()
    language = entry.language(context.t.language)
    text = _worded_card(context, content, entry, language, None)
    await say(update, context, text, _card_rows(context, content, entry, language))


async def show_card(update: Update, context: Context, data: ShowCard) -> None:
    """An entry in another language."""
    entry = await context.app.content.entry(context.person, data.name)
    await _show_card(update, context, entry, data.language)


async def approve(update: Update, context: Context, data: Approve) -> None:
    """Keeps who approved what and when; goes on to the next if this one was asked about."""
    await _decide(update, context, data.name, data.seen, Verdict.APPROVED)


async def hide(update: Update, context: Context, data: Hide) -> None:
    """Hides an entry from trainees; goes on to the next if this one was asked about."""
    await _decide(update, context, data.name, data.seen, Verdict.HIDDEN)


async def _decide(update: Update, context: Context, name: str, seen: str, verdict: Verdict) -> None:
    entry = await context.app.content.entry(context.person, name)
    was_asked = (await context.app.content.current()).needs_decision(entry)
    if not await context.app.content.decide(context.person, name, seen, verdict):
        return
    if was_asked:
        await show_undecided(update, context, ShowUndecided(name))
    else:
        await _show_card(update, context, entry, context.t.language)


async def ask_for_text(update: Update, context: Context, data: Correct) -> None:
    """Sends the text as it stands, to be copied, and waits for the corrected one."""
    entry = await context.app.content.entry(context.person, data.name)
    text = entry.texts.get(data.language)
    if text is None:
        raise Refusal("content-gone")
    is_item = isinstance(text, ItemText)
    key = "content-write-item" if is_item else "content-write"
    step = {"name": data.name, "language": data.language}
    await context.app.dialogs.open(context.person, CORRECTION.name, **step)
    name = translator_for(data.language).plain("language-name")
    await say(update, context, context.t(key, language=name))
    await say(update, context, context.t("content-copy", text=editable(entry, data.language)))


async def take_text(update: Update, context: Context, data: Mapping[str, object]) -> None:
    """Puts the instructor's text into the place of the pack's, or says what is wrong with it."""
    assert update.effective_message is not None
    name, language = str(data["name"]), str(data["language"])
    text = marked_text(whole(update.effective_message))
    try:
        await context.app.content.correct(context.person, name, language, text)
    except Faulty as error:
        raise try_again(context.t, error) from error
    entry = await context.app.content.entry(context.person, name)
    await _show_card(update, context, entry, language, context.t("content-corrected"))


def whole(message: Message) -> Message:
    """The message, if it can be all of what was written.

    Raises:
        Refusal: it is so long that Telegram has cut it, and the rest follows as another message.
    """
    if telegram_length(message.text or "") >= CUT_FROM:
        raise Refusal("content-cut")
    return message


def try_again(t: Translator, error: Faulty) -> TryAgain:
    """Why a text cannot be taken, and that another one is awaited."""
    wrong = Html("\n".join(f"• {t(fault.key, **fault.args)}" for fault in error.faults))
    return TryAgain("content-faulty", faults=wrong)


async def take_back(update: Update, context: Context, data: TakeBack) -> None:
    """Drops a correction."""
    await context.app.content.take_back(context.person, data.name, data.language)
    entry = await context.app.content.entry(context.person, data.name)
    await _show_card(update, context, entry, data.language)


async def _show_card(
    update: Update, context: Context, entry: AnyEntry, language: str, head: Html | None = None
) -> None:
    content = await context.app.content.current()
    text = _worded_card(context, content, entry, entry.language(language), head)
    rows = _card_rows(context, content, entry, entry.language(language))
    if update.callback_query and len(text) < CARD_LIMIT:
        await show(update, context, text, rows)
    else:
        await say(update, context, text, rows)


CUT_FROM = 3900
"""Telegram's clients cut what is longer than 4,096, some of them between words."""
CARD_LIMIT = 4000
"""A longer card, a lesson's, is sent in parts."""


def _worded_card(
    context: Context, content: Content, entry: AnyEntry, language: str, head: Html | None
) -> Html:
    t, course = context.t, context.app.content.course(entry)
    place = t(
        "content-place",
        course=course.named(course.title, t.language),
        kind=entry.KIND,
        group=course.group_name(entry, t.language),
        language=translator_for(language).plain("language-name"),
    )
    parts = [head, place, *_worded_text(entry, language)]
    parts.append(t("ask-source", sources=worded_sources(t, course, entry.citations)))
    if unseen := sorted(course.unseen.intersection(entry.facts)):
        parts.append(t("content-unseen", facts=", ".join(unseen)))
    parts.append(_worded_state(context, content, entry, language))
    return Html("\n\n".join(part for part in parts if part))


def _worded_text(entry: AnyEntry, language: str) -> list[Html]:
    """The text as an instructor checks it: of an item, with its key."""
    t = translator_for(language)
    match entry.texts[language]:
        case FaqText(question=title, body=body) | TermText(term=title, body=body):
            return [t("ask-question", question=title), Html(body.html)]
        case LessonText(title=title, body=body):
            return [t("ask-question", question=title), Html(body.html)]
        case ItemText() as item:
            options = Html(
                "\n".join(
                    t("content-key" if at in item.keys else "content-distractor", option=option)
                    for at, option in enumerate(item.options)
                )
            )
            explanation = t("content-explanation", text=item.explanation)
            return [t("ask-question", question=item.stem), options, explanation]


def _worded_state(context: Context, content: Content, entry: AnyEntry, language: str) -> Html:
    """Who decided or corrected, and when."""
    t, zone = context.t, context.app.settings.timezone
    lines = []
    if decision := content.decisions.get(entry.name):
        is_this = decision.digest == content.packs[entry.name].digest()
        lines.append(
            t(
                "content-decided",
                verdict=decision.verdict.value,
                day=_day(t, decision.at, zone),
                by="you" if decision.person_id == context.person.id else "other",
                is_this="yes" if is_this else "no",
            )
        )
    if correction := content.corrections.get((entry.name, language)):
        lines.append(
            t(
                "content-corrected-by",
                day=_day(t, correction.at, zone),
                by="you" if correction.person_id == context.person.id else "other",
            )
        )
    return Html("\n".join(lines))


def _day(t: Translator, moment: datetime, timezone: str) -> str:
    return t.day(moment.astimezone(ZoneInfo(timezone)).date())


def _card_rows(context: Context, content: Content, entry: AnyEntry, language: str) -> Rows:
    t, seen = context.t, content.state(entry)
    is_hidden, is_open = content.is_hidden(entry), content.needs_decision(entry)
    decide = []
    if is_hidden or is_open:
        key = "content-show-again" if is_hidden else "content-approve"
        decide.append(Approve(entry.name, seen).labelled(t.plain(key)))
    if not is_hidden or is_open:
        decide.append(Hide(entry.name, seen).labelled(t.plain("content-hide")))
    change = [Correct(entry.name, language).labelled(t.plain("content-correct"))]
    if (entry.name, language) in content.corrections:
        change.append(TakeBack(entry.name, language).labelled(t.plain("content-take-back")))
    others = [
        ShowCard(entry.name, tag).labelled(translator_for(tag).plain("language-name"))
        for tag in sorted(languages() & entry.texts.keys() - {language})
    ]
    following = ShowHidden(entry.name) if is_hidden else ShowUndecided(entry.name)
    rows = (decide, change, others, [following.labelled(t.plain("content-next"))])
    return [row for row in rows if row]


CORRECTION = Step("content-correct", take_text, needs=Role.INSTRUCTOR)
STEPS = (CORRECTION,)
BUTTONS = (
    Button(ShowUndecided, show_undecided, needs=Role.INSTRUCTOR),
    Button(ShowHidden, show_hidden, needs=Role.INSTRUCTOR),
    Button(OpenCard, open_card, needs=Role.INSTRUCTOR),
    Button(ShowCard, show_card, needs=Role.INSTRUCTOR),
    Button(Approve, approve, needs=Role.INSTRUCTOR),
    Button(Hide, hide, needs=Role.INSTRUCTOR),
    Button(Correct, ask_for_text, needs=Role.INSTRUCTOR),
    Button(TakeBack, take_back, needs=Role.INSTRUCTOR),
)
