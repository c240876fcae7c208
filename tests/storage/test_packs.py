"""Course packs: a broken copy for each kind of fault; the file and the line are named exactly."""

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from small_pack import (
    FAQ,
    ITEM_TEXT,
    ITEMS,
    LANGUAGES,
    WORDS,
    as_cp1251,
    edit,
    faults,
    remove,
    small_pack,
)

from bot.domain.course import Citation
from bot.domain.errors import Faulty
from storage.packs import read_courses


@pytest.fixture
def pack(tmp_path: Path) -> Path:
    """A small valid pack."""
    return small_pack(tmp_path)


def test_a_valid_pack_is_read(pack: Path) -> None:
    course = read_courses(pack.parent, LANGUAGES)["law"]
    assert course.title["kk"] == "Құқық"
    assert course.named(course.topics["rules"], "ru") == "Правила"
    entry = course.faq[0]
    assert entry.citations == (Citation("DPO-1", "para", "3"),)
    text = entry.texts["kk"]
    assert text.question == "Who decides, kk?"
    assert text.aliases == ("who decides", "whose decision", "decision")
    assert text.body.html == (
        "The <b>mission</b> decides &amp; <i>acts</i>, if 1 &lt; 2, by its mandate."
    )
    assert text.body.plain == "The mission decides & acts, if 1 < 2, by its mandate."
    item = course.items[0].text("ru")
    assert (item.stem, item.keys) == ("Who protects first, ru?", (0,))
    assert item.options == ("The state", "The mission", "Nobody")
    assert (entry.topic, entry.lesson, entry.name) == ("rules", "the-state", "law/who-decides")
    lesson = course.lessons[0].text("ru")
    assert lesson.title == "The state, ru"
    assert lesson.body.paragraphs[1:] == ("• one &amp; all\n• another", "The end.")
    assert lesson.body.paragraphs[0].startswith("The host state (HS) protects <b>its own</b>")
    term = course.terms[0]
    assert term.abbreviations == ("HS",)
    assert term.text("kk").forms == ("receiving state",)
    assert term.text("kk").avoided == ("home country",)


def test_what_is_written_in_the_file_is_kept_for_corrections(pack: Path) -> None:
    course = read_courses(pack.parent, LANGUAGES)["law"]
    assert course.faq[0].text("en").body.markdown == (
        "The **mission** decides & _acts_, if 1 < 2, by its mandate."
    )
    assert course.lessons[0].text("en").body.markdown.endswith("- one & all\n- another\n\nThe end.")


LONG = "x" * 701


