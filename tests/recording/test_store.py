"""The store: a file in it is a whole recording of just this run, or counts as missing."""

from __future__ import annotations

import hashlib
import json
import logging
import os
import sysconfig
from collections.abc import Callable
from pathlib import Path

import pytest
from helpers.recording import example

from anyio_by_example.examples.example import Example
from anyio_by_example.recording.recording import Recording
from anyio_by_example.recording.store import Store, key
from anyio_by_example.runtime import ASYNCIO, TRIO

RECORDING = Recording("trio", "é\r\n\x1b[0m", -15, 1.5, "2026-01-01", {"Python": "3.14"}, 0.5)


@pytest.fixture
def case(tmp_path: Path) -> Example:
    """Some example."""
    return example(tmp_path, "print()")


@pytest.fixture
def store(tmp_path: Path, case: Example) -> Store:
    """A store with one recording, that of the example on Trio."""
    store = Store(tmp_path / "store")
    store.put(case, RECORDING, TRIO)
    return store


def only_file(store: Store) -> Path:
    """The file of the recording."""
    [file] = store.folder.iterdir()
    return file


def test_recording_survives(store: Store, case: Example) -> None:
    """A recording comes back as it was, also to another build, and under its own address only."""
    assert store.get(case, TRIO) == Store(store.folder).get(case, TRIO) == RECORDING
    assert store.get(case, ASYNCIO) is None


def test_every_truncation_counts_as_missing(store: Store, case: Example) -> None:
    """A file that was cut off anywhere is no recording."""
    file = only_file(store)
    whole = file.read_bytes()
    for length in range(len(whole)):
        file.write_bytes(whole[:length])
        assert store.get(case, TRIO) is None, length


def test_every_changed_byte_counts_as_missing(store: Store, case: Example) -> None:
    """A file with one bit the other way round is no recording."""
    file = only_file(store)
    whole = file.read_bytes()
    for at in range(len(whole)):
        file.write_bytes(whole[:at] + bytes([whole[at] ^ 1]) + whole[at + 1 :])
        assert store.get(case, TRIO) is None, at


def sealed(store: Store, text: str) -> bytes:
    """A file that somebody has given the right seal."""
    seal = hashlib.sha256(f"{only_file(store).stem}\n{text}".encode()).hexdigest()
    return f"{seal}\n{text}".encode()


GOOD = json.loads(RECORDING.to_json())
FORGED = {
    "is no JSON": "{",
    "is a list": "[]",
    "has nothing": "{}",
    "has more": json.dumps({**GOOD, "problem": None}),
    "doesn't say whether it was enclosed": json.dumps({**GOOD, "enclosed": None}),
    "has a number as its output": json.dumps({**GOOD, "output": 1}),
    "has no versions": json.dumps({**GOOD, "versions": None}),
}


@pytest.mark.parametrize("name", FORGED)
def test_forged_recording(name: str, store: Store, case: Example) -> None:
    """What isn't a recording's content counts as missing, with the right seal too."""
    file = only_file(store)
    file.write_bytes(sealed(store, FORGED[name]))
    assert store.get(case, TRIO) is None
    file.write_bytes(sealed(store, RECORDING.to_json()))
    assert store.get(case, TRIO) == RECORDING


def large(file: Path) -> None:
    """Make a file larger than memory, that takes no room."""
    with file.open("wb") as sparse:
        sparse.truncate(1 << 42)


def loop(file: Path) -> None:
    """Make a link to itself."""
    file.symlink_to(file)


STRANGE: dict[str, Callable[[Path], object]] = {
    "a folder": Path.mkdir,
    "a full folder": lambda file: (file / "x").mkdir(parents=True),
    "a link to nowhere": lambda file: file.symlink_to("nowhere"),
    "a link to itself": loop,
    "a file larger than memory": large,
}
if hasattr(os, "mkfifo"):
    STRANGE["a pipe"] = os.mkfifo
    STRANGE["an endless file"] = lambda file: file.symlink_to("/dev/zero")


@pytest.mark.parametrize("name", STRANGE)
def test_strange_files(name: str, store: Store, case: Example) -> None:
    """Whatever stands where a recording should be, it's missing, and a new one can be had."""
    file = only_file(store)
    file.unlink()
    STRANGE[name](file)
    assert store.get(case, TRIO) is None
    store.put(case, RECORDING, TRIO)
    assert store.get(case, TRIO) == RECORDING


def test_recording_of_another_run(store: Store, case: Example) -> None:
    """A recording that was moved to the address of another run counts as missing there."""
    file = only_file(store)
    file.rename(store.folder / f"{key(case, ASYNCIO)}.json")
    assert store.get(case, ASYNCIO) is None


def test_folder_that_takes_nothing(
    tmp_path: Path, case: Example, caplog: pytest.LogCaptureFixture
) -> None:
    """Where nothing can be kept, the build goes on with what it has in memory, and says so."""
    caplog.set_level(logging.INFO)
    (tmp_path / "store").write_text("not a folder")
    store = Store(tmp_path / "store")
    store.put(case, RECORDING, TRIO)
    assert store.get(case, TRIO) == RECORDING
    store.put(case, RECORDING, ASYNCIO)
    assert caplog.text.count("Recordings can't be kept") == 1
    assert Store(tmp_path / "store").get(case, TRIO) is None


@pytest.mark.parametrize("name", ["PATH", "LANG"])
def test_surroundings_decide(name: str, case: Example, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where a run would see another environment, it's another run."""
    before = key(case, TRIO)
    monkeypatch.setenv(name, "other")
    assert key(case, TRIO) != before


def test_kind_of_python_decides(case: Example, monkeypatch: pytest.MonkeyPatch) -> None:
    """A Python without its global lock has recordings of its own."""
    before = key(case, TRIO)
    monkeypatch.setattr(sysconfig, "get_config_var", lambda _: 1)
    assert key(case, TRIO) != before


def test_parts_of_killed_builds(store: Store, case: Example) -> None:
    """What a killed build left half written goes; what a living one writes stays."""
    dead, living = store.folder / "a.0.part", store.folder / f"b.{os.getpid()}.part"
    for part in (dead, living, store.folder / "c.part"):
        part.touch()
    store.refresh()
    assert {file.name for file in store.folder.glob("*.part")} == {living.name}
    assert store.get(case, TRIO) == RECORDING
