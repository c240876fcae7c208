"""`python -m bot ask`: questions as JSON lines in, what the bot would answer as JSON lines out."""

import json
import sys
from argparse import Namespace
from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import Path

from bot.domain.errors import Fault, Faulty, Place
from bot.i18n import FALLBACK, Translator, languages
from bot.search import Engine, Passage
from bot.services.passages import answering, passages_of
from bot.services.search import engine_of
from bot.settings import Settings
from storage.packs import read_courses

RANKED_MOST = 10


async def ask(
    arguments: Namespace, settings: Settings, t: Translator, say: Callable[[str], None]
) -> None:
    """Answers questions on standard input, of the given entries or of the course packs.

    Raises:
        Faulty: what is wrong in the entries, or in lines of questions after all the others.
    """
    courses = read_courses(settings.courses_dir, languages(), needed=frozenset({FALLBACK}))
    if arguments.entries:
        passages = read_entries(Path(arguments.entries))
    else:
        entries = answering(courses.values())
        passages = [passage for entry in entries for passage in passages_of(entry)]
    engine = engine_of(passages, courses, settings.encoder_file)
    answer_lines(engine, sys.stdin.buffer, say, source=t.plain("cli-standard-input"))


def read_entries(file: Path) -> list[Passage]:
    """The entries of a file: `{"id", "topic", "source", "texts": {LANG: {"question", "answer"}}}`.

    Languages may be missing, unknown keys are ignored.

    Raises:
        Faulty: every line that is no entry.
        OSError: the file cannot be read.
    """
    found: list[Passage] = []
    wrong: list[Fault] = []
    seen: set[str] = set()
    for number, line in enumerate(file.read_bytes().splitlines(), 1):
        if not line.strip():
            continue
        place = Place(str(file), number)
        try:
            entry = _object(line)
            passages = list(_passages(entry))
        except (ValueError, TypeError, KeyError, AttributeError):
            wrong.append(Fault(place, "fault-entry-line"))
            continue
        name = passages[0].entry_id
        if name in seen:
            wrong.append(Fault(place, "fault-twice", {"id": name}))
        seen.add(name)
        found += passages
    if wrong:
        raise Faulty(wrong)
    return found


def _passages(entry: Mapping[str, object]) -> Iterator[Passage]:
    texts = entry["texts"]
    if not isinstance(texts, dict) or not texts or not isinstance(entry["id"], str):
        raise TypeError
    for language, text in texts.items():
        question, answer = text["question"], text.get("answer", "")
        if not isinstance(question, str) or not isinstance(answer, str):
            raise TypeError
        yield Passage(entry["id"], language, question, (), answer)


def answer_lines(
    engine: Engine, lines: Iterable[bytes], say: Callable[[str], None], *, source: str
) -> None:
    """Answers each line at once and in order; lines that are no question are named at the end.

    Args:
        lines: `{"id", "lang", "question"}` each.
        source: what the lines are called in faults.

    Raises:
        Faulty: every line that is no question.
    """
    wrong: list[Fault] = []
    for number, line in enumerate(lines, 1):
        if not line.strip():
            continue
        try:
            asked = _object(line)
            question = asked["question"]
            if not isinstance(question, str):
                raise TypeError
        except (ValueError, TypeError, KeyError):
            wrong.append(Fault(Place(source, number), "fault-question-line"))
            continue
        found = engine.find(question, most=RANKED_MOST)
        ranked = [match.entry_id for match in found.matches]
        reply = {
            "id": asked.get("id"),
            "answer_id": ranked[0] if ranked and engine.is_sure(found) else None,
            "ranked": ranked,
            "confidence": round(found.confidence, 4),
        }
        say(json.dumps(reply))  # in ASCII: whatever the terminal's encoding
    if wrong:
        raise Faulty(wrong)


def _object(line: bytes) -> dict[str, object]:
    try:
        found = json.loads(line)
    except RecursionError as error:
        raise ValueError from error
    if not isinstance(found, dict):
        raise TypeError
    return found
