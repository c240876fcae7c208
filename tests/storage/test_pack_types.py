"""Course packs: what is of another type than it should be, or misspelt, is not passed over."""

import shutil
from pathlib import Path

import pytest
from small_pack import LANGUAGES, edit, faults, small_pack

from bot.domain.errors import Faulty
from storage.packs import read_courses


@pytest.mark.parametrize(
    ("file", "old", "new", "key"),
    [
        ("faq/rules.toml", '["P001"]', '"P001"', "fault-type"),
        ("faq/rules.toml", '["P001"]', '["P001", 2]', "fault-type"),
        ("faq/rules.toml", '["P001"]', '[""]', "fault-type"),
        ("faq/rules.toml", '"the-state"', "5", "fault-type"),
        ("faq/rules.toml", 'review = "check"', 'review = "check"\ntemplate = "true"', "fault-type"),
        ("faq/rules.toml", 'review = "check"', 'review = "check"\ntemplates = true', "fault-key"),
        ("faq/rules.toml", "[who-decides]", "law = 1\n[who-decides]", "fault-key"),
        ("items/rules.toml", "= 1", "= true", "fault-type"),
        ("items/rules.toml", "level", "levels", "fault-key"),
        ("glossary/rules.toml", '"HS"', '""', "fault-type"),
        ("glossary/rules.toml", '"HS"', "5", "fault-type"),
        ("glossary/rules.toml", '"HS"', '["HS", ""]', "fault-type"),
        ("glossary/rules.toml", '"HS"', '{ en = "HS" }', "fault-type"),
        ("items/rules.toml", "difficulty = 1\n", "", "fault-missing"),
        ("faq/rules.toml", 'facts = ["P001"]\n', "", "fault-missing"),
        ("sources.toml", 'label = "DPO 1"\n', "", "fault-missing"),
        ("sources.toml", '"DPO 1"', "5", "fault-type"),
        ("sources.toml", 'en = "Policy"', "en = 5", "fault-type"),
        ("sources.toml", "date", "year", "fault-key"),
        ("course.toml", 'kk = "Құқық"', "kk = 5", "fault-type"),
        ("course.toml", 'kk = "Ережелер"', "kk = 5", "fault-type"),
        ("course.toml", 'id = "law"', 'id = "law"\nlanguage = "en"', "fault-key"),
        ("en/faq/rules.md", "## Who acts, en?", "## Who acts, en?\n## Why?", "fault-markdown"),
        ("en/lessons/basics.md", "The end.", "## The end", "fault-markdown"),
        ("en/lessons/basics.md", "The end.", "#the-end", "fault-markdown"),
        ("en/items/rules.md", "[x]", "[х]", "fault-option-mark"),
    ],
)
def test_a_value_of_another_type_is_named(
    tmp_path: Path, file: str, old: str, new: str, key: str
) -> None:
    pack = small_pack(tmp_path)
    edit(file, old, new)(pack)
    found = faults(pack)
    assert key in {kind for _, kind in found}
    assert {place.partition(":")[0] for place, _ in found} == {f"law/{file}"}


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ('facts = "P001"', "fault-type"),
        ("[facts]\nP001 = 1", "fault-type"),
        ('fact = ["P001"]', "fault-key"),
        ("facts = [", "fault-toml"),
    ],
)
def test_a_list_of_unseen_facts_that_cannot_be_read_is_a_fault(
    tmp_path: Path, text: str, key: str
) -> None:
    pack = small_pack(tmp_path)
    (tmp_path / "unseen.toml").write_text(text, encoding="utf-8")
    found = faults(pack)
    assert [kind for _, kind in found] == [key]
    assert found[0][0].startswith("unseen.toml")


def test_files_that_nothing_reads_are_named(tmp_path: Path) -> None:
    pack = small_pack(tmp_path)
    (pack / "faqs").mkdir()
    (pack / "faqs/rules.toml").write_text("", encoding="utf-8")
    (pack / "en/faq/war.md").write_text("# a\n", encoding="utf-8")
    (tmp_path / "peace").mkdir()
    (tmp_path / ".git").mkdir()
    assert sorted(faults(pack)) == [
        ("law/en/faq/war.md", "fault-no-toml"),
        ("law/faqs", "fault-folder"),
        ("peace/course.toml", "fault-missing-file"),
    ]


def test_a_folder_in_the_place_of_a_text_is_a_fault_like_others(tmp_path: Path) -> None:
    pack = small_pack(tmp_path)
    (pack / "ru/faq/rules.md").unlink()
    (pack / "ru/faq/rules.md").mkdir()
    assert faults(pack) == [("law/ru/faq/rules.md", "fault-missing-file")]


@pytest.mark.parametrize("name", ["Құқық", "law of war", "l" * 45])
def test_the_name_of_a_course_fits_into_a_button(tmp_path: Path, name: str) -> None:
    pack = small_pack(tmp_path)
    edit("course.toml", '"law"', f'"{name}"')(pack)
    pack = pack.rename(tmp_path / name)
    assert "fault-id" in {kind for _, kind in faults(pack)}


def test_an_option_left_out_by_a_translator_is_found(tmp_path: Path) -> None:
    pack = small_pack(tmp_path)
    edit("ru/items/rules.md", "- [ ] Nobody\n", "")(pack)
    assert ("law/ru/items/rules.md:1", "fault-options-differ") in faults(pack)


def test_a_text_that_was_only_copied_is_found(tmp_path: Path) -> None:
    pack = small_pack(tmp_path)
    shutil.copy(pack / "en/faq/rules.md", pack / "ru/faq/rules.md")
    assert {kind for _, kind in faults(pack)} == {"fault-untranslated"}


def test_the_folder_of_a_pack_is_not_the_folder_of_the_packs(tmp_path: Path) -> None:
    with pytest.raises(Faulty) as caught:
        read_courses(small_pack(tmp_path), LANGUAGES)
    assert [fault.key for fault in caught.value.faults] == ["fault-pack-itself"]


def test_what_each_cohort_answers_needs_no_lesson(tmp_path: Path) -> None:
    pack = small_pack(tmp_path)
    edit("faq/rules.toml", 'lesson = "the-state"', "template = true")(pack)
    assert read_courses(tmp_path, LANGUAGES)["law"].faq[0].is_template


def test_a_form_without_words_is_found_nowhere(tmp_path: Path) -> None:
    pack = small_pack(tmp_path)
    edit("en/glossary/rules.md", "~~home country~~", "~~—~~")(pack)
    read_courses(tmp_path, LANGUAGES)
