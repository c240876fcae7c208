"""Settings: every environment variable, typed and checked once at the start."""

import hashlib
import hmac
import io
import os
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from ipaddress import ip_address
from pathlib import Path
from typing import TypeVar
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

from dotenv.parser import parse_stream

from bot.domain.errors import Fault, Faulty, Place

TELEGRAM = "https://api.telegram.org"
SHIPPED_COURSES = Path(__file__).parent.parent / "courses"
DEFAULT_ENCODER = Path("data/encoder.onnx")
"""Where `make encoder` puts it; without the file the search does with letters and words."""
DEFAULT_DATABASE = "sqlite+aiosqlite:///data/qalqan.db"
DATABASES = ("sqlite+aiosqlite", "postgresql+asyncpg")
T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Listen:
    """Where a server listens."""

    host: str
    port: int


@dataclass(frozen=True, slots=True)
class Settings:
    """What the operator chose; see .env.example for the meaning of each."""

    bot_token: str = field(default="", repr=False)
    telegram_api_url: str = TELEGRAM
    database_url: str = field(default=DEFAULT_DATABASE, repr=False)
    admin_ids: frozenset[int] = frozenset()
    timezone: str = "Asia/Almaty"
    courses_dir: Path = SHIPPED_COURSES
    webhook_url: str = ""
    webhook_listen: Listen = Listen("127.0.0.1", 8080)
    webhook_secret: str = field(default="", repr=False)
    send_rate: int = 30
    ask_limit: int = 12
    encoder_file: Path | None = None
    proxy_url: str = field(default="", repr=False)
    sandbox_listen: Listen = Listen("127.0.0.1", 8081)
    log_level: str = "INFO"
    log_format: str = "console"

    @property
    def secret_token(self) -> str:
        """What Telegram sends with every webhook update.

        Not set: derived from the token, so that it cannot be guessed, survives a restart and is
        the same in every process.
        """
        if self.webhook_secret:
            return self.webhook_secret
        return hmac.new(self.bot_token.encode(), b"qalqan webhook", hashlib.sha256).hexdigest()


class _Wrong(ValueError):
    """A value that a setting cannot have; the key of the message says what it should be."""


def _text(pattern: str, key: str) -> Callable[[str], str]:
    def read(value: str) -> str:
        if not re.fullmatch(pattern, value):
            raise _Wrong(key)
        return value

    return read


def _url(value: str, schemes: tuple[str, ...], key: str) -> str:
    try:
        parts = urlsplit(value)
        _ = parts.port
    except ValueError as error:
        raise _Wrong(key) from error
    if parts.scheme not in schemes or not parts.hostname:
        raise _Wrong(key)
    return value.rstrip("/")


def _database(value: str) -> str:
    """A file after three slashes, or a server; what is wrong in it is not shown, it is a secret."""
    try:
        parts = urlsplit(value)
        _ = parts.port
    except ValueError as error:
        raise _Wrong("setting-database") from error
    is_sqlite = parts.scheme == DATABASES[0]
    if parts.scheme not in DATABASES or (is_sqlite and (parts.netloc or parts.path in {"", "/"})):
        raise _Wrong("setting-database")
    return value


def _is_number(text: str) -> bool:
    """Digits as `int` reads them ("²" is one for `str.isdigit` only), of a sensible length."""
    return text.isascii() and text.isdigit() and len(text) < 20


def _ids(value: str) -> frozenset[int]:
    parts = [part.strip() for part in value.split(",") if part.strip()]
    if not all(map(_is_number, parts)):
        raise _Wrong("setting-ids")
    return frozenset(map(int, parts))


def _zone(value: str) -> str:
    try:
        ZoneInfo(value)
    except (KeyError, OSError, ValueError) as error:
        raise _Wrong("setting-zone") from error
    return value


def _folder(value: str) -> Path:
    if not Path(value).is_dir():
        raise _Wrong("setting-folder")
    return Path(value)


def _file(value: str) -> Path:
    """One that may be missing."""
    if Path(value).is_dir():
        raise _Wrong("setting-no-folder")
    return Path(value)


def _listen(value: str) -> Listen:
    host, _, port = value.rpartition(":")
    if not host or not _is_number(port) or int(port) > 65535:
        raise _Wrong("setting-listen")
    return Listen(host.strip("[]"), int(port))


