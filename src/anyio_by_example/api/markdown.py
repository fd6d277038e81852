"""Writing Markdown: docutils' nodes become text that Python-Markdown and autorefs understand."""

from __future__ import annotations

import re
import textwrap
from collections.abc import Callable, Sequence
from typing import Any

from docutils import nodes

from anyio_by_example.api.rst import RstError, Version, line_of

Resolve = Callable[[str, str], "str | None"]
"""From a role, or "" where there is none, and a target to what autorefs finds it by, or None."""

_ADMONITIONS = {
    "attention": "warning",
    "caution": "warning",
    "danger": "danger",
    "error": "danger",
    "hint": "tip",
    "important": "warning",
    "note": "note",
    "seealso": "info",
    "tip": "tip",
    "warning": "warning",
}
"""The kinds of admonition that Material styles, by those of reStructuredText."""
_TITLES = {"seealso": "See also"}

_VERSIONS = {
    "deprecated": "deprecated since",
    "versionadded": "new in",
    "versionchanged": "changed in",
}

_SPECIAL = re.compile(
    r"[\\`*{}\[\]]"  # always
    r"|(?<![^\W_])_|_(?![^\W_])"  # within a word, `_` is harmless
)
_TAG = re.compile(r"<(?=[A-Za-z/!?])")
_ENTITY = re.compile(r"&(?=#?\w+;)")
_START = re.compile(r"^(\d*)(?=[#>]|[-+](?:\s|-|$)|!!!|(?<=\d)[.)]\s)")


def escape(text: str) -> str:
    """Plain text as Markdown that means it."""
    text = _SPECIAL.sub(r"\\\g<0>", text)
    return _TAG.sub("&lt;", _ENTITY.sub("&amp;", text))


def literal(text: str) -> str:
    """Code within a line, in as many backticks as it needs."""
    longest = max((len(run) for run in re.findall("`+", text)), default=0)
    fence = "`" * (longest + 1)
    space = " " * (text.startswith("`") or text.endswith("`"))
    return f"{fence}{space}{text}{space}{fence}"


def fence(code: str, language: str) -> str:
    """Code as a block, in as many backticks as it needs."""
    longest = max((len(run) for run in re.findall("`{3,}", code)), default=2)
    ticks = "`" * (longest + 1)
    return f"{ticks}{language}\n{code}\n{ticks}"


def markdown(
    document: nodes.document, blocks: Sequence[nodes.Node] | None, resolve: Resolve
) -> str:
    """The Markdown of some blocks.

    Args:
        document: The tree that they are from.
        blocks: The blocks; the whole document if None.
        resolve: What a name means.

    Raises:
        RstError: If they hold what can't be written.
    """
    writer = _Writer(document, resolve)
    for block in document.children if blocks is None else blocks:
        block.walkabout(writer)
    return writer.text


