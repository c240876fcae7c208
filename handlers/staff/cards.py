"""Cards: an entry as an instructor checks it, with the buttons to decide about it."""

from dataclasses import dataclass
from datetime import datetime
from typing import ClassVar
from zoneinfo import ZoneInfo

from telegram import InlineKeyboardButton

from bot.domain.content import Content
from bot.domain.course import (
    AnyEntry,
    FaqText,
    ItemText,
    LessonText,
    TermText,
    is_action,
    is_added,
)
from bot.i18n import Html, Translator, language_name, languages, translator_for
from handlers.buttons import ButtonData
from handlers.context import Context
from handlers.replies import Rows
from handlers.sources import worded_sources


@dataclass(frozen=True, slots=True)
class ShowUndecided(ButtonData):
    """The first entry to check behind the named one; behind none, the first of all."""

    CODE: ClassVar[str] = "chk"
    behind: str


@dataclass(frozen=True, slots=True)
class ShowHidden(ButtonData):
    """The first hidden entry behind the named one."""

    CODE: ClassVar[str] = "hid"
    behind: str


@dataclass(frozen=True, slots=True)
class ShowAdded(ButtonData):
    """The first entry that an instructor wrote behind the named one."""

    CODE: ClassVar[str] = "add"
    behind: str


@dataclass(frozen=True, slots=True)
class OpenCard(ButtonData):
    """The card of an entry beneath an answer, which stays."""

    CODE: ClassVar[str] = "opc"
    name: str


@dataclass(frozen=True, slots=True)
class ShowCard(ButtonData):
    """One entry in one language."""

    CODE: ClassVar[str] = "crd"
    name: str
    language: str


@dataclass(frozen=True, slots=True)
class Approve(ButtonData):
    """The content seen is right."""

    CODE: ClassVar[str] = "cok"
    name: str
    seen: str


@dataclass(frozen=True, slots=True)
class Hide(ButtonData):
    """The content seen is not to be shown."""

    CODE: ClassVar[str] = "cno"
    name: str
    seen: str


@dataclass(frozen=True, slots=True)
class Correct(ButtonData):
    """Asks for another text in one language."""

    CODE: ClassVar[str] = "cor"
    name: str
    language: str


@dataclass(frozen=True, slots=True)
class TakeBack(ButtonData):
    """The pack's own text again."""

    CODE: ClassVar[str] = "ctb"
    name: str
    language: str


@dataclass(frozen=True, slots=True)
class Reword(ButtonData):
    """Asks for another wording of an added question in one language."""

    CODE: ClassVar[str] = "rew"
    name: str
    language: str


@dataclass(frozen=True, slots=True)
class Translate(ButtonData):
    """Asks for the text of an added entry in a further language."""

    CODE: ClassVar[str] = "tra"
    name: str
    language: str


def card_button(context: Context, entry: AnyEntry) -> InlineKeyboardButton:
    """Under an answer, for those who look after it."""
    return OpenCard(entry.name).labelled(context.t.plain("content-for-staff"))


def worded_card(
    context: Context, content: Content, entry: AnyEntry, language: str, head: Html | None
) -> Html:
    """The entry in one language, where it stands, its sources, and what was decided."""
    t, course = context.t, context.app.courses[entry.course]
    group = t("added-group") if is_added(entry) else course.group_name(entry, t.language)
    place = t(
        "content-place",
        course=course.named(course.title, t.language),
        kind=entry.KIND,
        group=group,
        language=language_name(language),
    )
    parts = [head, place, *_worded_text(entry, language)]
    if is_action(entry):
        parts.append(t("content-action", action=entry.action))
    else:
        parts.append(t("ask-source", sources=worded_sources(t, course, entry.citations)))
    if unseen := sorted(course.unseen.intersection(entry.facts)):
        parts.append(t("content-unseen", facts=", ".join(unseen)))
    parts.append(_worded_state(context, content, entry, language))
    return Html("\n\n".join(part for part in parts if part))


def _worded_text(entry: AnyEntry, language: str) -> list[Html]:
    """The text as an instructor checks it: of an item, with its key."""
    t = translator_for(language)
    match entry.texts[language]:
        case FaqText() | TermText() | LessonText() as text:
            return [t("ask-question", question=text.title), Html(text.body.html)]
        case ItemText() as item:
            options = Html(
                "\n".join(
                    t("content-key" if at in item.keys else "content-distractor", option=option)
                    for at, option in enumerate(item.options)
                )
            )
            explanation = t("content-explanation", text=item.explanation)
            return [t("ask-question", question=item.stem), options, explanation]


def _worded_state(context: Context, content: Content, entry: AnyEntry, language: str) -> Html:
    """Who decided or corrected, and when."""
    t, zone = context.t, context.app.settings.timezone
    lines = []
    if decision := content.decisions.get(entry.name):
        lines.append(
            t(
                "content-decided",
                verdict=decision.verdict.value,
                day=_day(t, decision.at, zone),
                by="you" if decision.person_id == context.person.id else "other",
                is_this="yes" if content.decision_on_this(entry) else "no",
            )
        )
    if correction := content.corrections.get((entry.name, language)):
        lines.append(
            t(
                "content-corrected-by",
                day=_day(t, correction.at, zone),
                by="you" if correction.person_id == context.person.id else "other",
            )
        )
    return Html("\n".join(lines))


def _day(t: Translator, moment: datetime, timezone: str) -> str:
    return t.day(moment.astimezone(ZoneInfo(timezone)).date())


def card_rows(context: Context, content: Content, entry: AnyEntry, language: str) -> Rows:
    """What can be done with it."""
    t, seen = context.t, content.state(entry)
    is_hidden, is_open = content.is_hidden(entry), content.needs_decision(entry)
    decide = []
    if is_hidden or is_open:
        key = "content-show-again" if is_hidden else "content-approve"
        decide.append(Approve(entry.name, seen).labelled(t.plain(key)))
    if not is_hidden or is_open:
        decide.append(Hide(entry.name, seen).labelled(t.plain("content-hide")))
    change = []
    if not is_action(entry):
        change.append(Correct(entry.name, language).labelled(t.plain("content-correct")))
    if (entry.name, language) in content.corrections:
        change.append(TakeBack(entry.name, language).labelled(t.plain("content-take-back")))
    others = [
        ShowCard(entry.name, tag).labelled(language_name(tag))
        for tag in sorted(languages() & entry.texts.keys() - {language})
    ]
    rows = (
        decide,
        change,
        *(_rows_of_added(t, entry, language) if is_added(entry) else ()),
        others,
        [_following(entry, is_hidden=is_hidden).labelled(t.plain("content-next"))],
    )
    return [row for row in rows if row]


def _rows_of_added(t: Translator, entry: AnyEntry, language: str) -> Rows:
    """What can be done besides with an entry that an instructor wrote."""
    missing = sorted(languages() - entry.texts.keys())
    return (
        [Reword(entry.name, language).labelled(t.plain("added-reword"))],
        [
            Translate(entry.name, tag).labelled(
                t.plain("added-translate", language=language_name(tag))
            )
            for tag in missing
        ],
    )


def _following(entry: AnyEntry, *, is_hidden: bool) -> ButtonData:
    """The way to the next card of its kind."""
    if is_hidden:
        return ShowHidden(entry.name)
    return ShowAdded(entry.name) if is_added(entry) else ShowUndecided(entry.name)
