"""Reads the course packs: TOML for facts, Markdown for texts (docs/decisions/0001)."""

import html
import re
import tomllib
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TypeVar

from markdown_it import MarkdownIt
from markdown_it.token import Token

from bot.domain.course import (
    Course,
    FaqEntry,
    FaqText,
    Item,
    ItemText,
    Source,
    citation,
    faults,
)
from bot.domain.errors import Fault, Faulty, Place

Table = Mapping[str, object]
E = TypeVar("E", FaqEntry, Item)
T = TypeVar("T", FaqText, ItemText)

_MARKDOWN = MarkdownIt("zero").enable(
    ["heading", "list", "blockquote", "emphasis", "escape", "newline"]
)
_OPTION = re.compile(r"\[(?P<mark>[ xX])\] *(?P<text>.*)")
_TOML_TABLE = re.compile(r"\s*\[(?P<name>[^\[\]]+)\]")
_TOML_KEY = re.compile(r"\s*(?P<name>[\w-]+)\s*=")
_TAGS = {"strong_open": "<b>", "strong_close": "</b>", "em_open": "<i>", "em_close": "</i>"}


def read_courses(
    folder: Path, languages: frozenset[str], *, needed: frozenset[str] | None = None
) -> dict[str, Course]:
    """Every pack in the folder, by course id.

    Args:
        needed: languages that no text may lack; None: all of them. What lacks in another falls
            back to English.

    Raises:
        Faulty: whatever is wrong in any of them, with file and line.
    """
    must = languages if needed is None else needed
    found: dict[str, Course] = {}
    wrong: list[Fault] = []
    folders = sorted(path for path in folder.iterdir() if (path / "course.toml").is_file())
    if not folders:
        raise Faulty([Fault(Place(str(folder)), "fault-no-packs")])
    for path in folders:
        try:
            course = _read_course(path, tuple(sorted(languages)), must)
        except Faulty as error:
            wrong += error.faults
        else:
            wrong += faults(course, sorted(must))
            found[course.id] = course
    if wrong:
        raise Faulty(wrong)
    return found


def _read_course(path: Path, languages: tuple[str, ...], needed: frozenset[str]) -> Course:
    reader = _Reader(path, needed)
    head = reader.toml("course.toml")
    course_id = str(head.values.get("id", ""))
    if course_id != path.name and not reader.faults:
        reader.fault(head.place("id"), "fault-course-id", id=course_id, folder=path.name)
    sources = reader.toml("sources.toml")
    course = Course(
        id=course_id,
        title=_texts(head.values.get("title")),
        topics={key: _texts(texts) for key, texts in _tables(head.values.get("topics"))},
        sources={
            key: Source(
                key,
                str(facts.get("label", "")),
                str(facts.get("date", "")),
                _texts(facts.get("title")),
                sources.place(key),
            )
            for key, facts in _tables(sources.values)
        },
        faq=tuple(reader.faq(course_id, languages)),
        items=tuple(reader.items(course_id, languages)),
        place=head.place("id"),
        name_places={
            "title": head.place("title"),
            **{key: head.place(f"topics.{key}") for key, _ in _tables(head.values.get("topics"))},
        },
    )
    if reader.faults:
        raise Faulty(reader.faults)
    return course


def _tables(value: object) -> Iterator[tuple[str, Table]]:
    for key, table in value.items() if isinstance(value, Mapping) else ():
        yield key, table if isinstance(table, Mapping) else {}


def _texts(value: object) -> dict[str, str]:
    return {k: str(v) for k, v in value.items()} if isinstance(value, Mapping) else {}


@dataclass(frozen=True, slots=True)
class _Toml:
    """A TOML file with the lines of its tables."""

    file: str
    values: Table = field(default_factory=dict)
    lines: Mapping[str, int] = field(default_factory=dict)

    def place(self, key: str) -> Place:
        return Place(self.file, self.lines.get(key, 0))


