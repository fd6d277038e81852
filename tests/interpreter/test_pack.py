"""The archives: what is used is compiled in them, and the same sources give the same bytes."""

from __future__ import annotations

import subprocess
import sys
import zipfile
from pathlib import Path

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


@pytest.mark.parametrize(
    ("name", "compiled", "packed"),
    [
        ("library.zip", ["used.py", "asyncio/tasks.py"],
         ["asyncio/tasks.py", "asyncio/tasks.pyc", "data.txt", "unused.py", "used.pyc"]),
        ("packages.zip", ["used.py"],
         ["asyncio/tasks.py", "data.txt", "unused.py", "used.py", "used.pyc"]),
        ("pytest.zip", None,
         ["asyncio/tasks.py", "asyncio/tasks.pyc", "data.txt", "unused.py", "unused.pyc",
          "used.py", "used.pyc"]),
    ],
)  # fmt: skip
def test_pack(name: str, compiled: list[str] | None, packed: list[str], tmp_path: Path) -> None:
    """What is used is compiled; sources stay but for those of the library that nobody is shown."""
    old, new = zipped(tmp_path / name, SOURCES), str(tmp_path / "new.zip")
    pack.pack(old, new, "/lib/it", compiled and [f"/lib/it/{each}" for each in compiled])
    with zipfile.ZipFile(new) as archive:
        assert sorted(archive.namelist()) == packed
        assert {each.compress_type for each in archive.infolist()} == {zipfile.ZIP_STORED}
        for entry in (each for each in packed if not each.endswith(".pyc")):
            assert archive.read(entry).decode() == SOURCES[entry]


def test_pack_is_steady(tmp_path: Path) -> None:
    """The same sources give the same bytes, in whatever order and however old they are."""
    made = []
    for number, entries in enumerate([[*SOURCES.items()], [*SOURCES.items()][::-1]]):
        old = zipped(tmp_path / f"{number}.zip", dict(entries), 2000 + number)
        pack.pack(old, str(tmp_path / "new.zip"), "/lib", None)
        made.append((tmp_path / "new.zip").read_bytes())
    assert made[0] == made[1]


def test_packed_modules_work(tmp_path: Path) -> None:
    """A compiled module is imported without its source, and says where it will be."""
    new = tmp_path / "new.zip"
    pack.pack(
        zipped(tmp_path / "library.zip", {"packed.py": "def f(): pass\n"}), str(new), "/p", None
    )
    program = "import sys; sys.path.insert(0, sys.argv[1]); import packed; print(packed.f.__code__)"
    command = [sys.executable, "-c", program, str(new)]
    result = subprocess.run(command, capture_output=True, text=True, check=True)
    assert 'file "/p/packed.py"' in result.stdout
