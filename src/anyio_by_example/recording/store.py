"""Store: recordings on disk, addressed by everything that can change them."""

from __future__ import annotations

import hashlib
import json
import logging
import platform
import sys
import sysconfig
from contextlib import suppress
from functools import cache
from importlib.metadata import PackageNotFoundError, requires, version
from pathlib import Path

from packaging.requirements import Requirement

import anyio_timeline
from anyio_by_example.examples.example import Example
from anyio_by_example.recording.recording import Recording
from anyio_by_example.recording.supervisor import inherited
from anyio_by_example.runtime import Runtime
from anyio_by_example.shelf import Shelf

_logger = logging.getLogger("mkdocs.anyio_by_example")

_DECIDING = ("examples", "recording", "running")
"""The folders of this package whose modules decide what a recording says, and those on top; with
all that watches a program, which is a package of its own."""

_READERS = (
    *("recording/progress.py", "recording/review.py"),
    *("recording/stability.py", "recording/store.py"),
    *("cli/", "figure.py", "html.py", "picture/", "standalone.py", "words.py"),
)
"""What is in these folders and only reads recordings."""


class Store:
    """Recordings in a folder, one file each.

    A recording's address is a hash of the example, its support files, the runtime, Python, the
    platform, what the example sees of the builder's environment, the resolved versions of the
    libraries that it runs on, and the recorder: what none of these change is never run again.

    Recordings with a problem are kept in memory only, so that a build names each problem once and
    the next one tries again.

    Args:
        folder: Where the files are; made when it is first needed.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._shelf = Shelf(folder, ".json")
        self._held: dict[str, Recording] = {}
        self._is_full = False

    def get(self, example: Example, runtime: Runtime) -> Recording | None:
        """The recording of an example on a runtime, or None if there is none yet."""
        address = key(example, runtime)
        if address in self._held:
            return self._held[address]
        text = self._shelf.get(address)
        try:
            return Recording.from_json(text) if text is not None else None
        except ValueError:
            return None

    def put(self, example: Example, recording: Recording, runtime: Runtime) -> None:
        """Keep a recording; in memory if it has a problem or the folder can't take it."""
        address = key(example, runtime)
        if recording.problem:
            self._held[address] = recording
            return
        try:
            self._shelf.put(address, recording.to_json())
        except OSError as error:
            self._held[address] = recording
            if not self._is_full:
                self._is_full = True
                _logger.info("Recordings can't be kept, so the next build makes them: %s", error)

    def refresh(self) -> None:
        """Before new recordings: take note of changed packages, and of builds that were killed."""
        import psutil

        forget_packages()
        for part in self.folder.glob("*.part"):
            owner = part.stem.rpartition(".")[2]
            if not owner.isdigit() or not psutil.pid_exists(int(owner)):
                with suppress(OSError):
                    part.unlink()


def key(example: Example, runtime: Runtime) -> str:
    """The address of a recording: a hash of everything that can change it."""
    facts = [
        _recorder(),
        runtime.name,
        [sys.implementation.name, platform.python_version(), sys.platform, platform.machine()],
        bool(sysconfig.get_config_var("Py_GIL_DISABLED")),
        sorted(inherited().items()),
        sorted(_closure((*example.header.dependencies, *runtime.distributions)).items()),
        [example.name, example.text, example.support],
    ]
    return hashlib.sha256(json.dumps(facts).encode()).hexdigest()


def forget_packages() -> None:
    """Look at the installed packages anew when the next address is made."""
    _closure.cache_clear()
    _installed.cache_clear()


@cache
def _recorder() -> list[str]:
    package, watching = Path(__file__).parents[1], Path(anyio_timeline.__file__).parent
    found = [(path, package) for path in package.glob("*.py")]
    found += [(path, package) for each in _DECIDING for path in (package / each).rglob("*.py")]
    found += [(path, watching) for path in watching.rglob("*.py")]
    modules = [(path.relative_to(root).as_posix(), path) for path, root in found]
    return [
        hashlib.sha256(path.read_bytes()).hexdigest()
        for name, path in sorted(modules)
        if not name.startswith(_READERS)
    ]


@cache
def _closure(requirements: tuple[str, ...]) -> dict[str, str]:
    """The installed versions of some requirements and of all that they need, by name."""
    versions: dict[str, str] = {}
    todo = [(each.name, frozenset(each.extras)) for each in map(Requirement, requirements)]
    while todo:
        name, extras = todo.pop()
        versions[name.lower()], needed = _installed(name, extras)
        todo += [each for each in needed if each[0].lower() not in versions]
    return versions


@cache
def _installed(name: str, extras: frozenset[str]) -> tuple[str, list[tuple[str, frozenset[str]]]]:
    """The version of a package, and what it needs with some extras."""
    try:
        installed = version(name)
    except PackageNotFoundError:
        return "not installed", []
    needed = []
    for each in map(Requirement, requires(name) or ()):
        marker = each.marker
        if marker is None or any(marker.evaluate({"extra": extra}) for extra in (*extras, "")):
            needed.append((each.name, frozenset(each.extras)))
    return installed, needed
