"""The sandbox over real HTTP: bot's side, page's side, webhook, restart."""

import asyncio
import json
from collections.abc import AsyncIterator, Callable
from pathlib import Path
from typing import Any

import aiohttp
import pytest
from aiohttp import web
from telegram import Bot, InlineKeyboardButton, InlineKeyboardMarkup, InputPollOption

from sandbox import BotApi, Fault
from sandbox.server import SandboxServer

AIGERIM, IVAN = 101, 102
LINKS = [{"label": {"en": "POC 12"}, "url": "https://t.me/qalqan_bot?start=CODE"}]
PNG_HEAD = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\0\1\0\0\0\1"


class Client:
    """A browser and a bot at once."""

    def __init__(self, url: str, session: aiohttp.ClientSession) -> None:
        self.url = url
        self.session = session

    async def bot(self, method: str, **params: Any) -> dict[str, Any]:
        url = f"{self.url}/bot1:TEST/{method}"
        async with self.session.post(url, json=params) as response:
            return dict(await response.json())

    async def get(self, path: str) -> Any:
        async with self.session.get(self.url + path) as response:
            return await response.json()

    async def post(self, path: str, status: int = 200, **body: Any) -> dict[str, Any]:
        async with self.session.post(self.url + path, json=body) as response:
            assert response.status == status, await response.text()
            return dict(await response.json())


async def until(condition: Callable[[], Any]) -> None:
    """Wait for something that another task brings about."""
    for _ in range(500):
        if condition():
            return
        await asyncio.sleep(0.01)
    pytest.fail("waited five seconds in vain")


@pytest.fixture
async def server(api: BotApi, clock: Any, tmp_path: Path) -> AsyncIterator[SandboxServer]:
    server = SandboxServer(
        api,
        port=0,
        shift_clock=lambda seconds: clock.move(seconds=seconds),
        links=LINKS,
        state_file=tmp_path / "sandbox.json",
    )
    await server.start()
    yield server
    await server.stop()


@pytest.fixture
async def client(server: SandboxServer) -> AsyncIterator[Client]:
    timeout = aiohttp.ClientTimeout(total=10)
    async with aiohttp.ClientSession(timeout=timeout) as session:
        yield Client(server.url, session)


@pytest.mark.parametrize("host", ["0.0.0.0", "192.168.1.5", "example.org", ""])
def test_a_host_that_is_not_loopback_is_refused(api: BotApi, host: str) -> None:
    with pytest.raises(ValueError, match="loopback"):
        SandboxServer(api, host=host)


async def test_requests_from_other_web_sites_are_refused(client: Client) -> None:
    for headers in ({"Host": "evil.example"}, {"Origin": "https://evil.example"}):
        async with client.session.get(f"{client.url}/page/state", headers=headers) as response:
            assert response.status == 403


async def test_a_wrong_token_is_401_and_an_unknown_method_404(client: Client) -> None:
    async with client.session.get(f"{client.url}/bot2:WRONG/getMe") as response:
        body = {"ok": False, "error_code": 401, "description": "Unauthorized"}
        assert (response.status, await response.json()) == (401, body)
    answer = await client.bot("makeCoffee")
    assert (answer["ok"], answer["error_code"]) == (False, 404)


async def test_parameters_may_come_as_query_form_json_or_multipart(
    api: BotApi, client: Client
) -> None:
    api.start(AIGERIM)
    url = f"{client.url}/bot1:TEST/sendMessage"
    params = {"chat_id": str(AIGERIM), "text": "сәлем"}
    form = aiohttp.FormData(params)
    multipart = aiohttp.FormData(params, default_to_multipart=True)
    for how in ({"params": params}, {"data": form}, {"json": params}, {"data": multipart}):
        async with client.session.post(url, **how) as response:
            answer = await response.json()
            assert answer["ok"], answer
            assert answer["result"]["text"] == "сәлем"
    async with client.session.get(url, params=params) as response:
        assert response.status == 200
    headers = {"Content-Type": "application/json"}
    async with client.session.post(url, data="{", headers=headers) as response:
        assert response.status == 400