@pytest.mark.parametrize(
    ("break_it", "expected"),
    [
        (edit("course.toml", '"law"', '"war"'), [("law/course.toml:1", "fault-course-id")]),
        (edit("course.toml", 'id = "law"', ""), [("law/course.toml", "fault-course-id")]),
        (edit("course.toml", 'kk = "Құқық"\n', ""), [("law/course.toml:3", "fault-name")]),
        (edit("course.toml", 'ru = "Правила"', 'ru = ""'), [("law/course.toml:13", "fault-name")]),
        (edit("course.toml", '"Право"', '"Право'), [("law/course.toml:5", "fault-toml")]),
        (edit("course.toml", "[topics.rules]", "[title]"), [("law/course.toml:13", "fault-toml")]),
        (
            remove("sources.toml"),
            [
                ("law/lessons/basics.toml:1", "fault-source"),
                ("law/faq/rules.toml:1", "fault-source"),
                ("law/faq/rules.toml:7", "fault-source"),
                ("law/items/rules.toml:1", "fault-source"),
                ("law/glossary/rules.toml:1", "fault-source"),
            ],
        ),
        (
            edit(
                "sources.toml",
                'label = "DPO 1"\ndate = "2023"',
                'date = "2023"\n["DPO-1".label]\nen = "DPO 1"\nru = "ДОМ 1"',
            ),
            [("law/sources.toml:1", "fault-label")],
        ),
        (edit("sources.toml", '"DPO 1"', '""'), [("law/sources.toml:1", "fault-label")]),
        (edit("sources.toml", '"DPO 1"', f'"{"x" * 41}"'), [("law/sources.toml:1", "fault-label")]),
        (edit("sources.toml", 'kk = "Саясат"\n', ""), [("law/sources.toml:1", "fault-name")]),
        (
            edit("faq/rules.toml", '"the-state"', '"war"'),
            [("law/faq/rules.toml:1", "fault-lesson")],
        ),
        (
            edit("faq/rules.toml", 'lesson = "the-state"\n', ""),
            [("law/faq/rules.toml:1", "fault-no-lesson")],
        ),
        (
            edit("items/rules.toml", 'lesson = "the-state"\n', ""),
            [("law/items/rules.toml:1", "fault-no-lesson")],
        ),
        (
            edit("faq/rules.toml", '["P001"]', '["P001", "P009"]'),
            [("law/faq/rules.toml:1", "fault-unseen")],
        ),
        (
            edit("items/rules.toml", "[state-first]", "[who-acts]"),
            [
                *((f"law/{tag}/items/rules.md:1", "fault-no-facts") for tag in sorted(LANGUAGES)),
            ],
        ),
        (edit("faq/rules.toml", '"check"', '"sure"'), [("law/faq/rules.toml:7", "fault-review")]),
        (
            edit("faq/rules.toml", 'sources = ["DPO-1"]', ""),
            [("law/faq/rules.toml:7", "fault-missing")],
        ),
        (
            edit("faq/rules.toml", '["DPO-1 para 3"]', '["DPO-1", "DPO-2"]'),
            [("law/faq/rules.toml:1", "fault-source")],
        ),
        (
            edit("faq/rules.toml", '["DPO-1 para 3"]', '["DPO-1 page 3"]'),
            [("law/faq/rules.toml:1", "fault-part")],
        ),
        (
            edit("faq/rules.toml", "[who-acts]", "[who-acts"),
            [("law/faq/rules.toml:7", "fault-toml")],
        ),
        (edit("items/rules.toml", "= 1", "= 4"), [("law/items/rules.toml:1", "fault-difficulty")]),
        (
            edit("items/rules.toml", "= 1", '= "1"'),
            [("law/items/rules.toml:1", "fault-type")],
        ),
        (
            edit("items/rules.toml", '"recall"', '"guess"'),
            [("law/items/rules.toml:1", "fault-level")],
        ),
        (remove("kk/faq/rules.md"), [("law/kk/faq/rules.md", "fault-missing-file")]),
        (
            remove("kk"),
            [
                (f"law/kk/{name}.md", "fault-missing-file")
                for name in ("lessons/basics", "faq/rules", "items/rules", "glossary/rules")
            ],
        ),
        (as_cp1251("ru/faq/rules.md"), [("law/ru/faq/rules.md:11", "fault-encoding")]),
        (
            edit("kk/faq/rules.md", "# who-acts", "# who-sleeps"),
            [("law/kk/faq/rules.md:10", "fault-no-facts")],
        ),
        (
            edit("kk/faq/rules.md", "# who-acts", "# who-decides"),
            [("law/kk/faq/rules.md:10", "fault-twice")],
        ),
        (
            edit("ru/faq/rules.md", "# who-decides", "Hello\n\n# who-decides"),
            [("law/ru/faq/rules.md:1", "fault-before-first")],
        ),
        (
            edit("en/faq/rules.md", "Everybody", "### Everybody"),
            [("law/en/faq/rules.md:16", "fault-markdown")],
        ),
        (
            edit("en/faq/rules.md", "## Who acts, en?\n", ""),
            [("law/en/faq/rules.md:10", "fault-no-question")],
        ),
        (edit("en/faq/rules.md", "- act\n", ""), [("law/en/faq/rules.md:10", "fault-aliases")]),
        (edit("en/faq/rules.md", "Everybody", LONG), [("law/en/faq/rules.md:10", "fault-answer")]),
        (
            edit("en/faq/rules.md", "Everybody acts.\n", ""),
            [("law/en/faq/rules.md:10", "fault-no-text")],
        ),
        (
            edit("ru/faq/rules.md", "## Who acts, ru?", "## WHO DECIDES, ru?"),
            [("law/ru/faq/rules.md:10", "fault-question-twice")],
        ),
        (edit("ru/items/rules.md", "Who", LONG), [("law/ru/items/rules.md:1", "fault-stem")]),
        (
            edit("ru/items/rules.md", "Who protects first, ru?\n", ""),
            [("law/ru/items/rules.md:1", "fault-stem")],
        ),
        (
            edit("ru/items/rules.md", "Nobody", "x" * 101),
            [("law/ru/items/rules.md:1", "fault-option")],
        ),
        (
            edit("ru/items/rules.md", "Nobody", "the state"),
            [("law/ru/items/rules.md:1", "fault-options-alike")],
        ),
        (
            edit("ru/items/rules.md", "> The", "> " + "x " * 90),
            [("law/ru/items/rules.md:1", "fault-explanation")],
        ),
        (
            edit("ru/items/rules.md", "> The state protects its people first.\n", ""),
            [("law/ru/items/rules.md:1", "fault-no-explanation")],
        ),
        (
            edit("ru/faq/rules.md", "- whose act\n", "- Whose decision?\n"),
            [("law/ru/faq/rules.md:10", "fault-question-twice")],
        ),
        (
            edit("ru/faq/rules.md", "## Who acts, ru?", "## Who acts" + " and acts" * 20),
            [("law/ru/faq/rules.md:10", "fault-question")],
        ),
        (
            edit("en/lessons/basics.md", "## The state, en\n", ""),
            [("law/en/lessons/basics.md:1", "fault-no-title")],
        ),
        (
            edit("en/lessons/basics.md", "The state, en", "The state " * 8),
            [("law/en/lessons/basics.md:1", "fault-title")],
        ),
        (
            edit("en/lessons/basics.md", WORDS, "The host state protects."),
            [("law/en/lessons/basics.md:1", "fault-lesson-words")],
        ),
        (
            edit("en/lessons/basics.md", WORDS, WORDS * 3),
            [("law/en/lessons/basics.md:1", "fault-lesson-words")],
        ),
        (
            edit("en/lessons/basics.md", "The end.", "x" * 3000),
            [("law/en/lessons/basics.md:1", "fault-lesson-long")],
        ),
        (
            edit("en/lessons/basics.md", "- one", "> one"),
            [("law/en/lessons/basics.md:6", "fault-markdown")],
        ),
        (
            edit("en/glossary/rules.md", "## Host state\n", ""),
            [
                ("law/en/glossary/rules.md:1", "fault-no-term"),
                *[("law/en/lessons/basics.md:1", "fault-term")] * 14,
            ],
        ),
        (
            edit("en/glossary/rules.md", "The country", "y" * 300),
            [("law/en/glossary/rules.md:1", "fault-meaning")],
        ),
        (
            edit("en/faq/rules.md", "Everybody acts", "The government (HS) acts"),
            [("law/en/faq/rules.md:10", "fault-term")],
        ),
        (
            edit("en/faq/rules.md", "Everybody acts", "Their home country's people act"),
            [("law/en/faq/rules.md:10", "fault-term-avoided")],
        ),
        (
            edit("ru/items/rules.md", "- [ ] Nobody", "- Nobody"),
            [("law/ru/items/rules.md:5", "fault-option-mark")],
        ),
    ],
)
def test_a_fault_is_named_with_its_file_and_line(
    pack: Path, break_it: Callable[[Path], None], expected: list[tuple[str, str]]
) -> None:
    break_it(pack)
    assert faults(pack) == expected


