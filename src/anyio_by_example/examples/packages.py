"""Packages: what the dependencies of a header are where the site is built."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from importlib.metadata import PackageNotFoundError, distribution

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

PYTHONS = ("3.10", "3.11", "3.12", "3.13", "3.14")
"""The versions of Python that the project is tested on."""

PRELOADED = ("anyio[trio]", "pytest", "uvloop")
"""What is imported before an example is run, where it's forked; besides this package itself.

Trio's tools for tests import pytest.
"""


@dataclass(frozen=True)
class _Package:
    """An installed package."""

    version: str
    extras: frozenset[str]
    """The extras that it has."""
    needs: tuple[Requirement, ...]
    modules: frozenset[str]
    """The modules, at the top, that it brings."""


@cache
def fault(dependency: str) -> tuple[str, str] | None:
    """What is wrong with a dependency here, and the remedy; None if nothing is.

    Args:
        dependency: As in an example's header.
    """
    asked = Requirement(dependency)
    try:
        package = _installed(asked.name)
    except PackageNotFoundError:
        reason = f"it depends on {asked.name}, which isn't installed here"
        return reason, "depend on what pyproject.toml names"
    if not asked.specifier.contains(package.version, prereleases=True):
        reason = f"it depends on {dependency}, and here is {package.version}"
        return reason, "admit the version that it's recorded with"
    for extra in sorted(map(canonicalize_name, asked.extras)):
        if extra not in package.extras:
            remedy = f"name one of: {', '.join(sorted(package.extras)) or 'none'}"
            return f"{asked.name} has no extra {extra}", remedy
    return None


@cache
def brought(dependencies: tuple[str, ...]) -> frozenset[str]:
    """The modules, at the top, that an example can rely on.

    They are those of the packages that it declares, and of those that these need themselves, with
    the extras that it declares, on any Python that the project is tested on.
    """
    asked = [*map(Requirement, dependencies)]
    needed = [need for each in asked for need in _needs(each)]
    return modules(each.name for each in (*asked, *needed))


@cache
def around(dependencies: tuple[str, ...]) -> frozenset[str]:
    """The modules, at the top, of some packages and of all that these need in turn."""
    todo = [*map(Requirement, dependencies)]
    seen: set[tuple[str, frozenset[str]]] = set()
    while todo:
        each = todo.pop()
        key = canonicalize_name(each.name), frozenset(each.extras)
        if key not in seen:
            seen.add(key)
            todo += _needs(each)
    return modules(name for name, _ in seen)


def _needs(asked: Requirement) -> Iterator[Requirement]:
    """What a package needs with some of its extras, on any Python that the project is tested on."""
    try:
        needs = _installed(asked.name).needs
    except PackageNotFoundError:
        return
    environments = [
        {"python_version": python, "python_full_version": f"{python}.0", "extra": extra}
        for python in PYTHONS
        for extra in ("", *asked.extras)
    ]
    for need in needs:
        if need.marker is None or any(map(need.marker.evaluate, environments)):
            yield need


def modules(names: Iterable[str]) -> frozenset[str]:
    """The modules, at the top, that some packages bring."""
    found: set[str] = set()
    for name in names:
        try:
            found |= _installed(name).modules
        except PackageNotFoundError:
            found.add(_usual(name))
    return frozenset(found)


@cache
def _installed(name: str) -> _Package:
    found = distribution(name)
    said = found.metadata  # parsed each time that it's asked for
    return _Package(
        version=said["Version"],
        extras=frozenset(map(canonicalize_name, said.get_all("Provides-Extra") or ())),
        needs=tuple(map(Requirement, said.get_all("Requires-Dist") or ())),
        modules=_tops(found.read_text("RECORD") or "") or frozenset({_usual(name)}),
    )


def _tops(record: str) -> frozenset[str]:
    """The names of modules at the top of a package, from the list of its files."""
    paths = (line.partition(",")[0] for line in record.splitlines())
    names = {re.split("[/.]", path)[0] for path in paths if path.endswith((".py", ".pyd", ".so"))}
    return frozenset(filter(str.isidentifier, names))


def _usual(name: str) -> str:
    """What the module of a package is usually called."""
    return canonicalize_name(name).replace("-", "_")
