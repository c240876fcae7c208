"""Makes the pictures of README.md from the running sandbox: `make screenshots`."""

import asyncio
import struct
import sys
import zlib
from base64 import b64decode, b64encode
from pathlib import Path
from tempfile import TemporaryDirectory

from browser.phones import (
    AIGERIM,
    ANNA,
    DMITRY,
    GRACE,
    POCKET,
    YERLAN,
    Tab,
    chromium,
    opened_browser,
    opened_tab,
    sandbox,
)
from playwright.async_api import Browser, Locator, Page, expect

IMAGES = Path(__file__).with_name("images")
LARGEST = 200_000
WINDOW = {"width": 1280, "height": 860}
WIDE = {"width": 1520, "height": 720}
HOW_LONG = {
    AIGERIM: "POC курсы қанша уақытқа созылады?",
    DMITRY: "Сколько длится курс POC?",
    GRACE: "How long is the POC course?",
}
UNKNOWN = "Жексенбіде спортзал ашық па?"
PIXELS = """async (png) => {
  const bytes = Uint8Array.from(atob(png), (letter) => letter.charCodeAt(0));
  const picture = await createImageBitmap(new Blob([bytes]));
  const brush = new OffscreenCanvas(picture.width, picture.height).getContext("2d");
  brush.drawImage(picture, 0, 0);
  const { data } = brush.getImageData(0, 0, picture.width, picture.height);
  const rows = new Uint8Array(picture.height * (1 + picture.width * 3));
  for (let y = 0, to = 0, from = 0; y < picture.height; y++) {
    to++; // the row's filter: none
    for (let x = 0; x < picture.width; x++, from += 4)
      for (let channel = 0; channel < 3; channel++) {
        const value = data[from + channel];
        rows[to++] = (value & 0xfc) | (value >> 6);
      }
  }
  let text = "";
  for (let at = 0; at < rows.length; at += 30000)
    text += String.fromCharCode(...rows.subarray(at, at + 30000));
  return [picture.width, picture.height, btoa(text)];
}"""
"""64 shades of each colour: nobody sees it, and the picture takes half the space."""


async def taken(of: Page | Locator, name: str) -> None:
    """One picture, small enough for a README.

    Raises:
        ValueError: it is too large.
    """
    page = of if isinstance(of, Page) else of.page
    await page.mouse.move(0, 0)  # nothing looks pointed at
    shot = await of.screenshot(animations="disabled")
    width, height, pixels = await page.evaluate(PIXELS, b64encode(shot).decode())
    picture = packed(width, height, b64decode(pixels))
    if len(picture) > LARGEST:
        raise ValueError(f"{name} has {len(picture)} bytes, more than {LARGEST}")
    (IMAGES / f"{name}.png").write_bytes(picture)


def packed(width: int, height: int, rows: bytes) -> bytes:
    """A PNG file of 8-bit RGB rows, each after its filter byte."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        body = kind + data
        return struct.pack(">I", len(data)) + body + struct.pack(">I", zlib.crc32(body))

    header = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    parts = (b"IHDR", header), (b"IDAT", zlib.compress(rows, 9)), (b"IEND", b"")
    return b"\x89PNG\r\n\x1a\n" + b"".join(chunk(*part) for part in parts)


async def trainee(tab: Tab) -> None:
    """The way of a Kazakh trainee: the link, a question, the quiz, the reminder."""
    phone = await tab.picks(AIGERIM)
    await phone.joins(tab)
    await phone.says("Бейбіт тұрғындарды қорғау мандаты деген не?")
    await taken(tab.page, "sandbox-kk")
    await phone.says("Бейбіт тұрғындарды қорғаудың үш деңгейі қандай?")
    await phone.answer_to(phone.button("Толығырақ").click())
    await taken(phone.node, "lesson")
    await phone.says("/quiz")
    await phone.votes(rightly=True)
    await expect(phone.open_poll).to_contain_text("2/5.")
    await phone.votes(rightly=False)
    await expect(phone.open_poll).to_contain_text("3/5.")
    marked = phone.node.locator("[data-testid=poll][data-voted=true]").last
    await marked.evaluate("poll => poll.scrollIntoView({block: 'center'})")
    await taken(phone.node, "quiz")
    for _ in range(3):
        await phone.votes(rightly=True)
    await phone.says("/schedule")
    await tab.moves_clock("15m")
    await expect(phone.answers.last).to_contain_text("🔔")
    await taken(phone.node, "reminder")


async def owner(tab: Tab) -> None:
    """The instructor's card of an entry, and the owner's panel."""
    asking = await tab.picks(AIGERIM)
    await asking.says(UNKNOWN)
    await asking.button("Нұсқаушыға жіберу").click()
    phone = await tab.picks(YERLAN)
    await phone.starts()
    card = await phone.says("/admin")
    await phone.button("Тексерілетін материал").click()
    await expect(card).to_contain_text("Тексерілмегені")
    await taken(phone.node, "review")
    phone = await tab.picks(ANNA)
    await phone.starts()
    await phone.says("/admin")
    await phone.button("invite links").click()
    await phone.says("/admin")
    await taken(tab.page, "admin")


async def three_languages(browser: Browser, address: str) -> None:
    """The same question in three languages, side by side."""
    async with opened_tab(browser, address, viewport=WIDE) as tab:
        for person, question in HOW_LONG.items():
            phone = await tab.picks(person)
            if person != AIGERIM:
                await phone.joins(tab)
            await phone.says(question)
        await tab.page.get_by_test_id("side-by-side").check()
        for person in HOW_LONG:
            await tab.picks(person)
        await taken(tab.page, "side-by-side")


async def small_and_dark(browser: Browser, address: str) -> None:
    """The page on a telephone, and at night."""
    async with opened_tab(browser, address, viewport=POCKET, has_touch=True) as tab:
        await tab.picks(AIGERIM)
        await taken(tab.page, "phone")
    async with opened_tab(browser, address, viewport=WINDOW, color_scheme="dark") as tab:
        phone = await tab.picks(DMITRY)
        await phone.says("Кто считается гражданским лицом?")
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
