"""The command line: everything in one process by default; web, worker and more as subcommands.

What a subcommand needs is imported when it runs: `ask` needs neither Telegram nor a database.
"""

import argparse
import asyncio
import os
import sys
from collections.abc import Callable, Sequence
from datetime import date
from importlib import import_module
from typing import Any

from bot import logs
from bot.domain.errors import Faulty, Refusal
from bot.i18n import Translator, translator_for
from bot.settings import Settings, read_settings

Say = Callable[[str], None]


def main(arguments: Sequence[str] | None = None) -> int:
    """Runs a subcommand. Returns: the exit status."""
    given = _parser().parse_args(arguments)
    t = _operator_language()
    try:
        settings = read_settings()
        secrets = (settings.bot_token, settings.webhook_secret, settings.secret_token)
        logs.configure(settings.log_level, settings.log_format, secrets)
        asyncio.run(_found(given.run)(given, settings, t, _say))
    except Faulty as error:
        _complain(t.plain(given.faults, count=len(error.faults)))
        for fault in error.faults:
            text = t.plain(fault.key, **fault.args)
            _complain(t.plain("cli-fault", place=str(fault.place), text=text))
    except Refusal as refusal:
        _complain(t.plain(refusal.key, **refusal.args_of_key))
    except _found("bot.serve:EXPECTED") as error:
        _complain(_found("bot.serve:worded")(error, t))
    except OSError as error:
        file = error.filename or "—"
        _complain(t.plain("cli-no-file", file=str(file), reason=error.strerror or str(error)))
    else:
        return 0
    return 1


def iso_date(text: str) -> date:
    """A date of the command line; its ValueError is argparse's to report."""
    return date.fromisoformat(text)


def _found(place: str) -> Any:
    """What stands at `module:name`."""
    module, name = place.split(":")
    return getattr(import_module(module), name)


def _say(line: str) -> None:
    print(line, flush=True)


def _complain(line: str) -> None:
    print(line, file=sys.stderr)


def _operator_language() -> Translator:
    """The language of the operator's terminal."""
    tags = (os.environ.get(name, "") for name in ("LC_ALL", "LC_MESSAGES", "LANG"))
    return translator_for(next(filter(None, tags), "en").split("_")[0])


async def run(arguments: argparse.Namespace, settings: Settings, t: Translator, say: Say) -> None:
    """Runs the bot, in the sandbox when there is no token."""
    if settings.bot_token or arguments.role != "all":
        await _found("bot.serve:serve")(settings, arguments.role, t)
    else:
        await _found("bot.sandboxed:serve_sandbox")(settings, t, say)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="python -m bot", description="Qalqan, a bot for a peacekeeping training centre."
    )
    parser.set_defaults(run="bot.__main__:run", role="all", faults="cli-faults")
    commands = parser.add_subparsers(metavar="COMMAND", title="commands (none: run the bot)")

    def command(name: str, run: str, text: str) -> argparse.ArgumentParser:
        added = commands.add_parser(name, help=text, description=text)
        added.set_defaults(run=run)
        return added

    command("web", "bot.__main__:run", "take webhook updates in (PostgreSQL)").set_defaults(
        role="web"
    )
    command("worker", "bot.__main__:run", "handle updates and send (PostgreSQL)").set_defaults(
        role="worker"
    )
    command("migrate", "bot.operator:migrate", "bring the database to the newest schema")
    checking = command("check", "bot.operator:check", "check the course packs")
    checking.add_argument("folder", nargs="?", metavar="COURSES_DIR")
    checking.set_defaults(faults="cli-faults-found")
    checking.add_argument("--report", action="store_true", help="print tables of what is in them")

    asking = command(
        "ask", "bot.ask_lines:ask", "answer questions read as JSON lines, for measuring"
    )
    asking.add_argument("entries", nargs="?", metavar="ENTRIES.jsonl")

    cohort = commands.add_parser("cohort", help="cohorts of a course").add_subparsers(
        metavar="COMMAND", required=True
    )
    create = cohort.add_parser("create", help="make a cohort and print its invite link")
    create.set_defaults(run="bot.operator:create_cohort")
    create.add_argument("code", metavar="CODE")
    create.add_argument("--course", required=True)
    create.add_argument("--start", required=True, type=iso_date, metavar="YYYY-MM-DD")
    create.add_argument("--end", required=True, type=iso_date, metavar="YYYY-MM-DD")
    create.add_argument("--timezone", metavar="NAME")
    create.add_argument("--json", action="store_true")

    timetable = commands.add_parser("timetable", help="timetable of a cohort").add_subparsers(
        metavar="COMMAND", required=True
    )
    taking_in = timetable.add_parser("import", help="take an .ics or .csv file in")
    taking_in.set_defaults(run="bot.operator:import_timetable")
    taking_in.add_argument("code", metavar="CODE")
    taking_in.add_argument("file", metavar="FILE")
    return parser


if __name__ == "__main__":
    sys.exit(main())
