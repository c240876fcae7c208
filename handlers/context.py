"""Context: what every handler gets besides the update: .app, .person, .t."""

from typing import Any, cast

from telegram.ext import Application, CallbackContext, ExtBot

from bot.app import App
from bot.domain.people import Person
from bot.i18n import Translator, translator_for
from handlers.pacing import Urgency
from storage.dialogs import Dialog

Bot = ExtBot[Urgency]
BotData = dict[str, Any]


class Context(CallbackContext[Bot, BotData, BotData, BotData]):
    """The person who did something, the app, and their language."""

    _person: Person | None = None
    dialog: Dialog | None = None
    """What the person was asked last and did not answer yet."""

    @property
    def app(self) -> App:
        """Every use case."""
        return cast(App, self.application.bot_data["app"])

    @property
    def person(self) -> Person:
        """Who did it; set by the doorman."""
        assert self._person is not None, "the doorman comes first"
        return self._person

    @person.setter
    def person(self, person: Person) -> None:
        self._person = person

    @property
    def t(self) -> Translator:
        """The texts in the person's language."""
        return translator_for(self._person.language if self._person else None)


Telegram = Application[Bot, Context, BotData, BotData, BotData, Any]