def _loopback(value: str) -> Listen:
    listen = _listen(value)
    try:
        is_loopback = listen.host == "localhost" or ip_address(listen.host).is_loopback
    except ValueError:
        is_loopback = False
    if not is_loopback:
        raise _Wrong("setting-loopback")
    return listen


def _rate(value: str) -> int:
    if not _is_number(value) or not 1 <= int(value) <= 10_000:
        raise _Wrong("setting-rate")
    return int(value)


_READERS: dict[str, Callable[[str], object]] = {
    "BOT_TOKEN": _text(r"[0-9]+:[A-Za-z0-9_-]+", "setting-token"),
    "TELEGRAM_API_URL": lambda value: _url(value, ("http", "https"), "setting-url"),
    "DATABASE_URL": _database,
    "ADMIN_IDS": _ids,
    "TIMEZONE": _zone,
    "COURSES_DIR": _folder,
    "WEBHOOK_URL": lambda value: _url(value, ("https", "http"), "setting-webhook"),
    "WEBHOOK_LISTEN": _listen,
    "WEBHOOK_SECRET": _text(r"[A-Za-z0-9_-]{1,256}", "setting-secret"),
    "SEND_RATE": _rate,
    "ASK_LIMIT": _rate,
    "ENCODER_FILE": _file,
    "PROXY_URL": lambda value: _url(value, ("http", "https", "socks5", "socks4"), "setting-proxy"),
    "SANDBOX_LISTEN": _loopback,
    "LOG_LEVEL": lambda value: _text("DEBUG|INFO|WARNING|ERROR", "setting-level")(value.upper()),
    "LOG_FORMAT": _text("console|json", "setting-format"),
}
NAMES = tuple(_READERS)
SECRET_NAMES = frozenset({"BOT_TOKEN", "DATABASE_URL", "WEBHOOK_SECRET", "PROXY_URL"})


def read_settings(
    environment: Mapping[str, str] | None = None, env_file: Path = Path(".env")
) -> Settings:
    """Reads the environment and, below it, the `.env` file; an empty value is the default.

    Raises:
        Faulty: every value that a setting cannot have, with the line of `.env`.
    """
    values, faults = _from_file(env_file)
    for name in NAMES:
        if name in (os.environ if environment is None else environment):
            value = (os.environ if environment is None else environment)[name]
            values[name] = (value, Place(name))
    typed: dict[str, object] = {"encoder_file": DEFAULT_ENCODER}
    for name, (value, place) in values.items():
        if not value.strip():
            continue
        try:
            typed[name.lower()] = _READERS[name](value.strip())
        except _Wrong as wrong:
            shown = "…" if name in SECRET_NAMES else value
            faults.append(Fault(place, str(wrong), {"name": name, "value": shown}))
    faults.extend(_faults_together(typed, values))
    if faults:
        raise Faulty(faults)
    return Settings(**typed)  # type: ignore[arg-type]


def _from_file(path: Path) -> tuple[dict[str, tuple[str, Place]], list[Fault]]:
    values: dict[str, tuple[str, Place]] = {}
    faults: list[Fault] = []
    try:
        text = path.read_text(encoding="utf-8-sig")
    except FileNotFoundError:
        return values, faults
    except (OSError, UnicodeDecodeError):
        return values, [Fault(Place(path.name), "setting-file")]
    for binding in parse_stream(io.StringIO(text)):
        place = Place(path.name, binding.original.line + _blank_lines(binding.original.string))
        if binding.error or (binding.key and binding.value is None):
            faults.append(Fault(place, "setting-line"))
        elif binding.key in _READERS:
            values[binding.key] = (binding.value or "", place)
        elif binding.key:
            faults.append(Fault(place, "setting-unknown", {"name": binding.key}))
    return values, faults


def _blank_lines(original: str) -> int:
    """The parser counts blank lines before a setting as a part of it."""
    return original[: len(original) - len(original.lstrip())].count("\n")


def _faults_together(
    typed: Mapping[str, object], values: Mapping[str, tuple[str, Place]]
) -> list[Fault]:
    """Telegram itself takes webhooks over https only; a server of one's own takes http too."""
    url = str(typed.get("webhook_url", ""))
    if url.startswith("http:") and "telegram_api_url" not in typed:
        args = {"name": "WEBHOOK_URL", "value": url}
        return [Fault(values["WEBHOOK_URL"][1], "setting-webhook", args)]
    return []
