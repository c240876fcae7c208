"""Content to check: entries of the packs one by one; approve, correct or hide with a tap."""

from collections.abc import Mapping, Sequence

from telegram import InlineKeyboardButton, Message, Update

from bot.domain.content import Verdict
from bot.domain.course import AnyEntry, ItemText, is_added
from bot.domain.errors import Faulty, Refusal, TryAgain
from bot.domain.people import Role
from bot.domain.text import telegram_length
from bot.i18n import Html, Translator, language_name
from bot.services.content import editable
from handlers.context import Context
from handlers.registry import Button, Step
from handlers.replies import Rows, marked_text, say, show
from handlers.staff.cards import (
    Approve,
    Correct,
    Hide,
    OpenCard,
    ShowAdded,
    ShowCard,
    ShowHidden,
    ShowUndecided,
    TakeBack,
    card_rows,
    worded_card,
)


async def rows_for_panel(context: Context) -> list[list[InlineKeyboardButton]]:
    """The panel's way to the entries to check, to the hidden and to the added ones."""
    t, content = context.t, await context.app.content.current()
    mine = context.app.content.mine(context.person)
    undecided = sum(1 for _ in content.undecided(mine))
    hidden = sum(1 for _ in content.hidden(mine))
    added = sum(1 for _ in content.added(mine))
    rows = [[ShowUndecided("").labelled(t.plain("content-button", count=undecided))]]
    if hidden:
        rows.append([ShowHidden("").labelled(t.plain("content-hidden-button", count=hidden))])
    if added:
        rows.append([ShowAdded("").labelled(t.plain("added-button", count=added))])
    return rows


async def show_undecided(update: Update, context: Context, data: ShowUndecided) -> None:
    """The next entry to check; after the last, the first that was left out."""
    content = await context.app.content.current()
    found = list(content.undecided(context.app.content.mine(context.person)))
    head = context.t("content-left" if found else "content-none", count=len(found))
    await _show_next(update, context, found, data.behind, head)


async def show_hidden(update: Update, context: Context, data: ShowHidden) -> None:
    """The next hidden entry."""
    content = await context.app.content.current()
    found = list(content.hidden(context.app.content.mine(context.person)))
    head = context.t("content-hidden-title" if found else "content-none-hidden", count=len(found))
    await _show_next(update, context, found, data.behind, head)


async def show_added(update: Update, context: Context, data: ShowAdded) -> None:
    """The next entry that an instructor wrote."""
    content = await context.app.content.current()
    found = list(content.added(context.app.content.mine(context.person)))
    head = context.t("added-title" if found else "added-none", count=len(found))
    await _show_next(update, context, found, data.behind, head)


async def _show_next(
    update: Update, context: Context, found: Sequence[AnyEntry], behind: str, head: Html
) -> None:
    """The card behind a name under the head; of none found, the head alone."""
    content = await context.app.content.current()
    entry = _next(list(content.packs), found, behind)
    if entry is None:
        await show(update, context, head)
    else:
        await show(update, context, *await card(context, entry, context.t.language, head))


def _next(order: list[str], found: Sequence[AnyEntry], behind: str) -> AnyEntry | None:
    """The first of those found that stands behind a name, else the first."""
    start = order.index(behind) + 1 if behind in order else 0
    names = set(order[start:])
    return next((entry for entry in found if entry.name in names), next(iter(found), None))


async def open_card(update: Update, context: Context, data: OpenCard) -> None:
    """An entry from under its answer."""
    entry = await context.app.content.entry(context.person, data.name)
    await say(update, context, *await card(context, entry, context.t.language))


async def show_card(update: Update, context: Context, data: ShowCard) -> None:
    """An entry in another language."""
    entry = await context.app.content.entry(context.person, data.name)
    await show(update, context, *await card(context, entry, data.language))


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
        await show(update, context, *await card(context, entry, context.t.language))


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
    await say(update, context, context.t(key, language=language_name(data.language)))
    await say(update, context, context.t("content-copy", text=editable(entry, data.language)))


async def take_text(update: Update, context: Context, data: Mapping[str, object]) -> None:
    """Puts the instructor's text into the place of the pack's, or says what is wrong with it."""
    assert update.effective_message is not None
    name, language = str(data["name"]), str(data["language"])
    message = whole(update.effective_message)
    entry = await context.app.content.entry(context.person, name)
    text = message.text or "" if is_added(entry) else marked_text(message)
    try:
        await context.app.content.correct(context.person, name, language, text)
    except Faulty as error:
        raise try_again(context.t, error) from error
    entry = await context.app.content.entry(context.person, name)
    head = context.t("content-corrected")
    await show(update, context, *await card(context, entry, language, head))


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
    return TryAgain("content-faulty", faults=worded_faults(t, error))


def worded_faults(t: Translator, error: Faulty) -> Html:
    """Each fault on a line."""
    return Html("\n".join(f"• {t(fault.key, **fault.args)}" for fault in error.faults))


async def take_back(update: Update, context: Context, data: TakeBack) -> None:
    """Drops a correction."""
    await context.app.content.take_back(context.person, data.name, data.language)
    entry = await context.app.content.entry(context.person, data.name)
    await show(update, context, *await card(context, entry, data.language))


async def card(
    context: Context, entry: AnyEntry, wanted: str, head: Html | None = None
) -> tuple[Html, Rows]:
    """The card of an entry, with its buttons."""
    content, language = await context.app.content.current(), entry.language(wanted)
    text = worded_card(context, content, entry, language, head)
    return text, card_rows(context, content, entry, language)


CUT_FROM = 3900
"""Telegram's clients cut what is longer than 4,096, some of them between words."""

CORRECTION = Step("content-correct", take_text, needs=Role.INSTRUCTOR)
STEPS = (CORRECTION,)
BUTTONS = (
    Button(ShowUndecided, show_undecided, needs=Role.INSTRUCTOR),
    Button(ShowHidden, show_hidden, needs=Role.INSTRUCTOR),
    Button(ShowAdded, show_added, needs=Role.INSTRUCTOR),
    Button(OpenCard, open_card, needs=Role.INSTRUCTOR),
    Button(ShowCard, show_card, needs=Role.INSTRUCTOR),
    Button(Approve, approve, needs=Role.INSTRUCTOR),
    Button(Hide, hide, needs=Role.INSTRUCTOR),
    Button(Correct, ask_for_text, needs=Role.INSTRUCTOR),
    Button(TakeBack, take_back, needs=Role.INSTRUCTOR),
)
