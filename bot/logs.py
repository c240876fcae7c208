"""Logging: console or JSON, one event and its ids; secrets are masked in every line."""

import json
import logging
import re
import sys
import traceback
from collections.abc import Iterable
from datetime import UTC, datetime

TOKEN = re.compile(r"\d{3,}:[A-Za-z0-9_-]{20,}")
MASK = "<secret>"
_STANDARD = frozenset(vars(logging.makeLogRecord({}))) | {"message", "asctime", "taskName"}
_QUIET = (
    "httpx",
    "httpcore",
    "apscheduler",
    "aiosqlite",
    "asyncio",
    "alembic",
    "aiohttp.access",
    "telegram",
    "markdown_it",
)


class MaskingFormatter(logging.Formatter):
    """Masks secrets in the finished line, so that no message or traceback escapes it."""

    def __init__(self, secrets: Iterable[str]) -> None:
        super().__init__()
        known = sorted(filter(None, secrets), key=len, reverse=True)
        patterns = [TOKEN.pattern, *map(re.escape, known)]
        self._secret = re.compile("|".join(patterns))

    def format(self, record: logging.LogRecord) -> str:
        """The line without secrets."""
        return self._secret.sub(MASK, self.line(record))

    def line(self, record: logging.LogRecord) -> str:
        """The line for a person at a terminal."""
        at = datetime.fromtimestamp(record.created, UTC).strftime("%Y-%m-%d %H:%M:%SZ")
        ids = " ".join(f"{name}={value}" for name, value in _ids(record).items())
        line = f"{at} {record.levelname:<7} {record.name}: {record.getMessage()}"
        return "\n".join(filter(None, (f"{line} {ids}".rstrip(), _traceback(record))))


class JsonFormatter(MaskingFormatter):
    """One JSON object a line."""

    def line(self, record: logging.LogRecord) -> str:
        """The line for a machine."""
        fields: dict[str, object] = {
            "at": datetime.fromtimestamp(record.created, UTC).isoformat(),
            "level": record.levelname,
            "logger": record.name,
            "event": record.getMessage(),
            **_ids(record),
        }
        if trace := _traceback(record):
            fields["traceback"] = trace
        return json.dumps(fields, ensure_ascii=False, default=str)


def _ids(record: logging.LogRecord) -> dict[str, object]:
    return {name: value for name, value in vars(record).items() if name not in _STANDARD}


def _traceback(record: logging.LogRecord) -> str:
    if not record.exc_info or record.exc_info[0] is None:
        return ""
    return "".join(traceback.format_exception(*record.exc_info)).rstrip()


def configure(level: str, form: str, secrets: Iterable[str]) -> None:
    """Sets up the root logger on standard error; libraries that log texts are quieted."""
    formatter = JsonFormatter(secrets) if form == "json" else MaskingFormatter(secrets)
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(formatter)
    logging.basicConfig(level=level, handlers=[handler], force=True)
    for name in _QUIET:
        logging.getLogger(name).setLevel(max(logging.WARNING, logging.getLevelName(level)))
