"""Pacing: the permitted rate is reached and never passed; a 429 holds back all it concerns."""

import asyncio
from collections import Counter

import pytest
from telegram.error import BadRequest, NetworkError, RetryAfter

from handlers.pacing import Pacer, Urgency
from handlers.request import NotSentError


class Server:
    """Counts calls; refuses what it is told to refuse."""

    def __init__(self) -> None:
        self.times: list[float] = []
        self.chats: list[int] = []
        self.errors: list[Exception] = []

    async def __call__(self, chat_id: int) -> str:
        if self.errors:
            raise self.errors.pop(0)
        self.times.append(asyncio.get_running_loop().time())
        self.chats.append(chat_id)
        return "ok"


async def send(
    pacer: Pacer, server: Server, chat_id: int, urgency: Urgency | None = None
) -> object:
    """One sendMessage through the pacer."""
    data = {"chat_id": chat_id}
    return await pacer.process_request(server, [chat_id], {}, "sendMessage", data, urgency)


async def test_no_window_of_a_second_holds_more_than_the_rate_and_the_rate_is_reached() -> None:
    pacer, server = Pacer(100), Server()
    started = asyncio.get_running_loop().time()
    await asyncio.gather(*(send(pacer, server, chat) for chat in range(1, 251)))
    took = asyncio.get_running_loop().time() - started
    for first in server.times:
        assert sum(first <= at < first + 1 for at in server.times) <= 101
    assert took >= 2.4


async def test_a_reply_goes_before_what_waits_in_the_outbox() -> None:
    pacer, server = Pacer(50), Server()
    async with asyncio.TaskGroup() as tasks:
        for chat in range(1, 21):
            tasks.create_task(send(pacer, server, chat, Urgency.OUTBOX))
        await asyncio.sleep(0.05)
        tasks.create_task(send(pacer, server, 999))
    assert server.chats.index(999) < 10


async def test_one_chat_gets_a_short_burst_and_then_its_even_pace() -> None:
    pacer, server = Pacer(1000, private_every_s=0.2), Server()
    await asyncio.gather(*(send(pacer, server, 1) for _ in range(8)))
    first = server.times[0]
    assert Counter(at - first < 0.1 for at in server.times)[True] <= 6
    assert server.times[-1] - first >= 0.35


async def test_a_429_of_one_holds_back_everybody() -> None:
    pacer, server = Pacer(1000), Server()
    server.errors = [RetryAfter(1)]
    started = asyncio.get_running_loop().time()
    async with asyncio.TaskGroup() as tasks:
        tasks.create_task(send(pacer, server, 1))
        await asyncio.sleep(0.05)
        for chat in range(2, 6):
            tasks.create_task(send(pacer, server, chat))
    assert all(at - started >= 1 for at in server.times)
    assert len(server.times) == 5


async def test_a_429_in_a_group_holds_back_the_group_alone() -> None:
    pacer, server = Pacer(1000), Server()
    server.errors = [RetryAfter(1)]
    started = asyncio.get_running_loop().time()
    async with asyncio.TaskGroup() as tasks:
        tasks.create_task(send(pacer, server, -1001))
        await asyncio.sleep(0.05)
        tasks.create_task(send(pacer, server, 2))
    assert server.chats == [2, -1001]
    assert server.times[0] - started < 0.5
    assert server.times[1] - started >= 1


@pytest.mark.parametrize(
    "error", [NetworkError("dropped"), NotSentError("502"), RetryAfter(0)], ids=str
)
async def test_a_reply_is_tried_again(error: Exception) -> None:
    pacer, server = Pacer(1000), Server()
    server.errors = [error]
    assert await send(pacer, server, 1) == "ok"


@pytest.mark.parametrize("error", [NetworkError("dropped"), RetryAfter(1)], ids=str)
async def test_the_outbox_gets_the_error_at_once(error: Exception) -> None:
    pacer, server = Pacer(1000), Server()
    server.errors = [error]
    with pytest.raises(type(error)):
        await send(pacer, server, 1, Urgency.OUTBOX)


async def test_a_hopeless_request_is_not_repeated() -> None:
    pacer, server = Pacer(1000), Server()
    server.errors = [BadRequest("chat not found"), BadRequest("again")]
    with pytest.raises(BadRequest, match="chat not found"):
        await send(pacer, server, 1)
    assert len(server.errors) == 1


async def test_the_outbox_takes_its_messages_back_when_told_to_wait_long() -> None:
    pacer, server = Pacer(10), Server()
    server.errors = [RetryAfter(60)]
    results = await asyncio.gather(
        *(send(pacer, server, chat, Urgency.OUTBOX) for chat in range(1, 6)),
        return_exceptions=True,
    )
    assert all(isinstance(result, RetryAfter) for result in results)
    with pytest.raises(RetryAfter):
        await send(pacer, server, 9, Urgency.OUTBOX)
    assert server.times == []
