"""`python -m bot ask`: a line of JSON in, a line of JSON out, as other programs rely on it."""

import json
import os
import subprocess
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

from bot.ask_lines import answer_lines, read_entries
from bot.domain.errors import Faulty
from bot.search import Engine, Passage
from bot.search.fitted import shipped
from bot.search.thesaurus import Thesaurus, shipped_concepts

ROOT = Path(__file__).parent.parent
PLACES = {
    "visa": ("Do I need a visa?", "Нужна ли виза?"),
    "canteen": ("Where is the canteen?", "Где столовая?"),
    "badge": ("What if I lose my badge?", "Что делать, если потерян пропуск?"),
    "laundry": ("When is the laundry open?", "Когда работает прачечная?"),
    **{f"rule-{n}": (f"What does rule number {n} say?", f"О чём правило {n}?") for n in range(12)},
}
ENTRIES: list[dict[str, Any]] = [
    {
        "id": name,
        "topic": "camp",
        "source": "Handbook 1",
        "texts": {
            "en": {"question": english, "answer": "See the notice board."},
            "ru": {"question": russian, "answer": "Смотрите на доске."},
        },
    }
    for name, (english, russian) in PLACES.items()
]


def lines(objects: list[Any]) -> str:
    """JSON lines."""
    return "".join(json.dumps(one, ensure_ascii=False) + "\n" for one in objects)


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """A file of entries."""
    path = tmp_path / "entries.jsonl"
    path.write_text(lines(ENTRIES), encoding="utf-8")
    return path


@contextmanager
def asking(
    *arguments: Path, folder: Path | None = None, **more: str
) -> Iterator[subprocess.Popen[bytes]]:
    """A real process with pipes, in a folder without sentence vectors."""
    env = {**os.environ, "PYTHONPATH": str(ROOT), "LC_ALL": "C.UTF-8", **more}
    process = subprocess.Popen(
        [sys.executable, "-m", "bot", "ask", *map(str, arguments)],
        cwd=folder or arguments[0].parent,
        env=env,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )
    with process:
        try:
            yield process
        finally:
            process.kill()


def replies(
    file: Path, questions: str | bytes, **more: str
) -> tuple[list[Mapping[str, Any]], int, str]:
    """Everything it said to all of the questions, its exit status and its complaints."""
    given = questions.encode() if isinstance(questions, str) else questions
    with asking(file, **more) as process:
        out, err = process.communicate(given, timeout=60)
    return [json.loads(line) for line in out.splitlines()], process.returncode, err.decode()


def test_each_answer_comes_before_the_next_question_is_sent(file: Path) -> None:
    with asking(file) as process:
        assert process.stdin is not None
        assert process.stdout is not None
        for number, (name, texts) in enumerate(PLACES.items()):
            for language, text in zip(("en", "ru"), texts, strict=True):
                asked = {"id": f"q{number}-{language}", "lang": language, "question": text}
                process.stdin.write(lines([asked]).encode())
                process.stdin.flush()
                reply = json.loads(process.stdout.readline())
                assert list(reply) == ["id", "answer_id", "ranked", "confidence"]
                assert (reply["id"], reply["answer_id"]) == (asked["id"], name)
                assert reply["ranked"][0] == name
                assert len(reply["ranked"]) == len(set(reply["ranked"])) == 10
                assert reply["confidence"] == 1.0
        process.stdin.close()
        assert process.stdout.read() == b""
        assert process.wait(30) == 0


def test_what_is_not_known_has_no_answer_and_what_is_no_question_is_named_at_the_end(
    file: Path,
) -> None:
    asked = [
        '{"id": "1", "lang": "en", "question": "Who won the football match yesterday?"}',
        "no JSON",
        "",
        '{"id": "2", "question": "Where is the canteen?", "why": {"not": []}}',
        '{"id": "3", "lang": "en"}',
        '{"id": "4", "lang": "en", "question": 5}',
        '["Where?"]',
        "[" * 100_000,
        '{"id": "5", "lang": "kk", "question": ""}',
        '{"lang": "xx", "question": "Где столовая?"}',
        '{"id": "\\ud800", "lang": "en", "question": "a visa \\ud800"}',
    ]
    found, status, complaints = replies(file, "\n".join(asked))
    assert [reply["id"] for reply in found] == ["1", "2", "5", None, "\ud800"]
    assert [reply["answer_id"] for reply in found][:4] == [None, "canteen", None, "canteen"]
    assert all(0 <= reply["confidence"] <= 1 for reply in found)
    assert found[0]["ranked"]
    assert status == 1
    places = [line for line in complaints.splitlines() if "no question" in line]
    assert [line.split(":")[1].split()[0] for line in places] == ["2", "5", "6", "7", "8"]
    assert "Traceback" not in complaints


