"""Telegram, in and out. FEATURES and register(): the order of everything."""

import os
from collections.abc import Mapping

from telegram import CallbackQuery, Update
from telegram.error import BadRequest
from telegram.ext import CallbackQueryHandler, CommandHandler, MessageHandler, TypeHandler, filters

from bot.domain.errors import Refusal
from bot.domain.people import may_use
from handlers import doorman, errors, fallback, membership
from handlers.buttons import unpack
from handlers.context import Context, Telegram
from handlers.registry import Button, Command, Run, collect
from handlers.replies import is_old_query
from handlers.staff import added, asked, content, inbox, panel, status, templates, why
from handlers.trainee import (
    actions,
    answers,
    ask,
    help,
    lessons,
    quiz,
    schedule,
    settings,
    start,
)

# Durations are timedeltas, as they will be in the next major version of the library.
os.environ.setdefault("PTB_TIMEDELTA", "1")

FEATURES = collect(
    (
        membership,
        start,
        ask,
        answers,
        actions,
        lessons,
        quiz,
        schedule,
        settings,
        panel,
        content,
        asked,
        templates,
        added,
        inbox,
        why,
        status,
        help,
    )
)

PRIVATE = filters.ChatType.PRIVATE & filters.UpdateType.MESSAGE


def register(application: Telegram) -> None:
    """Puts every handler into its place: the doorman, the features, then what is left."""
    application.bot_data["features"] = FEATURES
    application.add_handler(TypeHandler(Update, doorman.admit), group=-1)
    for handler in FEATURES.handlers:
        application.add_handler(handler)
    for command in FEATURES.commands:
        # Edited messages are not run as new commands (the library's default would).
        application.add_handler(CommandHandler(command.name, _allowed(command), PRIVATE))
    application.add_handler(CallbackQueryHandler(_Taps(FEATURES.buttons)))
    application.add_handler(MessageHandler(PRIVATE & filters.COMMAND, fallback.unknown_command))
    application.add_handler(MessageHandler(PRIVATE & filters.TEXT, fallback.free_text))
    application.add_handler(
        MessageHandler(PRIVATE & ~filters.StatusUpdate.ALL, fallback.unknown_kind)
    )
    application.add_error_handler(errors.handle_error)


def _allowed(command: Command) -> Run:
    async def run(update: Update, context: Context) -> None:
        if may_use(context.person.role, command.needs):
            await command.run(update, context)
        else:
            await fallback.unknown_command(update, context)

    return run


class _Taps:
    """Taps on inline buttons: answered first, once, then done."""

    def __init__(self, buttons: tuple[Button, ...]) -> None:
        self._buttons: Mapping[str, Button] = {button.data.CODE: button for button in buttons}
        self._kinds = {code: button.data for code, button in self._buttons.items()}

    async def __call__(self, update: Update, context: Context) -> None:
        query = update.callback_query
        assert query is not None
        await _acknowledge(query)
        data = unpack(self._kinds, query.data or "")
        button = self._buttons.get(data.CODE) if data else None
        if button is None or not may_use(context.person.role, button.needs):
            raise Refusal("old-button")
        if context.dialog is not None:
            # who taps has turned to something else: what they write next is no answer to this
            await context.app.dialogs.close(context.person)
        await button.run(update, context, data)


async def _acknowledge(query: CallbackQuery) -> None:
    try:
        await query.answer()
    except BadRequest as error:
        if not is_old_query(error):
            raise
