"""Example: one snippet file and what its header declares."""

from __future__ import annotations

import ast
import io
import sys
import tokenize
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from anyio_by_example.header import Header, Settings, line_of
from anyio_by_example.problem import Problem
from anyio_by_example.runtime import AS_WRITTEN, UVLOOP, Runtime, available


@dataclass(frozen=True)
class Example:
    """One snippet file: a whole program that a reader would save and run.

    Args:
        root: The folder of all snippets.
        name: The file's path below `root`, with forward slashes.
        text: What the file says.
        header: What it declares.
        caption: The first line of the docstring.
        first_line: The first line that a page shows: the one after the header and the docstring.
        is_run_as_written: Whether the program is run once, as it stands. It is if it chooses a
            backend itself, as in `anyio.run(main, backend="trio")`, or if its header says
            `backends = []`.
    """

    root: Path
    name: str
    text: str
    header: Header
    caption: str
    first_line: int
    is_run_as_written: bool

    @classmethod
    def load(cls, root: Path, name: str) -> Example:
        """Read an example and check its header.

        Raises:
            Problem: if there is no such file, or it doesn't say what an example must say.
        """
        path, shown = root / name, Path(root.name, name)
        if not path.is_file():
            there = ", ".join(sorted(p.name for p in path.parent.glob("*.py"))) or "no snippets"
            remedy = f"name a file below {root.name}/; {path.parent.name}/ has {there}"
            raise Problem(shown, 1, "there is no such snippet", remedy)
        try:
            text = path.read_text("utf-8")
        except UnicodeDecodeError as error:
            line = path.read_bytes()[: error.start].count(b"\n") + 1
            raise Problem(shown, line, "it is not UTF-8", "save it as UTF-8") from None
        header = Header.parse(shown, text)
        try:
            tree = _parse(text, header)
        except SyntaxError as error:
            reason = f"it doesn't parse: {error.msg}"
            raise Problem(shown, error.lineno or 1, reason, "correct the syntax") from None
        caption = (ast.get_docstring(tree) or "").partition("\n")[0]
        if not caption:
            remedy = "add a docstring below the header; its first line becomes the caption"
            raise Problem(shown, 1, "it has no docstring", remedy)
        as_written = not header.settings.backends or any(map(_chooses_backend, _calls(tree)))
        example = cls(root, name, text, header, caption, _first_line(tree, text), as_written)
        if as_written and header.settings.clock == "virtual":
            reason = "it chooses its event loop itself, so no virtual clock can be put in"
            remedy = "leave the backend open, or choose the clock in the program too"
            raise Problem(shown, line_of(text, "clock"), reason, remedy)
        if path.stem in sys.stdlib_module_names:
            reason = f"beside it, `import {path.stem}` would find it instead of Python's module"
            raise Problem(shown, 1, reason, "give it another name")
        for other in (*example.support, root / example.settings.right):
            if not other.exists():
                line = line_of(text, other.name)
                reason = f"its header names {other.name}, which doesn't exist"
                raise Problem(shown, line, reason, "name a file that exists, or create it")
        return example

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
    def right_id(self) -> str:
        """For wrong code, the anchor of the example that does it right."""
        return anchor(self.settings.right)

    @property
    def support(self) -> tuple[Path, ...]:
        """The files that the example needs beside it."""
        return tuple(self.path.parent / name for name in self.settings.support)

    @property
    def tree(self) -> ast.Module:
        """The parsed program; of one for a newer Python, what comes before the code.

        It's parsed anew each time: a tree takes a hundred times the memory of its text.
        """
        return _parse(self.text, self.header)

    @property
    def last_statement(self) -> ast.stmt:
        """The last top-level statement: the one that runs the program."""
        return self.tree.body[-1]

    @property
    def code(self) -> str:
        """What a page shows of the file: all but its header and its docstring."""
        return "\n".join(self.text.splitlines()[self.first_line - 1 :]) + "\n"

    @property
    def unsuited(self) -> str | None:
        """Why the example can't run on this Python or platform, or None if it can."""
        if reason := _too_new(self.header):
            return reason
        if sys.platform not in self.settings.platforms:
            return f"it is for {', '.join(self.settings.platforms)}, and this is {sys.platform}"
        return None

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

    def calls(self) -> Iterator[tuple[str, ast.Call]]:
        """The calls of dotted names in the program, each with the full name of what it calls."""
        return _calls(self.tree)


