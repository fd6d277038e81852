"""Entry: what the reference says of a name besides its docstring."""

from __future__ import annotations

import gc
from dataclasses import asdict, dataclass
from functools import cache
from importlib.metadata import version

import griffe

from anyio_by_example.api.added import added
from anyio_by_example.api.extension import NAMESPACE, RstDocstrings, summary
from anyio_by_example.api.public import PACKAGE, PublicApi, PublicNames, public_api
from anyio_by_example.api.sections import Change
from anyio_by_example.reference.kept import kept
from anyio_by_example.reference.sentences import sentences

REPOSITORY = "https://github.com/agronholm/anyio"


@dataclass(frozen=True, slots=True)
class Entry:
    """Facts about a name of AnyIO's.

    Args:
        path: Its public path.
        found: What Griffe knows of it.
    """

    path: str
    found: griffe.Object | griffe.Alias

    @property
    def added(self) -> str:
        """The version that it is new in; empty if that isn't known."""
        return added(self.path)

    @property
    def overridden(self) -> tuple[str, str] | None:
        """The name that it overrides, and what that says, if it says nothing itself."""
        if summary(self.found) or not (other := overridden(self.found)):
            return None
        return documented().path(other.path) or other.path, summary(other)

    @property
    def ours(self) -> str:
        """A sentence of ours, as Markdown, where AnyIO has none; empty if it has one."""
        is_told = summary(self.found) or self.overridden
        return "" if is_told else sentences().get(self.path, "")

    @property
    def deprecated(self) -> Change | None:
        """Since which version it is deprecated, and what to use instead; None if it isn't."""
        change: Change | None = self.found.extra[NAMESPACE].get("deprecated")
        return change

    @property
    def source(self) -> str:
        """The address of its code, in the version that is installed here."""
        path = self.found.relative_package_filepath.as_posix()
        lines = f"#L{self.found.lineno}-L{self.found.endlineno}" if self.found.lineno else ""
        return f"{REPOSITORY}/blob/{_release()}/src/{path}{lines}"


def overridden(found: griffe.Object | griffe.Alias) -> griffe.Object | griffe.Alias | None:
    """What a member of a class overrides that has a docstring; None if there is nothing."""
    target = found.final_target if isinstance(found, griffe.Alias) else found
    bases = target.parent.mro() if isinstance(target.parent, griffe.Class) else []
    others = (base.members[found.name] for base in bases if found.name in base.members)
    return next(filter(summary, others), None)


@cache
def documented() -> PublicApi:
    """AnyIO's public names, with their docstrings made readable."""
    # what is read here stays as long as the process does, so the garbage collector needn't look
    # through it while it grows, nor ever after
    collects = gc.isenabled()
    gc.disable()
    try:
        api = public_api()  # names in code may have needed it before
        RstDocstrings().read(api.package)
        return api
    finally:
        gc.freeze()
        if collects:
            gc.enable()


@cache
def public_names() -> PublicNames:
    """The public names of the installed AnyIO, which are kept."""
    found = kept().get("names", (), lambda: asdict(documented().listed))
    return PublicNames(**{kind: tuple(names) for kind, names in found.items()})


@cache
def _release() -> str:
    # reading it takes a millisecond, and every entry asks
    return version(PACKAGE)
