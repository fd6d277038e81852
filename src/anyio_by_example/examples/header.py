"""Header: what an example declares at its top, as inline script metadata (PEP 723)."""

from __future__ import annotations

import re
import sys
from dataclasses import dataclass, fields
from pathlib import Path
from typing import Any

from packaging.requirements import InvalidRequirement, Requirement
from packaging.specifiers import InvalidSpecifier, SpecifierSet

from anyio_by_example.problem import Problem

if sys.version_info >= (3, 11):
    import tomllib
else:
    import tomli as tomllib

_BLOCK = re.compile(r"^# /// script$\n(?P<body>(?:^#(?: .*)?$\n)+)^# ///$\n", re.MULTILINE)
"""The block as the Python packaging guide specifies it."""

_NEEDED = 'a "# /// script" header with requires-python and dependencies (PEP 723)'


_ALLOWED = {
    "backends": "asyncio|trio",
    "clock": "real|virtual",
    "leaves": "coroutine|process|resource|task|thread",
    "measured": "work|waits",
    "order": "pinned|free",
    "timeline": "asked|measured|none",
    "unordered": r"\d+-\d+",
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

    @classmethod
    def parse(cls, file: Path, text: str) -> Header:
        """Read the header of a file.

        Args:
            file: The file as errors name it.
            text: What it says.

        Raises:
            Problem: if there is no header, or something in it is wrong.
        """
        block = _BLOCK.search(text)
        if block is None:
            raise Problem(file, 1, "it has no header", f"start the file with {_NEEDED}")
        if block["body"] in _read:
            return _read[block["body"]]
        start = text[: block.start("body")].count("\n")
        lines = block["body"].splitlines(keepends=True)
        try:
            table = tomllib.loads("".join(line[1:].removeprefix(" ") for line in lines))
            requires_python = SpecifierSet(table["requires-python"])
            dependencies = tuple(str(Requirement(each)) for each in table["dependencies"])
        except tomllib.TOMLDecodeError as error:
            at = re.search(r"line (\d+)", str(error))
            line = start + int(at[1] if at else len(lines))
            raise Problem(file, line, f"its header is not TOML: {error}", "correct it") from None
        except KeyError as error:
            raise Problem(file, start, f"its header lacks {error}", f"give {_NEEDED}") from None
        except (InvalidSpecifier, InvalidRequirement) as error:
            raise Problem(file, start, f"its header is wrong: {error}", "correct it") from None
        own = table.get("tool", {}).get("example", {})
        header = cls(requires_python, dependencies, _settings(file, text, own))
        return _read.setdefault(block["body"], header)


_read: dict[str, Header] = {}
"""Headers by their text: most examples have the same one."""


def _settings(file: Path, text: str, table: dict[str, Any]) -> Settings:
    known = {each.name.replace("_", "-"): each for each in fields(Settings)}
    values: dict[str, Any] = {}
    for key, value in table.items():
        line = line_of(text, key)
        if key not in known:
            remedy = f"use one of: {', '.join(known)}"
            raise Problem(file, line, f"unknown header key {key!r}", remedy)
        default = known[key].default
        given = tuple(value) if isinstance(value, list) else value
        if type(given) is not type(default):
            wanted = "a list" if isinstance(default, tuple) else f"a value like {default!r}"
            reason = f"the header key {key!r} takes {wanted}, not {value!r}"
            raise Problem(file, line, reason, "correct the value")
        pattern = _ALLOWED.get(key, ".*")
        for each in given if isinstance(given, tuple) else (given,):
            if not re.fullmatch(pattern, str(each)):
                reason = f"the header key {key!r} can't be {each!r}"
                raise Problem(file, line, reason, f"give what matches {pattern}")
        values[known[key].name] = given
    return Settings(**values)


def line_of(text: str, part: str) -> int:
    """The line where a part of a text first stands, counted from 1; 1 if it doesn't."""
    return text[: max(text.find(part), 0)].count("\n") + 1
