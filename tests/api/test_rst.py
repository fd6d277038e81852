"""reStructuredText: what AnyIO uses of it is written as Markdown, and all else is an error."""

from __future__ import annotations

from typing import Any

import griffe
import markdown as python_markdown
import pytest
from bs4 import BeautifulSoup
from docutils import core, nodes
from docutils.parsers.rst import directives, roles
from helpers.resolved import resolve

from anyio_by_example.api import rst
from anyio_by_example.api.markdown import escape, fence, literal, markdown
from anyio_by_example.api.rst import RstError
from anyio_by_example.api.sections import parse


def shown(text: str) -> str:
    """The Markdown of reStructuredText."""
    return markdown(rst.read(text), None, resolve)


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("*a* **b** ``c``", "*a* **b** `c`"),
        ("one\ntwo", "one two"),
        ("``a ` b`` ``a\nb``", "``a ` b`` `a b`"),
        ("*args, a_b, _c, d[e], <f>, g < h, {i}, &amp; 2*3".replace("*", r"\*"), None),
        (":class:`Lock`", "[`Lock`][anyio.Lock]"),
        (":py:class:`~anyio.Lock`", "[`Lock`][anyio.Lock]"),
        (":class:`.Lock`", "[`Lock`][anyio.Lock]"),
        (":class:`~.Lock`", "[`Lock`][anyio.Lock]"),
        (":meth:`~Lock.acquire`", "[`acquire()`][anyio.Lock.acquire]"),
        (":meth:`Lock.acquire()`", "[`Lock.acquire()`][anyio.Lock.acquire]"),
        (":func:`Lock[int]`", "[`Lock[int]()`][anyio.Lock]"),
        (":meth:`get it <Lock.acquire>`", "[`get it`][anyio.Lock.acquire]"),
        (":attr:`x`, :func:`y`, :obj:`!Lock`", "`x`, `y()`, `Lock`"),
        ("`Lock`, `~anyio.Lock`, `wide`", "[`Lock`][anyio.Lock], [`Lock`][anyio.Lock], *wide*"),
        (
            ":doc:`contextmanagers`, :ref:`here <backend options>`",
            f"[Context manager mix-in classes]({rst.BASE}contextmanagers.html), "
            f"[here]({rst.BASE}basics.html#backend-options)",
        ),
        ("`a b`_\n\n.. _a b: https://x.org/_y", "[a b](https://x.org/_y)"),
        ("`a <https://x.org>`__ https://y.org", "[a](https://x.org) <https://y.org>"),
        ("- a\n- b\n\n  - c", "- a\n- b\n    - c"),
        ("- a\n\n  b\n- c", "- a\n\n    b\n\n- c"),
        ("1. a\n2. b\n\n   c", "1. a\n\n2. b\n\n    c"),
        ("a\n  b\n\nc\n  d", "- **a**: b\n- **c**: d"),
        ("a::\n\n  b = 1\n    c", "a:\n\n```python\nb = 1\n  c\n```"),
        (".. code-block:: sh\n\n  ls", "```sh\nls\n```"),
        (".. code::\n\n  x", "```python\nx\n```"),
        (">>> 1\n1", "```pycon\n>>> 1\n1\n```"),
        ("a\n\n  b\n\n  c", "a\n\n> b\n> \n> c"),
        (".. note:: a\n   b\n\n   - c", "!!! note\n\n    a b\n\n    - c"),
        (".. important:: a", '!!! warning "Important"\n\n    a'),
        (".. seealso:: :class:`Lock`", '!!! info "See also"\n\n    [`Lock`][anyio.Lock]'),
        ("a\n\n.. versionadded:: 4.1", "a *(new in 4.1)*"),
        ("a\n\n.. versionchanged:: 4.2\n   Both.", "a *(changed in 4.2: Both)*"),
        ("a\n\n.. deprecated:: 4.3 Use ``b``.", "a *(deprecated since 4.3: Use `b`)*"),
        ("\\# a\n\n\\- b\n\n1\\. c", "\\# a\n\n\\- b\n\n1\\. c"),
    ],
)
def test_markdown(text: str, wanted: str | None) -> None:
    """What AnyIO uses of reStructuredText is written as Markdown that means the same."""
    if wanted is None:
        wanted = r"\*args, a_b, \_c, d\[e\], &lt;f>, g < h, \{i\}, &amp;amp; 2\*3"
    assert shown(text) == wanted


EXTENSIONS = ["admonition", "attr_list", "md_in_html", "tables", "pymdownx.superfences"]
EXTENSIONS += ["pymdownx.inlinehilite", "abbr"]


