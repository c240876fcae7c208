"""What no feature takes: free text goes on as a question, the rest gets a short useful answer."""

from collections import OrderedDict
from collections.abc import Mapping

from telegram import Update

from bot.domain.errors import Refusal, TryAgain
from bot.domain.people import may_use
from handlers.context import Context
from handlers.registry import Features, Step
from handlers.replies import say
from handlers.trainee.ask import ask

ALBUMS_REMEMBERED = 256


async def free_text(update: Update, context: Context) -> None:
    """An answer to what the person was asked, else a question."""
    message = update.effective_message
    assert message is not None
    text = message.text or ""
    if text.startswith("/"):  # in letters that no command has, so Telegram saw no command
        await unknown_command(update, context)
        return
    features: Features = context.application.bot_data["features"]
    dialog = context.dialog
    if dialog is not None:
        step = next((step for step in features.steps if step.name == dialog.step), None)
        if step is not None and may_use(context.person.role, step.needs):
            await _take(step, update, context, dialog.data)
            return
    await ask(update, context, text)


async def _take(step: Step, update: Update, context: Context, data: Mapping[str, object]) -> None:
    """Runs a step, and then waits no longer; only after the reply, so that a repeat is the same."""
    try:
        await step.run(update, context, data)
    except TryAgain:
        raise
    except Refusal:
        await context.app.dialogs.close(context.person)
        raise
    await context.app.dialogs.close(context.person)


async def unknown_command(update: Update, context: Context) -> None:
    """The same answer whether there is no such command or the person may not use it."""
    await say(update, context, context.t("unknown-command"))


async def unknown_kind(update: Update, context: Context) -> None:
    """A sticker, a voice message, a photo …; an album comes in parts and gets one answer."""
    message = update.effective_message
    album = message.media_group_id if message else None
    if album is not None:
        seen: OrderedDict[str, None] = context.bot_data.setdefault("albums", OrderedDict())
        if album in seen:
            return
        seen[album] = None
        while len(seen) > ALBUMS_REMEMBERED:
            seen.popitem(last=False)
    await say(update, context, context.t("unknown-kind"))
