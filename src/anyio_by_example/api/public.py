"""PublicApi: the public names of the installed AnyIO, and where each is defined.

A name is public if its module lists it in `__all__`, or imports it `as` itself, or, in AnyIO's
pytest plugin, if it is a fixture or a class. Members of a public class are public unless their name
begins with an underscore. `DOCUMENTED` are public although AnyIO's code doesn't say so.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, cached_property

import griffe

PACKAGE = "anyio"
DOCUMENTED = {"anyio.itertools.chain"}
"""Source: AnyIO's own list of its API, docs/api.rst."""

SPECIAL = {"__contextmanager__", "__asynccontextmanager__"}
"""The members that begin with an underscore and are for you to write. Source: as above."""

_PLUGIN = "anyio.pytest_plugin"


@dataclass(frozen=True)
class PublicNames:
    """The public names of AnyIO, without what they stand for."""

    modules: tuple[str, ...]
    """The public modules, the package itself first."""
    names: tuple[str, ...]
    """What stands in a public module, as `anyio.Lock`."""
    members: tuple[str, ...]
    """What stands in a public class, as `anyio.Lock.acquire`."""

    @cached_property
    def all(self) -> frozenset[str]:
        """Names and members."""
        return frozenset((*self.names, *self.members))


class PublicApi:
    """The public names of AnyIO, and what they stand for.

    Args:
        package: AnyIO, with its redundant aliases marked as public.
    """

    def __init__(self, package: griffe.Module) -> None:
        self.package = package
        self.modules: dict[str, griffe.Module] = {}
        """The public modules by path, the package itself first."""
        self.names: dict[str, griffe.Object] = {}
        """What stands in a public module by its public path, as `anyio.Lock`."""
        self.members: dict[str, griffe.Object] = {}
        """What stands in a public class by its public path, as `anyio.Lock.acquire`.

        A member that the class inherits is under the path of the class that defines it.
        """
        for module in _modules(package):
            self.modules[module.path] = module
            for name, member in module.members.items():
                if _is_public(module, member) and not member.is_module:
                    found = member.final_target if isinstance(member, griffe.Alias) else member
                    self.names[f"{module.path}.{name}"] = found
        for path, found in self.names.items():
            if isinstance(found, griffe.Class):
                self.members.update(_members(path, found))
        several = [*self.names.items(), *self.members.items()]
        self._public = {found.path: path for path, found in several[::-1]}
        self._public |= {path: path for path in self.modules}

    @cached_property
    def all(self) -> dict[str, griffe.Object]:
        """Names and members by their public paths."""
        return self.names | self.members

    @property
    def listed(self) -> PublicNames:
        """The names alone."""
        return PublicNames(tuple(self.modules), tuple(self.names), tuple(self.members))

    def path(self, canonical: str) -> str | None:
        """The public path of what is defined at another one; None if it is not public.

        Args:
            canonical: Where it is defined, as `anyio._core._tasks.CancelScope`.
        """
        return self._public.get(canonical)

    def near(self, target: str, scope: griffe.Object) -> str | None:
        """The public path that a name means where it is used; None if it means nothing there.

        As for Sphinx, a name is looked for in the class, then in the module, then as a whole.

        Args:
            target: The name, as `start_soon`, `TaskGroup.start_soon` or `anyio.abc.TaskGroup`.
            scope: Whose docstring it is in.
        """
        place: griffe.Object | None = scope
        while place is not None:
            base = self.path(place.path) or place.path
            for candidate in (f"{base}.{target}", f"{place.path}.{target}"):
                if path := self._known(candidate):
                    return path
            if place.is_module:
                break
            # what is defined in a private module is public in another one
            if path := self._known(f"{base.rpartition('.')[0]}.{target}"):
                return path
            place = place.parent
        return self._known(target)

    def ending(self, target: str) -> str | None:
        """The shortest public path that ends with a name, as `abc.TaskGroup`."""
        hits = (path for path in (*self.names, *self.members) if path.endswith("." + target))
        return min(hits, key=lambda path: (path.count("."), len(path)), default=None)

    def _known(self, path: str) -> str | None:
        if path in self.names or path in self.members or path in self.modules:
            return path
        return self.path(path)


def _modules(module: griffe.Module) -> Iterator[griffe.Module]:
    yield module
    for name, member in sorted(module.members.items()):
        if isinstance(member, griffe.Module) and not name.startswith("_"):
            yield from _modules(member)


def _is_public(module: griffe.Module, member: griffe.Object | griffe.Alias) -> bool:
    if f"{module.path}.{member.name}" in DOCUMENTED:
        return True
    if module.path != _PLUGIN:
        return bool(member.is_public)
    if isinstance(member, griffe.Alias) or not member.is_public:
        return False
    return isinstance(member, griffe.Class) or any(
        "fixture" in str(decorator.value) for decorator in getattr(member, "decorators", ())
    )


def _members(path: str, owner: griffe.Class) -> Iterator[tuple[str, griffe.Object]]:
    for name, member in owner.members.items():
        if isinstance(member, griffe.Alias) or (name.startswith("_") and name not in SPECIAL):
            continue
        yield f"{path}.{name}", member
        if isinstance(member, griffe.Class):
            yield from _members(f"{path}.{name}", member)


def load(*extensions: griffe.Extension) -> griffe.Module:
    """AnyIO as Griffe reads it from its files, with its redundant aliases marked as public.

    Args:
        extensions: What else is to look at it while it is read.
    """
    chosen = griffe.load_extensions("griffe_public_redundant_aliases", *extensions)
    package = griffe.load(PACKAGE, extensions=chosen, resolve_aliases=True)
    assert isinstance(package, griffe.Module)
    return package


@cache
def public_api() -> PublicApi:
    """The public names of the AnyIO that is installed here.

    Their docstrings are as AnyIO has them until somebody has them read, by `RstDocstrings`.
    """
    return PublicApi(load())
