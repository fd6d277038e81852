"""Target: the name under which a reference documents what an example means."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from functools import cache

import griffe

from anyio_by_example.api.inventory import inventory
from anyio_by_example.api.public import PACKAGE, public_api
from anyio_by_example.crossref.declarations import Declaration

TRIO = "trio"

_CONSTRUCTORS = {"__init__", "__new__"}

_CALLED: Mapping[str, str] = {
    "asyncio.events.AbstractEventLoop": "asyncio.loop",
    "builtins.set": "frozenset",
    "types.AsyncGeneratorType": "agen",
    "types.CoroutineType": "coroutine",
    "types.FunctionType": "function",
    "types.GeneratorType": "generator",
    "types.MethodType": "method",
    "typing.AsyncGenerator": "agen",
    "typing.Coroutine": "coroutine",
    "typing.Generator": "generator",
    "typing.IO": "io.TextIOBase",
    "typing.TextIO": "io.TextIOBase",
}
"""What Python's documentation calls the objects of some classes in its stubs."""

_PRIVATE = re.compile(r"(?<![^.])_+(?=[A-Za-z])")


def target(
    declarations: Sequence[Declaration], written: str, owner: Declaration | None = None
) -> str | None:
    """The name under which something is documented; None if it isn't, or if it's not one thing.

    Args:
        declarations: What it's declared as; an overloaded function has many.
        written: Its full name as far as the example's imports say it, else what it's called there.
        owner: For an attribute, the class of the object, if that's known.
    """
    called = written.rpartition(".")[2:]
    # as an annotation, `float` is declared as `float` and `int`
    named = [each for each in declarations if each.names[-1:] == called] or declarations
    found = {_target(declaration, written, owner) for declaration in named}
    return found.pop() if len(found) == 1 else None


def _target(declaration: Declaration, written: str, owner: Declaration | None) -> str | None:
    if declaration.package == PACKAGE:
        return _of_anyio(declaration, owner)
    if declaration.is_stub or declaration.package == TRIO:
        documented = inventory()
        return next((n for n in _candidates(declaration, written, owner) if n in documented), None)
    return None


def _of_anyio(declaration: Declaration, owner: Declaration | None) -> str | None:
    names = declaration.names
    if names and names[-1] in _CONSTRUCTORS:
        names = names[:-1]
    if path := public_api().path(".".join((declaration.module, *names))):
        return path
    return _overridden(owner, names[-1]) if owner and names and owner.package == PACKAGE else None


def _overridden(owner: Declaration, name: str) -> str | None:
    """The public method that one of a private class overrides, which is where its callers look.

    What `FileReadStream` has from a private base is documented for `AsyncResource`.
    """
    api = public_api()
    found = api.package[owner.path.split(".")[1:]]
    bases = found.mro() if isinstance(found, griffe.Class) else []
    return next(filter(None, (api.path(f"{base.path}.{name}") for base in bases)), None)


def _candidates(declaration: Declaration, written: str, owner: Declaration | None) -> Iterator[str]:
    """What something may be documented as, the likeliest first.

    That is what the example imports, and where it's declared, with and without the modules that
    are nobody's business: `asyncio.tasks.sleep` is documented as `asyncio.sleep`, and
    `_io._IOBase.close` as `io.IOBase.close`.
    """
    names = declaration.names
    if not names:
        yield declaration.module
        return
    if written.rpartition(".")[2] == names[-1]:
        yield written
    if owner:
        # a task is cancelled as documented for tasks, although its class has this from `Future`
        yield from _above(owner.module, (*owner.names, names[-1]))
    yield from _above(declaration.module, names)
    yield from _above(*_called(declaration.module, names))
    for base in declaration.bases:
        # `group.exceptions` is documented for the base of `ExceptionGroup`
        yield from _above(declaration.module, (*base.partition("[")[0].split("."), names[-1]))
    if declaration.package == TRIO:
        yield from _endings(TRIO).get(names, ())
    if names[-1] in _CONSTRUCTORS:
        yield from _above(declaration.module, names[:-1])


def _above(module: str, names: Sequence[str]) -> Iterator[str]:
    if module in ("builtins", ""):
        yield ".".join(names)
        return
    modules = module.split(".")
    for count in range(len(modules), 0, -1):
        path = ".".join((*modules[:count], *names))
        yield path
        yield _PRIVATE.sub("", path)


def _called(module: str, names: tuple[str, ...]) -> tuple[str, tuple[str, ...]]:
    owner = ".".join((module, *names[:-1]))
    return _CALLED.get(owner, owner), names[-1:]


@cache
def _endings(package: str) -> Mapping[tuple[str, ...], list[str]]:
    """The documented names in a package, by what they may be called in its private modules."""
    found = defaultdict(list)
    for name in inventory():
        first, *others = name.split(".")
        if first == package:
            for start in range(len(others)):
                found[tuple(others[start:])].append(name)
    return {ending: names for ending, names in found.items() if len(names) == 1}
