"""Fixtures: parameters that pytest fills from AnyIO's plugin, which no language server knows."""

from __future__ import annotations

import ast
from collections.abc import Iterable, Iterator
from functools import cache
from importlib.util import find_spec
from pathlib import Path

PLUGIN = "anyio.pytest_plugin"

_Function = ast.FunctionDef | ast.AsyncFunctionDef


def own_fixtures(text: str) -> Iterator[str]:
    """The names of the fixtures that a file defines; none if this Python can't read it."""
    for each in _functions(text):
        if _is_fixture(each):
            yield each.name


def fixture_uses(text: str, own: Iterable[str]) -> Iterator[tuple[int, int, int, str]]:
    """Where a file of tests names fixtures of AnyIO's plugin.

    These are the parameters of tests and fixtures, and the fixtures that take the place of one.
    As in pytest, a test is a function whose name begins with `test`, and a parameter with a default
    is none of its concern.

    Args:
        text: The file.
        own: The fixtures that its example defines, which come before those of the plugin.

    Yields:
        Line, counted from 1; first column, counted in characters from 0; the one behind the last;
        the fixture's public path.
    """
    fixtures = _of_plugin()
    lines = text.splitlines()
    own = {*own}
    for function in _functions(text):
        if _is_fixture(function) and function.name in fixtures:
            start = lines[function.lineno - 1].index(f"def {function.name}") + len("def ")
            yield _use(function.lineno, start, function.name)
        elif not (_is_fixture(function) or function.name.startswith("test")):
            continue
        for parameter in _filled(function.args):
            # the one that a fixture of the same name asks for is the one that it replaces
            if parameter.arg in fixtures and parameter.arg not in own - {function.name}:
                line = lines[parameter.lineno - 1]
                start = len(line.encode()[: parameter.col_offset].decode())
                yield _use(parameter.lineno, start, parameter.arg)


def _use(line: int, start: int, name: str) -> tuple[int, int, int, str]:
    return line, start, start + len(name), f"{PLUGIN}.{name}"


def _filled(arguments: ast.arguments) -> Iterator[ast.arg]:
    positional = [*arguments.posonlyargs, *arguments.args]
    yield from positional[: len(positional) - len(arguments.defaults)]
    for each, default in zip(arguments.kwonlyargs, arguments.kw_defaults, strict=True):
        if default is None:
            yield each


def _functions(text: str) -> Iterator[_Function]:
    try:
        tree = ast.parse(text)
    except SyntaxError:
        return
    for node in ast.walk(tree):
        if isinstance(node, _Function):
            yield node


def _is_fixture(function: _Function) -> bool:
    return any(
        ast.unparse(each).partition("(")[0].rpartition(".")[2] == "fixture"
        for each in function.decorator_list
    )


@cache
def _of_plugin() -> frozenset[str]:
    """The fixtures of AnyIO's plugin, read and not imported: pytest need not be there."""
    spec = find_spec("anyio")
    if spec is None or spec.origin is None:
        return frozenset()
    plugin = Path(spec.origin).with_name("pytest_plugin.py")
    return frozenset(own_fixtures(plugin.read_text("utf-8")))