@dataclass(frozen=True, slots=True)
class _Section:
    """What stands under one `# id` of a Markdown file."""

    id: str
    place: Place
    tokens: list[Token]


class _Reader:
    """Reads the files of one pack and collects what is wrong in them."""

    def __init__(self, path: Path, needed: frozenset[str]) -> None:
        self.path = path
        self.needed = needed
        self.faults: list[Fault] = []

    def fault(self, place: Place, key: str, **args: object) -> None:
        self.faults.append(Fault(place, key, args))

    def name(self, file: str) -> str:
        return f"{self.path.name}/{file}"

    def toml(self, file: str) -> _Toml:
        text = self.text(file)
        try:
            values = tomllib.loads(text)
        except tomllib.TOMLDecodeError as error:
            match = re.search(r"at line (\d+)", str(error))
            place = Place(self.name(file), int(match[1]) if match else 0)
            self.fault(place, "fault-toml", reason=str(error))
            values = {}
        return _Toml(self.name(file), values, _toml_lines(text))

    def is_broken(self, facts: _Toml) -> bool:
        """Whether a file could not be read: then its texts are not to blame."""
        return any(fault.place.file == facts.file for fault in self.faults)

    def text(self, file: str) -> str:
        try:
            return (self.path / file).read_text(encoding="utf-8-sig")
        except FileNotFoundError:
            self.fault(Place(self.name(file)), "fault-missing-file")
        except UnicodeDecodeError as error:
            line = error.object[: error.start].count(b"\n") + 1
            self.fault(Place(self.name(file), line), "fault-encoding")
        return ""

    def faq(self, course: str, languages: tuple[str, ...]) -> Iterator[FaqEntry]:
        if not (self.path / "faq.toml").exists():
            return
        facts = self.toml("faq.toml")
        if self.is_broken(facts):
            return
        entries = {
            key: FaqEntry(
                id=key,
                course=course,
                topic=str(table.get("topic", "")),
                citations=tuple(citation(str(text)) for text in _list(table.get("sources"))),
                review=str(table.get("review", "")),
                place=facts.place(key),
            )
            for key, table in _tables(facts.values)
        }
        yield from self._with_texts(entries, "faq.md", languages, self._faq_text)

    def items(self, course: str, languages: tuple[str, ...]) -> Iterator[Item]:
        if not (self.path / "items.toml").exists():
            return
        facts = self.toml("items.toml")
        if self.is_broken(facts):
            return
        entries = {
            key: Item(
                id=key,
                course=course,
                topic=str(table.get("topic", "")),
                difficulty=_number(table.get("difficulty")),
                level=str(table.get("level", "")),
                citations=tuple(citation(str(text)) for text in _list(table.get("sources"))),
                review=str(table.get("review", "")),
                place=facts.place(key),
            )
            for key, table in _tables(facts.values)
        }
        yield from self._with_texts(entries, "items.md", languages, self._item_text)

    def _with_texts(
        self,
        entries: Mapping[str, E],
        file: str,
        languages: tuple[str, ...],
        read: Callable[[_Section], T],
    ) -> Iterator[E]:
        texts: dict[str, dict[str, T]] = {key: {} for key in entries}
        for language in languages:
            if language not in self.needed and not (self.path / language / file).exists():
                continue
            for section in self._sections(f"{language}/{file}"):
                if section.id not in texts:
                    self.fault(section.place, "fault-no-facts", id=section.id)
                elif language in texts[section.id]:
                    self.fault(section.place, "fault-twice", id=section.id)
                else:
                    texts[section.id][language] = read(section)
        for key, entry in entries.items():
            yield replace(entry, texts=texts[key])  # type: ignore[arg-type]

    def _sections(self, file: str) -> Iterator[_Section]:
        tokens = _MARKDOWN.parse(self.text(file))
        heads = [at for at, token in enumerate(tokens) if _is_h1(token)]
        if tokens and (not heads or heads[0] > 0):
            self.fault(Place(self.name(file), _line(tokens[0])), "fault-before-first")
        for at, end in zip(heads, [*heads, len(tokens)][1:], strict=True):
            place = Place(self.name(file), _line(tokens[at]))
            yield _Section(tokens[at + 1].content.strip(), place, tokens[at + 3 : end])

    def _faq_text(self, section: _Section) -> FaqText:
        question = ""
        aliases: list[str] = []
        answer: list[str] = []
        plain: list[str] = []
        for kind, token in _blocks(section.tokens):
            match kind:
                case "h2":
                    question = token.content.strip()
                case "item":
                    aliases.append(token.content.strip())
                case "text":
                    answer.append(_telegram_html(token))
                    plain.append(_plain(token))
                case _:
                    place = Place(section.place.file, _line(token))
                    self.fault(place, "fault-markdown", id=section.id)
        return FaqText(
            question, tuple(aliases), "\n\n".join(answer), "\n\n".join(plain), section.place
        )

    def _item_text(self, section: _Section) -> ItemText:
        stem: list[str] = []
        options: list[str] = []
        keys: list[int] = []
        explanation: list[str] = []
        for kind, token in _blocks(section.tokens):
            match kind:
                case "text":
                    stem.append(_one_line(token))
                case "item" if match := _OPTION.match(_one_line(token)):
                    if match["mark"] != " ":
                        keys.append(len(options))
                    options.append(match["text"].strip())
                case "quote":
                    explanation.append(_one_line(token))
                case _:
                    place = Place(section.place.file, _line(token))
                    self.fault(place, "fault-markdown", id=section.id)
        return ItemText(
            " ".join(stem), tuple(options), tuple(keys), " ".join(explanation), section.place
        )


