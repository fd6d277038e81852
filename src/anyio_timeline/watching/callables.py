"""Callables: what a program gives to be called is, without asking code of the program's for it."""

from __future__ import annotations

import functools
from types import (
    AsyncGeneratorType,
    BuiltinFunctionType,
    CodeType,
    CoroutineType,
    FunctionType,
    GeneratorType,
    GetSetDescriptorType,
    MappingProxyType,
    MemberDescriptorType,
    MethodType,
)
from typing import Any, NamedTuple

_PLAIN = (FunctionType, BuiltinFunctionType, CoroutineType, GeneratorType, AsyncGeneratorType)
"""Kinds of callables whose attributes are Python's own."""

_OF_C = (GetSetDescriptorType, MemberDescriptorType)

_NONE = object()

# classes of the program's could answer in their place
_bases: Any = type.__dict__["__mro__"].__get__
_vars: Any = type.__dict__["__dict__"].__get__
_name: Any = type.__dict__["__qualname__"].__get__
_func: Any = functools.partial.__dict__["func"].__get__
_args: Any = functools.partial.__dict__["args"].__get__
_keywords: Any = functools.partial.__dict__["keywords"].__get__


class Given(NamedTuple):
    """A function, and what it's to be called with.

    Args:
        function: The function, which is no `functools.partial`.
        args: Its positional arguments.
        more: Values of its other arguments.
    """

    function: Any
    args: tuple[Any, ...]
    more: tuple[Any, ...]


def given(function: Any, args: tuple[Any, ...] = ()) -> Given:
    """What is called, with the arguments that each `functools.partial` adds."""
    more: tuple[Any, ...] = ()
    while issubclass(type(function), functools.partial):
        args = (*_args(function), *args)
        more += (*dict.values(_keywords(function)),)
        function = _func(function)
    return Given(function, args, more)


def code_of(function: Any) -> CodeType | None:
    """The code of a function, of a method or of a generator; None if it has none of Python's."""
    for name in ("__code__", "gi_code"):
        code = attribute(function, name)
        if type(code) is CodeType:
            return code
    return None


def name_of(function: Any) -> str:
    """What a callable object is called in its module, or its class is."""
    name = attribute(function, "__qualname__")
    return str.__str__(name) if issubclass(type(name), str) else str(_name(type(function)))


def attribute(of: Any, name: str, default: Any = None) -> Any:
    """What a callable object has."""
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
    # a class has no dict of its own, but a view of one
    get: Any = MappingProxyType.get if type(values) is MappingProxyType else dict.get
    value = get(values, name, _NONE)
    if value is not _NONE:
        return value
    return default if found is _NONE or _of_class(type(found), "__get__") is not _NONE else found


def _of_class(kind: type, name: str) -> Any:
    return next((_vars(each)[name] for each in _bases(kind) if name in _vars(each)), _NONE)
