"""Conventions: locales complete, keys used, packs valid, menus and files within their limits."""

import ast
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest
from fluent.syntax import ast as fluent
from fluent.syntax import parse
from fluent.syntax.visitor import Visitor

from bot.domain.people import Role
from bot.i18n import LOCALES, languages, translator_for
from handlers import FEATURES
from handlers.menus import menu

ROOT = Path(__file__).parent.parent
PACKAGES = ("bot", "handlers", "storage", "sandbox")
TAGS = sorted(languages())
KEY = re.compile(r"[a-z]+(-[a-z]+)+")
PREFIX = re.compile(r"[a-z]+-")
CYRILLIC = re.compile(r"[\u0400-\u04ff]")
LONGEST_MODULE = 400

each_language = pytest.mark.parametrize("tag", TAGS)
each_message = pytest.mark.parametrize(
    "key",
    sorted(
        message.id.name
        for path in (LOCALES / "en").glob("*.ftl")
        for message in parse(path.read_text(encoding="utf-8")).body
        if isinstance(message, fluent.Message)
    ),
)


@cache
def messages(tag: str) -> dict[str, fluent.Message]:
    """Every message of a language."""
    return {
        entry.id.name: entry
        for path in sorted((LOCALES / tag).glob("*.ftl"))
        for entry in parse(path.read_text(encoding="utf-8")).body
        if isinstance(entry, fluent.Message)
    }


class Variables(Visitor):
    """The variables of a message, also of those that it refers to."""

    def __init__(self, tag: str) -> None:
        self.tag = tag
        self.names: set[str] = set()

    def visit_VariableReference(self, node: fluent.VariableReference) -> None:  # noqa: N802
        self.names.add(node.id.name)

    def visit_MessageReference(self, node: fluent.MessageReference) -> None:  # noqa: N802
        self.visit(messages(self.tag)[node.id.name])


def variables(tag: str, key: str) -> set[str]:
    """The variables that a message needs."""
    visitor = Variables(tag)
    visitor.visit(messages(tag)[key])
    return visitor.names


def modules(*packages: str) -> Iterator[tuple[Path, ast.Module]]:
    """The Python files of packages, parsed."""
    for package in packages:
        for path in sorted((ROOT / package).rglob("*.py")):
            yield path, ast.parse(path.read_text(encoding="utf-8"))


@each_language
def test_every_file_of_texts_is_read_to_its_end(tag: str) -> None:
    for path in (LOCALES / tag).glob("*.ftl"):
        entries = parse(path.read_text(encoding="utf-8")).body
        assert not [e for e in entries if isinstance(e, fluent.Junk)], path
        names = [entry.id.name for entry in entries if isinstance(entry, fluent.Message)]
        assert len(names) == len(set(names)), path


@each_language
def test_every_language_has_the_same_files_and_keys(tag: str) -> None:
    for path in (LOCALES / "en").glob("*.ftl"):
        ours, theirs = (
            [
                e.id.name
                for e in parse(p.read_text(encoding="utf-8")).body
                if isinstance(e, fluent.Message)
            ]
            for p in (LOCALES / tag / path.name, path)
        )
        assert ours == theirs, path.name
    assert {p.name for p in (LOCALES / tag).iterdir()} == {
        p.name for p in (LOCALES / "en").iterdir()
    }
    assert sum(1 for _ in (LOCALES / tag).glob("*.ftl")) > 5
    assert messages(tag).keys() == messages("en").keys()


@each_language
@each_message
def test_every_language_uses_the_same_variables(tag: str, key: str) -> None:
    assert variables(tag, key) == variables("en", key)


@each_language
@each_message
def test_every_text_can_be_made_and_its_markup_is_whole(tag: str, key: str) -> None:
    for value in (0, 1, 5, 22, "yes", "owner", "<&>"):
        text = translator_for(tag)(key, **dict.fromkeys(variables(tag, key), value))
        assert text.strip()
        opened: list[str] = []
        for closing, name in re.findall(r"<(/?)([a-z]+)>", text):
            if closing:
                assert opened.pop() == name
            else:
                assert name in {"b", "i", "code"}
                opened.append(name)
        assert opened == []


def _calls() -> Iterator[tuple[str, ast.Call, str]]:
    """Calls that name a key: where, the call, the key."""
    for path, tree in modules("bot", "handlers", "storage"):
        for node in ast.walk(tree):
            if not isinstance(node, ast.Call):
                continue
            name = (
                node.func.attr
                if isinstance(node.func, ast.Attribute)
                else (node.func.id if isinstance(node.func, ast.Name) else "")
            )
            where = f"{path.relative_to(ROOT)}:{node.lineno}"
            if name in {"t", "plain", "Refusal"} and node.args:
                keys = _constants(node.args[0])
            elif name in {"Fault", "fault", "_Wrong", "_text", "_url"}:
                keys = [k for arg in node.args for k in _constants(arg) if KEY.fullmatch(k)]
            else:
                keys = []
            keys += [
                key
                for word in node.keywords
                if word.arg == "menu"
                for key in _constants(word.value)
            ]
            yield from ((where, node, key) for key in keys)