async def test_a_long_poll_waits_for_an_update(api: BotApi, client: Client) -> None:
    async with asyncio.TaskGroup() as group:
        poll = group.create_task(client.bot("getUpdates", timeout=5))
        await until(lambda: api.count("getUpdates"))
        assert not poll.done()
        api.say(AIGERIM, "hello")
    updates = poll.result()["result"]
    assert [update["message"]["text"] for update in updates] == ["hello"]
    assert (await client.bot("getUpdates", offset=updates[-1]["update_id"] + 1))["result"] == []
    assert api.updates == []


async def test_a_second_poll_sends_the_first_away(api: BotApi, client: Client) -> None:
    async with asyncio.TaskGroup() as group:
        first = group.create_task(client.bot("getUpdates", timeout=5))
        await until(lambda: api.count("getUpdates"))
        second = group.create_task(client.bot("getUpdates", timeout=5))
        answer = await first
        assert answer["error_code"] == 409
        assert answer["description"].startswith("Conflict: terminated by other getUpdates request")
        api.say(AIGERIM, "hello")
    assert len(second.result()["result"]) == 1


async def test_setting_a_webhook_ends_a_long_poll_with_409(api: BotApi, client: Client) -> None:
    async with asyncio.TaskGroup() as group:
        poll = group.create_task(client.bot("getUpdates", timeout=5))
        await until(lambda: api.count("getUpdates"))
        await client.bot("setWebhook", url="https://bot.example.org/")
    assert poll.result()["error_code"] == 409


async def test_a_webhook_gets_updates_in_order_until_it_takes_them(
    api: BotApi, client: Client
) -> None:
    seen: list[tuple[str, str]] = []
    statuses = [500, 200, 200]

    async def hook(request: web.Request) -> web.Response:
        text = (await request.json())["message"]["text"]
        seen.append((request.headers["X-Telegram-Bot-Api-Secret-Token"], text))
        status = statuses.pop(0)
        answer = {"method": "sendMessage", "chat_id": AIGERIM, "text": "got it"}
        return web.json_response(answer, status=status)

    app = web.Application()
    app.router.add_post("/hook", hook)
    runner = web.AppRunner(app)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    url = f"http://127.0.0.1:{runner.addresses[0][1]}/hook"
    await client.bot("setWebhook", url=url, secret_token="s3cret")
    for text in ("one", "two"):
        api.say(AIGERIM, text)
    await until(lambda: not api.updates)
    await runner.cleanup()
    assert seen == [("s3cret", "one"), ("s3cret", "one"), ("s3cret", "two")]
    assert "Wrong response from the webhook: 500" in str(await client.bot("getWebhookInfo"))
    assert [message["text"] for message in api.history(AIGERIM)].count("got it") == 2


async def test_faults_reach_the_wire(api: BotApi, client: Client) -> None:
    api.start(AIGERIM)
    faults = [Fault.too_many(3), Fault.server_error(502), Fault.drop(before=False)]
    api.faults = lambda method, params: faults.pop(0)
    hello = {"chat_id": AIGERIM, "text": "x"}
    assert (await client.bot("sendMessage", **hello))["parameters"] == {"retry_after": 3}
    assert (await client.bot("sendMessage", **hello))["error_code"] == 502
    with pytest.raises(aiohttp.ClientError):
        await client.bot("sendMessage", **hello)
    assert len(api.history(AIGERIM)) == 2


