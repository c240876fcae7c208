"""The webhook, /healthz and /metrics over real HTTP."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import replace
from pathlib import Path

import aiohttp
import pytest
from chat import GRACE, TOKEN, Centre, HandClock
from processes import bot_api, bot_process, free_port, until

from bot.app import App
from bot.clock import SystemClock
from bot.settings import Listen
from handlers.intake import Intake
from handlers.web import SECRET_HEADER, WEBHOOK_PATH, AddressInUseError, serving

UPDATE = {
    "update_id": 7,
    "message": {
        "message_id": 1,
        "date": 1_800_000_000,
        "chat": {"id": GRACE.id, "type": "private", "first_name": "Grace"},
        "from": {"id": GRACE.id, "is_bot": False, "first_name": "Grace"},
        "text": "Who is a civilian?",
    },
}


@asynccontextmanager
async def served(centre: Centre) -> AsyncIterator[tuple[str, dict[str, str]]]:
    """The web server's address and the headers that Telegram sends."""
    listen = Listen("127.0.0.1", free_port())
    settings = replace(centre.app.settings, webhook_listen=listen, webhook_url="https://x.example")
    app = App(settings, HandClock(), centre.app.database, centre.app.courses)
    async with serving(app, Intake(app, lambda: None)):
        yield f"http://{listen.host}:{listen.port}", {SECRET_HEADER: settings.secret_token}


async def test_an_update_is_stored_before_it_is_acknowledged_and_once(centre: Centre) -> None:
    async with served(centre) as (url, headers), aiohttp.ClientSession() as web:
        for _ in range(2):
            async with web.post(url + WEBHOOK_PATH, json=UPDATE, headers=headers) as response:
                assert response.status == 200
        assert await centre.app.updates.waiting() == 1


@pytest.mark.parametrize("secret", ["", "wrong", "қате"])
async def test_a_wrong_secret_is_refused_and_nothing_is_stored(centre: Centre, secret: str) -> None:
    async with served(centre) as (url, _), aiohttp.ClientSession() as web:
        headers = {SECRET_HEADER: secret} if secret else {}
        async with web.post(url + WEBHOOK_PATH, json=UPDATE, headers=headers) as response:
            assert response.status == 403
            assert TOKEN not in await response.text()
    assert await centre.app.updates.waiting() == 0


@pytest.mark.parametrize("body", [b"", b"{", b"[]", b'{"message": {}}', b"7"])
async def test_what_is_no_update_is_refused(centre: Centre, body: bytes) -> None:
    async with served(centre) as (url, headers), aiohttp.ClientSession() as web:
        response = await web.post(url + WEBHOOK_PATH, data=body, headers=headers)
        assert response.status == 400


async def test_healthz_and_metrics_answer(centre: Centre) -> None:
    await centre.phone(GRACE).says("Who is a civilian?")
    async with served(centre) as (url, _), aiohttp.ClientSession() as web:
        async with web.get(url + "/healthz") as response:
            assert (await response.json())["status"] == "ok"
        async with web.get(url + "/metrics") as response:
            text = await response.text()
    assert "qalqan_updates_waiting 0.0" in text
    assert "qalqan_bot_api_seconds_bucket" in text


async def test_an_address_in_use_is_named(centre: Centre) -> None:
    async with served(centre) as (url, _):
        listen = Listen("127.0.0.1", int(url.rpartition(":")[2]))
        taken = replace(centre.app.settings, webhook_listen=listen)
        app = App(taken, HandClock(), centre.app.database, centre.app.courses)
        with pytest.raises(AddressInUseError):
            async with serving(app, None):
                pass


@pytest.mark.crash
@pytest.mark.xdist_group("crash")
async def test_the_whole_bot_answers_by_webhook(database_url: str, tmp_path: Path) -> None:
    port = free_port()
    async with bot_api([GRACE], SystemClock().now) as server:
        given = {
            "BOT_TOKEN": TOKEN,
            "TELEGRAM_API_URL": server.url,
            "DATABASE_URL": database_url,
            "WEBHOOK_URL": f"http://127.0.0.1:{port}",
            "WEBHOOK_LISTEN": f"127.0.0.1:{port}",
        }
        async with bot_process(tmp_path, **given) as bot:
            await until(lambda: server.api.count("setWebhook") > 0)
            server.api.say(GRACE.id, "Who is a civilian?")
            await until(lambda: len(server.api.view(GRACE.id)) == 2)
            assert server.api.count("getUpdates") == 0
            assert await bot.terminate() == 0
