"""The log says what happened, never what people write."""

import logging
from collections.abc import Iterator

import pytest
from chat import DMITRY, TOKEN, Centre
from sqlalchemy import text

from bot import logs
from bot.services.updates import Incoming
from storage.database import DatabaseFault, DatabaseOutage

QUESTION = "What is the secret of my neighbour?"


@pytest.fixture
def everything_logged(capsys: pytest.CaptureFixture[str]) -> Iterator[None]:
    """The log at its most talkative, as the operator sets it."""
    root = logging.getLogger()
    handlers, level = root.handlers[:], root.level
    logs.configure("DEBUG", "console", [TOKEN])
    yield
    root.handlers, root.level = handlers, level


@pytest.mark.usefixtures("everything_logged")
async def test_what_people_write_and_read_is_not_logged_even_at_debug(
    centre: Centre, capsys: pytest.CaptureFixture[str]
) -> None:
    phone = centre.phone(DMITRY)
    await phone.starts()
    answers = await phone.says(QUESTION)
    logging.getLogger("bot").debug("something is logged at all")
    logged = capsys.readouterr().err
    assert "something is logged at all" in logged
    words = (QUESTION, answers[0][:20], str(DMITRY.first_name), str(DMITRY.username))
    assert [word for word in words if word in logged] == []


async def test_an_error_of_the_database_does_not_tell_what_people_wrote(centre: Centre) -> None:
    async with centre.app.database.transaction() as tx:
        await tx.connection.execute(text("DROP TABLE updates"))
    with pytest.raises((DatabaseOutage, DatabaseFault)) as raised:
        await centre.app.updates.accept([Incoming(1, DMITRY.id, QUESTION)])
    assert QUESTION not in str(raised.value)
    assert QUESTION not in str(raised.value.__cause__)
