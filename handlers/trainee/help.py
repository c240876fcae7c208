"""/help and /cancel."""

from telegram import Update

from bot.i18n import Html
from handlers.context import Context
from handlers.registry import Command, Features
from handlers.replies import say


async def show_help(update: Update, context: Context) -> None:
    """What the bot does and every command the person may use."""
    await say(update, context, worded_help(context))


def worded_help(context: Context) -> Html:
    """What the bot does and every command the person may use."""
    features: Features = context.application.bot_data["features"]
    lines = [
        f"/{command.name} — {context.t(command.menu)}"
        for command in features.menu(context.person.role)
        if command.menu
    ]
    return context.t("help", commands=Html("\n".join(lines)))


async def cancel(update: Update, context: Context) -> None:
    """Ends whatever is open: a question to the person, a practice set."""
    was_asked = await context.app.dialogs.close(context.person)
    was_quizzed = await context.app.quiz.leave(context.person)
    await say(
        update, context, context.t("cancelled" if was_asked or was_quizzed else "nothing-open")
    )


COMMANDS = (
    Command("help", show_help, menu="help-menu"),
    Command("cancel", cancel, menu="cancel-menu"),
)
