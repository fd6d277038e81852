"""Entries of the reference as Markdown: heading, signature, description, and the examples."""

from __future__ import annotations

import importlib.util
from collections.abc import Iterator, Sequence
from functools import cache
from pathlib import Path
from typing import Any

import griffe
import yaml

from anyio_by_example.api.markdown import fence
from anyio_by_example.api.public import SPECIAL
from anyio_by_example.matrix.since import label
from anyio_by_example.publishing.framed import markdown_of
from anyio_by_example.reference.entry import Entry, documented
from anyio_by_example.reference.kept import kept
from anyio_by_example.reference.uses import Use, Uses

_LEVEL = 3
"""The level of an entry's heading."""
_WIDEST = 80
"""Characters of the longest signature in one line."""
_SHOWN = 5
"""How many examples are listed for a name, the shortest first."""

_TITLES = {
    griffe.DocstringSectionKind.parameters: "Parameters",
    griffe.DocstringSectionKind.attributes: "Attributes",
    griffe.DocstringSectionKind.returns: "Returns",
    griffe.DocstringSectionKind.yields: "Yields",
    griffe.DocstringSectionKind.raises: "Raises",
}
"""The sections of a docstring that are lists."""

_ORDER = (
    griffe.Kind.ATTRIBUTE,
    griffe.Kind.TYPE_ALIAS,
    griffe.Kind.CLASS,
    griffe.Kind.FUNCTION,
    griffe.Kind.MODULE,
)
"""The order of members, which is that of the page; those of a kind are as in the source."""


def entry(uses: Uses, name: str, options: str = "") -> str:
    """The entry of a name and of all that is in it.

    Args:
        uses: Which examples use a name.
        name: A public name of AnyIO, or a module of this project.
        options: What stands below the name on the page, as YAML.

    Raises:
        ValueError: if there is no such name.
    """

    def make() -> str:
        chosen = ((yaml.safe_load(options) or {}).get("options") or {}).get("members")
        found = documented().all.get(name) or _module(name)
        return "\n\n".join(_entry(uses, name, found, _LEVEL, chosen)) + "\n"

    return kept().get("entry in Markdown", (name, options, *uses.within(name)), make)


def _entry(
    uses: Uses, path: str, found: griffe.Object, level: int, chosen: Sequence[str] | None = None
) -> Iterator[str]:
    """The parts of an entry.

    Args:
        uses: Which examples use a name.
        path: Its public path.
        found: What it is.
        level: The level of its heading.
        chosen: The names of its members that are wanted; all public ones if None.
    """
    title = path if level == _LEVEL else found.name
    yield f"{'#' * level} `{title}`"
    if signature := "\n".join(_signatures(found)):
        yield fence(signature, "python")
    if isinstance(found, griffe.Class) and found.bases:
        yield f"Bases: {', '.join(f'`{base}`' for base in found.bases)}"
    if path in documented().all:
        yield from _facts(Entry(path, found), uses.steadiest(path))
    if found.docstring:
        yield from _described(found.docstring)
    for used, said in ((uses.of(path), "use it"), (uses.printing(path), "print its name")):
        if used:
            links = "".join(f"\n- [{use.caption}][{use.ident}]" for use in used[:_SHOWN])
            more = f", the shortest of {len(used)}" if len(used) > _SHOWN else ""
            yield f"Examples that {said}{more}:\n{links}"
    for member in _members(found):
        if chosen is None or member.name in chosen:
            yield from _entry(uses, f"{path}.{member.name}", member, level + 1)


def _members(found: griffe.Object) -> list[griffe.Object]:
    members = [
        member
        for name, member in found.members.items()
        if isinstance(member, griffe.Object)
        and (not name.startswith("_") or name in SPECIAL)
        and isinstance(found, griffe.Class | griffe.Module)
    ]
    return sorted(members, key=lambda each: (_ORDER.index(each.kind), each.lineno or 0))


def _facts(entry: Entry, use: Use | None) -> Iterator[str]:
    facts = [f"Added in {entry.added}."] if entry.added else []
    if use:
        example = f"[An example](site:{markdown_of(use.address)})"
        facts.append(f"{example} prints the same since {label(use.since)}.")
    yield " ".join((*facts, f"[Source]({entry.source})."))
    if entry.overridden:
        yield f"{entry.overridden[1]} As [{entry.overridden[0]}][{entry.overridden[0]}] says."
    elif entry.ours:
        yield f"{entry.ours} (Our words, as AnyIO has none.)"
    if change := entry.deprecated:
        yield f"**Deprecated since {change.version}.** {change.text}".strip()


def _signatures(found: griffe.Object) -> Iterator[str]:
    if isinstance(found, griffe.Function):
        prefix = "async " if "async" in found.labels else ""
        for function in found.overloads or [found]:
            yield _wrapped(f"{prefix}{function.signature(name=found.name)}")
    elif isinstance(found, griffe.Class):
        makers = (found.all_members.get(name) for name in ("__init__", "__new__"))
        if maker := next((each for each in makers if isinstance(each, griffe.Function)), None):
            for function in maker.overloads or [maker]:
                yield _wrapped(function.signature(name=found.name, return_type=False))
    elif isinstance(found, griffe.Attribute):
        annotation = f": {found.annotation}" if found.annotation else ""
        value = f" = {found.value}" if found.value else ""
        if annotation or value:
            yield f"{found.name}{annotation}{value}"


def _wrapped(signature: str) -> str:
    """A signature in one line, or with a line for each parameter if that is too long."""
    if len(signature) <= _WIDEST:
        return signature
    parts, depth, start = [], 0, signature.index("(") + 1
    for at in range(start, len(signature)):
        depth += (signature[at] in "([{") - (signature[at] in ")]}")
        if depth < 0 or (not depth and signature[at] == ","):
            parts.append(signature[start:at].strip())
            start = at + 1
        if depth < 0:
            break
    lines = "".join(f"    {part},\n" for part in parts)
    return f"{signature[: signature.index('(')]}(\n{lines}){signature[start:]}"


def _described(docstring: griffe.Docstring) -> Iterator[str]:
    for section in docstring.parsed:
        if section.kind in _TITLES:
            items = [_item(each) for each in section.value]
            yield f"{_TITLES[section.kind]}:\n\n" + "\n".join(items)
        elif section.kind is griffe.DocstringSectionKind.text:
            yield str(section.value)
        else:
            raise ValueError(f"the docstring has a section {section.kind}, which can't be shown")


def _item(item: Any) -> str:
    name = f"`{item.name}`" if getattr(item, "name", "") else ""
    kind = f"`{item.annotation}`" if item.annotation else ""
    if name and kind:
        kind = f" ({kind})"
    text = item.description.strip().replace("\n", "\n    ")
    return f"- {name}{kind}: {text}" if name or kind else f"- {text}"


@cache
def _module(name: str) -> griffe.Module:
    """A module of this project, read from its file."""
    spec = importlib.util.find_spec(name)
    if spec is None or spec.origin is None:
        raise ValueError(f"there is no module {name}, nor does AnyIO have such a name")
    file = Path(spec.origin)
    return griffe.visit(
        name,
        filepath=file,
        code=file.read_text("utf-8"),
        docstring_parser=griffe.Parser.google,
        # one file alone doesn't say what a dataclass is made with; the HTML page does
        docstring_options={"warnings": False},
        lines_collection=griffe.LinesCollection(),
        modules_collection=griffe.ModulesCollection(),
    )
