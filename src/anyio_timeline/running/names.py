"""Names: modules of a program's own that are called like those that its runner has loaded."""

from __future__ import annotations

import sys
from contextlib import suppress
from importlib.machinery import all_suffixes
from pathlib import Path

_FIRST = (
    *("abc", "codecs", "encodings", "genericpath", "io", "ntpath", "os", "posixpath", "site"),
    *("stat", "_collections_abc", "_sitebuiltins", "zipimport", "__main__"),
)
"""What Python loads before any program, so that no module of that program's replaces it."""


def give_back(folder: Path) -> None:
    """Let a program import its own modules, where others of their names have been loaded.

    Those stay as they are for whoever has them.

    Args:
        folder: Where Python looks first for what the program imports.
    """
    own = _modules(folder) - {*_FIRST, *sys.builtin_module_names}
    for name in [each for each in sys.modules if each.partition(".")[0] in own]:
        del sys.modules[name]


def _modules(folder: Path) -> set[str]:
    found = set()
    with suppress(OSError):
        for each in folder.iterdir():
            name = each.name.partition(".")[0]
            if each.name in {f"{name}{suffix}" for suffix in all_suffixes()} or (
                (each / "__init__.py").is_file()
            ):
                found.add(name)
    return found - {"anyio_timeline"}
