"""Removal: whatever a program makes of its folder, nothing is left of it."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import pytest

from anyio_by_example.recording.removal import remove


def deep(folder: Path) -> None:
    """Many folders in one another, with a path that no system takes."""
    before = Path.cwd()
    os.chdir(folder)
    try:
        for number in range(1100):
            name = f"{number % 3}" * 9
            Path(name).mkdir()
            Path("file").touch()
            os.chdir(name)
    finally:
        os.chdir(before)


def shut(folder: Path) -> None:
    """Folders that nobody may read, enter or change."""
    inner = folder / "0" / "1"
    inner.mkdir(parents=True)
    (inner / "file").touch()
    for each in (inner, folder / "0", folder):
        each.chmod(0)


def deep_and_shut(folder: Path) -> None:
    """Both, with names that the removal itself may give."""
    deep(folder)
    for name in ("000000000", "0", "1"):
        (folder / name).mkdir(exist_ok=True)
        (folder / name).chmod(0)


def linked(folder: Path) -> None:
    """Links out of it, and to itself."""
    (folder / "out").symlink_to(folder.parent / "kept")
    (folder / "self").symlink_to(folder)


MADE: dict[str, Callable[[Path], object]] = {
    "nothing": lambda _: None,
    "is gone": Path.rmdir,
    "shut": shut,
    "deep and shut": deep_and_shut,
    "linked": linked,
}


@pytest.mark.skipif(os.name != "posix", reason="needs modes of files")
@pytest.mark.parametrize("name", MADE)
def test_removed(name: str, tmp_path: Path) -> None:
    """The folder is gone, and what is beside it stays as it was."""
    folder, kept = tmp_path / "folder", tmp_path / "kept"
    folder.mkdir()
    kept.mkdir(mode=0o750)
    (kept / "file").touch()
    MADE[name](folder)
    remove(folder)
    assert [*tmp_path.iterdir()] == [kept]
    assert (kept / "file").exists()
    assert kept.stat().st_mode & 0o777 == 0o750


def test_what_stays_is_said(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What can't be removed is an error."""
    (tmp_path / "folder").mkdir()

    def fail(*_: object) -> None:
        raise PermissionError("no")

    monkeypatch.setattr("shutil.rmtree", fail)
    with pytest.raises(PermissionError):
        remove(tmp_path / "folder")
