"""The sandbox's page in Chromium, used as a person uses it: tapping, typing, reading."""

import shutil
import socket
from collections.abc import AsyncIterator, Awaitable
from contextlib import asynccontextmanager
from functools import cache
from pathlib import Path
from typing import Any

from playwright.async_api import Browser, Locator, Page, async_playwright, expect
from processes import ROOT, BotProcess, bot_process, until

from bot.i18n import languages
from storage.packs import read_courses

AIGERIM, DMITRY, GRACE, YERLAN, ANNA = 7001, 7002, 7003, 7004, 7005
"""The people of bot/sandboxed.py: trainees in three languages, an instructor, an owner."""

DESKTOP = {"width": 1440, "height": 900}
POCKET = {"width": 390, "height": 844}
PATIENCE_MS = 20_000

expect.set_options(timeout=PATIENCE_MS)


def chromium() -> str | None:
    """Where this machine has its Chromium."""
    names = ("chromium", "chromium-browser", "google-chrome")
    return next(filter(None, map(shutil.which, names)), None)


@asynccontextmanager
async def opened_browser(executable: str) -> AsyncIterator[Browser]:
    """A Chromium of its own."""
    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(executable_path=executable)
        yield browser
        await browser.close()


@asynccontextmanager
async def sandbox(folder: Path) -> AsyncIterator[tuple[BotProcess, str]]:
    """The bot in its sandbox as one starts it, with no data yet; and the page's address."""
    listen = f"127.0.0.1:{free_port()}"
    address = f"http://{listen}"
    settings = {"SANDBOX_LISTEN": listen, "WEBHOOK_LISTEN": "127.0.0.1:0"}
    async with bot_process(folder, **settings) as bot:
        await until(lambda: address in bot.log)
        yield bot, address


def free_port() -> int:
    """A port that nothing listens on."""
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return int(one.getsockname()[1])


@asynccontextmanager
async def opened_tab(browser: Browser, address: str, **context: Any) -> AsyncIterator["Tab"]:
    """The page, opened as with a fresh browser."""
    options = {"viewport": DESKTOP, "timezone_id": "Asia/Almaty", "reduced_motion": "reduce"}
    fresh = await browser.new_context(**{**options, **context})
    tab = Tab(await fresh.new_page())
    await tab.page.goto(address)
    yield tab
    await fresh.close()


class Tab:
    """A browser tab with the page; `faults` is whatever its console complained of."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.faults: list[str] = []
        page.on("pageerror", lambda error: self.faults.append(str(error)))
        page.on(
            "console",
            lambda said: (
                self.faults.append(said.text) if said.type in {"error", "warning"} else None
            ),
        )

    async def picks(self, person_id: int) -> "Phone":
        """Takes a person's phone into the hand."""
        await self.page.locator(f"[data-person='{person_id}']").click()
        return await self.phone(person_id)

    async def phone(self, person_id: int) -> "Phone":
        """A phone that is on the stage, once its chat is there."""
        phone = Phone(self.page, person_id)
        await expect(phone.node.locator(".footer > *")).to_be_visible()
        return phone

    def invite(self) -> Locator:
        """The link of the demo cohort in the panel."""
        return self.page.get_by_test_id("invite-link")

    async def moves_clock(self, step: str) -> None:
        """15m, 1h or 1d forward; returns once everything on the way has been sent."""
        async with self.page.expect_response("**/page/clock") as moved:
            await self.page.get_by_test_id(f"clock-plus-{step}").click()
        assert (await moved.value).ok


class Phone:
    """One person's phone on the page."""

    def __init__(self, page: Page, person_id: int) -> None:
        self.node = page.locator(f"[data-phone='{person_id}']")
        self.messages = self.node.get_by_test_id("message")
        self.answers = self.node.locator("[data-testid=message][data-out=false]")
        self.composer = self.node.get_by_test_id("composer")

    async def starts(self) -> Locator:
        """Presses START. Returns: the bot's next message."""
        return await self.answer_to(self.node.get_by_test_id("start").click())

    async def joins(self, tab: Tab) -> Locator:
        """Opens the invite link on this phone. Returns: the bot's next message."""
        return await self.answer_to(tab.invite().click())

    async def says(self, text: str) -> Locator:
        """Writes a message. Returns: the bot's next one."""
        await self.composer.fill(text)
        return await self.answer_to(self.composer.press("Enter"))

    async def answer_to(self, action: Awaitable[None]) -> Locator:
        """Does something. Returns: the message from the bot that comes next."""
        before = await self.answers.count()
        await action
        answer = self.answers.nth(before)
        await expect(answer).to_be_visible()
        return answer

    def button(self, label: str) -> Locator:
        """The newest button with the words."""
        return self.node.get_by_test_id("inline-button").filter(has_text=label).last

    @property
    def open_poll(self) -> Locator:
        """The newest quiz question that waits for an answer."""
        return self.node.locator("[data-testid=poll][data-voted=false]").last

    async def votes(self, *, rightly: bool) -> Locator:
        """Answers the open question. Returns: its poll, marked."""
        poll = self.open_poll
        question = await poll.locator(".poll-question").inner_text()
        key = keys()[question.partition(". ")[2]]
        texts = await poll.get_by_test_id("poll-option").all_inner_texts()
        chosen = key if rightly else {next(text for text in texts if text not in key)}
        marked = self.node.get_by_test_id("poll").filter(has_text=question)
        for text in chosen:
            await poll.get_by_test_id("poll-option").get_by_text(text, exact=True).click()
        if len(key) > 1:
            await poll.get_by_test_id("poll-vote").click()
        await expect(marked).to_have_attribute("data-voted", "true")
        return marked


@cache
def keys() -> dict[str, frozenset[str]]:
    """The right options of every quiz item, by its question."""
    courses = read_courses(ROOT / "courses", languages())
    texts = (t for course in courses.values() for item in course.items for t in item.texts.values())
    return {text.stem: frozenset(text.options[place] for place in text.keys) for text in texts}
