"""RstDocstrings: has Griffe understand the docstrings of AnyIO."""

from __future__ import annotations

from collections.abc import Container, Iterator
from pathlib import Path
from typing import Any

import griffe

from anyio_by_example.api.inventory import inventory
from anyio_by_example.api.public import PACKAGE, PublicApi
from anyio_by_example.api.rst import RstError
from anyio_by_example.api.sections import Parsed, expression, parse
from anyio_by_example.problem import Problem
from anyio_timeline.characters import lines

NAMESPACE = "anyio_by_example"
"""Where in `extra` of an object stands what its docstring says besides its sections.

`added` is the version that it is new in, or empty. `deprecated` is a `Change` or None. `changed` is
a list of `Change`, which is in the sections too. `summary` is its first sentence.
"""

CORRECTIONS = {
    # an apostrophe and no second backquote make it a name, and the rest of it text
    "anyio._core._sockets.getaddrinfo": ("(`'AF_INET``", "(``AF_INET``"),
    # a comma at the end
    "anyio._core._tasks.TaskHandle.start_value": (
        "<.abc.TaskStatus.started>`,",
        "<.abc.TaskStatus.started>`.",
    ),
    # a signature for Sphinx, which takes it away; Griffe has the real ones
    "anyio._core._typedattr.TypedAttributeProvider.extra": (
        "extra(attribute, default=undefined)\n\n",
        "",
    ),
}
"""What is wrong in AnyIO's docstrings, by where they are, and what is meant."""


class RstDocstrings(griffe.Extension):
    """Has every docstring of AnyIO parsed when AnyIO is loaded.

    Args:
        known: The names of other packages that can be linked to; by default those of `inventory`.
    """

    def __init__(self, known: Container[str] | None = None) -> None:
        super().__init__()
        self._known = inventory() if known is None else known
        self.unresolved: list[tuple[str, str]] = []
        """The names that have a role but mean nothing, and the paths of the objects there."""

    def on_package(self, *, pkg: griffe.Module, loader: griffe.GriffeLoader, **kwargs: Any) -> None:
        """Parses the docstrings of a package, if it is AnyIO.

        Args:
            pkg: The package.
            loader: What loaded it.
            **kwargs: What Griffe may add.

        Raises:
            Problem: If a docstring can't be read or shown.
        """
        if pkg.path != PACKAGE:
            return
        # Griffe makes the parameters of dataclasses after all other extensions; made twice, they
        # stay as they are
        griffe.DataclassesExtension().on_package(pkg=pkg, loader=loader, **kwargs)
        self.read(pkg)

    def read(self, pkg: griffe.Module) -> None:
        """Parse the docstrings of AnyIO, which Griffe has loaded.

        Args:
            pkg: The package. What stands in it is changed.

        Raises:
            Problem: If a docstring can't be read or shown.
        """
        self._api = PublicApi(pkg)
        # all, before any gets the text of its attribute, which is Markdown already
        for described in [*_described(pkg)]:
            self._parse(described)

    def _parse(self, obj: griffe.Object) -> None:
        docstring = obj.docstring
        assert docstring is not None
        wrong, right = CORRECTIONS.get(obj.path, ("", ""))
        docstring.value = docstring.value.replace(wrong, right) if wrong else docstring.value

        def resolve(role: str, target: str) -> str | None:
            found = self._resolve(target, obj)
            if not found and role:
                self.unresolved.append((obj.path, target))
            return found

        try:
            parsed = parse(docstring, resolve)
        except RstError as error:
            line = _first_line(obj, docstring) + error.line - 1
            raise Problem(_shown(obj), line, f"{obj.path}: {error.reason}", error.remedy) from error
        _tell(obj, docstring, parsed)
        for name, said in parsed.members.items():
            member = obj.members[name]
            assert isinstance(member, griffe.Attribute)
            text = griffe.Docstring(said.text, parent=member)
            member.docstring = text
            member.annotation = member.annotation or expression(said.type, text)
            section = griffe.DocstringSectionText(said.text)
            _tell(member, text, Parsed(said.text, said.summary, [section]))

    def _resolve(self, target: str, scope: griffe.Object) -> str | None:
        api, name = self._api, target.lstrip(".")
        if name == target and (found := api.near(name, scope)):
            return found
        # the builtin `open` rather than `anyio.Path.open`, which only ends like this
        return name if name in self._known else api.ending(name)


def summary(obj: griffe.Object | griffe.Alias) -> str:
    """The first sentence of an object's docstring in plain text; empty if it has none."""
    return str(obj.extra[NAMESPACE].get("summary", ""))


def _described(obj: griffe.Object) -> Iterator[griffe.Object]:
    """An object and all that stands in it, as far as they have docstrings."""
    if obj.docstring:
        yield obj
    for member in obj.members.values():
        if isinstance(member, griffe.Object):
            yield from _described(member)
    if isinstance(obj, griffe.Function):
        for overload in obj.overloads or ():
            yield from _described(overload)
    if isinstance(obj, griffe.Attribute):
        for accessor in (obj.setter, obj.deleter):
            if accessor:
                yield from _described(accessor)


def _tell(obj: griffe.Object, docstring: griffe.Docstring, parsed: Parsed) -> None:
    docstring.value = parsed.text
    docstring.parsed = parsed.sections
    obj.extra[NAMESPACE] = {
        "added": parsed.added,
        "deprecated": parsed.deprecated,
        "changed": parsed.changed,
        "summary": parsed.summary,
    }


def _shown(obj: griffe.Object) -> Path:
    """The file of an object, relative to the current folder if it is below it."""
    assert isinstance(obj.filepath, Path)
    here = Path.cwd()
    return obj.filepath.relative_to(here) if obj.filepath.is_relative_to(here) else obj.filepath


def _first_line(obj: griffe.Object, docstring: griffe.Docstring) -> int:
    """The line of a file that the text of a docstring begins on, after quotes and empty lines."""
    line = docstring.lineno or obj.lineno or 1
    for text in lines(docstring.source) if docstring.lineno else ():
        if text.strip().lstrip("rRuU").strip("\"'"):
            break
        line += 1
    return line
