"""The page that a newcomer opens, with the real bot behind it, in Chromium."""

import asyncio
import re
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
import pytest_asyncio
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
from playwright.async_api import Browser, Route, expect
from processes import BotProcess, until

pytestmark = [
    pytest.mark.browser,
    pytest.mark.xdist_group("browser"),
    pytest.mark.asyncio(loop_scope="module"),
]

STOPS_WITHIN_S = 10
COMPLAINT = re.compile(r"WARNING|ERROR|CRITICAL|Traceback")
UNKNOWN = "Кеше футболда кім жеңді?"


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def browser() -> AsyncIterator[Browser]:
    """The machine's Chromium."""
    executable = chromium()
    if executable is None:
        pytest.skip("no Chromium on this machine (Debian: apt-get install chromium)")
    async with opened_browser(executable) as opened:
        yield opened


@pytest_asyncio.fixture(loop_scope="module")
async def started(tmp_path: Path) -> AsyncIterator[tuple[BotProcess, str]]:
    """The bot in its sandbox; it must have nothing to complain of."""
    async with sandbox(tmp_path) as (bot, address):
        yield bot, address
    assert not COMPLAINT.search(bot.log), bot.log


@pytest_asyncio.fixture(loop_scope="module")
async def tab(browser: Browser, started: tuple[BotProcess, str]) -> AsyncIterator[Tab]:
    """The page in a fresh tab; the browser must have nothing to complain of."""
    async with opened_tab(browser, started[1]) as opened:
        yield opened
    assert opened.faults == []


async def test_a_trainee_joins_asks_practises_and_is_reminded_in_kazakh(tab: Tab) -> None:
    phone = await tab.picks(AIGERIM)
    joined = await phone.joins(tab)
    await expect(joined).to_contain_text("Бейбіт тұрғындарды қорғау курсына қосылдыңыз")

    mandate = await phone.says("Бейбіт тұрғындарды қорғау мандаты деген не?")
    await expect(mandate).to_contain_text("Дереккөз: DPO 2023.05")
    civilian = await phone.says("Кім бейбіт тұрғын болып саналады?")
    await expect(civilian).to_contain_text("қарулы күштеріне кірмейтін")
    unknown = await phone.says(UNKNOWN)
    await expect(unknown).to_contain_text("нұсқаушы")
    await phone.button("Нұсқаушыға жіберу").click()
    await expect(unknown).to_contain_text("Сұрағыңыз жіберілді")

    await phone.says("/quiz")
    for number, rightly in enumerate((True, False, True, True, False), start=1):
        await expect(phone.open_poll).to_contain_text(f"{number}/5.")
        poll = await phone.votes(rightly=rightly)
        await expect(poll.locator("[data-mark=right]").first).to_be_visible()
        await expect(poll.locator("[data-mark=wrong]")).to_have_count(0 if rightly else 1)
        await expect(poll.get_by_test_id("poll-explanation")).to_be_visible()
    await expect(phone.answers.last).to_contain_text("Дұрыс жауап: 3 / 5")

    await tab.moves_clock("15m")
    reminder = phone.answers.filter(has_text="🔔")
    await expect(reminder.filter(has_text="сабақ 15 минуттан кейін басталады")).to_have_count(1)
    told = await reminder.count()
    await tab.moves_clock("1d")
    await expect(reminder.nth(told)).to_be_visible()


async def test_an_answer_leads_to_its_lesson_and_the_lesson_to_the_next(tab: Tab) -> None:
    phone = await tab.picks(AIGERIM)
    await phone.starts()
    await phone.says("Бейбіт тұрғындарды қорғаудың үш деңгейі қандай?")
    lesson = await phone.answer_to(phone.button("Толығырақ").click())
    await expect(lesson).to_contain_text("2 беттің 1-беті")
    await phone.button("Әрі қарай").click()
    await expect(lesson).to_contain_text("2 беттің 2-беті")
    await phone.button("Келесі сабақ").click()
    await expect(lesson).to_contain_text("Іс-қимылдың төрт кезеңі")
    await phone.button("Барлық сабақ").click()
    await expect(lesson).to_contain_text("Тұжырымдамалық негіз: 13 сабақ")


