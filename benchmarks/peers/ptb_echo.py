"""A bare python-telegram-bot: echoes, and on `/send COUNT RATE FIRST` writes to many chats."""

import asyncio
import sys

from telegram import Update
from telegram.error import RetryAfter
from telegram.ext import Application, CommandHandler, ContextTypes, MessageHandler, filters


async def echo(update: Update, context: ContextTypes.DEFAULT_TYPE) -> None:
    """The same text back."""
    await update.effective_message.reply_text(update.effective_message.text)


async def send(update: Update, context: ContextTypes.DEFAULT_TYPE) -> None:
    """One message to each chat, evenly, at the permitted rate; a refused one is sent again."""
    count, rate, first = map(int, context.args)

    async def send_one(chat_id: int) -> None:
        while True:
            try:
                await context.bot.send_message(chat_id, "A class begins in 15 minutes.")
                return
            except RetryAfter as error:
                await asyncio.sleep(float(error.retry_after))

    now = asyncio.get_running_loop().time
    started = now()
    async with asyncio.TaskGroup() as sending:
        for number in range(count):
            await asyncio.sleep(max(0, started + number / rate - now()))
            sending.create_task(send_one(first + number))


def main() -> None:
    """Polls: arguments are the Bot API's address and the token."""
    _, url, token = sys.argv
    application = Application.builder().token(token).base_url(f"{url}/bot").build()
    application.add_handler(CommandHandler("send", send, block=False))
    application.add_handler(MessageHandler(filters.TEXT, echo))
    application.run_polling()


main()
