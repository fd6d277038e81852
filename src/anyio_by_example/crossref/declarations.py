"""Declaration: what stands at a place in a library's file, or in a stub of one."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path

from anyio_by_example.crossref.server import Place
from anyio_timeline.characters import lines

_NAME = re.compile(r"(?:self\.)?(\w+)")
"""What is declared; of an attribute annotated in a method, ty says where its object stands."""


@dataclass(frozen=True, slots=True)
class Declaration:
    """Something that a library declares.

    Args:
        module: The module in which it stands, as `asyncio.tasks`.
        names: What it is called there, as `("Task", "cancel")`; nothing if it's the module.
        is_stub: Whether it's a stub that says so, as for all of Python's library.
        bases: For something in a class, what the class inherits from, as the file writes it.
    """

    module: str
    names: tuple[str, ...]
    is_stub: bool
    bases: tuple[str, ...] = ()

    @property
    def path(self) -> str:
        """Its full name, as `asyncio.tasks.Task.cancel`."""
        return ".".join((self.module, *self.names))

    @property
    def package(self) -> str:
        """The top-level package, as `asyncio`."""
        return self.module.partition(".")[0]


def declaration(place: Place) -> Declaration | None:
    """What is declared at a place, or None if it has no name outside its file.

    Such are parameters, and the local variables of a function.
    """
    file = _read(place.path)
    if place.is_whole:
        return Declaration(file.module, (), file.is_stub)
    return file.at(place.line, place.column)


def member(owner: Declaration, path: Path, name: str) -> list[Declaration]:
    """What a class in a file declares itself under a name: nothing if it's no such class."""
    return _read(path).named((*owner.names, name)) if owner.names else []


class _File:
    """A file of a library.

    Args:
        module: By which name it is imported.
        is_stub: Whether it's a stub.
        text: What it says.
    """

    def __init__(self, module: str, is_stub: bool, text: str) -> None:
        self.module = module
        self.is_stub = is_stub
        self._lines = lines(text)
        self._declared: dict[tuple[int, str], Declaration] = {}
        for line, names, bases in _declared(ast.parse(text).body, (), ()):
            self._declared[line, names[-1]] = Declaration(module, names, is_stub, bases)

    def at(self, line: int, column: int) -> Declaration | None:
        """What is declared where a name stands."""
        name = _NAME.match(self._lines[line - 1], column)
        return self._declared.get((line, name[1])) if name else None

    def named(self, names: tuple[str, ...]) -> list[Declaration]:
        """What is declared under a name, each time that it is."""
        return [each for each in self._declared.values() if each.names == names]


_parse = cache(_File)
"""Each server unpacks its stubs anew, but they say the same."""


@lru_cache(maxsize=256)
def _read(path: Path) -> _File:
    return _parse(_module(path), path.suffix == ".pyi", path.read_text("utf-8"))


def _module(path: Path) -> str:
    """The name by which a file is imported: its own, and those of the packages that it's in."""
    parts = [] if path.stem == "__init__" else [path.stem]
    folder = path.parent
    # of the stubs that ty brings, only those are files that it was asked about
    is_package = _is_below_stubs if path.suffix == ".pyi" else _is_package
    while is_package(folder):
        parts.append(folder.name)
        folder = folder.parent
    return ".".join(reversed(parts))


def _is_below_stubs(folder: Path) -> bool:
    return "stdlib" in folder.parent.parts


def _is_package(folder: Path) -> bool:
    return (folder / "__init__.py").is_file()


Names = tuple[str, ...]


def _declared(
    body: list[ast.stmt], inside: Names, bases: Names
) -> Iterator[tuple[int, Names, Names]]:
    """The line, the names and the bases of the class, of each declaration in a body."""
    for node in body:
        if isinstance(node, ast.ClassDef):
            path = (*inside, node.name)
            yield node.lineno, path, ()
            yield from _declared(node.body, path, tuple(map(ast.unparse, node.bases)))
        elif isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            yield node.lineno, (*inside, node.name), bases
            if inside:
                for line, name in _own_attributes(node):
                    yield line, (*inside, name), bases
        elif isinstance(node, ast.Assign | ast.AnnAssign):
            targets = node.targets if isinstance(node, ast.Assign) else [node.target]
            for part in (part for target in targets for part in ast.walk(target)):
                if isinstance(part, ast.Name):
                    yield part.lineno, (*inside, part.id), bases
        else:
            for name in ("body", "orelse", "finalbody"):
                yield from _declared(getattr(node, name, []), inside, bases)
            for handler in getattr(node, "handlers", ()):
                yield from _declared(handler.body, inside, bases)


def _own_attributes(method: ast.FunctionDef | ast.AsyncFunctionDef) -> Iterator[tuple[int, str]]:
    """The attributes that a method gives to its object."""
    for node in ast.walk(method):
        if (
            isinstance(node, ast.Attribute)
            and isinstance(node.ctx, ast.Store)
            and isinstance(node.value, ast.Name)
            and node.value.id == "self"
        ):
            yield node.end_lineno or node.lineno, node.attr
