"""What the documentation names exists, and what exists is named where it should be."""

import ast
import re
import shlex
import tomllib
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from fluent.syntax import parse
from fluent.syntax.ast import Message, TextElement

from bot.__main__ import _parser
from bot.domain import validity
from bot.domain.course import Course, is_action
from bot.domain.outbox import State
from bot.domain.reminders import Verdict
from bot.domain.timetable import ClassDraft, Cohort
from bot.formats.timetable_csv import read_csv
from bot.formats.timetable_ics import read_ics
from bot.i18n import languages
from bot.search.fitted import shipped
from bot.services import ask
from bot.settings import NAMES, SECRET_NAMES, SHIPPED_COURSES, Listen, read_settings
from docs.commands import PAGE, page
from docs.content_sample import sample
from handlers import FEATURES
from handlers.metrics import registry
from handlers.web import WEBHOOK_PATH
from storage.packs import read_courses
from storage.schema import metadata

ROOT = Path(__file__).parent.parent
PAGES = sorted([*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md")])
NAMED = {str(path.relative_to(ROOT)): path for path in PAGES}
EXAMPLES = {"add-a-command.md": {"topics"}}
"""Commands that a recipe invents."""

NOT_COMMANDS = {"healthz", "metrics", WEBHOOK_PATH.strip("/"), "newbot"}
NOT_OURS = {"LC_ALL", "LC_MESSAGES", "HTTPS_PROXY"}
COHORT = Cohort(
    1, "POC-2026-12", "poc", date(2026, 12, 7), date(2026, 12, 18), "Asia/Almaty", "code"
)

each_page = pytest.mark.parametrize("name", NAMED)


def text(name: str) -> str:
    return NAMED[name].read_text(encoding="utf-8")


def fences(markdown: str) -> list[str]:
    """What stands in blocks of code."""
    return re.findall(r"^ *```[^\n]*\n(.*?)^ *```", markdown, re.MULTILINE | re.DOTALL)


def spans(markdown: str) -> list[str]:
    """What stands in code within a sentence."""
    prose = re.sub(r"^ *```.*?^ *```", "", markdown, flags=re.MULTILINE | re.DOTALL)
    return re.findall(r"`([^`]+)`", prose)


def code(markdown: str) -> list[str]:
    """Every line of code."""
    blocks = [*fences(markdown), *spans(markdown)]
    return [line for block in blocks for line in block.splitlines()]


def section(name: str, title: str) -> str:
    """A section of a page, without its heading."""
    return text(name).partition(f"## {title}\n")[2].partition("\n## ")[0]


def first_cells(markdown: str) -> list[str]:
    """What stands as code at the beginning of a table's row."""
    return re.findall(r"^\| `([^`]+)` \|", markdown, re.MULTILINE)


@each_page
def test_every_command_of_the_docs_exists(name: str) -> None:
    known = {command.name for command in FEATURES.commands}
    found = set(re.findall(r"(?<![\w/.:~)>*])/([a-z_]+)(?![\w/.*<-])", text(name)))
    assert found - known - NOT_COMMANDS - EXAMPLES.get(NAMED[name].name, set()) == set()


@each_page
def test_every_command_line_of_the_docs_is_understood(name: str) -> None:
    for line in code(text(name)):
        match = re.search(r"python -m bot\b(?!\.)(.*)", line)
        if match is None or "…" in match[1]:
            continue
        assert exit_status(shlex.split(match[1], comments=True)) == 0, line


def exit_status(arguments: list[str]) -> object:
    """What the parser makes of a command line."""
    try:
        _parser().parse_args(arguments)
    except SystemExit as stop:
        return stop.code
    return 0


@each_page
def test_every_make_target_of_the_docs_exists(name: str) -> None:
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    targets = set(re.findall(r"^([a-z]+):", makefile, re.MULTILINE))
    for line in code(text(name)):
        words = line.partition("#")[0].split()
        if words[:1] == ["make"]:
            named = {word for word in words[1:] if re.fullmatch("[a-z]+", word)}
            assert named <= targets, line


@each_page
def test_every_setting_of_the_docs_exists(name: str) -> None:
    found = set(re.findall(r"(?<![\w<])([A-Z]+(?:_[A-Z]+)+)(?![\w>])", text(name)))
    constants = set(vars(ask)) | set(vars(validity))
    assert found - set(NAMES) - NOT_OURS - constants == set()


@each_page
def test_every_local_link_and_picture_is_there(name: str) -> None:
    for target in re.findall(r"\]\(([^)\s]+)\)", re.sub(r"`[^`\n]*`", "", text(name))):
        if re.match("[a-z]+:", target):
            continue
        path, _, anchor = target.partition("#")
        linked = NAMED[name].parent / path if path else NAMED[name]
        assert linked.exists(), target
        if anchor:
            assert anchor in anchors(linked), target


def anchors(path: Path) -> set[str]:
    """The headings of a page as GitHub names them."""
    headings = re.findall(r"^#+ (.+)$", path.read_text(encoding="utf-8"), re.MULTILINE)
    return {re.sub(r"[^\w -]", "", heading.lower()).replace(" ", "-") for heading in headings}


@each_page
def test_every_file_of_ours_that_the_docs_name_exists(name: str) -> None:
    folders = "bot|handlers|storage|sandbox|tests|docs|courses(?!/demining)"
    ours = rf"(?:{folders})/[\w/.-]+\.(?:py|ftl|js|md|toml)"
    for named in spans(text(name)):
        if re.fullmatch(ours, named):
            assert (ROOT / named).exists(), named


@each_page
def test_no_page_names_a_place_on_the_writers_machine(name: str) -> None:
    assert not re.search(r"/(?:work|home|root|Users)/", text(name))


def test_the_page_of_commands_is_fresh() -> None:
    assert PAGE.read_text(encoding="utf-8") == page(), "make docs"


def settings_rows(markdown: str) -> dict[str, str]:
    """Settings with their default, from the table."""
    rows = re.findall(r"^\| `([A-Z_]+)` \|.*\| ([^|]+) \|$", markdown, re.MULTILINE)
    return {name: default.strip("`") for name, default in rows}


def shown_default(name: str) -> str:
    value = getattr(read_settings({}, Path("none.env")), name.lower())
    match value:
        case Listen():
            return f"{value.host}:{value.port}"
        case Path() if value == SHIPPED_COURSES:
            return "courses` of this repository"
        case _:
            return str(value) if value else "empty"


def test_every_setting_is_explained_with_its_default() -> None:
    rows = settings_rows(section("docs/operations.md", "Settings"))
    assert rows == {name: shown_default(name) for name in NAMES}


def test_every_setting_is_in_the_example_with_its_default() -> None:
    example = (ROOT / ".env.example").read_text(encoding="utf-8")
    lines = re.findall(r"^([A-Z_]+)=(.*)$", example, re.MULTILINE)
    assert [name for name, _ in lines] == list(NAMES)
    for name, value in lines:
        assert value in {"", shown_default(name)}, name


def test_no_secret_has_a_default_that_works() -> None:
    shown = {name: shown_default(name) for name in SECRET_NAMES - {"DATABASE_URL"}}
    assert set(shown.values()) == {"empty"}


def test_every_subcommand_is_in_the_table_of_operations() -> None:
    rows = [row for row in first_cells(text("docs/operations.md")) if "python -m bot" in row]
    documented = {tuple(re.findall(r"(?<= )[a-z]+(?= |$)", row)[1:3]) for row in rows}
    helped = _parser().format_help()
    for name in re.findall(r"^    ([a-z]+) ", helped, re.MULTILINE):
        assert any(name in row for row in documented), name


def test_every_metric_is_explained_and_no_other() -> None:
    ours = {family.name for family in registry.collect() if family.name.startswith("qalqan_")}
    markdown = section("docs/operations.md", "Health and metrics")
    assert {row for row in first_cells(markdown) if row.startswith("qalqan_")} == ours
    assert {span.partition("{")[0] for span in spans(markdown) if "qalqan_" in span} == ours


def test_every_state_and_reason_of_the_outbox_is_explained() -> None:
    words = set(spans(section("docs/operations.md", "Health and metrics")))
    assert {state.value for state in State} <= words
    assert {verdict.value for verdict in Verdict if verdict is not Verdict.OWED} <= words
    service = (ROOT / "bot/services/outbox.py").read_text(encoding="utf-8")
    assert (
        set(re.findall(r'return "([a-z-]+)"$', service, re.MULTILINE))
        - {
            "uncertain",
            "retried",
        }
        <= words
    )


STOPS = "faults no-file newer database running token address-in-use sqlite-alone web-needs-url"


def operator_line(key: str) -> str:
    """A line of the command line in English, with … for what varies."""
    resource = parse((ROOT / "bot/locales/en/cli.ftl").read_text(encoding="utf-8"))
    found = {entry.id.name: entry for entry in resource.body if isinstance(entry, Message)}
    pattern = found[key].value
    assert pattern is not None
    if len(pattern.elements) == 1:  # a plural: its last form is the general one
        (element,) = pattern.elements
        if not isinstance(element, TextElement):
            pattern = element.expression.variants[-1].value  # type: ignore[union-attr]
    words = "".join(
        element.value if isinstance(element, TextElement) else "…" for element in pattern.elements
    )
    return words.replace("…:…", "…")


@pytest.mark.parametrize("key", [*STOPS.split(), "needs-token"])
def test_every_line_that_stops_a_command_is_explained(key: str) -> None:
    assert operator_line(f"cli-{key}") in first_cells(section("docs/operations.md", "Error lines"))


def test_every_log_line_of_operations_is_logged_somewhere() -> None:
    logged = set(string_constants())
    _, _, table = section("docs/operations.md", "Error lines").partition("| log line |")
    for line in [cell for cell in first_cells(table) if cell]:
        assert any(constant.startswith(line) for constant in logged), line


def string_constants() -> Iterator[str]:
    """Every text in the code of bot and handlers."""
    for folder in ("bot", "handlers"):
        for path in (ROOT / folder).rglob("*.py"):
            for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
                if isinstance(node, ast.Constant) and isinstance(node.value, str):
                    yield node.value


def test_every_table_is_explained_and_no_other() -> None:
    rows = first_cells(section("docs/architecture.md", "Tables"))
    assert set(rows) == set(metadata.tables)


def test_the_layers_drawn_are_those_that_are_checked() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    contracts = project["tool"]["importlinter"]["contracts"]
    layers = next(one["layers"] for one in contracts if one["type"] == "layers")
    (drawn,) = fences(section("docs/architecture.md", "Who imports whom"))
    assert drawn.split("\n")[:-1] == layers


def test_every_test_that_the_pitfalls_name_exists() -> None:
    known: dict[str, set[str]] = {}
    for file, name in re.findall(r"`(tests/[\w/]+\.py)::(\w+)`", text("docs/pitfalls.md")):
        if file not in known:
            tree = ast.parse((ROOT / file).read_text(encoding="utf-8"))
            known[file] = {
                node.name
                for node in ast.walk(tree)
                if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
            }
        assert name in known[file], f"{file}::{name}"
    for file in re.findall(r"`(tests/[\w/-]+\.txt)`", text("docs/pitfalls.md")):
        assert (ROOT / file).exists(), file


def test_every_pitfall_is_in_the_table_once() -> None:
    numbers = re.findall(r"^\| (\d+) \|", text("docs/pitfalls.md"), re.MULTILINE)
    assert [int(number) for number in numbers] == list(range(1, 46))


def test_the_example_timetables_can_be_imported_and_are_the_same() -> None:
    folder = ROOT / "docs/examples"
    by_csv = read_csv((folder / "timetable.csv").read_bytes(), "timetable.csv", COHORT)
    by_ics = read_ics((folder / "timetable.ics").read_bytes(), "timetable.ics", COHORT)

    def seen(draft: ClassDraft) -> tuple[object, ...]:
        return draft.local_start, draft.minutes, draft.title, draft.room

    assert sorted(map(seen, by_csv)) == sorted(map(seen, by_ics))


def test_the_readme_shows_the_beginning_of_the_example_timetable() -> None:
    example = (ROOT / "docs/examples/timetable.csv").read_text(encoding="utf-8")
    assert any(example.startswith(block) for block in fences(text("README.md")) if block)


def test_decisions_are_numbered_and_say_what_lost() -> None:
    records = sorted((ROOT / "docs/decisions").glob("*.md"))
    for number, record in enumerate(records, start=1):
        written = record.read_text(encoding="utf-8")
        assert record.name.startswith(f"{number:04}-")
        assert written.startswith(f"# {number}. ")
        assert [word for word in ("Context.", "Decision.", "Alternatives that lost.")
                if word not in written] == []  # fmt: skip


def test_thresholds_and_limits_in_the_docs_are_those_of_the_code() -> None:
    decision = text("docs/decisions/0012-answers-fused-and-calibrated.md")
    for name, has_encoder in (("without the encoder", False), ("with it", True)):
        fitted = shipped(has_encoder=has_encoder)
        assert f"{name} {fitted.sure} and {fitted.near}" in decision
    recipe = text("docs/how-to/course-pack.md")
    for limit in ("STEM", "OPTION", "EXPLANATION", "QUESTION", "ANSWER", "MEANING", "TITLE"):
        assert f"{getattr(validity, f'{limit}_LIMIT')} characters" in recipe, limit
    assert f"at most {validity.LABEL_LIMIT} characters" in recipe
    assert f"at most {validity.NAME_LIMIT} characters" in recipe
    assert f"{validity.LESSON_WORDS[0]} to {validity.LESSON_WORDS[-1]} words" in recipe


def test_the_pack_that_the_recipe_writes_is_valid(tmp_path: Path) -> None:
    """Its files as they stand there; the English text, marked, serves for every language."""
    recipe = text("docs/how-to/course-pack.md")
    files = re.findall(r"`courses/(demining/[\w/.-]+)`.*?```\w+\n(.*?)```", recipe, re.DOTALL)
    assert len(files) == 10
    for name, content in files:
        for tag in languages() if "/en/" in name else ("en",):
            path = tmp_path / name.replace("/en/", f"/{tag}/")
            path.parent.mkdir(parents=True, exist_ok=True)
            shown = content.replace(".", f" ({tag}).", 1) if "/en/" in name else content
            path.write_text(shown, encoding="utf-8")
    course = read_courses(tmp_path, languages())["demining"]
    assert [len(x) for x in (course.lessons, course.faq, course.items, course.terms)] == [1] * 4


def test_the_sample_of_the_content_review_is_what_its_script_draws() -> None:
    drawn = {number: entry.name for number, (_, entry) in enumerate(sample(), start=1)}
    assert len(set(drawn.values())) == 60
    review = text("docs/content-review.md")
    named = {int(n): name for n, name in re.findall(r"^\| (\d+) \| (\w+/[\w-]+) \|", review, re.M)}
    (fine,) = re.findall(r"^No error: ([\d, ]+)\.$", review, re.M)
    assert named == {number: drawn[number] for number in named}
    assert named.keys() | {int(number) for number in fine.split(", ")} == drawn.keys()


def test_the_readme_counts_what_the_packs_have(courses: dict[str, Course]) -> None:
    readme = " ".join(text("README.md").split())
    poc, unso, centre = (courses[name] for name in ("poc", "unso", "centre"))
    lessons, terms = (
        sum(map(len, kinds))
        for kinds in (
            [course.lessons for course in courses.values()],
            [course.terms for course in courses.values()],
        )
    )
    actions = sum(map(is_action, centre.faq))
    for counted in (
        f"{lessons} lessons of two minutes",
        f"{terms} terms found",
        f"Protection of Civilians ({len(poc.faq)} questions, {len(poc.items)} quiz items)",
        f"UN Staff Officers ({len(unso.faq)} and {len(unso.items)})",
        f"the centre itself ({len(centre.faq) - actions})",
        f"{actions} kinds of such questions",
    ):
        assert counted in readme
