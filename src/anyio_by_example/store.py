"""Store: recordings on disk, addressed by everything that can change them."""

from __future__ import annotations

import hashlib
import json
import os
import platform
import sys
import tempfile
from collections.abc import Iterator
from functools import cache
from importlib.metadata import PackageNotFoundError, requires, version
from pathlib import Path

from packaging.requirements import Requirement

from anyio_by_example.example import Example
from anyio_by_example.recording import Recording
from anyio_by_example.runtime import Runtime

_RECORDER = ("child.py", "ending.py", "recorder.py", "recording.py", "runtime.py")
"""The modules of this package that decide what a recording says."""


class Store:
    """Recordings in a folder, one file each.

    A recording's address is a hash of the example, its support files, the runtime, Python, the
    platform, the resolved versions of the libraries that it runs on, and the recorder: what none
    of these change is never run again. Recordings with a problem are kept in memory only, so
    that a build names each problem once and the next one tries again.

    Args:
        folder: Where the files are; made when it is first needed.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._failed: dict[str, Recording] = {}

    def get(self, example: Example, runtime: Runtime) -> Recording | None:
        """The recording of an example on a runtime, or None if there is none yet."""
        address = key(example, runtime)
        if address in self._failed:
            return self._failed[address]
        try:
            return Recording.from_json(self._file(address).read_text("utf-8"))
        except (FileNotFoundError, ValueError):
            return None

    def put(self, example: Example, recording: Recording, runtime: Runtime) -> None:
        """Keep a recording."""
        address = key(example, runtime)
        if recording.problem:
            self._failed[address] = recording
            return
        self.folder.mkdir(parents=True, exist_ok=True)
        handle, temporary = tempfile.mkstemp(dir=self.folder, suffix=".part")
        try:
            with os.fdopen(handle, "w", encoding="utf-8") as file:
                file.write(recording.to_json())
            Path(temporary).replace(self._file(address))
        except BaseException:
            Path(temporary).unlink(missing_ok=True)
            raise

    def _file(self, address: str) -> Path:
        return self.folder / f"{address}.json"


def key(example: Example, runtime: Runtime) -> str:
    """The address of a recording: a hash of everything that can change it."""
    facts = [
        _recorder(),
        runtime.name,
        [sys.implementation.name, platform.python_version(), sys.platform, platform.machine()],
        sorted(_closure((*example.header.dependencies, *runtime.distributions)).items()),
        [example.name, example.text],
        [[file.name, file.read_text("utf-8")] for file in example.support],
    ]
    return hashlib.sha256(json.dumps(facts).encode()).hexdigest()


@cache
def _recorder() -> list[str]:
    folder = Path(__file__).parent
    return [hashlib.sha256((folder / name).read_bytes()).hexdigest() for name in _RECORDER]


@cache
def _closure(requirements: tuple[str, ...]) -> dict[str, str]:
    """The installed versions of some requirements and of all that they need, by name."""
    versions: dict[str, str] = {}
    todo = [Requirement(text) for text in requirements]
    while todo:
        requirement = todo.pop()
        try:
            versions[requirement.name.lower()] = version(requirement.name)
        except PackageNotFoundError:
            versions[requirement.name.lower()] = "not installed"
        else:
            needed = _needed_by(requirement)
            todo += [each for each in needed if each.name.lower() not in versions]
    return versions


def _needed_by(requirement: Requirement) -> Iterator[Requirement]:
    extras = (*requirement.extras, "")
    for needed in map(Requirement, requires(requirement.name) or ()):
        marker = needed.marker
        if marker is None or any(marker.evaluate({"extra": extra}) for extra in extras):
            yield needed
