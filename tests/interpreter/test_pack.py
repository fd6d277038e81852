"""The archives: what is used is compiled in them, and the same sources give the same bytes."""

from __future__ import annotations

import io
import subprocess
import sys
import zipfile
from itertools import groupby
from pathlib import Path
from types import CodeType

import pytest

from anyio_by_example.interpreter import pack


def zipped(file: Path, entries: dict[str, str], year: int = 2020) -> str:
    """An archive, made in some year."""
    with zipfile.ZipFile(file, "w") as archive:
        for name, text in entries.items():
            archive.writestr(zipfile.ZipInfo(name, (year, 1, 1, 0, 0, 0)), text)
    return str(file)


SOURCES = {
    "asyncio/tasks.py": "def f():\n    raise ValueError\n",
    "used.py": "x = 1\n",
    "data.txt": "data",
    "unused.py": "y = 2\n",
    "folder/": "",
}


def names(content: bytes) -> list[str]:
    """The names of the files in an archive."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return archive.namelist()


@pytest.mark.parametrize(
    ("name", "compiled", "first", "rest"),
    [
        ("library.zip", ["used.py", "asyncio/tasks.py"],
         ["asyncio/tasks.pyc", "asyncio/tasks.py", "used.pyc"], ["data.txt", "unused.py"]),
        ("packages.zip", ["used.py"],
         ["used.pyc"], ["asyncio/tasks.py", "data.txt", "unused.py", "used.py"]),
    ],
)  # fmt: skip
def test_split(
    name: str, compiled: list[str], first: list[str], rest: list[str], tmp_path: Path
) -> None:
    """What is used comes first, compiled; sources come with it where tracebacks show them."""
    old = zipped(tmp_path / name, SOURCES)
    parts = pack.split(old, "/lib/it", [f"/lib/it/{each}" for each in compiled])
    assert [list(part) for part in parts] == [first, rest]
    for each in (each for part in parts for each in part if not each.endswith(".pyc")):
        assert next(part for part in parts if each in part)[each].decode() == SOURCES[each]


def test_only() -> None:
    """What only the rest has is named as a program imports it."""
    first = ["a/__init__.pyc", "a/b.pyc", "a/b.py"]
    assert pack.only(first, ["a/__init__.py", "a/c.py", "d/__init__.py", "e.txt"]) == ["a.c", "d"]


def test_rest_makes_an_archive_whole() -> None:
    """Written where the directory of the first part begins, the rest makes an archive of both."""
    first, rest = {"a.py": b"1", "b.py": b"2"}, {"c/d.py": b"3"}
    short, more = pack.archive(first), pack.archive(first, rest)
    start = int.from_bytes(short[-6:-2], "little")
    assert names(short) == ["a.py", "b.py"]
    assert names(short[:start] + more) == ["a.py", "b.py", "c/d.py"]
    with zipfile.ZipFile(io.BytesIO(short[:start] + more)) as archive:
        assert {each.compress_type for each in archive.infolist()} == {zipfile.ZIP_STORED}
        assert archive.read("a.py") == b"1"
        assert archive.read("c/d.py") == b"3"


def test_pack_is_steady(tmp_path: Path) -> None:
    """The same sources give the same bytes, in whatever order and however old they are."""
    made = []
    for number, entries in enumerate([[*SOURCES.items()], [*SOURCES.items()][::-1]]):
        old = zipped(tmp_path / f"{number}.zip", dict(entries), 2000 + number)
        made.append(pack.archive(pack.whole(old, "/lib")))
    assert made[0] == made[1]


def test_packed_modules_work(tmp_path: Path) -> None:
    """A compiled module is imported without its source, and says where it will be."""
    new = tmp_path / "new.zip"
    old = zipped(tmp_path / "library.zip", {"packed.py": "def f(): pass\n"})
    new.write_bytes(pack.archive(pack.split(old, "/p", ["/p/packed.py"])[0]))
    program = "import sys; sys.path.insert(0, sys.argv[1]); import packed; print(packed.f.__code__)"
    command = [sys.executable, "-c", program, str(new)]
    result = subprocess.run(command, capture_output=True, text=True, check=True)
    assert 'file "/p/packed.py"' in result.stdout


@pytest.mark.skipif(sys.version_info < (3, 11), reason="such tables are Python 3.11's")
def test_without_columns() -> None:
    """What remains of where instructions come from are the lines, all of them, in each function."""
    text = Path(pack.__file__).read_text("utf-8")
    todo = [(code := compile(text, "x", "exec"), pack.without_columns(code))]
    count = 0
    while todo:
        code, lean = todo.pop()
        count += 1
        lines = [line for *_, line in code.co_lines()]
        assert [each for each, _ in groupby(line for *_, line in lean.co_lines())] == [
            each for each, _ in groupby(lines)
        ]
        assert lean.co_code == code.co_code
        found = (
            [each for each in one.co_consts if isinstance(each, CodeType)] for one in (code, lean)
        )
        todo += zip(*found, strict=True)
    assert count > 20