def _constants(node: ast.expr) -> list[str]:
    """A string, or both of `a if … else b`."""
    if isinstance(node, ast.IfExp):
        return _constants(node.body) + _constants(node.orelse)
    is_text = isinstance(node, ast.Constant) and isinstance(node.value, str)
    return [node.value] if is_text else []  # type: ignore[attr-defined]


def test_every_key_that_the_code_names_has_a_text() -> None:
    named = [(where, key) for where, _, key in _calls()]
    assert len(named) > 100
    assert [pair for pair in named if pair[1] not in messages("en")] == []


def test_every_call_gives_the_arguments_that_its_text_needs() -> None:
    short = []
    for where, call, key in _calls():
        name = getattr(call.func, "attr", getattr(call.func, "id", ""))
        given = {word.arg for word in call.keywords}
        if name not in {"t", "plain", "Refusal"} or None in given or key not in messages("en"):
            continue
        if missing := variables("en", key) - given:
            short.append((where, key, missing))
    assert short == []


def test_every_text_is_used_somewhere() -> None:
    strings: set[str] = set()
    prefixes: set[str] = set()
    for _, tree in modules("bot", "handlers", "storage"):
        for node in ast.walk(tree):
            if isinstance(node, ast.Constant) and isinstance(node.value, str):
                strings.add(node.value)
            elif isinstance(node, ast.JoinedStr) and node.values:
                prefixes.update(
                    text for text in _constants(node.values[0]) if PREFIX.fullmatch(text)
                )
    used = {key for key in messages("en") if key in strings or key.startswith(tuple(prefixes))}
    assert sorted(messages("en").keys() - used) == []


def _shown_strings(tree: ast.Module) -> Iterator[ast.Constant]:
    """Strings that are neither documentation nor part of an assertion or a log line."""
    hidden: set[int] = set()
    for node in ast.walk(tree):
        is_log = isinstance(node, ast.Call) and ast.unparse(node.func).startswith("log.")
        is_text = isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant)
        if is_log or is_text or isinstance(node, ast.Assert):
            hidden.update(map(id, ast.walk(node)))
    for node in ast.walk(tree):
        is_string = isinstance(node, ast.Constant) and isinstance(node.value, str)
        if is_string and id(node) not in hidden:
            yield node


@pytest.mark.parametrize("package", ["handlers", "bot/services", "bot/domain", "storage"])
def test_no_text_for_people_stands_in_the_code(package: str) -> None:
    """No Cyrillic anywhere, and in what answers people no sentence in any language."""
    found = [
        (str(path.relative_to(ROOT)), node.lineno, node.value)
        for path, tree in modules(package)
        for node in _shown_strings(tree)
        if CYRILLIC.search(str(node.value))
        or (path.parent.name in {"trainee", "staff"} and re.search(r"[a-z]+ [a-z]+", node.value))
    ]
    assert found == []


@pytest.mark.parametrize("role", Role)
@each_language
def test_menus_keep_to_the_limits_of_the_bot_api(tag: str, role: Role) -> None:
    commands = menu(FEATURES, role, tag)
    assert 0 < len(commands) <= 100
    for command in commands:
        assert re.fullmatch(r"[a-z0-9_]{1,32}", command.command)
        assert 1 <= len(command.description) <= 256
    assert len({command.description for command in commands}) == len(commands)


def test_no_module_is_too_long_to_be_read_at_a_sitting() -> None:
    long = {
        str(path.relative_to(ROOT)): lines
        for folder in (*PACKAGES, "tests")
        for path in (ROOT / folder).rglob("*.py")
        if (lines := len(path.read_text(encoding="utf-8").splitlines())) > LONGEST_MODULE
        and "versions" not in path.parts
    }
    assert long == {}


def test_no_module_has_a_name_that_says_nothing() -> None:
    bad = {"utils", "util", "helpers", "helper", "common", "misc", "manager", "base"}
    found = [
        path.relative_to(ROOT)
        for folder in (*PACKAGES, "tests")
        for path in (ROOT / folder).rglob("*")
        if path.stem in bad
    ]
    assert found == []


def test_every_module_says_what_it_is_for() -> None:
    silent = [
        path.relative_to(ROOT)
        for path, tree in modules(*PACKAGES, "tests")
        if not ast.get_docstring(tree)
    ]
    assert silent == []


def test_no_package_has_a_single_module() -> None:
    for package in PACKAGES:
        for folder in (p for p in (ROOT / package).rglob("*") if (p / "__init__.py").exists()):
            assert sum(1 for _ in folder.glob("*.py")) > 2, folder
