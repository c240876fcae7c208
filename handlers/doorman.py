"""First in line: who is this, and in which language."""

from telegram import Update
from telegram.constants import ChatType
from telegram.ext import ApplicationHandlerStop

from handlers.context import Context


async def admit(update: Update, context: Context) -> None:
    """Lets people in; stops what no person did, and what in a group is not meant for the bot.

    In a group rights are unclear (anonymous administrators, channels): nobody gets a role there
    but by their own numeric id.
    """
    if update.my_chat_member is not None or _is_service(update):
        return
    user = update.effective_user
    if user is None or user.is_bot:
        raise ApplicationHandlerStop
    chat = update.effective_chat
    if chat is not None and chat.type != ChatType.PRIVATE and not _is_command(update):
        raise ApplicationHandlerStop
    visitor = await context.app.people.visit(user.id, user.language_code)
    context.person, context.dialog = visitor.person, visitor.dialog


def _is_service(update: Update) -> bool:
    message = update.message
    return message is not None and bool(message.migrate_to_chat_id or message.migrate_from_chat_id)


def _is_command(update: Update) -> bool:
    message = update.message
    return message is not None and (message.text or "").startswith("/")
