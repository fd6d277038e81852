"""Parts: several machines share the examples, and only what fits together becomes a matrix."""

from __future__ import annotations

import json
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import cast

import pytest
from helpers.cells import COLUMN, examples, matrix
from helpers.fuzzing import fuzzed
from hypothesis import given
from hypothesis import strategies as st

from anyio_by_example.examples.example import Example
from anyio_by_example.matrix import parts
from anyio_by_example.matrix.column import RELEASES, Column
from anyio_by_example.matrix.matrix import FILE
from anyio_by_example.matrix.parts import Shard
from anyio_by_example.problem import Problem


@fuzzed
@given(count=st.integers(0, 60), of=st.integers(1, 70))
def test_shares(count: int, of: int) -> None:
    """Each example is in one share, and no share has much more than another."""
    every = cast("list[Example]", [*range(count)])
    shares = [Shard(n, of).share(every) for n in range(1, of + 1)]
    assert sorted(cast("int", each) for share in shares for each in share) == [*range(count)]
    assert max(map(len, shares)) - min(map(len, shares)) <= 1


@pytest.mark.parametrize(
    "text", ["", "3", "/", "0/2", "3/2", "-1/2", "1/2/3", "a/b", "1/0", "1.0/2"]
)
def test_no_shard(text: str) -> None:
    """What is no share is told."""
    with pytest.raises(ValueError, match=r"invalid|there is no share"):
        Shard.parse(text)


def test_shard() -> None:
    """A share is its text."""
    assert Shard.parse("3/16") == Shard(3, 16)
    assert str(Shard(3, 16)) == "3/16"


@pytest.fixture
def every(tmp_path: Path) -> list[Example]:
    """The examples of a project."""
    return examples(tmp_path, 5)


def part(folder: Path, every: list[Example], text: str, name: str = "") -> Path:
    """The part of a machine."""
    shard = Shard.parse(text)
    file = folder / f"{name or text.replace('/', '-of-')}.zip"
    parts.write(file, matrix(shard.share(every), {"t/b.py": "4.8.0"}), shard, every)
    return file


def test_merged(every: list[Example], tmp_path: Path) -> None:
    """The parts of all machines, in any order, are what one machine would have made."""
    found = [part(tmp_path, every, f"{n}/3") for n in (2, 3, 1)]
    assert parts.merged(found, every) == matrix(every, {"t/b.py": "4.8.0"})
    assert parts.merged([part(tmp_path, every, "1/1")], every) == matrix(every, {"t/b.py": "4.8.0"})


def test_more_shares_than_examples(every: list[Example], tmp_path: Path) -> None:
    """A share may be empty."""
    found = [part(tmp_path, every, f"{n}/7") for n in range(1, 8)]
    assert parts.merged(found, every) == matrix(every, {"t/b.py": "4.8.0"})


def fault(found: list[Path], every: list[Example]) -> Problem:
    """What is wrong with parts."""
    with pytest.raises(Problem) as caught:
        parts.merged(found, every)
    return caught.value


def test_no_parts(every: list[Example]) -> None:
    """Nothing is no matrix."""
    assert fault([], every).reason == "there are no parts"


def test_lost_part(every: list[Example], tmp_path: Path) -> None:
    """Each part that is lost is named."""
    found = fault([part(tmp_path, every, "2/4")], every)
    assert found.reason == "parts are missing: 1/4, 3/4, 4/4"
    assert "matrix record --shard I/N --into FILE" in found.remedy


def test_part_twice(every: list[Example], tmp_path: Path) -> None:
    """A part that is there twice is named by the second file."""
    both = part(tmp_path, every, "1/2"), part(tmp_path, every, "1/2", "again")
    found = fault([*both, part(tmp_path, every, "2/2")], every)
    assert (found.path, found.reason) == (both[1], "the part 1/2 is there twice")


def test_two_divisions(every: list[Example], tmp_path: Path) -> None:
    """Parts of two divisions don't fit, also where they would cover all examples."""
    found = fault([part(tmp_path, every, "1/2"), part(tmp_path, every, "2/3")], every)
    assert found.reason == "it's 2/3, and others are of 2"
    assert found.path.name == "2-of-3.zip"


def test_another_commit(every: list[Example], tmp_path: Path) -> None:
    """A part that was made of other examples, or of other outputs, is of another commit."""
    old = part(tmp_path, every, "1/1")
    every[0].path.with_suffix(".out").write_text("other\n", "utf-8")
    found = fault([old], every)
    assert (found.path, found.line) == (old, 1)
    assert found.reason.startswith("it was made of other examples, outputs or releases")
    assert found.remedy.startswith("take parts of this commit, or make it again")
    assert fault([part(tmp_path, every, "1/1")], every[1:]).reason == found.reason