async def test_an_instructor_checks_the_content_with_a_tap(tab: Tab) -> None:
    phone = await tab.picks(YERLAN)
    await phone.starts()
    card = await phone.says("/admin")
    await phone.button("Тексерілетін материал").click()
    await expect(card).to_contain_text("Тексерілмегені: ")
    before = await card.inner_text()
    await phone.button("Мақұлдау").click()
    await expect(card).not_to_contain_text(before.partition("\n")[0])
    await expect(phone.button("Мақұлдау")).to_be_visible()


async def test_a_question_goes_to_the_owner_and_the_answer_comes_back(tab: Tab) -> None:
    trainee = await tab.picks(AIGERIM)
    await trainee.joins(tab)
    await trainee.says(UNKNOWN)
    await trainee.button("Нұсқаушыға жіберу").click()
    await expect(trainee.answers.last).to_contain_text("Сұрағыңыз жіберілді")

    owner = await tab.picks(ANNA)
    await owner.starts()
    panel = await owner.says("/admin")
    await owner.button("invite links").click()
    invite = await tab.invite().get_attribute("data-url")
    assert invite is not None
    await expect(panel).to_contain_text(invite)
    await expect(panel).to_contain_text("1 trainee")
    await owner.button("Back").click()
    await owner.button("Open questions: 1").click()
    await expect(panel).to_contain_text(UNKNOWN)
    await owner.answer_to(owner.button("Answer").click())
    sent = await owner.says("Ask at <reception> & enjoy")
    await expect(sent).to_contain_text("✅")

    await expect(tab.page.locator(f"[data-person='{AIGERIM}'] .badge")).to_have_text("1")
    trainee = await tab.picks(AIGERIM)
    await expect(trainee.answers.last).to_contain_text("Ask at <reception> & enjoy")
    await expect(trainee.answers.last).to_contain_text(UNKNOWN)


async def test_the_language_changes_by_a_tap_in_the_menu_too(tab: Tab) -> None:
    phone = await tab.picks(AIGERIM)
    await phone.starts()
    settings = await phone.says("/settings")
    await expect(settings).to_contain_text("Баптаулар")
    await phone.button("Русский").click()
    await expect(settings).to_contain_text("Настройки")
    await expect(phone.button("✓ Русский")).to_be_visible()
    await phone.node.get_by_test_id("menu").click()
    await expect(phone.node.get_by_test_id("commands")).to_contain_text("вопрос")
    answer = await phone.answer_to(phone.node.locator("[data-command=schedule]").click())
    await expect(answer).to_contain_text("Вы пока не состоите в учебной группе")


async def test_phones_side_by_side_see_what_the_others_do(tab: Tab) -> None:
    instructor = await tab.picks(YERLAN)
    await instructor.starts()
    await tab.page.get_by_test_id("side-by-side").check()
    trainee = await tab.picks(AIGERIM)
    await expect(instructor.node).to_be_visible()
    await trainee.joins(tab)
    await trainee.says(UNKNOWN)
    arrived = await instructor.answer_to(trainee.button("Нұсқаушыға жіберу").click())
    await expect(arrived).to_contain_text(UNKNOWN)
    await expect(arrived).not_to_contain_text("Айгерім")


async def test_what_the_bot_does_not_know_gets_a_short_useful_answer(tab: Tab) -> None:
    phone = await tab.picks(GRACE)
    await phone.starts()
    await expect(await phone.says("/launch_rockets")).to_contain_text("/help")
    await expect(await phone.says("/admin")).to_contain_text("/help")
    sticker = await phone.answer_to(phone.node.get_by_test_id("sticker").click())
    await expect(sticker).to_contain_text("in words")


async def test_an_edited_question_is_answered_in_the_same_place(tab: Tab) -> None:
    phone = await tab.picks(DMITRY)
    await phone.starts()
    answer = await phone.says("Кто считается гражданским лицом?")
    first = await answer.locator(".text").inner_text()
    await phone.composer.press("ArrowUp")
    await phone.composer.fill("Каковы три уровня защиты гражданских лиц?")
    await phone.composer.press("Enter")
    await expect(answer.locator(".text")).not_to_have_text(first)
    await expect(phone.answers).to_have_count(2)


