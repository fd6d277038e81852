"""Parts: a matrix that several machines make, each its share of the examples."""

from __future__ import annotations

import hashlib
import json
import tempfile
import zipfile
import zlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from anyio_by_example.examples.example import Example
from anyio_by_example.matrix.column import RELEASES
from anyio_by_example.matrix.matrix import FILE, Matrix, fingerprint
from anyio_by_example.problem import Problem

_MANIFEST = "part.json"

_AGAIN = "make it again: python -m anyio_by_example matrix record --shard I/N --into FILE"


_UNREADABLE = (
    *(OSError, EOFError, RuntimeError, zipfile.BadZipFile, zlib.error),
    *(AttributeError, KeyError, TypeError, ValueError, Problem),
)
"""What comes of reading a zip, JSON and a matrix that aren't in order."""


@dataclass(frozen=True)
class Shard:
    """One of several shares.

    Args:
        number: Which one, counted from 1.
        of: How many there are.
    """

    number: int
    of: int

    def __str__(self) -> str:
        return f"{self.number}/{self.of}"

    @classmethod
    def parse(cls, text: str) -> Shard:
        """A shard by its text, as 3/16.

        Raises:
            ValueError: if there is no such share.
        """
        number, _, of = text.partition("/")
        shard = cls(int(number), int(of))
        if not 1 <= shard.number <= shard.of:
            raise ValueError(f"there is no share {text}")
        return shard

    def share(self, examples: Sequence[Example]) -> list[Example]:
        """Its share of the examples, a few of each topic: some topics take long."""
        return [*examples[self.number - 1 :: self.of]]


def state(examples: Iterable[Example]) -> str:
    """What all parts of one matrix have in common: the examples and the releases."""
    of = [(each.name, fingerprint(each)) for each in examples]
    return hashlib.sha256(json.dumps([sorted(of), RELEASES]).encode()).hexdigest()


def write(part: Path, matrix: Matrix, shard: Shard, examples: Iterable[Example]) -> None:
    """Write the part of a machine.

    Args:
        part: The file, a zip.
        matrix: What it came to.
        shard: Which share that is.
        examples: All examples, also those of other shares.
    """
    manifest = {"shard": str(shard), "state": state(examples)}
    with zipfile.ZipFile(part, "w", zipfile.ZIP_DEFLATED) as file:
        file.writestr(_MANIFEST, json.dumps(manifest))
        with tempfile.TemporaryDirectory() as folder:
            made = Path(folder, FILE)
            matrix.write(made)
            file.write(made, FILE)


def merged(parts: Sequence[Path], examples: Sequence[Example]) -> Matrix:
    """The matrix of all parts.

    Args:
        parts: The files, in any order.
        examples: All examples, as they are here.

    Raises:
        Problem: if a part is missing, is there twice, isn't one, or was made of other examples.
    """
    found: dict[Shard, tuple[Path, Matrix]] = {}
    here = state(examples)
    for part in parts:
        shard, made_of, matrix = _read(part)
        if made_of != here:
            reason = "it was made of other examples, outputs or releases than are here"
            raise Problem(part, 1, reason, f"take parts of this commit, or {_AGAIN}")
        if shard in found:
            raise Problem(part, 1, f"the part {shard} is there twice", "leave one of them out")
        if found and shard.of != next(iter(found)).of:
            reason = f"it's {shard}, and others are of {next(iter(found)).of}"
            raise Problem(part, 1, reason, "take parts of one division")
        found[shard] = part, matrix
    if not found:
        raise Problem(Path(FILE), 1, "there are no parts", "name the files of all parts")
    of = next(iter(found)).of
    if lost := [str(shard) for n in range(of) if (shard := Shard(n + 1, of)) not in found]:
        raise Problem(parts[0], 1, f"parts are missing: {', '.join(lost)}", _AGAIN)
    whole = Matrix()
    for shard, (part, matrix) in found.items():
        wanted = {each.name for each in shard.share(examples)}
        if matrix.entries.keys() != wanted:
            reason = f"the part {shard} has other examples than its share"
            raise Problem(part, 1, reason, _AGAIN)
        if whole.versions and matrix.versions.keys() != whole.versions.keys():
            reason = f"it was made on Python {_named(matrix)}, and others on Python {_named(whole)}"
            raise Problem(part, 1, reason, _AGAIN)
        whole.put(matrix)
    return whole


def _named(matrix: Matrix) -> str:
    """The columns of a matrix."""
    return ", ".join(map(str, sorted(matrix.versions, key=str)))


def _read(part: Path) -> tuple[Shard, str, Matrix]:
    try:
        with zipfile.ZipFile(part) as file, tempfile.TemporaryDirectory() as folder:
            manifest = json.loads(file.read(_MANIFEST))
            made = Path(folder, FILE)
            made.write_bytes(file.read(FILE))
            return Shard.parse(manifest["shard"]), manifest["state"], Matrix.read(made)
    except _UNREADABLE as error:
        raise Problem(part, 1, f"it isn't a part of a matrix: {error}", _AGAIN) from None
