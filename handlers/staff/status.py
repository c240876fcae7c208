"""/status: with which search and which database the bot runs, and what is waiting; for owners."""

from telegram import Update

from bot.domain.people import Role
from handlers.context import Context
from handlers.registry import Command
from handlers.replies import say


async def status(update: Update, context: Context) -> None:
    """The state of this installation."""
    now = await context.app.status.status(context.person)
    text = context.t(
        "status",
        search="vectors" if now.has_encoder else "lexical",
        entries=now.entries,
        database=now.database,
        questions=now.open_questions,
        waiting=now.waiting,
    )
    await say(update, context, text)


COMMANDS = (Command("status", status, menu="status-menu", needs=Role.OWNER),)
