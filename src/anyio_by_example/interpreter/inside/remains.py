"""Remains: what a program has left behind that the next one would see.

`state` puts back what is often changed. The rest is only noticed, and the interpreter replaced:
above all functions, classes and methods that aren't any more what they were when their module was
imported. What can't be seen here is a change inside of an object, as of a list that a module has.
"""

from __future__ import annotations

import builtins
import gc
import importlib
import os
import re
import sys
import warnings
from collections.abc import Callable, Iterator
from pathlib import Path
from types import ModuleType
from typing import Any

_LOOKED_INTO = ("anyio", "asyncio", "trio")
"""The packages of whose classes each method is looked at."""

_ASIDE = re.compile(r"\b(ctypes|js|_?pyodide\w*)\b")
"""What a program names that changes what can't be seen from here."""

_MADE_BY = {"__main__", "unittest.mock"}
"""The modules of what a program puts in another's place."""


def _archives() -> list[str]:
    return [path for path in sys.path if Path(path).is_file()]


_tool: Callable[[int], object] = getattr(  # since Python 3.12
    getattr(sys, "monitoring", None), "get_tool", lambda _: None
)

_SET: tuple[Callable[[], Any], ...] = (
    gc.get_debug,
    sys.get_asyncgen_hooks,
    sys.get_int_max_str_digits,
    sys.getswitchinterval,
    lambda: [_tool(number) for number in range(6)],
    lambda: [os.fstat(number).st_rdev for number in range(3)],
    lambda: (list(sys.meta_path), list(sys.path_hooks), list(gc.callbacks)),
    lambda: [(path, Path(path).stat().st_mtime_ns) for path in _archives()],
    lambda: (sys.modules, builtins.__import__),
)
"""What says how else an interpreter is set."""


class Remains:
    """Watches which modules are imported, from now on, and what they have."""

    def __init__(self) -> None:
        self._modules: dict[str, tuple[ModuleType, dict[str, Any]]] = {}
        self._classes: dict[type, dict[str, Any]] = {}
        self._settings: list[Any] = []
        self._names_aside = False
        for name, module in list(sys.modules.items()):
            self._note(name, module)
        self._without = {name for name in sys.modules if name not in self._modules}
        self._watch()

    def _watch(self) -> None:
        loader: Any = importlib._bootstrap_external._LoaderBasics  # type: ignore[attr-defined]
        execute = loader.exec_module

        def exec_module(this: Any, module: ModuleType) -> None:
            execute(this, module)
            # it may have put another in its place, as `pygments.formatters` does
            self._note(module.__name__, sys.modules.get(module.__name__, module))

        loader.exec_module = exec_module

    def _note(self, name: str, module: object) -> None:
        if not isinstance(module, ModuleType) or name == "__main__":
            return
        self._modules[name] = module, dict(vars(module))
        if name.partition(".")[0] in _LOOKED_INTO:
            for value in vars(module).values():
                if isinstance(value, type) and value.__module__ == name:
                    self._classes[value] = dict(vars(value))

    def begin(self, text: str) -> None:
        """Begin with a program."""
        self._names_aside = _ASIDE.search(text) is not None
        self._settings = [get() for get in _SET]

    def found(self, folder: str) -> str:
        """What is left: the name of the first thing that was found, or nothing.

        Args:
            folder: That of the program, whose own modules aren't meant.
        """
        for name, module in list(sys.modules.items()):
            if isinstance(module, ModuleType):
                # a warning that was shown once is to be shown to the next one again
                vars(module).pop("__warningregistry__", None)
            if str(getattr(module, "__file__", "")).startswith(folder):
                self._modules.pop(name, None)
        vars(warnings).get("onceregistry", {}).clear()
        return next(self._found(), "")

    def _found(self) -> Iterator[str]:
        if self._names_aside:
            yield "what isn't Python"
        for get, before in zip(_SET, self._settings, strict=True):
            if get() != before:
                yield "a setting"
        for name, imported in list(sys.modules.items()):
            known = name in self._modules or name in self._without or _is_part(name, imported)
            if not (known or getattr(imported, "__spec__", None)):
                yield name
        for name, (module, then) in self._modules.items():
            if sys.modules.get(name) is not module:
                yield name
            yield from (f"{name}.{each}" for each in _changed(vars(module), then))
        for kind, then in self._classes.items():
            yield from (f"{kind.__qualname__}.{each}" for each in _changed(vars(kind), then))
        runs = sys.modules.get("trio._core._run")
        if runs and hasattr(runs.GLOBAL_RUN_CONTEXT, "runner"):
            yield "a run of Trio"


def _is_part(name: str, module: object) -> bool:
    """Whether a module written in C has made it as a part of itself, as `pyexpat.errors` is."""
    whole, _, part = name.rpartition(".")
    return whole in sys.builtin_module_names and vars(sys.modules[whole]).get(part) is module


def _changed(now: Any, then: dict[str, Any]) -> Iterator[str]:
    """The names of what is another one than it was, or was added by the program."""
    if now == then:
        return
    for name, value in then.items():
        if now.get(name) is not value and (callable(value) or hasattr(value, "__get__")):
            yield name
    for name in now.keys() - then.keys():
        # a module may import a part of its package when it's used, so not all is the program's
        if {now[name].__class__.__module__, getattr(now[name], "__module__", "")} & _MADE_BY:
            yield name
