"""Course packs: a broken copy for each kind of fault; the file and the line are named exactly."""

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from bot.domain.course import Citation
from bot.domain.errors import Faulty
from storage.packs import read_courses

LANGUAGES = frozenset({"en", "ru", "kk"})

COURSE = """\
id = "law"

[title]
en = "Law"
ru = "Право"
kk = "Құқық"

[topics.rules]
en = "Rules"
ru = "Правила"
kk = "Ережелер"
"""
SOURCES = """\
["DPO-1"]
label = "DPO 1"
date = "2023"
["DPO-1".title]
en = "Policy"
ru = "Политика"
kk = "Саясат"
"""
FAQ = """\
[who-decides]
topic = "rules"
facts = ["P001"]
sources = ["DPO-1 para 3"]
review = "sourced"

[who-acts]
topic = "rules"
facts = ["P002"]
sources = ["DPO-1"]
review = "check"
"""
ITEMS = """\
[host-state]
topic = "rules"
difficulty = 1
level = "recall"
facts = ["P001"]
sources = ["DPO-1"]
review = "sourced"
"""
FAQ_TEXT = """\
# who-decides
## Who decides, {0}?
- who decides
- whose decision
- decision

The **mission** decides & _acts_, if 1 < 2,
by its mandate.

# who-acts
## Who acts, {0}?
- who acts
- whose act
- act

Everybody acts.
"""
ITEM_TEXT = """\
# host-state
Who protects first, {0}?
- [x] The state
- [ ] The mission
- [ ] Nobody
> The state protects its people first.
"""


@pytest.fixture
def pack(tmp_path: Path) -> Path:
    """A small valid pack."""
    folder = tmp_path / "law"
    for name, text in (
        ("course.toml", COURSE),
        ("sources.toml", SOURCES),
        ("faq.toml", FAQ),
        ("items.toml", ITEMS),
    ):
        folder.mkdir(exist_ok=True)
        (folder / name).write_text(text, encoding="utf-8")
    for tag in LANGUAGES:
        (folder / tag).mkdir()
        (folder / tag / "faq.md").write_text(FAQ_TEXT.format(tag), encoding="utf-8")
        (folder / tag / "items.md").write_text(ITEM_TEXT.format(tag), encoding="utf-8")
    return folder


def faults(pack: Path) -> list[tuple[str, str]]:
    """Place and key of everything that is wrong in the folder of the pack."""
    with pytest.raises(Faulty) as caught:
        read_courses(pack.parent, LANGUAGES)
    return [(str(fault.place), fault.key) for fault in caught.value.faults]


def test_a_valid_pack_is_read(pack: Path) -> None:
    course = read_courses(pack.parent, LANGUAGES)["law"]
    assert course.title["kk"] == "Құқық"
    assert course.named(course.topics["rules"], "ru") == "Правила"
    entry = course.faq[0]
    assert entry.citations == (Citation("DPO-1", "para", "3"),)
    text = entry.texts["kk"]
    assert text.question == "Who decides, kk?"
    assert text.aliases == ("who decides", "whose decision", "decision")
    assert text.answer == (
        "The <b>mission</b> decides &amp; <i>acts</i>, if 1 &lt; 2, by its mandate."
    )
    assert text.plain_answer == "The mission decides & acts, if 1 < 2, by its mandate."
    item = course.items[0].text("ru")
    assert (item.stem, item.keys) == ("Who protects first, ru?", (0,))
    assert item.options == ("The state", "The mission", "Nobody")
    assert course.item("host-state") is course.items[0]
    assert course.item("gone") is None


def edit(file: str, old: str, new: str) -> Callable[[Path], None]:
    """Puts `new` in the place of the first `old` in a file of the pack."""

    def break_it(pack: Path) -> None:
        path = pack / file
        text = path.read_text(encoding="utf-8")
        assert old in text
        path.write_text(text.replace(old, new, 1), encoding="utf-8")

    return break_it


def remove(name: str) -> Callable[[Path], None]:
    """Removes a file or a folder of the pack."""

    def break_it(pack: Path) -> None:
        path = pack / name
        shutil.rmtree(path) if path.is_dir() else path.unlink()

    return break_it


