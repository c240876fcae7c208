"""The transport: what reached Telegram and what surely did not; the proxy serves everything."""

import asyncio
import re
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest
from aiohttp import web
from chat import GRACE, TOKEN
from processes import bot_api, bot_process, until
from telegram.error import NetworkError, TimedOut

from bot.clock import SystemClock
from handlers.request import AiohttpRequest, NotSentError


@asynccontextmanager
async def answering(
    status: int = 200, *, wait_s: float = 0, drop: bool = False
) -> AsyncIterator[str]:
    """A server that answers so; gives its address."""

    async def answer(request: web.Request) -> web.Response:
        await asyncio.sleep(wait_s)
        if drop and request.transport is not None:
            request.transport.abort()
        return web.json_response({"ok": status == 200, "result": True}, status=status)

    app = web.Application()
    app.router.add_route("*", "/{anything:.*}", answer)
    runner = web.AppRunner(app, shutdown_timeout=0.1)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    try:
        yield f"http://127.0.0.1:{runner.addresses[0][1]}/bot{TOKEN}/sendMessage"
    finally:
        await runner.cleanup()


@asynccontextmanager
async def opened() -> AsyncIterator[AiohttpRequest]:
    request = AiohttpRequest()
    await request.initialize()
    try:
        yield request
    finally:
        await request.shutdown()


async def test_an_answer_is_given_back() -> None:
    async with answering() as url, opened() as request:
        assert await request.post(url) is True


async def test_502_means_that_nothing_was_sent() -> None:
    async with answering(502) as url, opened() as request:
        with pytest.raises(NotSentError):
            await request.post(url)


async def test_not_connected_means_that_nothing_was_sent() -> None:
    async with opened() as request:
        with pytest.raises(NotSentError) as caught:
            await request.post(f"http://127.0.0.1:9/bot{TOKEN}/sendMessage")
    assert TOKEN not in str(caught.value)


async def test_a_broken_connection_leaves_it_open_whether_it_was_sent() -> None:
    async with answering(drop=True) as url, opened() as request:
        with pytest.raises(NetworkError) as caught:
            await request.post(url)
    assert not isinstance(caught.value, NotSentError)
    assert TOKEN not in str(caught.value)


async def test_no_answer_in_time_is_a_timeout() -> None:
    async with answering(wait_s=5) as url, opened() as request:
        with pytest.raises(TimedOut):
            await request.post(url, read_timeout=0.2)


@pytest.mark.crash
@pytest.mark.xdist_group("crash")
async def test_the_proxy_serves_polling_and_sending_alike(
    database_url: str, tmp_path: Path
) -> None:
    seen: list[str] = []
    async with bot_api([GRACE], SystemClock().now) as server:

        async def relay(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
            """A forward proxy for one connection (RFC 9112, absolute-form)."""
            await relayed(reader, writer, server.url, seen)

        proxy = await asyncio.start_server(relay, "127.0.0.1", 0)
        port = proxy.sockets[0].getsockname()[1]
        given = {
            "BOT_TOKEN": TOKEN,
            "TELEGRAM_API_URL": "http://telegram.invalid",
            "DATABASE_URL": database_url,
            "PROXY_URL": f"http://127.0.0.1:{port}",
            "WEBHOOK_LISTEN": "127.0.0.1:0",
        }
        async with bot_process(tmp_path, **given) as bot:
            await until(lambda: "getUpdates" in "".join(seen))
            server.api.say(GRACE.id, "Who is a civilian?")
            await until(lambda: len(server.api.view(GRACE.id)) == 2)
            assert await bot.terminate() == 0
        proxy.close()
    assert any("sendMessage" in line for line in seen)


async def relayed(
    reader: asyncio.StreamReader, writer: asyncio.StreamWriter, target: str, seen: list[str]
) -> None:
    """Passes the requests of one connection on, and the answers back."""
    host, _, port = target.removeprefix("http://").partition(":")
    up_reader, up_writer = await asyncio.open_connection(host, int(port))

    async def back() -> None:
        while data := await up_reader.read(65536):
            writer.write(data)
            await writer.drain()

    async def forth() -> None:
        """One request after another: its head with another target and host, then its body."""
        while head := (await reader.readuntil(b"\r\n\r\n")).decode():
            method, address, rest = head.split(" ", 2)
            seen.append(address)
            head = f"{method} {address.removeprefix('http://telegram.invalid')} {rest}"
            head = head.replace("Host: telegram.invalid", f"Host: {host}:{port}")
            length = re.search(r"Content-Length: (\d+)", head)
            up_writer.write(head.encode())
            up_writer.write(await reader.readexactly(int(length[1]) if length else 0))
            await up_writer.drain()

    try:
        await asyncio.gather(back(), forth())
    except (ConnectionError, asyncio.IncompleteReadError, asyncio.CancelledError):
        pass
    finally:
        writer.close()
        up_writer.close()
