"""Example: one snippet file and what its header declares."""

from __future__ import annotations

import os
import re
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from anyio_by_example.examples.declarations import (
    faults,
    is_run_as_written,
    missing,
    parse,
    too_new,
    whole_program,
)
from anyio_by_example.examples.header import Header, Settings
from anyio_by_example.examples.naming import EXAMPLE
from anyio_by_example.examples.program import Program
from anyio_by_example.examples.source import read
from anyio_by_example.problem import Problem
from anyio_by_example.runtime import AS_WRITTEN, UVLOOP, Runtime, available
from anyio_timeline.characters import lines, shown_in_line


@dataclass(frozen=True, slots=True)
class Example:
    """One snippet file: a whole program that a reader would save and run.

    Args:
        root: The folder of all snippets.
        name: The file's path below `root`, with forward slashes.
        text: What the file says; each end of a line that Python knows is a line feed.
        header: What it declares.
        caption: The first line of the docstring, as a page shows it.
        first_line: The first line that a page shows: the one after the header and the docstring.
        is_run_as_written: Whether the program is run once, as it stands. It is if it chooses a
            backend itself, as in `anyio.run(main, backend="trio")`, or if its header says
            `backends = []`.
        support: The files that it needs beside it, by their names. Like `text`, what they say is
            taken down once, so that what is recorded is what the recording's address stands for.
    """

    root: Path
    name: str
    text: str
    header: Header
    caption: str
    first_line: int
    is_run_as_written: bool
    support: tuple[tuple[str, str], ...]

    @classmethod
    def load(cls, root: Path, name: str) -> Example:
        """Read an example and check all that it declares.

        Raises:
            Problem: if there is no such file, or it doesn't say what an example must say.
        """
        path, shown = root / name, Path(root.name, name)
        if not re.fullmatch(EXAMPLE, name):
            remedy = f"call it <topic>/<name>.py, and match {EXAMPLE}"
            raise Problem(Path(root.name), 1, f"{name!r} can't be the name of an example", remedy)
        if not path.is_file():
            there = ", ".join(sorted(p.name for p in path.parent.glob("*.py"))) or "no snippets"
            remedy = f"name a file below {root.name}/; {path.parent.name}/ has {there}"
            raise Problem(shown, 1, "there is no such snippet", remedy)
        text = read(path, shown)
        header = Header.parse(shown, text)
        program = whole_program(shown, text, header)
        support = tuple(_support(shown, path, text, header))
        for problem in faults(root, name, text, header, program, support):
            raise problem
        return cls(
            root=root,
            name=name,
            text=text,
            header=header,
            caption=shown_in_line(program.caption),
            first_line=_first_line(program, text),
            is_run_as_written=is_run_as_written(header, program),
            support=support,
        )

    @property
    def settings(self) -> Settings:
        """What its header declares beyond the usual."""
        return self.header.settings

    @property
    def path(self) -> Path:
        """The file itself."""
        return self.root / self.name

    @property
    def shown(self) -> Path:
        """The file as errors and pages name it, relative to the project."""
        return Path(self.root.name, self.name)

    @property
    def topic(self) -> str:
        """The folder that it is in."""
        return self.path.parent.name

    @property
    def id(self) -> str:
        """Its anchor on its page, as `timeouts-move_on_after`."""
        return anchor(self.name)

    @property
    def address(self) -> str:
        """Its permanent address below the site's, which leads to the page that it is on."""
        return f"e/{self.name.removesuffix('.py')}/"

    @property
    def download(self) -> str:
        """Where the site has the file itself."""
        return f"e/{self.name}"

    @property
    def since(self) -> str:
        """The oldest release of AnyIO that it says it works on, as `4.0`; empty if it says none."""
        return str(self.header.oldest or "")

    @property
    def right_id(self) -> str:
        """For wrong code, the anchor of the example that does it right."""
        return anchor(self.settings.right)

    @property
    def files(self) -> tuple[Path, ...]:
        """The file itself and those that it needs beside it."""
        return (self.path, *(self.path.parent / name for name, _ in self.support))

    @property
    def program(self) -> Program:
        """The parsed program; of one for a newer Python, what comes before the code.

        It's parsed anew each time: a tree takes far more memory than its text.
        """
        return parse(self.text, self.header)

    @property
    def code(self) -> str:
        """What a page shows of the file: all but its header and its docstring."""
        return "".join(lines(self.text)[self.first_line - 1 :])

    @property
    def unsuited(self) -> str | None:
        """Why the example can't run on this Python or platform, or None if it can."""
        if reason := too_new(self.header):
            return reason
        if sys.platform not in self.settings.platforms:
            return f"it is for {', '.join(self.settings.platforms)}, and this is {sys.platform}"
        return None

    @property
    def timeline(self) -> str:
        """Which times its timeline has, "asked" or "measured"; empty if it has none.

        What records one imports both backends, which an example that needs a fresh interpreter
        would see.
        """
        declared = self.settings.timeline
        return "" if self.settings.fresh or declared == "none" else declared

    @property
    def runtimes(self) -> tuple[Runtime, ...]:
        """The runtimes that the example is run on here; uvloop has no virtual clock."""
        if self.unsuited:
            return ()
        if self.is_run_as_written:
            return (AS_WRITTEN,)
        virtual = self.settings.clock == "virtual"
        return tuple(
            runtime
            for runtime in available()
            if runtime.backend in self.settings.backends and not (virtual and runtime == UVLOOP)
        )


def _support(shown: Path, path: Path, text: str, header: Header) -> Iterator[tuple[str, str]]:
    for name in header.settings.support:
        file = path.parent / name
        if not file.is_file():
            raise missing(shown, text, name)
        yield name, read(file, shown.with_name(name))


def _first_line(program: Program, text: str) -> int:
    every = lines(text)
    after = range(program.first_end + 1, len(every) + 1)
    return next((n for n in after if every[n - 1].strip()), after.start)


def anchor(name: str) -> str:
    """The HTML id of the example with a name."""
    return name.removesuffix(".py").replace("/", "-")


def find_root(start: Path | None = None) -> Path:
    """The folder of all snippets: `snippets/` here or in the nearest folder above.

    Raises:
        Problem: if there is none.
    """
    here = (start or Path.cwd()).resolve()
    for folder in (here, *here.parents):
        if (folder / "snippets").is_dir():
            return folder / "snippets"
    reason = f"there is no such folder in {here} or above it"
    raise Problem(Path("snippets"), 1, reason, "start this in the project's folder or below it")


def find_names(root: Path, topic: str = "*") -> list[str]:
    """The names of all examples, or of a topic's: its Python files but support files."""
    names: set[str] = set()
    support: set[str] = set()
    for folder in root.glob(topic):
        if folder.is_dir():
            # a build asks a hundred times, and for paths it would take four times as long
            with os.scandir(folder) as files:
                found = [each for each in files if each.name.endswith(".py") and each.is_file()]
            for each in found:
                state = each.stat()
                names.add(f"{folder.name}/{each.name}")
                needed = _support_of(each.path, state.st_mtime_ns, state.st_size)
                support.update(f"{folder.name}/{name}" for name in needed)
    return sorted(names - support)


@lru_cache(maxsize=10_000)
def _support_of(file: str, *state: int) -> tuple[str, ...]:
    """What the header of a file names as support, as long as the file's state stays."""
    del state
    path = Path(file)
    try:
        return Header.parse(path, read(path, path)).settings.support
    except Problem:
        return ()  # whoever loads the example reports what is wrong with it