async def test_the_library_talks_to_the_sandbox(api: BotApi, server: SandboxServer) -> None:
    api.start(AIGERIM)
    base = server.url
    async with Bot("1:TEST", base_url=f"{base}/bot", base_file_url=f"{base}/file/bot") as bot:
        button = InlineKeyboardButton("Go", callback_data="go")
        await bot.send_message(AIGERIM, "hi", reply_markup=InlineKeyboardMarkup([[button]]))
        await bot.send_poll(
            AIGERIM,
            "?",
            [InputPollOption("a"), "b"],
            type="quiz",
            correct_option_ids=[1],
            is_anonymous=False,
        )
        await bot.send_document(AIGERIM, b"1,2\n", filename="кесте.csv", caption="csv")
        await bot.send_photo(AIGERIM, PNG_HEAD, filename="a.png")
        await bot.set_my_commands([("quiz", "Quiz")], language_code="kk")
        sent = api.history(AIGERIM)[3]["document"]
        assert sent["file_name"] == "кесте.csv"
        file = await bot.get_file(sent["file_id"])
        assert bytes(await file.download_as_bytearray()) == b"1,2\n"
        updates = await bot.get_updates()
        assert updates[0].message.text == "/start"
    assert [command["command"] for command in api.menu(AIGERIM)] == ["quiz"]


async def test_the_page_sees_people_links_and_unread_messages(api: BotApi, client: Client) -> None:
    api.start(AIGERIM)
    api.call("sendMessage", {"chat_id": AIGERIM, "text": "hi"})
    state = await client.get("/page/state")
    assert state["bot"]["username"] == "qalqan_bot"
    assert state["now"] == "2026-11-23T09:00:00+00:00"
    assert state["links"] == LINKS
    first = state["people"][0]
    assert (first["id"], first["language_code"], first["unread"]) == (AIGERIM, "kk", 1)
    chat = await client.get(f"/page/people/{AIGERIM}/chat")
    assert (chat["started"], chat["blocked"], chat["commands"]) == (True, False, [])
    assert [message.get("out") for message in chat["messages"]] == [True, None]
    assert (await client.get("/page/state"))["people"][0]["unread"] == 0
    assert (await client.get(f"/page/people/{IVAN}/chat"))["started"] is False


async def test_people_act_through_the_page(api: BotApi, client: Client) -> None:
    path = f"/page/people/{AIGERIM}"
    await client.post(f"{path}/start", payload="CODE")
    said = await client.post(f"{path}/say", text="why?", reply_to_message_id=1)
    await client.post(f"{path}/edit", message_id=said["message_id"], text="who?")
    await client.post(f"{path}/sticker")
    markup = {"inline_keyboard": [[{"text": "Go", "callback_data": "go"}]]}
    await client.bot("sendMessage", chat_id=AIGERIM, text="?", reply_markup=markup)
    assert (await client.post(f"{path}/tap", message_id=4, data="go"))["callback_query_id"]
    await client.bot("sendPoll", chat_id=AIGERIM, question="?", options=["a", "b"])
    await client.post(f"{path}/vote", message_id=5, option_ids=[1])
    await client.post(f"{path}/vote", message_id=5, option_ids=[])
    await client.post(f"{path}/block", blocked=True)
    kinds = [list(update)[1] for update in api.updates]
    assert kinds == [
        *["message", "message", "edited_message", "message", "callback_query"],
        *["poll", "poll", "my_chat_member"],
    ]


async def test_the_page_is_told_what_went_wrong(client: Client) -> None:
    path = f"/page/people/{AIGERIM}"
    answer = await client.post(f"{path}/say", 400, text=" ")
    assert answer == {"error": "Bad Request: message text is empty"}
    assert "error" in await client.post(f"{path}/vote", 400, message_id=1, option_ids="x")
    assert "error" in await client.post(f"{path}/dance", 404)
    assert "error" in await client.post("/page/people/9/say", 404, text="x")
    assert "error" in await client.post("/page/clock", 400, seconds=-1)
    assert "error" in await client.get("/static/../server.py")
    assert "error" in await client.get("/static/%2e%2e/server.py")


