"""Translator: Fluent texts, plural rules, fallback to English, escaped arguments, local dates."""

import html
import secrets
from collections.abc import Mapping
from datetime import date, datetime
from functools import cache, cached_property
from pathlib import Path
from zoneinfo import ZoneInfo

from babel.dates import format_date, format_time, get_timezone_location
from fluent.runtime import FluentBundle, FluentResource

from bot.domain.people import nearest_language

LOCALES = Path(__file__).parent / "locales"
FALLBACK = "en"
LONG = 1000
_STAND_IN = secrets.token_hex(16)
"""Fluent refuses arguments of more than 2,500 characters, and an instructor's answer may be longer:
until the text is made, a word that nobody can know stands for such an argument."""


class Html(str):
    """Text that is Telegram HTML already and is not escaped again."""

    __slots__ = ()


class MissingText(KeyError):
    """No language has a message of that key: a fault in the code."""


@cache
def languages() -> frozenset[str]:
    """Tags of the languages the bot speaks: the folders of bot/locales."""
    return frozenset(path.name for path in LOCALES.iterdir() if path.is_dir())


class Translator:
    """The texts of one language."""

    def __init__(self, language: str) -> None:
        self.language = language

    @cached_property
    def _bundle(self) -> FluentBundle:
        bundle = FluentBundle([self.language], use_isolating=False)
        for path in sorted((LOCALES / self.language).glob("*.ftl")):
            bundle.add_resource(FluentResource(path.read_text(encoding="utf-8")))
        return bundle

    def __call__(self, key: str, **args: object) -> Html:
        """The message as Telegram HTML; arguments are escaped, but for `Html` and numbers."""
        return Html(self._format(key, {name: _escaped(value) for name, value in args.items()}))

    def plain(self, key: str, **args: object) -> str:
        """The message as plain text, for buttons, polls, menus and files."""
        return self._format(key, args)

    def _format(self, key: str, args: Mapping[str, object]) -> str:
        long = {
            f"{_STAND_IN}-{name}": value
            for name, value in args.items()
            if isinstance(value, str) and len(value) > LONG
        }
        fitting = {**args, **{token.rpartition("-")[2]: token for token in long}}
        for translator in (self, translator_for(FALLBACK)):
            if not translator._bundle.has_message(key):
                continue
            pattern = translator._bundle.get_message(key).value
            if pattern is not None:
                text, errors = translator._bundle.format_pattern(pattern, fitting)
                if errors:
                    raise errors[0]
                return _filled(str(text), long)
        raise MissingText(key)

    def day(self, day: date) -> str:
        """A day with its weekday, such as "Monday, 7 December"."""
        pattern = {"en": "EEEE, d MMMM", "ru": "EEEE, d MMMM", "kk": "d MMMM, EEEE"}
        return format_date(day, pattern.get(self.language, "EEEE, d MMMM"), locale=self.language)

    def long_date(self, day: date) -> str:
        """A day with its year, such as "7 December 2026"."""
        pattern = {"en": "d MMMM y"}
        return format_date(day, pattern.get(self.language, "long"), locale=self.language)

    def time(self, moment: datetime, timezone: str) -> str:
        """Hour and minute on a 24-hour clock in the zone."""
        return format_time(moment.astimezone(ZoneInfo(timezone)), "HH:mm", locale=self.language)

    def city(self, timezone: str) -> str:
        """The city after which a time zone is named."""
        return get_timezone_location(timezone, locale=self.language, return_city=True)


def _filled(text: str, long: Mapping[str, str]) -> str:
    """The text with the long arguments where their stand-ins are."""
    for token, value in long.items():
        text = text.replace(token, value)
    return text


def _escaped(value: object) -> object:
    if isinstance(value, Html | int | float):
        return value
    return html.escape(str(value), quote=False)


def language_name(tag: str) -> str:
    """What a language is called in itself."""
    return translator_for(tag).plain("language-name")


@cache
def translator_for(tag: str | None) -> Translator:
    """The translator of the nearest language the bot speaks."""
    return Translator(nearest_language(tag, languages()))
