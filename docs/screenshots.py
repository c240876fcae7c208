"""Makes the pictures of README.md from the running sandbox: `make screenshots`."""

import asyncio
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

from browser.phones import (
    AIGERIM,
    ANNA,
    DMITRY,
    GRACE,
    POCKET,
    Tab,
    chromium,
    opened_browser,
    opened_tab,
    sandbox,
)
from playwright.async_api import Browser, Locator, Page, expect

IMAGES = Path(__file__).with_name("images")
LARGEST = 200_000
WINDOW = {"width": 1280, "height": 800}
WIDE = {"width": 1560, "height": 840}
TIERS = {
    AIGERIM: "Бейбіт тұрғындарды қорғаудың үш деңгейі қандай?",
    DMITRY: "Каковы три уровня защиты гражданских лиц?",
    GRACE: "What are the three tiers of protection?",
}
UNKNOWN = "Жексенбіде спортзал ашық па?"


async def taken(of: Page | Locator, name: str) -> None:
    """One picture, small enough for a README.

    Raises:
        ValueError: it is too large.
    """
    path = IMAGES / f"{name}.png"
    await of.screenshot(path=path, animations="disabled")
    if path.stat().st_size > LARGEST:
        raise ValueError(f"{path.name} has {path.stat().st_size} bytes, more than {LARGEST}")


async def trainee(tab: Tab) -> None:
    """The way of a Kazakh trainee: the link, a question, the quiz, the reminder."""
    phone = await tab.picks(AIGERIM)
    await phone.joins(tab)
    await phone.says("Бейбіт тұрғындарды қорғау мандаты деген не?")
    await taken(tab.page, "sandbox-kk")
    await phone.says("/quiz")
    await phone.votes(rightly=True)
    await expect(phone.open_poll).to_contain_text("2/5.")
    await phone.votes(rightly=False)
    await expect(phone.open_poll).to_contain_text("3/5.")
    await phone.node.locator("[data-testid=poll][data-voted=true]").last.scroll_into_view_if_needed()
    await taken(phone.node, "quiz")
    for _ in range(3):
        await phone.votes(rightly=True)
    await phone.says("/schedule")
    await tab.moves_clock("15m")
    await expect(phone.answers.last).to_contain_text("🔔")
    await taken(phone.node, "reminder")


async def owner(tab: Tab) -> None:
    """The panel: cohorts with their links, open questions."""
    asking = await tab.picks(AIGERIM)
    await asking.says(UNKNOWN)
    await asking.button("Нұсқаушыға жіберу").click()
    phone = await tab.picks(ANNA)
    await phone.starts()
    await phone.says("/admin")
    await phone.button("invite links").click()
    await phone.says("/admin")
    await taken(tab.page, "admin")


async def three_languages(browser: Browser, address: str) -> None:
    """The same question in three languages, side by side."""
    async with opened_tab(browser, address, viewport=WIDE) as tab:
        for person, question in TIERS.items():
            phone = await tab.picks(person)
            if person != AIGERIM:
                await phone.joins(tab)
            await phone.says(question)
        await tab.page.get_by_test_id("side-by-side").check()
        for person in TIERS:
            await tab.picks(person)
        await taken(tab.page, "side-by-side")


async def small_and_dark(browser: Browser, address: str) -> None:
    """The page on a telephone, and at night."""
    async with opened_tab(browser, address, viewport=POCKET, has_touch=True) as tab:
        await tab.picks(AIGERIM)
        await taken(tab.page, "phone")
    async with opened_tab(browser, address, viewport=WINDOW, color_scheme="dark") as tab:
        phone = await tab.picks(DMITRY)
        await phone.says("/quiz")
        await phone.votes(rightly=True)
        await taken(tab.page, "dark")


async def main() -> None:
    """All pictures, from a sandbox of their own."""
    executable = chromium()
    if executable is None:
        sys.exit("The pictures need Chromium (Debian: apt-get install chromium).")
    IMAGES.mkdir(exist_ok=True)
    with TemporaryDirectory() as folder:
        async with sandbox(Path(folder)) as (_, address), opened_browser(executable) as browser:
            async with opened_tab(browser, address, viewport=WINDOW) as tab:
                await trainee(tab)
                await owner(tab)
            await three_languages(browser, address)
            await small_and_dark(browser, address)


if __name__ == "__main__":
    asyncio.run(main())