def _toml_lines(text: str) -> dict[str, int]:
    """Lines of the tables by name, and of the keys that stand before the first table."""
    lines: dict[str, int] = {}
    is_table = False
    for number, line in enumerate(text.splitlines(), start=1):
        if match := _TOML_TABLE.match(line):
            is_table = True
            lines.setdefault(match["name"].strip().strip('"'), number)
        elif not is_table and (match := _TOML_KEY.match(line)):
            lines.setdefault(match["name"], number)
    return lines


def _is_h1(token: Token) -> bool:
    return token.type == "heading_open" and token.tag == "h1"


def _list(value: object) -> list[object]:
    return value if isinstance(value, list) else []


def _number(value: object) -> int:
    return value if isinstance(value, int) else 0


def _line(token: Token) -> int:
    return token.map[0] + 1 if token.map else 0


def _blocks(tokens: list[Token]) -> Iterator[tuple[str, Token]]:
    """The inline tokens, each with what it stands in: h2, item, quote, text or other."""
    opened: list[str] = []
    for token in tokens:
        if token.type == "inline":
            kinds = {"list_item_open": "item", "blockquote_open": "quote"}
            inside = [kinds[name] for name in opened if name in kinds]
            heading = opened[-1] if opened else ""
            if heading.startswith("heading"):
                yield ("h2" if heading == "heading_open:h2" else "other"), token
            else:
                yield (inside[-1] if inside else "text"), token
        elif token.nesting == 1:
            suffix = f":{token.tag}" if token.type == "heading_open" else ""
            opened.append(token.type + suffix)
        elif token.nesting == -1:
            opened.pop()


def _telegram_html(token: Token) -> str:
    parts = [
        _TAGS.get(child.type) or html.escape(_breaks(child), quote=False)
        for child in token.children or []
    ]
    return "".join(parts)


def _plain(token: Token) -> str:
    return "".join(_breaks(child) for child in token.children or [])


def _one_line(token: Token) -> str:
    return " ".join(_plain(token).split())


def _breaks(child: Token) -> str:
    """A line broken in the file is one line in the chat: phones wrap by themselves."""
    return " " if child.type in {"softbreak", "hardbreak"} else child.content