def test_other_releases(
    every: list[Example], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """So is one that knows other releases of AnyIO."""
    old = part(tmp_path, every, "1/1")
    monkeypatch.setattr(parts, "RELEASES", (*RELEASES, "4.17.0"))
    assert "releases" in fault([old], every).reason


def test_other_share(every: list[Example], tmp_path: Path) -> None:
    """A part has the examples of its share, and no others."""
    file = tmp_path / "part.zip"
    parts.write(file, matrix(every[:1]), Shard(1, 2), every)
    found = fault([file, part(tmp_path, every, "2/2")], every)
    assert (found.path, found.reason) == (file, "the part 1/2 has other examples than its share")


def test_other_pythons(every: list[Example], tmp_path: Path) -> None:
    """Parts that were made on other Pythons don't fit: some cells would be missing."""
    file, shard = tmp_path / "part.zip", Shard(2, 2)
    made = matrix(shard.share(every))
    made.versions[Column("3.12")] = made.versions[COLUMN]
    parts.write(file, made, shard, every)
    found = fault([part(tmp_path, every, "1/2"), file], every)
    assert found.path == file
    assert found.reason == "it was made on Python 3.11, 3.12, and others on Python 3.11"


def zipped(file: Path, **texts: bytes | str) -> Path:
    """A zip of some files; `__` in a name is a dot."""
    with zipfile.ZipFile(file, "w") as made:
        for name, text in texts.items():
            made.writestr(name.replace("__", "."), text)
    return file


def written(file: Path, content: bytes) -> Path:
    """A file that says something."""
    file.write_bytes(content)
    return file


MANIFEST = json.dumps({"shard": "1/1", "state": "0"})
UNREADABLE: dict[str, Callable[[Path], Path]] = {
    "no file": lambda file: file,
    "a folder": lambda file: file.parent,
    "an empty file": lambda file: written(file, b""),
    "no zip": lambda file: written(file, b"PK no zip"),
    "an empty zip": zipped,
    "no manifest": lambda file: zipped(file, matrix__json="{}"),
    "no matrix": lambda file: zipped(file, part__json=MANIFEST),
    "no JSON": lambda file: zipped(file, part__json="shard 1/1", matrix__json="{}"),
    "bytes": lambda file: zipped(file, part__json=b"\xff", matrix__json="{}"),
    "a list": lambda file: zipped(file, part__json="[]", matrix__json="{}"),
    "a number": lambda file: zipped(file, part__json="1", matrix__json="{}"),
    "no shard": lambda file: zipped(file, part__json='{"state": "0"}', matrix__json="{}"),
    "a shard that is a number": lambda file: zipped(
        file, part__json='{"shard": 1, "state": "0"}', matrix__json="{}"
    ),
    "no such shard": lambda file: zipped(
        file, part__json='{"shard": "3/2", "state": "0"}', matrix__json="{}"
    ),
    "no state": lambda file: zipped(file, part__json='{"shard": "1/1"}', matrix__json="{}"),
    "no matrix in it": lambda file: zipped(file, part__json=MANIFEST, matrix__json="{}"),
    "depth without end": lambda file: zipped(file, part__json="[" * 200_000, matrix__json="{}"),
}


@pytest.mark.parametrize("make", UNREADABLE.values(), ids=UNREADABLE)
def test_no_part(make: Callable[[Path], Path], every: list[Example], tmp_path: Path) -> None:
    """What isn't a part is a problem that names the file and what to do."""
    file = make(tmp_path / "part.zip")
    found = fault([file], every)
    assert (found.path, found.line) == (file, 1)
    assert found.reason.startswith("it isn't a part of a matrix: ")
    assert found.remedy.startswith("make it again: python -m anyio_by_example matrix record")
    assert str(found).count("\n") == 1


def test_cut_matrix(every: list[Example], tmp_path: Path) -> None:
    """Nor is one whose matrix was cut before it was packed."""
    whole = part(tmp_path, every, "1/1")
    with zipfile.ZipFile(whole) as file:
        manifest, text = file.read("part.json"), file.read(FILE)
    for end in range(0, len(text) - 2, 101):
        cut = zipped(tmp_path / "cut.zip", part__json=manifest, matrix__json=text[:end])
        assert "it isn't the file of a matrix" in fault([cut], every).reason


def test_damaged_zip(every: list[Example], tmp_path: Path) -> None:
    """A zip with a byte that is another one is refused, or says the same."""
    whole = part(tmp_path, every, "1/1")
    content, wanted = whole.read_bytes(), parts.merged([whole], every)
    refused = 0
    for at in range(0, len(content), 3):
        damaged = bytearray(content)
        damaged[at] ^= 0xFF
        whole.write_bytes(damaged)
        try:
            found = parts.merged([whole], every)
        except Problem:
            refused += 1
        else:
            assert found == wanted
    assert refused > len(content) / 6


def test_nothing_comes_of_a_fault(every: list[Example], tmp_path: Path) -> None:
    """A fault in the last of them is one of all."""
    found = [part(tmp_path, every, "1/2"), part(tmp_path, every, "2/2")]
    found[1].write_bytes(found[1].read_bytes()[:-30])
    assert fault(found, every).path == found[1]
    found[1] = part(tmp_path, every, "2/2")
    assert len(parts.merged(found, every).entries) == len(every)
