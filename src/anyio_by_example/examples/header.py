"""Header: what an example declares at its top, as inline script metadata (PEP 723)."""

from __future__ import annotations

import re
import reprlib
import sys
from collections.abc import Collection
from dataclasses import dataclass, fields
from itertools import pairwise
from pathlib import Path
from typing import Any

from packaging.requirements import Requirement
from packaging.specifiers import SpecifierSet
from packaging.utils import canonicalize_name
from packaging.version import Version

from anyio_by_example.examples.naming import EXAMPLE, SUPPORT
from anyio_by_example.examples.packages import PYTHONS
from anyio_by_example.problem import Problem

if sys.version_info >= (3, 11):
    import tomllib
else:
    import tomli as tomllib

_START = "# /// script\n"
_BLOCK = re.compile(rf"{_START}(?P<body>(?:#(?: .*)?\n)+)# ///\n")
"""The block as the Python packaging guide specifies it."""

_NEEDED = 'a "# /// script" header with requires-python and dependencies (PEP 723)'

_LEAST = re.compile(r"^([\w.,\[\]-]+)>=([\w.]+)$")
"""A requirement that names the least version and nothing else."""

_LONGEST = 200
"""How many characters a value may have, and how many values a list."""

_PATCHES = range(100)
"""The releases of a version of Python that a header may mean."""

_ALLOWED = {
    "backends": "asyncio|trio",
    "clock": "real|virtual",
    "exit-status": "-?[0-9]{1,3}",
    "fresh": "True|False",
    "leaves": "coroutine|process|resource|task|thread",
    "measured": "work|waits",
    "older": EXAMPLE,
    "order": "pinned|free",
    "platforms": "linux|darwin|win32",
    "right": EXAMPLE,
    "support": SUPPORT,
    "timeline": "asked|measured|none",
    "unordered": "[1-9][0-9]{0,3}-[1-9][0-9]{0,3}",
}
"""What a key's value, or each value in its list, must match."""


@dataclass(frozen=True)
class Settings:
    """What `[tool.example]` may declare; all of it is optional."""

    backends: tuple[str, ...] = ("asyncio", "trio")
    """The backends that the example is for; none if it starts its event loops by itself."""
    clock: str = "real"
    """With "virtual", waiting takes no time; for examples without threads, processes, sockets."""
    exit_status: int = 0
    """The status that the program ends with; negative for a signal, as in `subprocess`."""
    fresh: bool = False
    """What the example shows depends on which modules are imported, so it's run in an interpreter
    that has imported none of its own."""
    leaves: tuple[str, ...] = ()
    """What the example leaves behind on purpose; "resource" is what has a ResourceWarning."""
    measured: str = ""
    """The output has measured figures: decimal numbers may differ from run to run. With "work",
    they are of work that wants the cores for itself; with "waits", of waits, whoever works beside.
    """
    older: tuple[str, ...] = ()
    """Examples, `topic/name.py`, that do the same on older releases of AnyIO; the newest form is
    first."""
    order: str = "pinned"
    """With "free", tasks run in an order that chance decides, because the example shows that."""
    timeline: str = "asked"
    """With "asked", the times in the timeline are those that the program asks for, so that it's the
    same in every run; with "measured", they come from a clock; with "none", there is no timeline.
    """
    unordered: tuple[str, ...] = ()
    """Blocks of output lines, as "2-4", whose lines come in any order."""
    platforms: tuple[str, ...] = ("linux", "darwin", "win32")
    """The values of `sys.platform` where the example works."""
    right: str = ""
    """Set in wrong code only: the example, `topic/name.py`, that does it right."""
    support: tuple[str, ...] = ()
    """Files in the same folder that the example needs beside it."""

    @property
    def blocks(self) -> list[range]:
        """The blocks of `unordered`, as the numbers of their lines, counted from 1."""
        ends = (map(int, block.split("-")) for block in self.unordered)
        return [range(first, last + 1) for first, last in ends]


@dataclass(frozen=True)
class Header:
    """A whole header."""

    requires_python: SpecifierSet
    """The Python versions that the example runs on."""
    dependencies: tuple[str, ...]
    """The packages that the example needs."""
    settings: Settings
    end: int
    """The line that it ends with."""

    @property
    def needs(self) -> tuple[str, ...]:
        """What it takes to run the program, in short: "Python 3.10", "anyio[trio] 4.16"."""
        every = (f"Python{self.requires_python}", *self.dependencies)
        return tuple(_LEAST.sub(r"\1 \2", each) for each in every)

    @property
    def oldest(self) -> Version | None:
        """The oldest release of AnyIO that it admits, if its dependency names one."""
        asked = map(Requirement, self.dependencies)
        bounds = [
            Version(bound.version)
            for each in asked
            if canonicalize_name(each.name) == "anyio"
            for bound in each.specifier
            if bound.operator == ">="
        ]
        return max(bounds, default=None)

    @classmethod
    def parse(cls, file: Path, text: str) -> Header:
        """Read the header of a file.

        Args:
            file: The file as errors name it.
            text: What it says.

        Raises:
            Problem: if it doesn't start with a header, or something in that is wrong.
        """
        block = _BLOCK.match(text)
        if block is None:
            reason = (
                "it doesn't start with a whole header" if _START in text else "it has no header"
            )
            raise Problem(file, 1, reason, f"start the file with {_NEEDED}")
        if (second := text.find(f"\n{_START}")) >= 0:
            line = text[: second + 1].count("\n") + 1
            raise Problem(file, line, "it has a second header", "keep the first one only")
        if block["body"] in _read:
            return _read[block["body"]]
        table = _table(file, block["body"])
        if lacking := _NEEDED_KEYS - table.keys():
            reason = f"its header lacks {' and '.join(sorted(lacking))}"
            raise Problem(file, 1, reason, f"give {_NEEDED}")
        _check_keys(file, text, table, {*_NEEDED_KEYS, "tool"})
        tools = table.get("tool", {})
        _check_keys(file, text, tools, {"example"})
        header = cls(
            _pythons(file, text, table["requires-python"]),
            _dependencies(file, text, table["dependencies"]),
            _settings(file, text, tools.get("example", {})),
            block[0].count("\n"),
        )
        return _read.setdefault(block["body"], header)


