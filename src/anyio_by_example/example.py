"""Example: one snippet file and what its header declares."""

from __future__ import annotations

import ast
import re
import sys
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, fields
from functools import cached_property
from pathlib import Path
from typing import Any

from packaging.requirements import InvalidRequirement, Requirement
from packaging.specifiers import InvalidSpecifier, SpecifierSet

from anyio_by_example.problem import Problem
from anyio_by_example.runtime import AS_WRITTEN, RUNTIMES, Runtime

if sys.version_info >= (3, 11):
    import tomllib
else:
    import tomli as tomllib

_HEADER = re.compile(r"^# /// script$\n(?P<body>(?:^#(?: .*)?$\n)+)^# ///$\n", re.MULTILINE)
"""Inline script metadata (PEP 723) as the Python packaging guide specifies it."""

_ENTRY_POINTS = {"run", "start_blocking_portal", "BlockingPortalProvider"}
_LIBRARIES = {"anyio", "asyncio", "trio", "from_thread"}


@dataclass(frozen=True)
class Settings:
    """What `[tool.example]` in an example's header may declare; all of it is optional."""

    backends: tuple[str, ...] = ("asyncio", "trio")
    """The backends that the example is for. Empty: it names its own, and is run once as it stands."""
    exit_status: int = 0
    """The status that the program ends with; negative for a signal, as in `subprocess`."""
    leaves: tuple[str, ...] = ()
    """What the example leaves behind on purpose: "thread", "process"."""
    measured: bool = False
    """The output has measured figures: decimal numbers may differ from run to run."""
    unordered: bool = False
    """The order of the output's lines is not fixed, and the example shows just that."""
    platforms: tuple[str, ...] = ("linux", "darwin", "win32")
    """The values of `sys.platform` where the example works."""
    right: str = ""
    """Set in wrong code only: the example beside it, `topic/name.py`, that does it right."""
    support: tuple[str, ...] = ()
    """Files in the same folder that the example needs beside it."""


@dataclass(frozen=True)
class Example:
    """One snippet file: a whole program that a reader would save and run.

    Args:
        root: The folder of all snippets.
        name: The file's path below `root`, with forward slashes.
        text: What the file says.
        settings: What its header declares.
        requires_python: The Python versions that it runs on.
        dependencies: The requirements that its header names.
    """

    root: Path
    name: str
    text: str
    settings: Settings
    requires_python: SpecifierSet
    dependencies: tuple[str, ...]

    @classmethod
    def load(cls, root: Path, name: str) -> Example:
        """Read an example and check its header.

        Raises:
            Problem: if there is no such file, or it doesn't say what an example must say.
        """
        path = root / name
        shown = _shown(root, name)
        if not path.is_file():
            close = ", ".join(sorted(p.name for p in path.parent.glob("*.py"))) or "nothing"
            remedy = f"name a file below {root.name}/; {path.parent.name}/ has {close}"
            raise Problem(shown, 1, "there is no such snippet", remedy)
        try:
            text = path.read_text("utf-8")
            tree = ast.parse(text)
        except SyntaxError as error:
            what = f"it doesn't parse: {error.msg}"
            raise Problem(shown, error.lineno or 1, what, "correct the syntax") from None
        except UnicodeDecodeError as error:
            line = path.read_bytes()[: error.start].count(b"\n") + 1
            raise Problem(shown, line, "it is not UTF-8", "save it as UTF-8") from None
        if not ast.get_docstring(tree):
            remedy = "add a docstring below the header; its first line becomes the caption"
            raise Problem(shown, 1, "it has no docstring", remedy)
        metadata = _metadata(shown, text)
        settings = _settings(shown, text, metadata.get("tool", {}).get("example", {}))
        if settings.backends and _names_backend(tree):
            settings = Settings(**{**vars(settings), "backends": ()})
        for other in (*settings.support, *filter(None, [settings.right])):
            place = path.parent if other in settings.support else root
            if not (place / other).is_file():
                line = _line_of(text, other)
                remedy = "name a file that exists, or create it"
                raise Problem(shown, line, f"its header names {other}, which doesn't exist", remedy)
        return cls(
            root, name, text, settings,
            SpecifierSet(metadata["requires-python"]),
            tuple(metadata["dependencies"]),
        )  # fmt: skip

    @property
    def path(self) -> Path:
        """The file itself."""
        return self.root / self.name

    @property
    def shown(self) -> Path:
        """The file as errors and pages name it, relative to the project."""
        return _shown(self.root, self.name)

    @property
    def id(self) -> str:
        """The anchor of the example on its page."""
        return example_id(self.name)

    @cached_property
    def _tree(self) -> ast.Module:
        return ast.parse(self.text)

    @property
    def caption(self) -> str:
        """The first line of the docstring."""
        return (ast.get_docstring(self._tree) or "").partition("\n")[0]

    @property
    def first_line(self) -> int:
        """The first line that a page shows: the one after the header and the docstring."""
        end = self._tree.body[0].end_lineno or 1
        lines = self.text.splitlines()
        return next((n for n in range(end + 1, len(lines) + 1) if lines[n - 1].strip()), end + 1)

    @property
    def last_statement(self) -> int:
        """The line where the last top-level statement starts: the one that runs the program."""
        return self._tree.body[-1].lineno

    @property
    def code(self) -> str:
        """What a page shows of the file: all but its header and its docstring."""
        return "\n".join(self.text.splitlines()[self.first_line - 1 :]) + "\n"

    @property
    def support(self) -> tuple[Path, ...]:
        """The files that the example needs beside it."""
        return tuple(self.path.parent / name for name in self.settings.support)

    @property
    def unsuited(self) -> str | None:
        """Why the example can't run on this Python or platform, or None if it can."""
        version = ".".join(map(str, sys.version_info[:3]))
        if not self.requires_python.contains(version, prereleases=True):
            return f"it needs Python {self.requires_python}, and this is Python {version}"
        if sys.platform not in self.settings.platforms:
            return f"it is for {', '.join(self.settings.platforms)}, and this is {sys.platform}"
        return None

    @property
    def runtimes(self) -> tuple[Runtime, ...]:
        """The runtimes that the example is run on here."""
        if self.unsuited:
            return ()
        if not self.settings.backends:
            return (AS_WRITTEN,)
        return tuple(
            runtime
            for runtime in RUNTIMES
            if runtime.backend in self.settings.backends and runtime.missing is None
        )

    def line_of(self, call: str) -> int | None:
        """The line of the first call of a function, as `os._exit`, or None."""
        for node in ast.walk(self._tree):
            if isinstance(node, ast.Call) and ast.unparse(node.func) == call:
                return node.lineno
        return None