def _too_new(header: Header) -> str | None:
    version = ".".join(map(str, sys.version_info[:3]))
    if header.requires_python.contains(version, prereleases=True):
        return None
    return f"it needs Python {header.requires_python}, and this is Python {version}"


def _parse(text: str, header: Header) -> ast.Module:
    try:
        return ast.parse(text)
    except SyntaxError:
        if not _too_new(header):
            raise
        tokens = tokenize.generate_tokens(io.StringIO(text).readline)
        end = next((token.end[0] for token in tokens if token.type == tokenize.STRING), 0)
        return ast.parse("\n".join(text.splitlines()[:end]))


def _first_line(tree: ast.Module, text: str) -> int:
    end = tree.body[0].end_lineno or 1
    lines = text.splitlines()
    return next((n for n in range(end + 1, len(lines) + 1) if lines[n - 1].strip()), end + 1)


def _calls(tree: ast.Module) -> Iterator[tuple[str, ast.Call]]:
    imported = dict(imports(tree))
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and (name := full_name(node.func, imported)):
            yield name, node


def _chooses_backend(call: tuple[str, ast.Call]) -> bool:
    name, node = call
    if name in {"asyncio.run", "asyncio.Runner", "trio.run"}:
        return True
    options = {keyword.arg for keyword in node.keywords}
    # None is a **mapping, which may hold either
    chosen = not options.isdisjoint({"backend", "backend_options", None})
    if name == "anyio.run":
        return chosen
    portals = ("from_thread.start_blocking_portal", "from_thread.BlockingPortalProvider")
    return name.endswith(portals) and (chosen or bool(node.args))


def anchor(name: str) -> str:
    """The HTML id of the example with a name."""
    return name.removesuffix(".py").replace("/", "-")


def full_name(node: ast.expr, imported: Mapping[str, str]) -> str | None:
    """What a dotted name stands for, as `a.sleep` after `import anyio as a`.

    Args:
        node: The expression; anything but a dotted name gives None.
        imported: The full names of what is imported, by its name in the program.
    """
    parts: list[str] = []
    while isinstance(node, ast.Attribute):
        parts.append(node.attr)
        node = node.value
    if not isinstance(node, ast.Name):
        return None
    return ".".join((imported.get(node.id, node.id), *reversed(parts)))


def imports(tree: ast.Module) -> Iterator[tuple[str, str]]:
    """The names that a program imports under another name, each with its full name."""
    for node in ast.walk(tree):
        if isinstance(node, ast.ImportFrom) and node.module:
            for alias in node.names:
                yield alias.asname or alias.name, f"{node.module}.{alias.name}"
        elif isinstance(node, ast.Import):
            for alias in node.names:
                if alias.asname:
                    yield alias.asname, alias.name


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


def find_names(root: Path, topic: str = "*") -> list[str]:
    """The names of all examples, or of a topic's: its Python files but support files."""
    paths = set(root.glob(f"{topic}/*.py"))
    return sorted(path.relative_to(root).as_posix() for path in paths - set(_support(paths)))


def _support(paths: set[Path]) -> Iterator[Path]:
    for path in paths:
        try:
            header = Header.parse(path, path.read_text("utf-8"))
        except (Problem, UnicodeDecodeError):
            continue  # whoever loads the example reports what is wrong with it
        for name in header.settings.support:
            yield path.parent / name
