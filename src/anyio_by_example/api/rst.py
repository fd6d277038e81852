"""Reading reStructuredText: one docstring becomes a tree of docutils' nodes.

AnyIO's docstrings are written for Sphinx. Its roles and directives are not docutils' own, so this
module brings those that AnyIO uses. What it doesn't know is an error, not text.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache
from types import ModuleType
from typing import Any, ClassVar

from docutils import frontend, nodes, utils
from docutils.parsers import rst
from docutils.parsers.rst import directives, states

BASE = "https://anyio.readthedocs.io/en/stable/"
MANUAL = {
    "backend options": ("basics.html#backend-options", "Backend specific options"),
    "contextmanagers": ("contextmanagers.html", "Context manager mix-in classes"),
    "start_initialize": ("tasks.html#start-initialize", "Starting and initializing tasks"),
}
"""Labels and documents of AnyIO's manual that its docstrings name: where each is, and its title."""

NAMES = {"attr", "class", "const", "data", "exc", "func", "meth", "mod", "obj"}
"""The roles for names in Python, which may begin with `py:`."""
CALLS = {"func", "meth"}
PAGES = {"doc", "ref", "term"}

UPSTREAM = (
    "this docstring is AnyIO's: report it there, and add a correction to "
    "anyio_by_example.api.extension.CORRECTIONS until it is mended"
)
_TEACH = "if Sphinx knows it, teach it to "

_TITLED = re.compile(r"(?P<title>.+?)\s*<(?P<target>[^<>]+)>", re.DOTALL)
_SUBSCRIPT = re.compile(r"\[.*\]$")


@dataclass(eq=False)
class RstError(Exception):
    """A docstring that can't be read, or holds what can't be shown."""

    line: int
    """The line within the docstring, counted from 1."""
    reason: str
    """What is wrong."""
    remedy: str = UPSTREAM
    """How to mend it."""


class Xref(nodes.Inline, nodes.TextElement):
    """A name in Python, with its title as text and the attributes `role` and `target`."""


class Version(nodes.Element):
    """What a version brought, with the attributes `kind`, which is the directive, and `version`."""


class Attribute(nodes.Element):
    """The description of an attribute, with the attributes `name` and `type`."""


class SeeAlso(nodes.Element):
    """An admonition that docutils doesn't know."""


def name(text: str) -> tuple[str, str]:
    """The title and the target that a name stands for, as `~anyio.Lock` for `Lock`.

    Args:
        text: The name as it stands in a role or in a field.
    """
    target = " ".join(text.split()).lstrip("~").removesuffix("()")
    title = target.lstrip(".")
    if text.startswith("~"):
        title = title.rpartition(".")[2]
    return title, _SUBSCRIPT.sub("", target)


def _interpreted(
    rawsource: str, text: str, role: str | None, lineno: int
) -> tuple[list[nodes.Node], list[nodes.system_message]]:
    """The node of interpreted text."""
    content = utils.unescape(text)
    short = (role or "").removeprefix("py:")
    titled = _TITLED.fullmatch(content)
    if short in PAGES:
        return [_page(rawsource, content, titled, lineno)], []
    if role and short not in NAMES:
        where = f"{__name__}.NAMES or PAGES"
        raise RstError(lineno, f"the role {role!r} is unknown", f"{_TEACH}{where}")
    if content.startswith("!"):
        return [nodes.literal(rawsource, content[1:])], []
    if titled:
        title, target = " ".join(titled["title"].split()), name(titled["target"])[1]
    else:
        title, target = name(content)
        title += "()" * (short in CALLS and not title.endswith(")"))
    return [Xref(rawsource, title, role=short, target=target)], []


def _inliner() -> states.Inliner:
    """What reads inline markup, with Sphinx's roles in place of docutils' own."""
    inliner = states.Inliner()
    # not a subclass, since docutils reads patterns from the class of the object itself
    inliner.interpreted = _interpreted  # type: ignore[method-assign]
    return inliner


def _page(rawsource: str, content: str, titled: re.Match[str] | None, line: int) -> nodes.reference:
    target = titled["target"] if titled else content
    if target not in MANUAL:
        where = f"{__name__}.MANUAL"
        raise RstError(line, f"{target!r} is nowhere in AnyIO's manual", f"add its page to {where}")
    page, title = MANUAL[target]
    return nodes.reference(rawsource, titled["title"] if titled else title, refuri=BASE + page)


