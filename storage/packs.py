"""Reads the course packs: TOML for facts, Markdown for texts (docs/decisions/0001 and 0011)."""

import re
import tomllib
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import TypeVar

from bot.domain.course import (
    Course,
    FaqEntry,
    FaqText,
    Item,
    ItemText,
    Lesson,
    LessonText,
    Source,
    Term,
    TermText,
    citation,
)
from bot.domain.errors import Fault, Faulty, Place
from bot.domain.validity import faults
from storage.markdown import (
    Section,
    faq_text,
    item_text,
    lesson_text,
    sections,
    term_text,
)

Table = Mapping[str, object]
Fields = dict[str, object]
E = TypeVar("E", FaqEntry, Item, Lesson, Term)
T = TypeVar("T", FaqText, ItemText, LessonText, TermText)

_TOML_TABLE = re.compile(r"\s*\[(?P<name>[^\[\]]+)\]")
_TOML_KEY = re.compile(r"\s*(?P<name>[\w-]+)\s*=")
SOURCES = "sources.toml"
UNSEEN = "unseen.toml"


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
    folders = sorted(path for path in folder.iterdir() if (path / "course.toml").is_file())
    if not folders:
        raise Faulty([Fault(Place(str(folder)), "fault-no-packs")])
    shared = _Reader(folder, "", languages, must)
    sources = shared.sources({})
    unseen = shared.toml(UNSEEN, is_optional=True)
    facts = frozenset(str(code) for code in _list(unseen.values.get("facts")))
    wrong = list(shared.faults)
    for path in folders:
        reader = _Reader(path, f"{path.name}/", languages, must)
        course = reader.course(sources, facts)
        wrong += reader.faults
        if course and not reader.faults:
            found[course.id] = course
    wrong += faults(list(found.values()), sorted(must))
    if wrong:
        raise Faulty(wrong)
    return found


@dataclass(frozen=True, slots=True)
class _Toml:
    """A TOML file with the lines of its tables."""

    file: str
    values: Table = field(default_factory=dict)
    lines: Mapping[str, int] = field(default_factory=dict)

    def place(self, key: str) -> Place:
        return Place(self.file, self.lines.get(key, 0))