_NEEDED_KEYS = {"requires-python", "dependencies"}

_read: dict[str, Header] = {}
"""Headers by their text: most examples have the same one."""


def _table(file: Path, body: str) -> dict[str, Any]:
    lines = body.split("\n")
    try:
        return tomllib.loads("\n".join(line[1:].removeprefix(" ") for line in lines))
    except (ValueError, RecursionError) as error:  # also of a number with thousands of digits
        at = re.search(r"line (\d+)", str(error))
        line = 1 + int(at[1]) if at else len(lines)
        raise Problem(file, line, f"its header is not TOML: {error}", "correct it") from None


def _check_keys(file: Path, text: str, table: object, known: Collection[str]) -> None:
    """See that a part of a header is a table that has no other keys than these."""
    wanted = f"use one of: {', '.join(sorted(known))}"
    if not isinstance(table, dict):
        reason = f"the header has {reprlib.repr(table)} where a table must be"
        raise Problem(file, line_of(text, "tool"), reason, wanted)
    for key in table:
        if key not in known:
            raise Problem(file, line_of(text, key), f"unknown header key {key!r}", wanted)


def _pythons(file: Path, text: str, value: object) -> SpecifierSet:
    key = "requires-python"
    given = _like("", file, text, key, value)
    try:
        found = SpecifierSet(given)
    except ValueError as error:
        raise _wrong(file, text, key, str(error), "write it as >=3.10") from None
    tested = (f"{python}.{patch}" for python in PYTHONS for patch in _PATCHES)
    if not given or not any(map(found.contains, tested)):
        reason = f"no Python that the project is tested on is {given!r}"
        raise _wrong(file, text, key, reason, f"admit one of {', '.join(PYTHONS)}")
    return found


def _dependencies(file: Path, text: str, value: object) -> tuple[str, ...]:
    key, found = "dependencies", []
    for given in _like((), file, text, key, value):
        try:
            asked = Requirement(given)
        except (ValueError, RecursionError) as error:
            raise _wrong(file, text, key, str(error), "write it as anyio>=4.16") from None
        if asked.url or asked.marker:
            reason = f"{given} has an address or a marker"
            raise _wrong(file, text, key, reason, "give a name, extras and versions only")
        found.append(str(asked))
    return tuple(found)


def _settings(file: Path, text: str, table: Any) -> Settings:
    known = {each.name.replace("_", "-"): each for each in fields(Settings)}
    _check_keys(file, text, table, known)
    values: dict[str, Any] = {}
    for key, value in table.items():
        given = _like(known[key].default, file, text, key, value)
        for each in given if isinstance(given, tuple) else (given,):
            if not re.fullmatch(_ALLOWED[key], str(each)):
                reason = f"the header key {key!r} can't be {each!r}"
                raise Problem(
                    file, line_of(text, key), reason, f"give what matches {_ALLOWED[key]}"
                )
        values[known[key].name] = given
    settings = Settings(**values)
    if not settings.platforms:
        raise _wrong(file, text, "platforms", "it runs on none", "name one of them")
    blocks = settings.blocks
    if not (all(len(block) > 1 for block in blocks) and _ascend(blocks)):
        reason = "the blocks of unordered overlap, descend, or have less than two lines"
        raise _wrong(file, text, "unordered", reason, 'write them as ["2-4", "7-8"]')
    return settings


def _ascend(blocks: list[range]) -> bool:
    return all(before.stop <= after.start for before, after in pairwise(blocks))


def _like(default: Any, file: Path, text: str, key: str, value: object) -> Any:
    """A value that is as short, and of the same type, as it must be; a list as a tuple."""
    given: Any = tuple(value) if isinstance(value, list) else value
    parts = given if isinstance(given, tuple) else (given,)
    wanted = "a list of texts" if isinstance(default, tuple) else f"a value like {default!r}"
    kind = str if isinstance(default, tuple) else type(default)
    if type(given) is not type(default) or any(type(part) is not kind for part in parts):
        reason = f"the header key {key!r} takes {wanted}, not {reprlib.repr(value)}"
    elif len(parts) > _LONGEST or any(len(str(part)) > _LONGEST for part in parts):
        reason = f"the header key {key!r} has more than {_LONGEST} characters or values"
    elif len({*parts}) < len(parts):
        reason = f"the header key {key!r} has the same value twice"
    else:
        return given
    raise Problem(file, line_of(text, key), reason, "correct the value")


def _wrong(file: Path, text: str, key: str, reason: str, remedy: str) -> Problem:
    return Problem(file, line_of(text, key), f"its header is wrong: {reason}", remedy)


def line_of(text: str, part: str) -> int:
    """The line where a word of a text first stands, counted from 1; 1 if it doesn't."""
    found = re.search(rf"(?<![\w-]){re.escape(part)}(?![\w-])", text)
    return text[: found.start()].count("\n") + 1 if found else 1