def test_bytes_that_are_no_utf8_are_a_fault_and_a_terminal_in_ascii_is_none(file: Path) -> None:
    asked = lines([{"id": "ы", "lang": "ru", "question": "Где столовая?"}]).encode()
    found, status, complaints = replies(file, asked + b'{"id": "\xff"}\n', PYTHONIOENCODING="ascii")
    assert [(reply["id"], reply["answer_id"]) for reply in found] == [("ы", "canteen")]
    assert status == 1
    assert "Traceback" not in complaints


@pytest.mark.parametrize("content", ["", "\n\n  \n"])
def test_an_empty_file_answers_nothing(tmp_path: Path, content: str) -> None:
    empty = tmp_path / "empty.jsonl"
    empty.write_text(content, encoding="utf-8")
    question = {"id": "1", "lang": "en", "question": "Where is the canteen?"}
    found, status, complaints = replies(empty, lines([question, question]))
    assert found == [{"id": "1", "answer_id": None, "ranked": [], "confidence": 0.0}] * 2
    assert (status, complaints) == (0, "")
    assert replies(empty, "") == ([], 0, "")


def test_a_faulty_file_is_refused_whole_with_every_line_named(tmp_path: Path) -> None:
    text = {"en": {"question": "Where?", "answer": "Here."}}
    wrong = [
        {"id": "a", "texts": text},
        {"texts": text},
        {"id": 7, "texts": text},
        {"id": "b"},
        {"id": "c", "texts": {}},
        {"id": "d", "texts": {"en": {"answer": "x"}}},
        {"id": "e", "texts": {"en": {"question": 1}}},
        {"id": "f", "texts": {"en": "Where?"}},
        {"id": "g", "texts": [text]},
        {"id": "a", "texts": text},
        "text",
    ]
    file = tmp_path / "wrong.jsonl"
    file.write_bytes(lines(wrong).encode() + b"\xff\n" + b"[" * 100_000)
    with pytest.raises(Faulty) as caught:
        read_entries(file)
    assert [(one.place.line, one.key) for one in caught.value.faults] == [
        *((number, "fault-entry-line") for number in range(2, 10)),
        (10, "fault-twice"),
        *((number, "fault-entry-line") for number in (11, 12, 13)),
    ]
    found, status, complaints = replies(file, lines([{"id": "1", "question": "Where?"}]))
    assert (found, status) == ([], 1)
    assert sum("wrong.jsonl" in line for line in complaints.splitlines()) == 12
    found, status, complaints = replies(tmp_path / "none.jsonl", "")
    assert (found, status) == ([], 1)
    assert "none.jsonl" in complaints
    assert "Traceback" not in complaints


def test_languages_may_be_missing_and_unknown_keys_are_ignored(tmp_path: Path) -> None:
    entries = [
        {"id": "ru-only", "texts": {"ru": {"question": "Где?", "answer": "Там."}}},
        {"id": "kk-only", "x": 1, "texts": {"kk": {"question": "Қайда?", "note": "-"}}},
        {"id": "fr", "texts": {"fr": {"question": "Où ?", "answer": ""}, "en": {"question": "W?"}}},
    ]
    file = tmp_path / "some.jsonl"
    file.write_bytes(b"\xef\xbb\xbf" + lines(entries).replace("\n", "\r\n").encode())
    assert read_entries(file) == [
        Passage("ru-only", "ru", "Где?", (), "Там."),
        Passage("kk-only", "kk", "Қайда?", (), ""),
        Passage("fr", "fr", "Où ?", (), ""),
        Passage("fr", "en", "W?", (), ""),
    ]


def test_a_reply_is_said_before_the_next_line_is_read(file: Path) -> None:
    thesaurus = Thesaurus(shipped_concepts())
    engine = Engine(read_entries(file), thesaurus, shipped(has_encoder=False))
    said: list[str] = []

    def asked() -> Iterator[bytes]:
        for number in range(3):
            assert len(said) == number
            yield lines([{"id": number, "question": "a visa, do I need it"}]).encode()

    answer_lines(engine, asked(), said.append, source="here")
    assert [json.loads(line)["id"] for line in said] == [0, 1, 2]
    assert all("\n" not in line for line in said)


def test_without_a_file_the_packs_are_asked(tmp_path: Path) -> None:
    with asking(folder=tmp_path) as process:
        question = {"id": "1", "lang": "en", "question": "Who counts as a civilian?"}
        out, _ = process.communicate(lines([question]).encode(), timeout=120)
        assert json.loads(out)["answer_id"] == "poc/who-is-a-civilian"
    assert process.returncode == 0