class _Directive(rst.Directive):
    """A directive that stands for a node with blocks in it."""

    has_content = True
    node: ClassVar[type[nodes.Element]]

    def attributes(self) -> dict[str, str]:
        """Those of the node."""
        return {}

    def run(self) -> list[nodes.Node]:
        """Makes the node."""
        if not self.arguments:
            self.assert_has_content()
        node = self.node("\n".join(self.content), **self.attributes())
        node.line = self.lineno
        if self.arguments[1:]:
            text, messages = self.state.inline_text(self.arguments[1], self.lineno)
            node += [nodes.paragraph(self.arguments[1], "", *text), *messages]
        self.state.nested_parse(self.content, self.content_offset, node)
        return [node]


class _Version(_Directive):
    required_arguments = 1
    optional_arguments = 1
    final_argument_whitespace = True
    node = Version

    def attributes(self) -> dict[str, str]:
        return {"kind": self.name, "version": self.arguments[0]}


class _Attribute(_Directive):
    required_arguments = 1
    option_spec: ClassVar[dict[str, Any]] = {"type": directives.unchanged}
    node = Attribute

    def attributes(self) -> dict[str, str]:
        return {"name": self.arguments[0], "type": self.options.get("type", "")}


class _Code(rst.Directive):
    has_content = True
    optional_arguments = 1

    def run(self) -> list[nodes.Node]:
        self.assert_has_content()
        code = "\n".join(self.content)
        return [nodes.literal_block(code, code, language=(*self.arguments, "python")[0])]


def _admonition(kind: type[nodes.Element]) -> type[_Directive]:
    return type(kind.__name__, (_Directive,), {"node": kind})


DIRECTIVES: dict[str, type[rst.Directive]] = {
    "attention": _admonition(nodes.attention),
    "attribute": _Attribute,
    "caution": _admonition(nodes.caution),
    "code": _Code,
    "code-block": _Code,
    "danger": _admonition(nodes.danger),
    "deprecated": _Version,
    "error": _admonition(nodes.error),
    "hint": _admonition(nodes.hint),
    "important": _admonition(nodes.important),
    "note": _admonition(nodes.note),
    "seealso": _admonition(SeeAlso),
    "sourcecode": _Code,
    "tip": _admonition(nodes.tip),
    "versionadded": _Version,
    "versionchanged": _Version,
    "warning": _admonition(nodes.warning),
}


@contextmanager
def _our_directives() -> Iterator[None]:
    """Has docutils find our directives and no others, as Sphinx has it find its own.

    They are not registered, since docutils has one register for everyone in this process.
    """

    def find(
        directive_name: str, _: ModuleType, document: nodes.document
    ) -> tuple[type[rst.Directive], list[nodes.system_message]]:
        if found := DIRECTIVES.get(directive_name.lower()):
            return found, []
        where = f"{__name__}.DIRECTIVES"
        reason = f"the directive {directive_name!r} is unknown"
        raise RstError(document.current_line or 1, reason, f"{_TEACH}{where}")

    before = directives.directive
    directives.directive = find  # type: ignore[assignment]
    try:
        yield
    finally:
        directives.directive = before


@cache
def _settings() -> Any:
    """Docutils' settings, made once because that takes as long as reading ten docstrings."""
    settings = frontend.get_default_settings(rst.Parser)
    # messages are read from the tree, so none is printed and none ends the reading
    settings.report_level = settings.halt_level = 5
    settings.file_insertion_enabled = settings.raw_enabled = False
    return settings


def line_of(node: nodes.Node) -> int:
    """The line of a docstring that a node begins on, or that of what is around it."""
    place: Any = node
    while place is not None:
        if place.line:
            return int(place.line)
        place = place.parent
    return 1


def read(text: str) -> nodes.document:
    """The tree of a docstring, with the addresses of its links filled in.

    Args:
        text: The docstring, without indentation.

    Raises:
        RstError: If it is malformed, or holds a role or directive that is unknown.
    """
    document = utils.new_document("docstring", _settings())
    with _our_directives():
        rst.Parser(inliner=_inliner()).parse(text, document)
    for message in document.findall(nodes.system_message):
        what = message.children[0].astext() if message.children else ""
        raise RstError(message.get("line") or line_of(message), f"it is malformed: {what}")
    addresses = {
        label: target["refuri"]
        for target in document.findall(nodes.target)
        for label in target["names"]
        if "refuri" in target
    }
    for reference in document.findall(nodes.reference):
        if "refuri" not in reference:
            label = reference.get("refname", reference.astext())
            if label not in addresses:
                raise RstError(line_of(reference), f"the link {label!r} leads nowhere")
            reference["refuri"] = addresses[label]
    return document