@pytest.mark.parametrize(
    "text",
    [
        "*args and **kwargs",
        "__init__ _a_ b_c_d e_ _",
        "[a](b) [a][b] ![a](b) [a]: b",
        "<b>a</b> a<b <!-- c --> 2 < 3 > 1",
        "&lt; &amp; a & b &#42;",
        "`a` ``b`` \\` \\* \\\\",
        "a { .b } {: .c }",
        "# a",
        "- a",
        "+ a",
        "1. a",
        "12) a",
        "---",
        "> a",
        '!!! note "a"',
        "a | b",
    ],
)
def test_escape(text: str) -> None:
    """Plain text that Markdown could misread is on the page as it was, and so is code."""
    # written by way of a node, since the beginning of a paragraph matters
    document = rst.read("a")
    document.children = [nodes.paragraph("", "", nodes.Text(text))]
    html = python_markdown.markdown(markdown(document, None, resolve), extensions=EXTENSIONS)
    assert BeautifulSoup(html, "html.parser").get_text() == text
    assert len(BeautifulSoup(html, "html.parser").find_all()) == 1
    for code in (f"a {literal(text)}", fence(text, "text")):
        html = python_markdown.markdown(code, extensions=EXTENSIONS)
        (element,) = BeautifulSoup(html, "html.parser").find_all("code")
        assert element.get_text().strip() == text


def test_fence_fits() -> None:
    """Code that holds a fence is in a longer one."""
    assert fence("```\na\n```", "text") == "````text\n```\na\n```\n````"


@pytest.mark.parametrize(
    ("text", "line", "reason"),
    [
        ("a\n\n*b", 3, "malformed: Inline emphasis start-string"),
        ("a\n\n:param b: *c", 3, "malformed: Inline emphasis start-string"),
        ("a\n\nTitle\n==", 4, "malformed: "),
        ("3. a", 1, "malformed: Enumerated list"),
        ("a\n\n.. note:: b\n\n   *c", 5, "malformed: Inline emphasis"),
        ("a\n\n.. versionadded::", 3, "malformed: Error in"),
        ("a\n\n.. note::", 3, "malformed: Content block expected"),
        ("a\n\n.. code::", 3, "malformed: Content block expected"),
        ("a\n\n:nope:`b`", 3, "the role 'nope' is unknown"),
        ("a\n\n.. nope:: b", 3, "the directive 'nope' is unknown"),
        ("a\n\n.. image:: b", 3, "the directive 'image' is unknown"),
        ("a\n\n.. include:: /etc/passwd", 3, "the directive 'include' is unknown"),
        ("a\n\n:nope: b", 3, "the field 'nope' is unknown"),
        ("a\n\n:param: b", 3, "the field 'param' is unknown"),
        (":param a: b\n:param a: c", 2, "the parameter 'a' twice"),
        (":ivar a: b\n\n.. attribute:: a", 3, "the attribute 'a' twice"),
        ("a\n\n.. versionadded:: 1\n.. versionadded:: 2", 4, "its addition twice"),
        (".. deprecated:: 1\n.. deprecated:: 2", 2, "a deprecation twice"),
        ("a\n\n.. note: b", 3, "the comment 'note: b' may be meant as a directive"),
        ("a\n\n|b|", 3, "a substitution_reference, which can't be shown"),
        ("a\n\n- :b: c", 3, "a field_list, which can't be shown"),
        ("a\n\n`b`_", 3, "the link 'b' leads nowhere"),
        ("a\n\n:ref:`b`", 3, "'b' is nowhere in AnyIO's manual"),
    ],
)
def test_errors(text: str, line: int, reason: str) -> None:
    """What is malformed or unknown is an error that says where and how to mend it, never text."""
    with pytest.raises(RstError) as error:
        parse(griffe.Docstring(text), resolve)
    assert reason in error.value.reason
    assert error.value.line == line
    assert error.value.remedy


def test_docutils_is_left_alone(capsys: pytest.CaptureFixture[str]) -> None:
    """Docutils has the roles and directives that it had, even after an error, and is silent."""
    registers: list[dict[str, Any]] = [vars(directives)["_directives"], vars(roles)["_roles"]]
    before = directives.directive, [dict(register) for register in registers]
    shown(":class:`a`\n\n.. seealso:: b")
    for wrong in (".. nope::", "*a", ".. note::"):
        with pytest.raises(RstError):
            shown(wrong)
    assert before == (directives.directive, registers)
    assert capsys.readouterr() == ("", "")
    settings = {"report_level": 5, "halt_level": 5}
    tree = core.publish_doctree(":class:`a`\n\n.. image:: b", settings_overrides=settings)
    assert len([*tree.findall(nodes.problematic)]) == len([*tree.findall(nodes.image)]) == 1


def test_escape_leaves_prose_alone() -> None:
    """Text that can't be misread stays as it is, so that the Markdown reads well too."""
    text = "It's a_b (c), d: e - f; 2 < 3 & 4 > 1!"
    assert escape(text) == text
