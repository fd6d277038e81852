"""Program: what is read from the code of an example without running it."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from functools import cached_property

_OWN_LOOPS = {"asyncio.run", "asyncio.Runner", "trio.run"}
_PORTALS = ("from_thread.start_blocking_portal", "from_thread.BlockingPortalProvider")


class Program:
    """A parsed program.

    Args:
        text: The source.

    Raises:
        SyntaxError: if it doesn't parse, or is nested too deeply for that.
    """

    def __init__(self, text: str) -> None:
        try:
            self.tree = ast.parse(text)
        except (ValueError, RecursionError, MemoryError) as error:
            raise SyntaxError(str(error) or "it's too large") from None
        self._text = text
        self._nodes = list(ast.walk(self.tree))

    @property
    def caption(self) -> str:
        """The first line of the docstring; empty if there is none."""
        return (ast.get_docstring(self.tree) or "").partition("\n")[0]

    @property
    def first_end(self) -> int:
        """The last line of the first statement, counted from 1."""
        return (self.tree.body[0].end_lineno or 1) if self.tree.body else 1

    @property
    def behind_docstring(self) -> str:
        """What stands behind the first statement in the line that this ends in."""
        first = self.tree.body[0]
        line = self._text.split("\n")[self.first_end - 1].encode()
        return line[first.end_col_offset :].decode().strip()

    @property
    def last_statement(self) -> ast.stmt:
        """The last top-level statement: the one that runs the program."""
        return self.tree.body[-1]

    @property
    def chooses_backend(self) -> bool:
        """Whether it names its backend, as in `anyio.run(main, backend="trio")`."""
        return any(_chooses_backend(name, call) for name, call in self.calls())

    def imports(self) -> Iterator[tuple[str, int]]:
        """The modules that it imports, at the top of their packages, each with the line."""
        for node in self._nodes:
            if isinstance(node, ast.Import):
                for alias in node.names:
                    yield alias.name.partition(".")[0], node.lineno
            elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
                yield node.module.partition(".")[0], node.lineno

    def calls(self) -> Iterator[tuple[str, ast.Call]]:
        """The calls of dotted names, each with the full name of what it calls."""
        for node in self._nodes:
            if isinstance(node, ast.Call) and (name := self._full_name(node.func)):
                yield name, node

    def _full_name(self, node: ast.expr) -> str | None:
        """What a dotted name stands for, as `a.sleep` after `import anyio as a`; else None."""
        parts: list[str] = []
        while isinstance(node, ast.Attribute):
            parts.append(node.attr)
            node = node.value
        if not isinstance(node, ast.Name):
            return None
        return ".".join((self._imported.get(node.id, node.id), *reversed(parts)))

    @cached_property
    def _imported(self) -> dict[str, str]:
        """The full names of what is imported under another name."""
        found = {}
        for node in self._nodes:
            if isinstance(node, ast.ImportFrom) and node.module:
                for alias in node.names:
                    found[alias.asname or alias.name] = f"{node.module}.{alias.name}"
            elif isinstance(node, ast.Import):
                for alias in node.names:
                    if alias.asname:
                        found[alias.asname] = alias.name
        return found


def _chooses_backend(name: str, call: ast.Call) -> bool:
    if name in _OWN_LOOPS:
        return True
    options = {keyword.arg for keyword in call.keywords}
    # None is a **mapping, which may hold either
    chosen = not options.isdisjoint({"backend", "backend_options", None})
    if name == "anyio.run":
        return chosen
    return name.endswith(_PORTALS) and (chosen or bool(call.args))
