"""Site: where a program is at a moment, and what a reader calls what it runs there."""

from __future__ import annotations

import functools
from types import (
    AsyncGeneratorType,
    BuiltinFunctionType,
    CoroutineType,
    FrameType,
    FunctionType,
    GeneratorType,
    GetSetDescriptorType,
    MemberDescriptorType,
    MethodType,
)
from typing import Any, NamedTuple

from anyio_timeline.watching.variables import local


class Site(NamedTuple):
    """Where a program is.

    Args:
        line: The line of the program; None if none of its code runs.
        call: The frame of the function that it calls there, or None.
    """

    line: int | None
    call: FrameType | None

    @property
    def name(self) -> str:
        """The name of that function."""
        return self.call.f_code.co_name if self.call else ""

    @property
    def module(self) -> str:
        """The module of that function."""
        return self.call.f_globals.get("__name__", "") if self.call else ""

    @property
    def label(self) -> str:
        """That function as a reader knows it."""
        module = "from_thread." if self.module == "anyio.from_thread" else ""
        return f"{module}{self.name}()"

    @property
    def main(self) -> str:
        """The name of what it runs, if it's one of the functions that start an event loop."""
        if not self.call or self.name != "run":
            return ""
        given = (local(self.call, name) for name in ("func", "main", "async_fn"))
        return short_name(next((each for each in given if each is not None), ""))


_PLAIN = (
    *(FunctionType, BuiltinFunctionType),
    *(CoroutineType, GeneratorType, AsyncGeneratorType),
)
"""Kinds of callables whose attributes are Python's own."""

_OF_C = (GetSetDescriptorType, MemberDescriptorType)

_NONE = object()

# a metaclass of the program's could answer in their place
_bases: Any = type.__dict__["__mro__"].__get__
_vars: Any = type.__dict__["__dict__"].__get__
_name: Any = type.__dict__["__qualname__"].__get__


def attribute(of: Any, name: str, default: Any = None) -> Any:
    """What a callable object has, without asking code of the program's for it."""
    kind = type(of)
    if kind in _PLAIN:
        return getattr(of, name, default)
    if kind is MethodType and name != "__self__":
        return attribute(of.__func__, name, default)
    found = _of_class(kind, name)
    if type(found) in _OF_C:
        try:
            return found.__get__(of, kind)
        except AttributeError:
            return default
    own = _of_class(kind, "__dict__")
    values = own.__get__(of, kind) if type(own) is GetSetDescriptorType else {}
    if name in values:
        return values[name]
    return default if found is _NONE or _of_class(type(found), "__get__") is not _NONE else found


def _of_class(kind: type, name: str) -> Any:
    return next((_vars(each)[name] for each in _bases(kind) if name in _vars(each)), _NONE)


def short_name(function: Any) -> str:
    """The name of a function, or of a task that is called after one, as a reader knows it."""
    while issubclass(type(function), functools.partial):
        function = function.func
    given = function if issubclass(type(function), str) else attribute(function, "__qualname__")
    name = str.__str__(given) if issubclass(type(given), str) else _name(type(function))
    name = name.removeprefix("__main__.").rpartition("<locals>.")[2]
    if name.startswith("anyio."):
        *modules, last = name.split(".")
        is_method = modules[-1][0].isupper() or modules[-1] in ("to_thread", "to_process")
        name = f"{modules[-1]}.{last}" if is_method else last
    return name
