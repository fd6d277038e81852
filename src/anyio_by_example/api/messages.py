"""Messages: what the exceptions and warnings of the installed AnyIO say, read from its source.

What a message is filled in with is a hole, `…`. A class that is raised without a text has an empty
one. No module of AnyIO is imported for it, and nothing is run.
"""

from __future__ import annotations

import ast
import builtins
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache, cached_property
from pathlib import Path

import anyio

HOLE = "…"
"""What stands for what a message is filled in with."""

_OWN = "_core/_exceptions.py"
"""Where AnyIO declares its exceptions."""

_FLOW = {"KeyboardInterrupt", "StopAsyncIteration", "StopIteration", "GeneratorExit"}
"""What is raised to end a loop or a program, and tells of no error."""


@dataclass(frozen=True, slots=True)
class Message:
    """What AnyIO says of an error.

    Args:
        exception: The name of its class, without its module.
        text: What it says, with holes; empty if it says nothing.
        places: Where it's raised: modules below AnyIO's folder, each with a line counted from 1.
    """

    exception: str
    text: str
    places: tuple[tuple[str, int], ...]

    @property
    def said(self) -> str:
        """As it ends a traceback, but for the class's module."""
        return f"{self.exception}: {self.text}" if self.text else self.exception

    @property
    def backend(self) -> str:
        """The backend that alone raises it; empty if both do, or what they share."""
        backends = {module.rpartition("/_")[2].removesuffix(".py") for module, _ in self.places}
        is_of_one = all(module.startswith("_backends/") for module, _ in self.places)
        return backends.pop() if is_of_one and len(backends) == 1 else ""


@cache
def messages() -> tuple[Message, ...]:
    """All that the installed AnyIO raises and warns of, each once, in alphabetical order."""
    folder = Path(anyio.__file__).parent
    found: dict[tuple[str, str], list[tuple[str, int]]] = {}
    for file in sorted(folder.rglob("*.py")):
        module = file.relative_to(folder).as_posix()
        for exception, text, line in _Module(file.read_text("utf-8")).messages():
            found.setdefault((exception, text), []).append((module, line))
    rows = (Message(*said, tuple(sorted(set(places)))) for said, places in found.items())
    return tuple(sorted(rows, key=lambda each: (each.exception, each.text)))


@cache
def exceptions() -> tuple[str, ...]:
    """The names of AnyIO's own exception classes, in alphabetical order."""
    return tuple(sorted(_own()))


@cache
def _own() -> Mapping[str, str]:
    """What AnyIO's own exceptions say by themselves, by their names; mostly nothing."""
    tree = ast.parse((Path(anyio.__file__).parent / _OWN).read_text("utf-8"))
    classes = [node for node in tree.body if isinstance(node, ast.ClassDef)]
    return {each.name: _said_by(each) for each in classes}


def _said_by(declared: ast.ClassDef) -> str:
    """What a class hands to the one that it inherits from."""
    for node in ast.walk(declared):
        if isinstance(node, ast.Call) and ast.unparse(node.func) == "super().__init__":
            text = _text(node.args[0]) if node.args else ""
            return "" if text == HOLE else text
    return ""


def _text(node: ast.expr) -> str:
    """What an expression says, with holes where that isn't known."""
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        return node.value
    if isinstance(node, ast.JoinedStr):
        return "".join(map(_text, node.values))
    if isinstance(node, ast.BinOp) and isinstance(node.op, ast.Add):
        return _text(node.left) + _text(node.right)
    return HOLE


class _Module:
    """A module of AnyIO, as text."""

    def __init__(self, source: str) -> None:
        self._tree = ast.parse(source)

    def messages(self) -> Iterator[tuple[str, str, int]]:
        """The exception, the text and the line of each message."""
        for node in ast.walk(self._tree):
            if isinstance(node, ast.Raise) and node.exc is not None:
                # `raise A(…) if … else A` is two
                for each in ast.walk(node.exc):
                    is_alone = isinstance(each, ast.Name | ast.Attribute)
                    if is_alone and (name := _exception(each)) and not self._is_called(each):
                        yield from self._of(name, None, node.lineno)
            elif isinstance(node, ast.Call):
                yield from self._called(node)

    def _called(self, call: ast.Call) -> Iterator[tuple[str, str, int]]:
        if ast.unparse(call.func) in {"warn", "warnings.warn"} and len(call.args) > 1:
            if name := _exception(call.args[1]):
                yield name, _text(call.args[0]), call.lineno
        elif name := _exception(call.func):
            text = call.args[0] if call.args else None
            yield from self._of(name, text, call.lineno)

    def _of(self, name: str, said: ast.expr | None, line: int) -> Iterator[tuple[str, str, int]]:
        own = _own().get(name, "")
        if name in _FLOW or (name == "NotImplementedError" and said is None):
            return  # a method that each backend has to write
        if own or said is None:
            yield name, own, line
            return
        for text in self._texts(said):
            # what is all a hole tells as much as nothing
            yield name, text if text.strip(HOLE) else "", line

    def _texts(self, node: ast.expr) -> list[str]:
        """What an expression can say: a variable, all that the module gives it."""
        if not isinstance(node, ast.Name):
            return [_text(node)]
        return [*dict.fromkeys(self._values.get(node.id, [HOLE]))]

    @cached_property
    def _values(self) -> Mapping[str, list[str]]:
        """The texts that variables and parameters of the module's functions may have."""
        found: dict[str, list[str]] = {}
        functions = {}
        for node in ast.walk(self._tree):
            if isinstance(node, ast.Assign) and isinstance(node.targets[0], ast.Name):
                if (text := _text(node.value)) != HOLE:
                    found.setdefault(node.targets[0].id, []).append(text)
            elif isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
                functions[node.name] = [each.arg for each in node.args.args]
        for node in ast.walk(self._tree):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name):
                for name, given in zip(functions.get(node.func.id, ()), node.args, strict=False):
                    if isinstance(given, ast.Name) and given.id in found:
                        found.setdefault(name, []).extend(found[given.id])
        return found

    @cached_property
    def _calls(self) -> set[int]:
        """The expressions that are called, by their identity."""
        return {id(node.func) for node in ast.walk(self._tree) if isinstance(node, ast.Call)}

    def _is_called(self, node: ast.AST) -> bool:
        return id(node) in self._calls


def _exception(node: ast.AST) -> str:
    """The name of the exception class that an expression names; empty if it names none."""
    if not isinstance(node, ast.Name | ast.Attribute):
        return ""
    name = ast.unparse(node).rpartition(".")[2]
    known = getattr(builtins, name, None)
    is_builtin = isinstance(known, type) and issubclass(known, BaseException)
    # as `BaseExceptionGroup`, `CancelledError` and `CalledProcessError`, which come from elsewhere
    is_named = name[:1].isupper() and name.endswith(("Error", "ExceptionGroup"))
    is_named = is_named and name != "Error"  # what holds a result in one of Trio's libraries
    return name if is_builtin or is_named or name in _own() else ""