async def test_files_go_up_and_down_through_the_page(client: Client) -> None:
    form = aiohttp.FormData({"kind": "document", "caption": "сабақ"}, quote_fields=False)
    form.add_field("file", b"<script>", filename="кесте.html", content_type="text/html")
    path = f"{client.url}/page/people/{AIGERIM}/upload"
    async with client.session.post(path, data=form) as response:
        assert response.status == 200
    message = (await client.get(f"/page/people/{AIGERIM}/chat"))["messages"][0]
    assert (message["caption"], message["document"]["file_name"]) == ("сабақ", "кесте.html")
    url = f"{client.url}/page/files/{message['document']['file_id']}"
    async with client.session.get(url) as response:
        assert await response.read() == b"<script>"
        assert response.headers["Content-Disposition"].startswith("attachment")


async def read_event(response: aiohttp.ClientResponse) -> dict[str, Any]:
    async for line in response.content:
        if line.startswith(b"data: "):
            return dict(json.loads(line.removeprefix(b"data: ")))
    raise EOFError


async def test_events_stream_to_the_page(api: BotApi, client: Client) -> None:
    async with client.session.get(f"{client.url}/page/events") as response:
        assert response.content_type == "text/event-stream"
        await response.content.readline()
        api.start(AIGERIM)
        event = await read_event(response)
        assert (event["type"], event["person_id"]) == ("message", AIGERIM)
        assert event["message"]["out"] is True
        api.call("deleteMessage", {"chat_id": AIGERIM, "message_id": 1})
        assert await read_event(response) == {
            "type": "delete",
            "person_id": AIGERIM,
            "message_id": 1,
        }
        moved = await client.post("/page/clock", seconds=3600)
        assert moved == {"now": "2026-11-23T10:00:00+00:00"}
        assert await read_event(response) == {"type": "clock", **moved}
        api.block(AIGERIM)
        assert (await read_event(response))["blocked"] is True


async def test_stopping_ends_long_polls_and_event_streams_at_once(
    client: Client, server: SandboxServer, api: BotApi
) -> None:
    async with asyncio.timeout(5), asyncio.TaskGroup() as group:
        poll = group.create_task(client.bot("getUpdates", timeout=50))
        await until(lambda: api.count("getUpdates"))
        async with client.session.get(f"{client.url}/page/events") as response:
            await response.content.readline()
            await server.stop()
    assert poll.result() == {"ok": True, "result": []}


async def test_the_state_is_saved_and_loaded_again(
    api: BotApi, clock: Any, client: Client, server: SandboxServer, tmp_path: Path
) -> None:
    path = tmp_path / "sandbox.json"
    await client.post(f"/page/people/{AIGERIM}/start", payload="CODE")
    await until(path.exists)
    await client.bot("sendMessage", chat_id=AIGERIM, text="last words")
    await server.stop()
    fresh = BotApi("1:TEST", "qalqan_bot", clock=clock, people=api.people)
    again = SandboxServer(fresh, port=0, state_file=path)
    await again.start()
    await again.stop()
    assert fresh.view(AIGERIM) == api.view(AIGERIM)
    assert fresh.updates == api.updates
    assert not path.with_name("sandbox.json.new").exists()


async def test_a_broken_state_file_is_set_aside(api: BotApi, tmp_path: Path) -> None:
    path = tmp_path / "sandbox.json"
    path.write_text('{"format": 0}')
    server = SandboxServer(api, port=0, state_file=path)
    await server.start()
    await server.stop()
    assert (tmp_path / "sandbox.json.broken").read_text() == '{"format": 0}'


async def test_a_taken_port_is_reported_and_nothing_left_running(
    api: BotApi, server: SandboxServer
) -> None:
    port = int(server.url.rsplit(":", 1)[1])
    with pytest.raises(OSError, match="address already in use"):
        await SandboxServer(BotApi("1:T", "b", clock=api.now), port=port).start()