def as_cp1251(file: str) -> Callable[[Path], None]:
    """Stores a file of the pack in another code page."""

    def break_it(pack: Path) -> None:
        text = (pack / file).read_text(encoding="utf-8").replace("acts,", "действует,")
        (pack / file).write_bytes(text.encode("cp1251"))

    return break_it


LONG = "x" * 701


@pytest.mark.parametrize(
    ("break_it", "expected"),
    [
        (edit("course.toml", '"law"', '"war"'), [("law/course.toml:1", "fault-course-id")]),
        (edit("course.toml", 'id = "law"', ""), [("law/course.toml", "fault-course-id")]),
        (edit("course.toml", 'kk = "Құқық"\n', ""), [("law/course.toml:3", "fault-name")]),
        (edit("course.toml", 'ru = "Правила"', 'ru = ""'), [("law/course.toml:8", "fault-name")]),
        (edit("course.toml", '"Право"', '"Право'), [("law/course.toml:5", "fault-toml")]),
        (edit("course.toml", "[topics.rules]", "[title]"), [("law/course.toml:8", "fault-toml")]),
        (remove("sources.toml"), [("law/sources.toml", "fault-missing-file")]),
        (edit("sources.toml", '"DPO 1"', '""'), [("law/sources.toml:1", "fault-label")]),
        (edit("sources.toml", '"DPO 1"', f'"{"x" * 41}"'), [("law/sources.toml:1", "fault-label")]),
        (edit("sources.toml", 'kk = "Саясат"\n', ""), [("law/sources.toml:1", "fault-name")]),
        (edit("faq.toml", '"rules"', '"war"'), [("law/faq.toml:1", "fault-topic")]),
        (edit("faq.toml", '"check"', '"sure"'), [("law/faq.toml:7", "fault-review")]),
        (edit("faq.toml", 'sources = ["DPO-1"]', ""), [("law/faq.toml:7", "fault-no-source")]),
        (
            edit("faq.toml", '["DPO-1 para 3"]', '["DPO-1", "DPO-2"]'),
            [("law/faq.toml:1", "fault-source")],
        ),
        (
            edit("faq.toml", '["DPO-1 para 3"]', '["DPO-1 page 3"]'),
            [("law/faq.toml:1", "fault-source")],
        ),
        (edit("faq.toml", "[who-acts]", "[who-acts"), [("law/faq.toml:7", "fault-toml")]),
        (edit("items.toml", "= 1", "= 4"), [("law/items.toml:1", "fault-difficulty")]),
        (edit("items.toml", "= 1", '= "1"'), [("law/items.toml:1", "fault-difficulty")]),
        (edit("items.toml", '"recall"', '"guess"'), [("law/items.toml:1", "fault-level")]),
        (remove("kk/faq.md"), [("law/kk/faq.md", "fault-missing-file")]),
        (
            remove("kk"),
            [("law/kk/faq.md", "fault-missing-file"), ("law/kk/items.md", "fault-missing-file")],
        ),
        (as_cp1251("ru/faq.md"), [("law/ru/faq.md:11", "fault-encoding")]),
        (
            edit("kk/faq.md", "# who-acts", "# who-sleeps"),
            [("law/kk/faq.md:10", "fault-no-facts")],
        ),
        (edit("kk/faq.md", "# who-acts", "# who-decides"), [("law/kk/faq.md:10", "fault-twice")]),
        (
            edit("ru/faq.md", "# who-decides", "Hello\n\n# who-decides"),
            [("law/ru/faq.md:1", "fault-before-first")],
        ),
        (edit("en/faq.md", "Everybody", "### Everybody"), [("law/en/faq.md:16", "fault-markdown")]),
        (edit("en/faq.md", "## Who acts, en?\n", ""), [("law/en/faq.md:10", "fault-no-question")]),
        (edit("en/faq.md", "- act\n", ""), [("law/en/faq.md:10", "fault-aliases")]),
        (edit("en/faq.md", "Everybody", LONG), [("law/en/faq.md:10", "fault-answer")]),
        (edit("en/faq.md", "Everybody acts.\n", ""), [("law/en/faq.md:10", "fault-answer")]),
        (
            edit("ru/faq.md", "## Who acts, ru?", "## WHO DECIDES, ru?"),
            [("law/ru/faq.md:10", "fault-question-twice")],
        ),
        (edit("ru/items.md", "Who", LONG), [("law/ru/items.md:1", "fault-stem")]),
        (
            edit("ru/items.md", "Who protects first, ru?\n", ""),
            [("law/ru/items.md:1", "fault-stem")],
        ),
        (edit("ru/items.md", "Nobody", "x" * 101), [("law/ru/items.md:1", "fault-option")]),
        (
            edit("ru/items.md", "Nobody", "the state"),
            [("law/ru/items.md:1", "fault-options-alike")],
        ),
        (
            edit("ru/items.md", "> The", "> " + "x " * 90),
            [("law/ru/items.md:1", "fault-explanation")],
        ),
        (
            edit("ru/items.md", "> The state protects its people first.\n", ""),
            [("law/ru/items.md:1", "fault-no-explanation")],
        ),
        (
            edit("ru/items.md", "- [ ] Nobody", "- Nobody"),
            [("law/ru/items.md:5", "fault-markdown")],
        ),
    ],
)
def test_a_fault_is_named_with_its_file_and_line(
    pack: Path, break_it: Callable[[Path], None], expected: list[tuple[str, str]]
) -> None:
    break_it(pack)
    assert faults(pack) == expected