def test_an_entry_without_a_text_is_named_where_its_facts_are(pack: Path) -> None:
    edit("faq/rules.toml", "[who-acts]", "[who-rests]")(pack)
    assert faults(pack) == [
        (f"law/{tag}/faq/rules.md:10", "fault-no-facts") for tag in sorted(LANGUAGES)
    ]
    for tag in LANGUAGES:
        text = (pack / tag / "faq/rules.md").read_text(encoding="utf-8")
        (pack / tag / "faq/rules.md").write_text(text.partition("# who-acts")[0], encoding="utf-8")
    assert faults(pack) == [("law/faq/rules.toml:7", "fault-language")] * 3


def test_an_id_is_made_of_lower_case_words(pack: Path) -> None:
    edit("faq/rules.toml", "[who-acts]", "[Who_Acts]")(pack)
    for tag in LANGUAGES:
        edit(f"{tag}/faq/rules.md", "# who-acts", "# Who_Acts")(pack)
    assert faults(pack) == [("law/faq/rules.toml:7", "fault-id")]


def test_a_key_moved_by_a_translator_is_found(pack: Path) -> None:
    edit(
        "kk/items/rules.md",
        "- [x] The state\n- [ ] The mission",
        "- [ ] The mission\n- [x] The state",
    )(pack)
    with pytest.raises(Faulty) as caught:
        read_courses(pack.parent, LANGUAGES)
    (fault,) = caught.value.faults
    assert (str(fault.place), fault.key) == ("law/kk/items/rules.md:1", "fault-keys-differ")
    assert fault.args["other"] == "law/en/items/rules.md:1"