def example_id(name: str) -> str:
    """The anchor of an example on its page: `timeouts-move_on_after`."""
    return name.removesuffix(".py").replace("/", "-")


def find_root(start: Path | None = None) -> Path:
    """The folder of all snippets: `snippets/` here or in the nearest folder above.

    Raises:
        FileNotFoundError: if there is none.
    """
    here = (start or Path.cwd()).resolve()
    for folder in (here, *here.parents):
        if (folder / "snippets").is_dir():
            return folder / "snippets"
    raise FileNotFoundError(f"there is no folder snippets/ in {here} or above it")


def find_names(root: Path) -> list[str]:
    """The names of all examples: every Python file in a topic's folder but support files."""
    support = set(_declared_support(root))
    paths = (path for path in root.glob("*/*.py") if path not in support)
    return sorted(path.relative_to(root).as_posix() for path in paths)


def _declared_support(root: Path) -> Iterator[Path]:
    for path in root.glob("*/*.py"):
        try:
            metadata = _metadata(path, path.read_text("utf-8"))
        except (Problem, UnicodeDecodeError):
            continue  # a broken header is reported by whoever loads the example
        for name in metadata.get("tool", {}).get("example", {}).get("support", ()):
            yield path.parent / name


def _shown(root: Path, name: str) -> Path:
    return Path(root.name, name)


def _line_of(text: str, part: str) -> int:
    return text[: max(text.find(part), 0)].count("\n") + 1


def _metadata(shown: Path, text: str) -> dict[str, Any]:
    header = _HEADER.search(text)
    needed = 'a "# /// script" header with requires-python and dependencies'
    if header is None:
        raise Problem(shown, 1, "it has no header", f"start the file with {needed} (PEP 723)")
    start = text[: header.start("body")].count("\n")
    body = "".join(line.removeprefix("#").removeprefix(" ") for line in header["body"].splitlines(True))
    try:
        metadata = tomllib.loads(body)
        SpecifierSet(metadata["requires-python"])
        for dependency in metadata["dependencies"]:
            Requirement(dependency)
    except tomllib.TOMLDecodeError as error:
        at = re.search(r"line (\d+)", str(error))
        line = start + int(at[1] if at else 1)
        raise Problem(shown, line, f"its header is not TOML: {error}", "correct it") from None
    except KeyError as error:
        raise Problem(shown, start, f"its header lacks {error}", f"give {needed}") from None
    except (InvalidSpecifier, InvalidRequirement) as error:
        raise Problem(shown, start, f"its header is wrong: {error}", "correct it") from None
    return metadata


def _settings(shown: Path, text: str, table: dict[str, Any]) -> Settings:
    known = {field.name.replace("_", "-"): field for field in fields(Settings)}
    values: dict[str, Any] = {}
    for key, value in table.items():
        if key not in known:
            remedy = f"use one of: {', '.join(known)}"
            raise Problem(shown, _line_of(text, key), f"unknown header key {key!r}", remedy)
        default = known[key].default
        given = tuple(value) if isinstance(value, list) else value
        if type(given) is not type(default):
            wanted = "a list" if isinstance(default, tuple) else f"a {type(default).__name__}"
            what = f"the header key {key!r} takes {wanted}, not {value!r}"
            raise Problem(shown, _line_of(text, key), what, "correct the value")
        values[known[key].name] = given
    return Settings(**values)


def _names_backend(tree: ast.Module) -> bool:
    """Whether the program chooses a backend itself, as in `anyio.run(main, backend="trio")`."""
    aliases = dict(_imported(tree.body))
    for node in ast.walk(tree):
        if not isinstance(node, ast.Call):
            continue
        target = ast.unparse(node.func)
        target = aliases.get(target.partition(".")[0], target.partition(".")[0]) + (
            f".{target.partition('.')[2]}" if "." in target else ""
        )
        if target in {"asyncio.run", "trio.run", "asyncio.Runner"}:
            return True
        keywords = {keyword.arg for keyword in node.keywords}
        first, _, last = target.rpartition(".")
        if last in _ENTRY_POINTS and first.split(".")[0] in _LIBRARIES:
            if keywords & {"backend", "backend_options", None}:
                return True
            if last != "run" and node.args:
                return True
    return False


def _imported(body: Iterable[ast.stmt]) -> Iterator[tuple[str, str]]:
    for statement in body:
        if isinstance(statement, ast.ImportFrom) and statement.module:
            for alias in statement.names:
                yield alias.asname or alias.name, f"{statement.module}.{alias.name}"
        elif isinstance(statement, ast.Import):
            for alias in statement.names:
                if alias.asname:
                    yield alias.asname, alias.name