def test_an_entry_without_a_text_is_named_where_its_facts_are(pack: Path) -> None:
    edit("faq.toml", "[who-acts]", "[who-rests]")(pack)
    assert faults(pack) == [(f"law/{tag}/faq.md:10", "fault-no-facts") for tag in sorted(LANGUAGES)]
    for tag in LANGUAGES:
        text = (pack / tag / "faq.md").read_text(encoding="utf-8")
        (pack / tag / "faq.md").write_text(text.partition("# who-acts")[0], encoding="utf-8")
    assert faults(pack) == [("law/faq.toml:7", "fault-language")] * 3


def test_an_id_is_made_of_lower_case_words(pack: Path) -> None:
    edit("faq.toml", "[who-acts]", "[Who_Acts]")(pack)
    for tag in LANGUAGES:
        edit(f"{tag}/faq.md", "# who-acts", "# Who_Acts")(pack)
    assert faults(pack) == [("law/faq.toml:7", "fault-id")]


def test_a_key_moved_by_a_translator_is_found(pack: Path) -> None:
    edit("kk/items.md", "- [x] The state\n- [ ] The mission", "- [ ] The mission\n- [x] The state")(
        pack
    )
    with pytest.raises(Faulty) as caught:
        read_courses(pack.parent, LANGUAGES)
    (fault,) = caught.value.faults
    assert (str(fault.place), fault.key) == ("law/kk/items.md:1", "fault-keys-differ")
    assert fault.args["other"] == "law/en/items.md:1"


def test_an_item_without_a_key_is_found_in_every_language(pack: Path) -> None:
    for tag in LANGUAGES:
        edit(f"{tag}/items.md", "[x]", "[ ]")(pack)
    assert sorted(faults(pack)) == [
        (f"law/{tag}/items.md:1", "fault-no-key") for tag in sorted(LANGUAGES)
    ]


@pytest.mark.parametrize("count", [2, 6])
def test_an_item_has_three_to_five_options(pack: Path, count: int) -> None:
    options = "".join(f"- [{'x' if n == 0 else ' '}] Option {n}\n" for n in range(count))
    for tag in LANGUAGES:
        text = ITEM_TEXT.format(tag)
        head, _, tail = text.partition("- [x]")
        explanation = tail[tail.index("> ") :]
        (pack / tag / "items.md").write_text(head + options + explanation, encoding="utf-8")
    assert {key for _, key in faults(pack)} == {"fault-options"}


def test_faults_of_every_pack_are_named_at_once(pack: Path) -> None:
    other = pack.parent / "war"
    shutil.copytree(pack, other)
    edit("faq.toml", '"rules"', '"gone"')(pack)
    assert faults(pack) == [
        ("law/faq.toml:1", "fault-topic"),
        ("war/course.toml:1", "fault-course-id"),
    ]


def test_a_folder_without_packs_is_a_fault(tmp_path: Path) -> None:
    with pytest.raises(Faulty) as caught:
        read_courses(tmp_path, LANGUAGES)
    assert [fault.key for fault in caught.value.faults] == ["fault-no-packs"]


def test_a_pack_may_lack_items(pack: Path) -> None:
    (pack / "items.toml").unlink()
    assert read_courses(pack.parent, LANGUAGES)["law"].items == ()
