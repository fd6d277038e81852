"""Rest: what of Python's library and of the packages a first run doesn't load.

It comes before a program runs that imports some of it. What a program imports so that its text
doesn't tell can't be waited for: this thread hears of nothing while it runs.
"""

from __future__ import annotations

import ast
import importlib
import re
import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any

NAMES = "rest.txt"
"""The file beside this one that names the modules; without it there are none."""

_BY_TEXT = re.compile(r"\b(__import__|find_spec|import_module|run_module)\b")
"""What programs import with whose names are texts."""

_BY_CODE = re.compile(
    r"\b(eval|exec|help)\(|(Process|Interpreter)PoolExecutor"
    r"|\b(doctest|pickle|pkgutil|strptime|unparse)\b"
)
"""What may import anything, or something that isn't there."""


def names() -> list[str]:
    """The modules that aren't there at first."""
    with suppress(OSError):
        loader: Any = globals()["__loader__"]
        data: bytes = loader.get_data(str(Path(__file__).with_name(NAMES)))
        return data.decode().split()
    return []


class Rest:
    """Knows what isn't there, and says it before somebody takes it for missing.

    Args:
        modules: The names of the modules that aren't there.
        miss: Called with the name of one that is imported all the same. It may not return.
    """

    def __init__(self, modules: Iterable[str], miss: Callable[[str], object]) -> None:
        self._modules = frozenset(modules)
        self._miss = miss
        # after those that find what is there
        sys.meta_path.append(self)

    def find_spec(self, name: str, *_: object) -> None:
        """What Python asks for each module that it hasn't found."""
        if name in self._modules:
            self._miss(name)

    def archives(self) -> list[str]:
        """The archives that it makes whole: the library's and that of the packages."""
        return _archives()[:2]

    def come(self) -> None:
        """Note that it's there."""
        self._modules = frozenset()
        importlib.invalidate_caches()

    def is_wanted(self, texts: Iterable[str]) -> bool:
        """Whether programs seem to import a part of it; what was added may import anything."""
        is_more = len(_archives()) > len(self.archives())
        return bool(self._modules) and (is_more or any(map(self._is_wanted_by, texts)))

    def _is_wanted_by(self, text: str) -> bool:
        if _BY_CODE.search(text):
            return True
        try:
            tree = ast.parse(text)
        except (SyntaxError, ValueError, RecursionError, MemoryError):
            return False  # it won't run either
        found = set(_imported(tree))
        if _BY_TEXT.search(text):
            found |= {str(each.value) for each in ast.walk(tree) if isinstance(each, ast.Constant)}
        encodings = {f"encodings.{each}" for each in _texts(tree)}
        return not self._modules.isdisjoint(found | encodings)


def _archives() -> list[str]:
    return [path for path in sys.path if path.endswith(".zip")]


def _imported(tree: ast.AST) -> Iterator[str]:
    """The names of all that a program imports by statements, with the packages that have it."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            whole = [each.name for each in node.names]
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            whole = [node.module, *(f"{node.module}.{each.name}" for each in node.names)]
        else:
            continue
        for name in whole:
            parts = name.split(".")
            yield from (".".join(parts[:count]) for count in range(1, len(parts) + 1))


def _texts(tree: ast.AST) -> Iterator[str]:
    """Short texts, as the names of modules with encodings have them."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and len(node.value) < 20:
            yield node.value.lower().replace("-", "_")
