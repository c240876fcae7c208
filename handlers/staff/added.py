"""Answers that instructors add: one from the inbox with a tap, a new one in a message."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from typing import ClassVar

from telegram import InlineKeyboardButton, Message, Update

from bot.domain.errors import Faulty, Refusal
from bot.domain.people import Role
from bot.i18n import Translator, language_name, languages
from handlers.buttons import ButtonData
from handlers.context import Context
from handlers.registry import Button, Step
from handlers.replies import say, show
from handlers.staff.cards import Reword, Translate
from handlers.staff.content import card, try_again, whole, worded_faults


@dataclass(frozen=True, slots=True)
class SaveAnswer(ButtonData):
    """Makes an entry of an answered question."""

    CODE: ClassVar[str] = "sav"
    question_id: int


@dataclass(frozen=True, slots=True)
class NewAnswer(ButtonData):
    """Asks for a question with its answer; without a course: for which one."""

    CODE: ClassVar[str] = "new"
    course: str
    language: str


def save_button(t: Translator, question_id: int) -> InlineKeyboardButton:
    """Under the note that an answer is on its way."""
    return SaveAnswer(question_id).labelled(t.plain("added-save"))


def new_button(t: Translator) -> InlineKeyboardButton:
    """In the panel."""
    return NewAnswer("", t.language).labelled(t.plain("added-new"))


async def save_answer(update: Update, context: Context, data: SaveAnswer) -> None:
    """Saves what was asked and answered; what would not do is sent back to be corrected."""
    t, person = context.t, context.person
    try:
        name = await context.app.added.save_answer(person, data.question_id)
    except Faulty as error:
        asked = await context.app.inbox.answered(person, data.question_id)
        await context.app.dialogs.open(person, SAVING.name, question_id=data.question_id)
        await say(update, context, t("added-faulty", faults=worded_faults(t, error)))
        await say(update, context, t("content-copy", text=f"{asked.text}\n{asked.answer}"))
    else:
        await _show_saved(update, context, name)


async def take_saved(update: Update, context: Context, data: Mapping[str, object]) -> None:
    """Saves an answer of the inbox in other words."""
    question_id, message = int(str(data["question_id"])), _message(update)
    with _faults_told(context.t):
        text = _question_and_answer(message)
        name = await context.app.added.save_answer(context.person, question_id, text)
    await _show_saved(update, context, name)


async def ask_for_new(update: Update, context: Context, data: NewAnswer) -> None:
    """Waits for a question with its answer, once the course is known."""
    t = context.t
    mine = context.app.content.mine(context.person)
    course = mine[0] if len(mine) == 1 else data.course
    if course not in mine:
        packs = [context.app.courses[one] for one in mine]
        rows = [
            [NewAnswer(pack.id, data.language).labelled(pack.named(pack.title, t.language))]
            for pack in packs
        ]
        await show(update, context, t("added-which-course"), rows)
        return
    step = {"course": course, "language": data.language}
    await context.app.dialogs.open(context.person, WRITING.name, **step)
    others = [
        [NewAnswer(course, tag).labelled(language_name(tag))]
        for tag in sorted(languages() - {data.language})
    ]
    await show(update, context, t("added-write", language=language_name(data.language)), others)


async def take_new(update: Update, context: Context, data: Mapping[str, object]) -> None:
    """Adds a question with its answer."""
    message, course, language = _message(update), str(data["course"]), str(data["language"])
    text, origin = _question_and_answer(message), _origin(message)
    with _faults_told(context.t):
        name = await context.app.added.add(context.person, course, language, text, origin)
    await _show_saved(update, context, name, language)


async def ask_for_wording(update: Update, context: Context, data: Reword) -> None:
    """Waits for another wording of the question."""
    entry = await context.app.added.entry(context.person, data.name)
    text = entry.texts.get(data.language)
    if text is None:
        raise Refusal("content-gone")
    step = {"name": data.name, "language": data.language}
    await context.app.dialogs.open(context.person, REWORDING.name, **step)
    named = language_name(data.language)
    prompt = context.t("added-write-question", question=text.question, language=named)
    await say(update, context, prompt)


async def take_wording(update: Update, context: Context, data: Mapping[str, object]) -> None:
    """Puts another wording into the place of the question."""
    message, name, language = _message(update), str(data["name"]), str(data["language"])
    question, origin = message.text or "", _origin(message)
    with _faults_told(context.t):
        await context.app.added.reword(context.person, name, language, question, origin)
    await _show_saved(update, context, name, language)


async def ask_for_translation(update: Update, context: Context, data: Translate) -> None:
    """Waits for the entry in a further language."""
    entry = await context.app.added.entry(context.person, data.name)
    if data.language in entry.texts:
        raise Refusal("content-changed")
    step = {"name": data.name, "language": data.language}
    await context.app.dialogs.open(context.person, TRANSLATING.name, **step)
    await say(update, context, context.t("added-write", language=language_name(data.language)))


async def take_translation(update: Update, context: Context, data: Mapping[str, object]) -> None:
    """Adds the entry in a further language."""
    message, name, language = _message(update), str(data["name"]), str(data["language"])
    text, origin = _question_and_answer(message), _origin(message)
    with _faults_told(context.t):
        await context.app.added.translate(context.person, name, language, text, origin)
    await _show_saved(update, context, name, language)


@contextmanager
def _faults_told(t: Translator) -> Iterator[None]:
    try:
        yield
    except Faulty as error:
        raise try_again(t, error) from error


def _message(update: Update) -> Message:
    assert update.effective_message is not None
    return whole(update.effective_message)


def _origin(message: Message) -> str:
    return f"{message.chat_id}:{message.message_id}"


def _question_and_answer(message: Message) -> tuple[str, str]:
    """The first line, and what stands beneath it."""
    question, _, answer = (message.text or "").strip().partition("\n")
    return question, answer


async def _show_saved(
    update: Update, context: Context, name: str, language: str | None = None
) -> None:
    """The card of the entry as it is now; by default in the language it was written in first."""
    entry = await context.app.content.entry(context.person, name)
    wanted = language or next(iter(entry.texts))
    await show(update, context, *await card(context, entry, wanted, context.t("added-saved")))


SAVING = Step("added-save", take_saved, needs=Role.INSTRUCTOR)
WRITING = Step("added-write", take_new, needs=Role.INSTRUCTOR)
REWORDING = Step("added-reword", take_wording, needs=Role.INSTRUCTOR)
TRANSLATING = Step("added-translate", take_translation, needs=Role.INSTRUCTOR)
STEPS = (SAVING, WRITING, REWORDING, TRANSLATING)
BUTTONS = (
    Button(SaveAnswer, save_answer, needs=Role.INSTRUCTOR),
    Button(NewAnswer, ask_for_new, needs=Role.INSTRUCTOR),
    Button(Reword, ask_for_wording, needs=Role.INSTRUCTOR),
    Button(Translate, ask_for_translation, needs=Role.INSTRUCTOR),
)