class _Writer(nodes.NodeVisitor):
    """Writes what it visits.

    A method `write_<node>` gets a node and what was written of each of its children.
    """

    def __init__(self, document: nodes.document, resolve: Resolve) -> None:
        super().__init__(document)
        self._resolve = resolve
        self._open: list[list[str]] = [[]]
        self._written: list[nodes.Node] = []

    @property
    def text(self) -> str:
        """What was written of the blocks that were visited."""
        return _join(self._written, self._open[0])

    def dispatch_visit(self, node: nodes.Node) -> None:
        """Begins a node."""
        kind = type(node).__name__.lower()
        if kind not in _ADMONITIONS and not hasattr(self, f"write_{kind}"):
            reason = f"it holds a {kind}, which can't be shown"
            raise RstError(line_of(node), reason, f"teach {__name__} to write it")
        self._open.append([])

    def dispatch_departure(self, node: nodes.Node) -> None:
        """Writes a node, whose children are written."""
        parts = self._open.pop()
        kind = type(node).__name__.lower()
        if kind in _ADMONITIONS:
            text = self._admonition(kind, node, parts)
        else:
            text = getattr(self, f"write_{kind}")(node, parts)
        if len(self._open) == 1:
            self._written.append(node)
        self._open[-1].append(text)

    # inline

    def write_text(self, node: nodes.Text, _: list[str]) -> str:
        return escape(re.sub(r"\s+", " ", node.astext()))

    def write_emphasis(self, _: nodes.Element, parts: list[str]) -> str:
        return f"*{''.join(parts)}*"

    def write_strong(self, _: nodes.Element, parts: list[str]) -> str:
        return f"**{''.join(parts)}**"

    def write_literal(self, node: nodes.Element, _: list[str]) -> str:
        return literal(" ".join(node.astext().split()))

    def write_reference(self, node: nodes.Element, parts: list[str]) -> str:
        address = node["refuri"]
        if address == node.astext():
            return f"<{address}>"
        return f"[{''.join(parts)}]({address})"

    def write_target(self, _: nodes.Element, __: list[str]) -> str:
        return ""

    def write_xref(self, node: nodes.Element, parts: list[str]) -> str:
        identifier = self._resolve(node["role"], node["target"])
        if identifier:
            return f"[{literal(node.astext())}][{identifier}]"
        # what has no role is a name only if it means one
        return literal(node.astext()) if node["role"] else f"*{''.join(parts)}*"

    # blocks

    def write_paragraph(self, _: nodes.Element, parts: list[str]) -> str:
        return _START.sub(r"\1\\", "".join(parts))

    def write_bullet_list(self, node: nodes.Element, parts: list[str]) -> str:
        return self._list(node, ["-"] * len(parts), parts)

    def write_enumerated_list(self, node: nodes.Element, parts: list[str]) -> str:
        return self._list(node, [f"{n}." for n in range(1, len(parts) + 1)], parts)

    def write_list_item(self, node: nodes.Element, parts: list[str]) -> str:
        return _join(node.children, parts, tight=_is_tight(node.parent))

    def write_definition_list(self, node: nodes.Element, parts: list[str]) -> str:
        return self._list(node, ["-"] * len(parts), parts)

    def write_definition_list_item(self, _: nodes.Element, parts: list[str]) -> str:
        *terms, definition = parts
        return f"{' '.join(terms)}: {definition}"

    def write_term(self, _: nodes.Element, parts: list[str]) -> str:
        return f"**{''.join(parts)}**"

    def write_classifier(self, _: nodes.Element, parts: list[str]) -> str:
        return f"({''.join(parts)})"

    def write_definition(self, node: nodes.Element, parts: list[str]) -> str:
        return _join(node.children, parts)

    def write_literal_block(self, node: nodes.Element, _: list[str]) -> str:
        return fence(node.astext(), node.get("language", "python"))

    def write_doctest_block(self, node: nodes.Element, _: list[str]) -> str:
        return fence(node.astext(), "pycon")

    def write_block_quote(self, node: nodes.Element, parts: list[str]) -> str:
        return textwrap.indent(_join(node.children, parts), "> ", lambda _: True)

    def write_field_body(self, node: nodes.Element, parts: list[str]) -> str:
        return _join(node.children, parts)

    def write_version(self, node: nodes.Element, parts: list[str]) -> str:
        text = " ".join(part.rstrip(".") for part in parts)
        colon = ": " if text else ""
        return f"*({_VERSIONS[node['kind']]} {escape(node['version'])}{colon}{text})*"

    def write_comment(self, node: nodes.Element, _: list[str]) -> str:
        if text := node.astext():
            what = text.partition("\n")[0]
            raise RstError(line_of(node), f"the comment {what!r} may be meant as a directive")
        return ""

    @staticmethod
    def _admonition(kind: str, node: Any, parts: list[str]) -> str:
        style = _ADMONITIONS[kind]
        title = _TITLES.get(kind, kind.capitalize())
        shown = "" if style == kind else f' "{title}"'
        return f"!!! {style}{shown}\n\n{_indent(_join(node.children, parts))}"

    @staticmethod
    def _list(node: nodes.Element, marks: list[str], parts: list[str]) -> str:
        items = [
            f"{mark} {_indent(part).lstrip()}" for mark, part in zip(marks, parts, strict=True)
        ]
        return ("\n" if _is_tight(node) else "\n\n").join(items)


def _indent(text: str) -> str:
    return textwrap.indent(text, " " * 4)


def _is_tight(node: Any) -> bool:
    """Whether no item of a list has a second paragraph."""
    bodies: list[Any] = [
        item.children[-1] if isinstance(item, nodes.definition_list_item) else item
        for item in node.children
    ]
    lists = nodes.bullet_list | nodes.enumerated_list
    return all(sum(not isinstance(block, lists) for block in body.children) < 2 for body in bodies)


def _join(blocks: Sequence[nodes.Node], parts: Sequence[str], *, tight: bool = False) -> str:
    """Blocks below each other, and what a version brought at the end of the paragraph before."""
    text = ""
    before: nodes.Node | None = None
    for block, part in zip(blocks, parts, strict=True):
        if not part:
            continue
        if not text:
            text = part
        elif isinstance(block, Version) and isinstance(before, nodes.paragraph | Version):
            text += f" {part}"
        else:
            text += ("\n" if tight else "\n\n") + part
        before = block
    return text