class _Reader:
    """Reads the files of one folder and collects what is wrong in them."""

    def __init__(
        self, path: Path, prefix: str, languages: frozenset[str], needed: frozenset[str]
    ) -> None:
        self.path = path
        self.prefix = prefix
        self.languages = sorted(languages)
        self.needed = needed
        self.faults: list[Fault] = []

    def fault(self, place: Place, key: str, **args: object) -> None:
        self.faults.append(Fault(place, key, args))

    def course(self, sources: Mapping[str, Source], unseen: frozenset[str]) -> Course | None:
        """The pack; None if its course.toml cannot be read."""
        head = self.toml("course.toml")
        if self.faults:
            return None
        course_id = str(head.values.get("id", ""))
        if course_id != self.path.name:
            folder = self.path.name
            self.fault(head.place("id"), "fault-course-id", id=course_id, folder=folder)
        topics, modules = (_named(head.values.get(key)) for key in ("topics", "modules"))
        return Course(
            id=course_id,
            title=_texts(head.values.get("title")),
            topics=topics,
            modules=modules,
            sources=self.sources(sources),
            lessons=tuple(self.entries("lessons", modules, _lesson, lesson_text)),
            faq=tuple(self.entries("faq", topics, _faq_entry, faq_text)),
            items=tuple(self.entries("items", topics, _item, item_text)),
            terms=tuple(self.entries("glossary", topics, _term, term_text)),
            place=head.place("id"),
            name_places={
                "title": head.place("title"),
                **{key: head.place(key) for key in (f"topics.{topic}" for topic in topics)},
                **{key: head.place(key) for key in (f"modules.{module}" for module in modules)},
            },
            unseen=unseen,
        )

    def sources(self, shared: Mapping[str, Source]) -> dict[str, Source]:
        """The documents of this folder besides those shared by all packs."""
        file = self.toml(SOURCES, is_optional=True)
        own = {
            key: Source(
                key,
                _labels(facts.get("label")),
                str(facts.get("date", "")),
                _texts(facts.get("title")),
                file.place(key),
            )
            for key, facts in _tables(file.values)
        }
        for key in own.keys() & shared.keys():
            other = str(shared[key].place)
            self.fault(own[key].place, "fault-source-twice", id=key, other=other)
        return {**shared, **own}

    def entries(
        self,
        kind: str,
        groups: Mapping[str, object],
        made: Callable[[Fields, Table, Mapping[str, T]], E],
        read: Callable[[Section], tuple[T, list[Fault]]],
    ) -> Iterator[E]:
        """The entries of a kind, group by group in the order of course.toml."""
        files = {path.stem for path in (self.path / kind).glob("*.toml")}
        for stray in sorted(files - groups.keys()):
            place = Place(f"{self.prefix}{kind}/{stray}.toml")
            self.fault(place, "fault-group", group=stray)
        for group in (group for group in groups if group in files):
            facts = self.toml(f"{kind}/{group}.toml")
            tables = dict(_tables(facts.values))
            if tables:
                texts = self.texts(f"{kind}/{group}.md", tables, read)
                for key, table in tables.items():
                    fields = self.fields(group, key, table, facts.place(key))
                    yield made(fields, table, texts[key])

    def fields(self, group: str, key: str, table: Table, place: Place) -> Fields:
        """What every kind of entry has."""
        return {
            "id": key,
            "course": self.path.name,
            "topic": group,
            "lesson": str(table.get("lesson", "")),
            "facts": tuple(str(code) for code in _list(table.get("facts"))),
            "citations": tuple(citation(str(text)) for text in _list(table.get("sources"))),
            "review": str(table.get("review", "")),
            "place": place,
        }

    def texts(
        self, file: str, entries: Table, read: Callable[[Section], tuple[T, list[Fault]]]
    ) -> dict[str, dict[str, T]]:
        """The texts of each entry by language."""
        texts: dict[str, dict[str, T]] = {key: {} for key in entries}
        for language in self.languages:
            name = f"{language}/{file}"
            if language not in self.needed and not (self.path / name).exists():
                continue
            found, wrong = sections(self.text(name), f"{self.prefix}{name}")
            self.faults += wrong
            for section in found:
                if section.id not in texts:
                    self.fault(section.place, "fault-no-facts", id=section.id)
                elif language in texts[section.id]:
                    self.fault(section.place, "fault-twice", id=section.id)
                else:
                    texts[section.id][language], wrong = read(section)
                    self.faults += wrong
        return texts

    def toml(self, file: str, *, is_optional: bool = False) -> _Toml:
        name = f"{self.prefix}{file}"
        if is_optional and not (self.path / file).exists():
            return _Toml(name)
        text = self.text(file)
        try:
            values = tomllib.loads(text)
        except tomllib.TOMLDecodeError as error:
            match = re.search(r"at line (\d+)", str(error))
            place = Place(name, int(match[1]) if match else 0)
            self.fault(place, "fault-toml", reason=str(error))
            values = {}
        return _Toml(name, values, _toml_lines(text))

    def text(self, file: str) -> str:
        try:
            return (self.path / file).read_text(encoding="utf-8-sig")
        except FileNotFoundError:
            self.fault(Place(f"{self.prefix}{file}"), "fault-missing-file")
        except UnicodeDecodeError as error:
            line = error.object[: error.start].count(b"\n") + 1
            self.fault(Place(f"{self.prefix}{file}", line), "fault-encoding")
        return ""


def _lesson(fields: Fields, table: Table, texts: Mapping[str, LessonText]) -> Lesson:
    return Lesson(**fields, texts=texts)  # type: ignore[arg-type] # `fields` are typed where made


def _faq_entry(fields: Fields, table: Table, texts: Mapping[str, FaqText]) -> FaqEntry:
    is_template = table.get("template") is True
    return FaqEntry(**fields, texts=texts, is_template=is_template)  # type: ignore[arg-type]


def _item(fields: Fields, table: Table, texts: Mapping[str, ItemText]) -> Item:
    difficulty, level = table.get("difficulty"), str(table.get("level", ""))
    number = difficulty if isinstance(difficulty, int) else 0
    return Item(**fields, texts=texts, difficulty=number, level=level)  # type: ignore[arg-type]


def _term(fields: Fields, table: Table, texts: Mapping[str, TermText]) -> Term:
    given = table.get("abbreviation", [])
    abbreviations = tuple(str(one) for one in (given if isinstance(given, list) else [given]))
    return Term(**fields, texts=texts, abbreviations=abbreviations)  # type: ignore[arg-type]


def _tables(value: object) -> Iterator[tuple[str, Table]]:
    for key, table in value.items() if isinstance(value, Mapping) else ():
        yield key, table if isinstance(table, Mapping) else {}


def _named(value: object) -> dict[str, dict[str, str]]:
    return {key: _texts(texts) for key, texts in _tables(value)}


def _texts(value: object) -> dict[str, str]:
    return {k: str(v) for k, v in value.items()} if isinstance(value, Mapping) else {}


def _labels(value: object) -> dict[str, str]:
    return _texts(value) if isinstance(value, Mapping) else {"": str(value or "")}


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


def _list(value: object) -> list[object]:
    return value if isinstance(value, list) else []
