"""Sections: what a docstring says, as Griffe has it from docstrings of other styles."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

import griffe
from docutils import nodes

from anyio_by_example.api import rst
from anyio_by_example.api.markdown import Resolve, escape, markdown
from anyio_by_example.api.rst import RstError

_SENTENCE = re.compile(r"(?<!e\.g)(?<!i\.e)(?<!etc)[.!?](?=\s)")
_ITERATIONS = re.compile(r"(Async)?(Generator|Iterable|Iterator)")
_STARS: dict[Any, str] = {
    griffe.ParameterKind.var_positional: "*",
    griffe.ParameterKind.var_keyword: "**",
}

Annotation = str | griffe.Expr | None


@dataclass(frozen=True)
class Change:
    """What a version brought, as Markdown; the text may be empty."""

    version: str
    text: str
    is_addition: bool = False
    """Whether it was added, rather than changed."""


@dataclass
class Described:
    """What a class says of one of its attributes."""

    type: str = ""
    text: str = ""
    """Markdown."""
    summary: str = ""


@dataclass
class Parsed:
    """What a docstring says."""

    text: str = ""
    """Its prose, as Markdown."""
    summary: str = ""
    """The first sentence of the prose, as plain text."""
    sections: list[griffe.DocstringSection] = field(default_factory=list)
    """All of it but the rest of this class."""
    members: dict[str, Described] = field(default_factory=dict)
    """What it says of members of its class that say nothing themselves."""
    added: str = ""
    """The version that the object is new in."""
    deprecated: Change | None = None
    changed: list[Change] = field(default_factory=list)


def first_sentence(text: str) -> str:
    """The first sentence of plain text."""
    text = " ".join(text.split())
    end = _SENTENCE.search(text)
    return text[: end.end()] if end else text


def parse(docstring: griffe.Docstring, resolve: Resolve) -> Parsed:
    """What a docstring in reStructuredText says.

    Args:
        docstring: The docstring, with the object that it describes as its parent.
        resolve: What a name means.

    Raises:
        RstError: If it can't be read or shown.
    """
    return _Parser(docstring, resolve).parse()


class _Parser:
    def __init__(self, docstring: griffe.Docstring, resolve: Resolve) -> None:
        self._docstring = docstring
        self._document = rst.read(docstring.value)
        self._resolve = resolve
        self._prose: list[nodes.Node] = []
        self._parameters: dict[str, griffe.DocstringParameter] = {}
        self._returns: list[griffe.DocstringReturn] = []
        self._yields: list[griffe.DocstringYield] = []
        self._raises: list[griffe.DocstringRaise] = []
        self._attributes: dict[str, Described] = {}
        self._parsed = Parsed()

    def parse(self) -> Parsed:
        types: list[Callable[[], None]] = []
        for block in self._document.children:
            if isinstance(block, nodes.field_list):
                for item in block.children:
                    if later := self._field(item):
                        types.append(later)
            elif isinstance(block, rst.Version):
                self._version(block)
            elif isinstance(block, rst.Attribute):
                self._describe(block["name"], block, block["type"])
            else:
                self._prose.append(block)
        for apply in types:
            apply()
        parsed = self._parsed
        parsed.text = self._markdown(self._prose)
        parsed.summary = _summary(self._prose)
        parsed.sections = self._sections()
        return parsed

    def _markdown(self, blocks: list[nodes.Node]) -> str:
        return markdown(self._document, blocks, self._resolve)

    def _version(self, node: rst.Version) -> None:
        parsed, kind = self._parsed, node["kind"]
        change = Change(node["version"], self._markdown(node.children), kind == "versionadded")
        if kind == "deprecated":
            _once(node, "a deprecation", parsed.deprecated)
            parsed.deprecated = change
        elif change.is_addition and not change.text:
            _once(node, "the version of its addition", parsed.added)
            parsed.added = change.version
        else:
            parsed.changed.append(change)

    # fields

    def _field(self, item: Any) -> Callable[[], None] | None:
        """Takes in a field. Returns what is to be done when all others are taken in."""
        label, body = item.children
        kind, *words = label.rawsource.replace("\\", "").split()
        described = " ".join(words[:-1])
        name = words[-1] if words else ""
        if kind in {"param", "parameter", "arg", "argument", "key", "keyword"} and name:
            self._parameter(name, described, body)
        elif kind in {"ivar", "cvar", "var"} and name:
            self._describe(name, body, described)
        elif kind in {"raises", "raise", "except", "exception"} and name:
            self._raise(" ".join(words), body)
        elif kind in {"return", "returns"}:
            annotation = self._returned()
            text = self._markdown(body.children)
            item = griffe.DocstringReturn("", description=text, annotation=annotation)
            self._returns.append(item)
        elif kind in {"yield", "yields"}:
            text = self._markdown(body.children)
            annotation = _yielded(self._returned())
            item = griffe.DocstringYield("", description=text, annotation=annotation)
            self._yields.append(item)
        elif kind in {"type", "vartype"} and name:
            return lambda: self._type(kind, name, body.astext())
        elif kind == "rtype":
            return lambda: self._return_type(body.astext())
        else:
            where = f"if Sphinx knows it, teach it to {__name__}; else {rst.UPSTREAM}"
            raise RstError(rst.line_of(item), f"the field {label.rawsource!r} is unknown", where)
        return None

    def _parameter(self, name: str, type_: str, body: nodes.field_body) -> None:
        name, parameter = self._in_signature(name)
        annotation = parameter.annotation if parameter else None
        _once(body, f"the parameter {name!r}", name in self._parameters)
        self._parameters[name] = griffe.DocstringParameter(
            name,
            description=self._markdown(body.children),
            annotation=annotation or self._expression(type_),
            # Griffe has `()` and `{}` for those with stars
            value=parameter.default if parameter and "*" not in name else None,
        )

    def _in_signature(self, name: str) -> tuple[str, griffe.Parameter | None]:
        """The name of a parameter with its stars, and the parameter."""
        name = name.lstrip("*")
        owner = self._signature()
        if owner is None or name not in owner.parameters:
            return name, None
        parameter = owner.parameters[name]
        return _STARS.get(parameter.kind, "") + name, parameter

    def _returned(self) -> Annotation:
        """The annotation of what a function returns or an attribute is."""
        owner = self._signature() or self._docstring.parent
        return getattr(owner, "annotation", None)

    def _signature(self) -> griffe.Function | griffe.Class | None:
        """What has the parameters that the docstring is about."""
        owner = self._docstring.parent
        if isinstance(owner, griffe.Class):
            new = owner.members.get("__new__")
            return new if isinstance(new, griffe.Function) else owner
        return owner if isinstance(owner, griffe.Function) else None

    def _raise(self, name: str, body: nodes.field_body) -> None:
        title, target = rst.name(name)
        identifier = self._resolve("exc", target)
        annotation: Annotation = title
        if identifier:
            parent, _, last = identifier.rpartition(".")
            annotation = griffe.ExprName(last, parent=parent or None)
        text = self._markdown(body.children)
        self._raises.append(griffe.DocstringRaise(description=text, annotation=annotation))

    def _describe(self, name: str, body: nodes.Element, type_: str) -> None:
        _once(body, f"the attribute {name!r}", name in self._attributes)
        text, summary = self._markdown(body.children), _summary(body.children)
        self._attributes[name] = Described(type_, text, summary)

    def _type(self, kind: str, name: str, type_: str) -> None:
        if kind == "vartype":
            described = self._attributes.setdefault(name, Described())
            described.type = described.type or type_
            return
        name, _ = self._in_signature(name)
        if name not in self._parameters:
            self._parameters[name] = griffe.DocstringParameter(name, description="")
        item = self._parameters[name]
        item.annotation = item.annotation or self._expression(type_)

    def _return_type(self, type_: str) -> None:
        for item in self._returns:
            item.annotation = item.annotation or self._expression(type_)

    def _expression(self, type_: str) -> Annotation:
        return expression(type_, self._docstring)

    # sections

    def _sections(self) -> list[griffe.DocstringSection]:
        others: list[griffe.DocstringAttribute] = []
        members = getattr(self._docstring.parent, "members", {})
        for name, described in self._attributes.items():
            member = members.get(name)
            if isinstance(member, griffe.Attribute) and not member.docstring:
                self._parsed.members[name] = described
                continue
            annotation = getattr(member, "annotation", None) or self._expression(described.type)
            others.append(
                griffe.DocstringAttribute(name, description=described.text, annotation=annotation)
            )
        changes = [_shown(change) for change in self._parsed.changed]
        # one change is a sentence, several are a list
        mark = "- " if changes[1:] else ""
        history = "\n".join(mark + change for change in changes)
        found: list[tuple[Any, Any]] = [
            (griffe.DocstringSectionText, self._parsed.text),
            (griffe.DocstringSectionParameters, [*self._parameters.values()]),
            (griffe.DocstringSectionAttributes, others),
            (griffe.DocstringSectionReturns, self._returns),
            (griffe.DocstringSectionYields, self._yields),
            (griffe.DocstringSectionRaises, self._raises),
            (griffe.DocstringSectionText, history),
        ]
        return [section(value) for section, value in found if value]


def expression(type_: str, docstring: griffe.Docstring) -> Annotation:
    """The type that a field states, as an expression whose names are links."""
    bare = re.sub(r"(?<![\w.])[~.]+(?=\w)", "", type_)
    return griffe.parse_docstring_annotation(bare, docstring) if bare else None


def _summary(blocks: list[nodes.Node]) -> str:
    paragraphs = (block for block in blocks if isinstance(block, nodes.paragraph))
    return first_sentence(next((paragraph.astext() for paragraph in paragraphs), ""))


def _once(node: nodes.Node, what: str, before: object) -> None:
    if before:
        raise RstError(rst.line_of(node), f"it has {what} twice")


def _yielded(annotation: Annotation) -> Annotation:
    """What is yielded by a function that is annotated so."""
    if not isinstance(annotation, griffe.ExprSubscript):
        return annotation
    if not _ITERATIONS.fullmatch(annotation.canonical_name):
        return annotation
    inner = annotation.slice
    return inner.elements[0] if isinstance(inner, griffe.ExprTuple) else inner


def _shown(change: Change) -> str:
    label = f"{'New' if change.is_addition else 'Changed'} in {escape(change.version)}"
    return f"*{label}:* {change.text}" if change.text else f"*{label}.*"
