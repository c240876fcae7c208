"""Errors: a Refusal → its text; an outage → again later; anything else → an incident."""

import logging
import traceback
from contextvars import ContextVar
from pathlib import Path

from telegram import Update
from telegram.error import BadRequest, Forbidden, InvalidToken, NetworkError, RetryAfter
from telegram.ext import ApplicationHandlerStop

from bot.domain.errors import Refusal
from bot.services.updates import Handled
from handlers.context import Context
from handlers.replies import is_old_query, is_unchanged, say
from storage.database import DatabaseOutage

log = logging.getLogger(__name__)

outcome: ContextVar[Handled] = ContextVar("outcome", default=Handled.DONE)
"""What became of the update that the current task handles."""

ROOT = Path(__file__).parent.parent


async def handle_error(update: object, context: Context) -> None:
    """Called by the library for whatever a handler raised; no later handler sees the update.

    Raises:
        ApplicationHandlerStop: always; without it the library would go on.
    """
    assert isinstance(update, Update)
    await _answer(update, context, context.error)
    raise ApplicationHandlerStop


async def _answer(update: Update, context: Context, error: Exception | None) -> None:
    match error:
        case Refusal():
            log.info("refused", extra={"key": error.key})
            await _try_say(update, context, error)
        case BadRequest() if is_unchanged(error) or is_old_query(error):
            log.info("late or second tap", extra={"reason": error.message})
        case Forbidden():
            if update.effective_user is not None:
                await context.app.people.went_away(update.effective_user.id)
        case BadRequest() | InvalidToken():
            await _incident(update, context, error)
        case RetryAfter() | NetworkError() | TimeoutError():
            log.warning("handled again later", extra={"reason": str(error)})
            outcome.set(Handled.AGAIN)
        case DatabaseOutage():
            log.error("database out of order, handled again later: %s", error)
            outcome.set(Handled.AGAIN)
        case Exception():
            await _incident(update, context, error)


async def _try_say(update: Update, context: Context, refusal: Refusal) -> None:
    try:
        user = update.effective_user
        if user is not None:  # the library gives an error handler a context of its own
            context.person = await context.app.people.enter(user.id, user.language_code)
        await say(update, context, context.t(refusal.key, **refusal.args_of_key))
    except Forbidden:
        if update.effective_user is not None:
            await context.app.people.went_away(update.effective_user.id)
    except BadRequest as error:  # a kind of NetworkError, and hopeless
        log.error("a refusal cannot be told: %s", error.message)
    except (RetryAfter, NetworkError, DatabaseOutage):
        outcome.set(Handled.AGAIN)


async def _incident(update: Update, context: Context, error: Exception) -> None:
    kind = kind_of(error)
    log.error("incident: %s", kind, exc_info=error, extra={"update_id": update.update_id})
    try:
        number = await context.app.incidents.record(kind)
    except DatabaseOutage:
        outcome.set(Handled.AGAIN)
        return
    await _try_say(update, context, Refusal("incident", number=str(number)))


def kind_of(error: Exception) -> str:
    """Type and place of an error: nothing of what a person wrote."""
    frames = traceback.extract_tb(error.__traceback__)
    ours = [frame for frame in frames if Path(frame.filename).is_relative_to(ROOT)]
    own = [frame for frame in ours if ".venv" not in frame.filename] or ours or frames
    if not own:
        return type(error).__name__
    place = Path(own[-1].filename)
    name = place.relative_to(ROOT) if place.is_relative_to(ROOT) else Path(place.name)
    return f"{type(error).__name__} in {name}, {own[-1].name}"
