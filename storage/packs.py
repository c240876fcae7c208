"""Reads the course packs: TOML for facts, Markdown for texts (docs/decisions/0001 and 0011)."""

from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import TypeVar

from bot.domain.course import (
    KINDS,
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
from storage.toml import Fields, Toml, read_toml

E = TypeVar("E", FaqEntry, Item, Lesson, Term)
T = TypeVar("T", FaqText, ItemText, LessonText, TermText)

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
    folders = sorted(
        path for path in folder.iterdir() if path.is_dir() and path.name[0] not in "._"
    )
    if (folder / "course.toml").is_file():
        raise Faulty([Fault(Place(str(folder)), "fault-pack-itself")])
    if not any((path / "course.toml").is_file() for path in folders):
        raise Faulty([Fault(Place(str(folder)), "fault-no-packs")])
    shared = _Reader(folder, "", languages, must)
    sources = shared.sources({})
    unseen = shared.toml(UNSEEN, is_optional=True).top()
    facts = frozenset(unseen.texts("facts"))
    unseen.end()
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
        top = head.top()
        course_id = top.text("id")
        if course_id != self.path.name:
            folder = self.path.name
            self.fault(head.place("id"), "fault-course-id", id=course_id, folder=folder)
        title = top.names("title")
        topics, modules = (
            {key: table.as_names() for key, table in head.tables(under)}
            for under in ("topics", "modules")
        )
        for key in head.values.keys() - {"id", "title", "topics", "modules"}:
            self.faults.append(Fault(head.place(key), "fault-key", {"id": course_id, "name": key}))
        self.strays()
        return Course(
            id=course_id,
            title=title,
            topics=topics,
            modules=modules,
            sources=self.sources(sources),
            lessons=tuple(self.entries(Lesson.KIND, modules, _lesson, lesson_text)),
            faq=tuple(self.entries(FaqEntry.KIND, topics, _faq_entry, faq_text)),
            items=tuple(self.entries(Item.KIND, topics, _item, item_text)),
            terms=tuple(self.entries(Term.KIND, topics, _term, term_text)),
            place=head.place("id"),
            name_places={
                "title": head.place("title"),
                **{key: head.place(key) for key in (f"topics.{topic}" for topic in topics)},
                **{key: head.place(key) for key in (f"modules.{module}" for module in modules)},
            },
            unseen=unseen,
        )

    def strays(self) -> None:
        """Files that nothing reads: a folder misspelt, a text without facts."""
        for path in sorted(self.path.glob("*/*.toml")):
            if path.parent.name not in {kind.KIND for kind in KINDS}:
                self.fault(Place(f"{self.prefix}{path.parent.name}"), "fault-folder")
        for language in self.languages:
            for path in sorted((self.path / language).glob("*/*.md")):
                facts = self.path / path.parent.name / f"{path.stem}.toml"
                if not facts.exists():
                    name = f"{self.prefix}{language}/{path.parent.name}/{path.name}"
                    self.fault(Place(name), "fault-no-toml")

    def sources(self, shared: Mapping[str, Source]) -> dict[str, Source]:
        """The documents of this folder besides those shared by all packs."""
        own: dict[str, Source] = {}
        for key, table in self.toml(SOURCES, is_optional=True).tables():
            labels, title = table.text_or_names("label"), table.names("title")
            table.require("label", "title")
            own[key] = Source(key, labels, table.text("date"), title, table.place)
            table.end()
        for key in own.keys() & shared.keys():
            other = str(shared[key].place)
            self.fault(own[key].place, "fault-source-twice", id=key, other=other)
        return {**shared, **own}

    def entries(
        self,
        kind: str,
        groups: Mapping[str, object],
        made: Callable[[str, str, str, Fields, Mapping[str, T]], E],
        read: Callable[[Section], tuple[T, list[Fault]]],
    ) -> Iterator[E]:
        """The entries of a kind, group by group in the order of course.toml."""
        files = {path.stem for path in (self.path / kind).glob("*.toml")}
        for stray in sorted(files - groups.keys()):
            place = Place(f"{self.prefix}{kind}/{stray}.toml")
            key = "fault-no-module" if kind == Lesson.KIND else "fault-no-topic"
            self.fault(place, key, group=stray)
        for group in (group for group in groups if group in files):
            facts = self.toml(f"{kind}/{group}.toml")
            if any(fault.place.file == facts.file for fault in self.faults):
                continue  # the file cannot be read: its texts are not to blame
            tables = dict(facts.tables())
            texts = self.texts(f"{kind}/{group}.md", tables, read)
            for key, table in tables.items():
                yield made(self.path.name, group, key, table, texts[key])
                table.end()

    def texts(
        self,
        file: str,
        entries: Mapping[str, Fields],
        read: Callable[[Section], tuple[T, list[Fault]]],
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

    def toml(self, file: str, *, is_optional: bool = False) -> Toml:
        name = f"{self.prefix}{file}"
        if is_optional and not (self.path / file).exists():
            return Toml(name, self.faults)
        return read_toml(self.text(file), name, self.faults)

    def text(self, file: str) -> str:
        try:
            return (self.path / file).read_text(encoding="utf-8-sig")
        except OSError:
            self.fault(Place(f"{self.prefix}{file}"), "fault-missing-file")
        except UnicodeDecodeError as error:
            line = error.object[: error.start].count(b"\n") + 1
            self.fault(Place(f"{self.prefix}{file}", line), "fault-encoding")
        return ""


def _lesson(
    course: str, group: str, key: str, table: Fields, texts: Mapping[str, LessonText]
) -> Lesson:
    return Lesson(**_shared(course, group, key, table), texts=texts)  # type: ignore[arg-type]


def _faq_entry(
    course: str, group: str, key: str, table: Fields, texts: Mapping[str, FaqText]
) -> FaqEntry:
    if action := table.text("action"):
        place = table.place
        return FaqEntry(id=key, course=course, topic=group, action=action, place=place, texts=texts)
    fields = _shared(course, group, key, table)
    return FaqEntry(
        **fields,  # type: ignore[arg-type]
        texts=texts,
        lesson=table.text("lesson"),
        is_template=table.flag("template"),
    )


def _item(course: str, group: str, key: str, table: Fields, texts: Mapping[str, ItemText]) -> Item:
    fields = _shared(course, group, key, table)
    table.require("difficulty", "level")
    return Item(
        **fields,  # type: ignore[arg-type]
        texts=texts,
        lesson=table.text("lesson"),
        difficulty=table.number("difficulty"),
        level=table.text("level"),
    )


def _term(course: str, group: str, key: str, table: Fields, texts: Mapping[str, TermText]) -> Term:
    fields = _shared(course, group, key, table)
    return Term(
        **fields,  # type: ignore[arg-type]
        texts=texts,
        lesson=table.text("lesson"),
        abbreviations=table.text_or_texts("abbreviation"),
    )


def _shared(course: str, group: str, key: str, table: Fields) -> dict[str, object]:
    """What every kind of entry has."""
    table.require("facts", "sources", "review")
    return {
        "id": key,
        "course": course,
        "topic": group,
        "facts": table.texts("facts"),
        "citations": tuple(citation(text) for text in table.texts("sources")),
        "review": table.text("review"),
        "place": table.place,
    }
