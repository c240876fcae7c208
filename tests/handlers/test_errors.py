"""What goes wrong: incidents once per kind, outages handled again, nothing personal in the log."""

import asyncio
import json
import logging

import pytest
from chat import ANNA, GRACE, TOKEN, Centre
from telegram import Update
from telegram.ext import CommandHandler

from bot import logs
from bot.domain.validity import NAME_LIMIT
from bot.services.updates import Handled
from handlers.buttons import ButtonData, Key, TooLongError
from handlers.context import Context
from handlers.replies import plain, split
from handlers.staff.cards import (
    Approve,
    Correct,
    Hide,
    OpenCard,
    ShowCard,
    ShowHidden,
    ShowUndecided,
    TakeBack,
)
from handlers.staff.panel import ShowCohorts
from handlers.staff.templates import FillIn, ShowTemplate
from handlers.trainee.answers import InLanguage, OpenEntry, ShowRelated, ShowTerms
from handlers.trainee.ask import Choose, DidNotHelp, Helped
from handlers.trainee.lessons import OpenLesson, TurnTo
from sandbox import Fault


async def broken(update: Update, context: Context) -> None:
    """A handler with a bug."""
    raise ZeroDivisionError("what a person wrote")


async def test_an_incident_reaches_the_owner_once_per_kind_with_its_number(centre: Centre) -> None:
    centre.dispatch.application.add_handler(CommandHandler("boom", broken), group=-2)
    owner, phone = centre.phone(ANNA), centre.phone(GRACE)
    await owner.starts()
    for _ in range(3):
        (answer,) = (await phone.says("/boom"))[:1]
        assert "Number of the incident: 1" in answer
    (told,) = owner.sees()
    assert "Incident 1" in told
    assert "ZeroDivisionError in tests/handlers/test_errors.py, broken" in told
    assert "what a person wrote" not in told
    assert await centre.app.incidents.total() == 3


async def test_an_outage_of_telegram_is_no_incident_and_the_update_is_handled_again(
    centre: Centre,
) -> None:
    phone = centre.phone(GRACE)
    await phone.starts()
    centre.api.faults = lambda method, _: (
        Fault.server_error(502) if method == "sendMessage" else None
    )
    centre.api.say(GRACE.id, "Who is a civilian?")
    body = json.dumps(centre.api.updates[-1])
    async with asyncio.TaskGroup() as tasks:
        handling = tasks.create_task(centre.dispatch.handle(body))
        await asyncio.sleep(0.1)
        centre.api.faults = None
    assert handling.result() is Handled.DONE
    assert "Source:" in phone.last["text"]
    assert await centre.app.incidents.total() == 0


async def test_the_token_is_masked_in_every_line_and_traceback(
    capsys: pytest.CaptureFixture[str],
) -> None:
    root = logging.getLogger()
    handlers, level = root.handlers[:], root.level
    try:
        for form in ("console", "json"):
            logs.configure("DEBUG", form, [TOKEN, "my-webhook-secret"])
            log = logging.getLogger("anything")
            log.info("GET https://api.telegram.org/bot%s/getMe", TOKEN)
            log.info("other token 987654321:AAHdqTcvCH1vGWJxfSeofSAs0K5PALDxxxx")
            log.warning("an id", extra={"secret": "my-webhook-secret"})
            try:
                raise ValueError(f"https://api.telegram.org/bot{TOKEN}/x")
            except ValueError:
                log.exception("failed")
            output = capsys.readouterr().err
            assert "AAHdqTcvCH1vGWJxfSeofSAs0K5PALD" not in output
            assert "my-webhook-secret" not in output
            assert output.count("<secret>") >= 4
    finally:
        root.handlers, root.level = handlers, level


def test_the_http_client_does_not_log_addresses_at_info() -> None:
    root = logging.getLogger()
    handlers, level = root.handlers[:], root.level
    try:
        logs.configure("INFO", "console", [])
        for name in ("httpx", "httpcore", "aiohttp.access"):
            assert not logging.getLogger(name).isEnabledFor(logging.INFO)
    finally:
        root.handlers, root.level = handlers, level


def test_callback_data_fits_into_64_bytes_or_is_refused() -> None:
    assert len(ShowCohorts(2**53).pack().encode()) <= 64
    with pytest.raises(TooLongError):
        OpenEntry("қ" * 40).pack()


def test_every_entry_fits_into_every_button() -> None:
    name, digest, far = "c" * NAME_LIMIT, "0" * 8, 10**7
    data: tuple[ButtonData, ...] = (
        OpenEntry(name),
        InLanguage(name, "kk", 1),
        ShowRelated(name),
        ShowTerms(name),
        Choose(name, Key(2**63 - 1)),
        DidNotHelp(name, Key(2**63 - 1)),
        Helped(Key(2**63 - 1)),
        OpenLesson(name),
        TurnTo(name, 99),
        ShowUndecided(name),
        ShowHidden(name),
        OpenCard(name),
        ShowCard(name, "kk"),
        Approve(name, digest),
        Hide(name, digest),
        Correct(name, "kk"),
        TakeBack(name, "kk"),
        ShowTemplate(name, far),
        FillIn(name, far, "kk"),
    )
    assert all(len(one.pack().encode()) <= 64 for one in data)


def test_long_texts_are_split_between_paragraphs() -> None:
    text = "\n\n".join(f"<b>Day {n}</b> " + "қ" * 500 for n in range(20))
    parts = split(text)
    assert all(len(plain(part).encode("utf-16-le")) // 2 <= 4096 for part in parts)
    assert "".join(parts).replace("\n", "") == text.replace("\n", "")
    assert all(part.startswith("<b>") for part in parts)


def test_markup_becomes_plain_text() -> None:
    assert plain("<b>R&amp;D</b> &lt;x&gt;") == "R&D <x>"