def test_an_item_without_a_key_is_found_in_every_language(pack: Path) -> None:
    for tag in LANGUAGES:
        edit(f"{tag}/items/rules.md", "[x]", "[ ]")(pack)
    assert sorted(faults(pack)) == [
        (f"law/{tag}/items/rules.md:1", "fault-no-key") for tag in sorted(LANGUAGES)
    ]


@pytest.mark.parametrize("count", [2, 6])
def test_an_item_has_three_to_five_options(pack: Path, count: int) -> None:
    options = "".join(f"- [{'x' if n == 0 else ' '}] Option {n}\n" for n in range(count))
    for tag in LANGUAGES:
        text = ITEM_TEXT.format(tag)
        head, _, tail = text.partition("- [x]")
        explanation = tail[tail.index("> ") :]
        (pack / tag / "items/rules.md").write_text(head + options + explanation, encoding="utf-8")
    assert {key for _, key in faults(pack)} == {"fault-options"}


def test_every_option_of_an_item_cannot_be_right(pack: Path) -> None:
    for tag in LANGUAGES:
        path = pack / tag / "items/rules.md"
        path.write_text(path.read_text(encoding="utf-8").replace("[ ]", "[x]"), encoding="utf-8")
    assert {key for _, key in faults(pack)} == {"fault-all-keys"}


def test_an_id_names_one_thing_in_a_pack(pack: Path) -> None:
    edit("items/rules.toml", "[state-first]", "[who-acts]")(pack)
    for tag in LANGUAGES:
        edit(f"{tag}/items/rules.md", "# state-first", "# who-acts")(pack)
    assert faults(pack) == [("law/items/rules.toml:1", "fault-id-twice")]


def test_a_file_of_an_unknown_topic_is_found(pack: Path) -> None:
    (pack / "faq/war.toml").write_text(FAQ, encoding="utf-8")
    assert faults(pack) == [("law/faq/war.toml", "fault-no-topic")]


def test_a_source_stands_in_one_list(pack: Path) -> None:
    shutil.copy(pack / "sources.toml", pack.parent)
    assert faults(pack) == [("law/sources.toml:1", "fault-source-twice")]
    (pack / "sources.toml").unlink()
    assert read_courses(pack.parent, LANGUAGES)["law"].sources["DPO-1"].label("kk") == "DPO 1"


def test_keys_at_one_place_only_are_found(pack: Path) -> None:
    ids = [f"item-{number}" for number in range(30)]
    facts = "\n".join(ITEMS.replace("state-first", one) for one in ids)
    (pack / "items/rules.toml").write_text(facts, encoding="utf-8")
    for tag in LANGUAGES:
        text = "\n".join(ITEM_TEXT.format(tag).replace("state-first", one) for one in ids)
        (pack / tag / "items/rules.md").write_text(text, encoding="utf-8")
    assert faults(pack) == [("law/course.toml:1", "fault-positions")] * 3


def test_a_question_of_another_pack_is_found(pack: Path) -> None:
    other = pack.parent / "war"
    shutil.copytree(pack, other)
    edit("course.toml", '"law"', '"war"')(other)
    assert {(place.partition("/")[0], key) for place, key in faults(pack)} == {
        ("war", "fault-question-twice")
    }


def test_words_for_a_term_may_be_inflected(pack: Path) -> None:
    edit("ru/glossary/rules.md", "Host state", "Принимающее государство")(pack)
    edit("ru/lessons/basics.md", WORDS, "О принимающем государстве (HS) " * 40)(pack)
    read_courses(pack.parent, LANGUAGES)


def test_faults_of_every_pack_are_named_at_once(pack: Path) -> None:
    other = pack.parent / "war"
    shutil.copytree(pack, other)
    edit("faq/rules.toml", '"check"', '"sure"')(pack)
    assert faults(pack) == [
        ("war/course.toml:1", "fault-course-id"),
        ("law/faq/rules.toml:7", "fault-review"),
    ]


def test_a_folder_without_packs_is_a_fault(tmp_path: Path) -> None:
    with pytest.raises(Faulty) as caught:
        read_courses(tmp_path, LANGUAGES)
    assert [fault.key for fault in caught.value.faults] == ["fault-no-packs"]


def test_a_pack_may_lack_items(pack: Path) -> None:
    (pack / "items/rules.toml").unlink()
    for tag in LANGUAGES:
        (pack / tag / "items/rules.md").unlink()
    assert read_courses(pack.parent, LANGUAGES)["law"].items == ()