async def test_a_file_is_sent_and_can_be_fetched_again(tab: Tab, tmp_path: Path) -> None:
    phone = await tab.picks(GRACE)
    await phone.starts()
    file = tmp_path / "notes.txt"
    file.write_text("seen on patrol")
    await phone.node.get_by_test_id("file-document").set_input_files(file)
    answer = await phone.answer_to(phone.node.get_by_test_id("upload-send").click())
    await expect(answer).to_contain_text("in words")
    async with tab.page.expect_download() as fetched:
        await phone.node.locator("a.document").click()
    assert (await (await fetched.value).path()).read_text() == "seen on patrol"


async def test_a_menu_stays_inside_its_phone(tab: Tab) -> None:
    phone = await tab.picks(AIGERIM)
    await phone.starts()
    await phone.node.get_by_test_id("attach").click()
    inner = await phone.node.locator(".footer").bounding_box()
    menu = await phone.node.get_by_role("menu").bounding_box()
    assert inner is not None
    assert menu is not None
    assert menu["x"] + menu["width"] <= inner["x"] + inner["width"]
    assert menu["y"] + menu["height"] <= inner["y"] + inner["height"]


async def test_whoever_blocked_the_bot_gets_nothing_until_it_is_unblocked(tab: Tab) -> None:
    phone = await tab.picks(AIGERIM)
    await phone.joins(tab)
    await tab.page.get_by_test_id("block").check()
    unblock = phone.node.get_by_test_id("unblock")
    await expect(unblock).to_be_visible()
    await tab.moves_clock("15m")
    await expect(phone.answers).to_have_count(1)
    welcome = await phone.answer_to(unblock.click())
    await expect(welcome).to_contain_text("Қайта оралғаныңызға қуаныштымын")
    await expect(tab.page.get_by_test_id("block")).not_to_be_checked()


async def test_the_chat_is_still_there_after_a_reload(tab: Tab) -> None:
    phone = await tab.picks(DMITRY)
    await phone.joins(tab)
    await phone.says("/quiz")
    poll = await phone.votes(rightly=False)
    await expect(phone.open_poll).to_contain_text("2/5.")
    before = await phone.messages.all_inner_texts()
    await tab.page.reload()
    phone = await tab.phone(DMITRY)
    assert await phone.messages.all_inner_texts() == before
    await expect(poll.locator("[data-mark=wrong]")).to_have_count(1)


async def test_an_answer_that_comes_while_the_chat_is_being_fetched_is_shown(tab: Tab) -> None:
    phone = await tab.picks(GRACE)
    await phone.starts()
    await phone.says("/settings")
    taken, answered = asyncio.Event(), asyncio.Event()

    async def fetch_late(route: Route) -> None:
        response = await route.fetch()
        taken.set()
        await answered.wait()
        await route.fulfill(response=response)

    await tab.page.route(f"**/{GRACE}/chat", fetch_late, times=1)
    await phone.button("Русский").click()
    await taken.wait()
    await phone.says("/help")
    answered.set()
    await phone.says("/schedule")
    await expect(phone.answers).to_have_count(4)


async def test_on_a_telephone_the_page_fits_and_the_panel_slides_in(
    browser: Browser, started: tuple[BotProcess, str]
) -> None:
    async with opened_tab(browser, started[1], viewport=POCKET, has_touch=True) as tab:
        phone = await tab.picks(AIGERIM)
        await tab.page.get_by_test_id("tools").click()
        await phone.joins(tab)
        await tab.page.locator("#tools-close").click()
        await phone.says("/settings")
        width = await tab.page.evaluate("document.documentElement.scrollWidth")
        assert width <= POCKET["width"]
    assert tab.faults == []


async def test_sigterm_ends_the_bot_and_the_page_goes_on_when_it_is_back(
    tab: Tab, started: tuple[BotProcess, str]
) -> None:
    bot, address = started
    phone = await tab.picks(AIGERIM)
    await phone.joins(tab)
    before = await phone.messages.all_inner_texts()
    async with asyncio.timeout(STOPS_WITHIN_S):
        assert await bot.terminate() == 0
    await expect(phone.node.locator(".header-status")).to_have_text("қосылуда…")
    await bot.start()
    await until(lambda: bot.log.count(address) == 2)
    await expect(phone.node.locator(".header-status")).to_have_text("бот")
    assert await phone.messages.all_inner_texts() == before
    await phone.says("/help")
    refused = [fault for fault in tab.faults if "net::ERR_" in fault]
    assert tab.faults == refused
    tab.faults.clear()
