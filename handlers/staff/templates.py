"""Practical questions whose answer differs by cohort: what to fill in, and the filling in."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import ClassVar

from telegram import Update

from bot.domain.errors import Faulty
from bot.domain.people import Role
from bot.domain.text import shortened
from bot.i18n import Html, language_name, languages
from handlers.buttons import ButtonData
from handlers.context import Context
from handlers.registry import Button, Step
from handlers.replies import say, show
from handlers.staff.content import try_again, whole

LABEL_LIMIT = 60


@dataclass(frozen=True, slots=True)
class ShowTemplates(ButtonData):
    """The practical questions of a cohort; 0: of the only one, or which cohort."""

    CODE: ClassVar[str] = "tpl"
    cohort_id: int


@dataclass(frozen=True, slots=True)
class ShowTemplate(ButtonData):
    """One question, with the answers written so far."""

    CODE: ClassVar[str] = "t"
    name: str
    cohort_id: int


@dataclass(frozen=True, slots=True)
class Empty(ButtonData):
    """Takes the answers back."""

    CODE: ClassVar[str] = "e"
    name: str
    cohort_id: int


@dataclass(frozen=True, slots=True)
class FillIn(ButtonData):
    """Asks for the answer in one language."""

    CODE: ClassVar[str] = "f"
    name: str
    cohort_id: int
    language: str


async def show_templates(update: Update, context: Context, data: ShowTemplates) -> None:
    """Each question with a mark whether it is answered."""
    t = context.t
    cohorts = await context.app.cohorts.run_by(context.person)
    cohort = next((one for one in cohorts if one.id == data.cohort_id), None)
    if cohort is None and len(cohorts) == 1:
        cohort = cohorts[0]
    if cohort is None:
        rows = [[ShowTemplates(one.id).labelled(one.code)] for one in cohorts]
        text = t("templates-which-cohort" if cohorts else "templates-no-cohort")
        await show(update, context, text, rows)
        return
    content = await context.app.content.current()
    rows = []
    for entry in content.templates(context.app.content.mine(context.person)):
        is_filled = (entry.name, cohort.id) in content.fills
        question = shortened(entry.text(t.language).question, LABEL_LIMIT)
        key = "templates-filled" if is_filled else "templates-open"
        label = t.plain(key, question=question)
        rows.append([ShowTemplate(entry.name, cohort.id).labelled(label)])
    await show(update, context, t("templates-title", code=cohort.code), rows)


async def show_template(update: Update, context: Context, data: ShowTemplate) -> None:
    """What to write, what is written, and a button for each language."""
    t = context.t
    entry = await context.app.content.template(context.person, data.name, data.cohort_id)
    text = entry.text(t.language)
    parts = [
        t("ask-question", question=text.question),
        t("templates-hint", hint=Html(text.body.html)),
    ]
    texts = (await context.app.content.current()).fills.get((data.name, data.cohort_id), {})
    for language, body in sorted(texts.items()):
        parts.append(t("templates-written", language=language_name(language), text=Html(body.html)))
    rows = []
    for tag in sorted(languages(), key=lambda tag: (tag != t.language, tag)):
        label = t.plain("templates-fill-in", language=language_name(tag))
        rows.append([FillIn(data.name, data.cohort_id, tag).labelled(label)])
    if texts:
        rows.append([Empty(data.name, data.cohort_id).labelled(t.plain("templates-empty"))])
    rows.append([ShowTemplates(data.cohort_id).labelled(t.plain("back"))])
    await show(update, context, Html("\n\n".join(parts)), rows)


async def ask_for_answer(update: Update, context: Context, data: FillIn) -> None:
    """Waits for the answer in one language."""
    entry = await context.app.content.template(context.person, data.name, data.cohort_id)
    step = {"name": data.name, "cohort_id": data.cohort_id, "language": data.language}
    await context.app.dialogs.open(context.person, FILLING_IN.name, **step)
    question = entry.text(data.language).question
    text = context.t("templates-write", question=question, language=language_name(data.language))
    await say(update, context, text)


async def take_answer(update: Update, context: Context, data: Mapping[str, object]) -> None:
    """Shows it to the cohort's trainees from now on, or says what is wrong with it."""
    assert update.effective_message is not None
    name, cohort_id = str(data["name"]), int(str(data["cohort_id"]))
    language, text = str(data["language"]), whole(update.effective_message).text or ""
    try:
        await context.app.content.fill_in(context.person, name, cohort_id, language, text)
    except Faulty as error:
        raise try_again(context.t, error) from error
    back = ShowTemplate(name, cohort_id).labelled(context.t.plain("templates-more-languages"))
    onward = ShowTemplates(cohort_id).labelled(context.t.plain("templates-button"))
    await say(update, context, context.t("templates-taken", text=text), [[back], [onward]])


async def empty(update: Update, context: Context, data: Empty) -> None:
    """Takes the answers of a cohort back."""
    await context.app.content.empty(context.person, data.name, data.cohort_id)
    await show_template(update, context, ShowTemplate(data.name, data.cohort_id))


FILLING_IN = Step("templates-fill-in", take_answer, needs=Role.INSTRUCTOR)
STEPS = (FILLING_IN,)
BUTTONS = (
    Button(ShowTemplates, show_templates, needs=Role.INSTRUCTOR),
    Button(ShowTemplate, show_template, needs=Role.INSTRUCTOR),
    Button(Empty, empty, needs=Role.INSTRUCTOR),
    Button(FillIn, ask_for_answer, needs=Role.INSTRUCTOR),
)
