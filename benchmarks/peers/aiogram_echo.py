"""A bare aiogram bot: echoes, and on `/send COUNT RATE FIRST` writes to many chats."""

import asyncio
import sys

from aiogram import Bot, Dispatcher
from aiogram.client.session.aiohttp import AiohttpSession
from aiogram.client.telegram import TelegramAPIServer
from aiogram.exceptions import TelegramRetryAfter
from aiogram.filters import Command, CommandObject
from aiogram.types import Message

dispatcher = Dispatcher()


@dispatcher.message(Command("send"))
async def send(message: Message, command: CommandObject, bot: Bot) -> None:
    """One message to each chat, evenly, at the permitted rate; a refused one is sent again."""
    count, rate, first = map(int, command.args.split())

    async def send_one(chat_id: int) -> None:
        while True:
            try:
                await bot.send_message(chat_id, "A class begins in 15 minutes.")
                return
            except TelegramRetryAfter as error:
                await asyncio.sleep(error.retry_after)

    now = asyncio.get_running_loop().time
    started = now()
    async with asyncio.TaskGroup() as sending:
        for number in range(count):
            await asyncio.sleep(max(0, started + number / rate - now()))
            sending.create_task(send_one(first + number))


@dispatcher.message()
async def echo(message: Message) -> None:
    """The same text back."""
    await message.answer(message.text)


async def main() -> None:
    """Polls: arguments are the Bot API's address and the token."""
    _, url, token = sys.argv
    session = AiohttpSession(api=TelegramAPIServer.from_base(url))
    await dispatcher.start_polling(Bot(token, session=session))


asyncio.run(main())
