"""Sentence vectors: a model that knows what is meant where no word is shared. Optional.

Universal Sentence Encoder Multilingual v3 as one ONNX file (`make encoder`): English, Russian and
14 more, not Kazakh, which comes to it word for word through the thesaurus.
"""

from collections.abc import Sequence
from importlib.util import find_spec
from pathlib import Path
from typing import Protocol

import numpy as np

from bot.search.postings import Floats

SIZE = 512


class Encoder(Protocol):
    """Texts → vectors of length one."""

    def __call__(self, texts: Sequence[str]) -> Floats:
        """One row of `SIZE` numbers a text; of an empty text, zeros."""
        ...


class OnnxEncoder:
    """The model in a file; its tokenizer is inside."""

    def __init__(self, file: Path) -> None:
        import onnxruntime
        from onnxruntime_extensions import get_library_path

        options = onnxruntime.SessionOptions()
        options.register_custom_ops_library(get_library_path())
        options.intra_op_num_threads = 1  # the better p99 (research/retrieval.md, 5)
        options.inter_op_num_threads = 1
        self._session = onnxruntime.InferenceSession(str(file), options)
        self._input = self._session.get_inputs()[0].name

    def __call__(self, texts: Sequence[str]) -> Floats:
        """One by one: a batch would be padded to its longest text."""
        out = np.zeros((len(texts), SIZE), np.float32)
        for place, text in enumerate(texts):
            if text.strip():
                valid = text.encode(errors="replace").decode()  # half of a surrogate pair is not
                out[place] = self._session.run(None, {self._input: np.array([valid])})[0][0]
        return unit(out)


def unit(vectors: Floats) -> Floats:
    """Vectors of length one; zeros stay zeros."""
    length = np.linalg.norm(vectors, axis=-1, keepdims=True)
    scaled: Floats = (vectors / np.maximum(length, 1e-9)).astype(np.float32)
    return scaled


def load_encoder(file: Path) -> Encoder | None:
    """The encoder, if its file is there and what runs it is installed."""
    if not file.is_file() or find_spec("onnxruntime_extensions") is None:
        return None
    return OnnxEncoder(file)
