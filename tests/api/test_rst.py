"""Claims about how AnyIO's docstrings, which are reStructuredText, are read and shown."""

from __future__ import annotations

import builtins
import re
from collections import Counter
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path
from textwrap import indent
from typing import Any

import griffe
import markdown as python_markdown
import pytest
from bs4 import BeautifulSoup
from docutils import core, nodes
from docutils.parsers.rst import directives, roles
from mkdocstrings_handlers.python import PythonConfig, PythonHandler

from anyio_by_example.api import public, rst
from anyio_by_example.api.extension import CORRECTIONS, NAMESPACE, RstDocstrings, summary
from anyio_by_example.api.markdown import escape, fence, literal, markdown
from anyio_by_example.api.rst import RstError
from anyio_by_example.api.sections import Change, Parsed, first_sentence, parse
from anyio_by_example.problem import Problem

KNOWN = {"Lock": "anyio.Lock", "anyio.Lock": "anyio.Lock", "Lock.acquire": "anyio.Lock.acquire"}


def resolve(_: str, target: str) -> str | None:
    """What a name means in these tests."""
    return KNOWN.get(target.lstrip("."))


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


CODE = '''
from collections.abc import Callable, Iterator
class C:
    """{text}"""
    a: int
    b: str
    c = 1
    d: int = 2
    """Own."""
    def __init__(self, x: int, *y: str, z: float = 1.5): ...
def f(x: int, *y: str, z: float = 1.5, w) -> bytes:
    """{text}"""
def g() -> Iterator[int]:
    """{text}"""
def h(x):
    """{text}"""
'''


def parsed(owner: str, text: str) -> Parsed:
    """What a docstring says, as one of an object in `CODE`."""
    module = griffe.visit("m", Path("m.py"), CODE.replace("{text}", indent(f"\n{text}\n", " " * 4)))
    docstring = module[owner].docstring
    assert docstring
    return parse(docstring, resolve)


def rows(found: Parsed) -> list[Any]:
    """The sections as tuples of strings."""
    return [
        (section.kind.value, section.value)
        if isinstance(section.value, str)
        else (
            section.kind.value,
            *(
                tuple(
                    None if part is None else str(part)
                    for part in (
                        getattr(item, "name", None),
                        item.annotation,
                        getattr(item, "value", None),
                        item.description,
                    )
                )
                for item in section.value
            ),
        )
        for section in found.sections
    ]


@pytest.mark.parametrize(
    ("owner", "text", "wanted"),
    [
        ("f", "All.", [("text", "All.")]),
        ("f", ":return: b\n  c", [("returns", ("", "bytes", None, "b c"))]),
        ("f", ":param y: b", [("parameters", ("*y", "str", None, "b"))]),
        ("f", ":param z: b", [("parameters", ("z", "float", "1.5", "b"))]),
        ("f", ":param str w: b", [("parameters", ("w", "str", None, "b"))]),
        ("f", ":param str x: b", [("parameters", ("x", "int", None, "b"))]),
        ("f", ":param w: b\n:type w: ~m.C", [("parameters", ("w", "m.C", None, "b"))]),
        ("f", ":type w: str\n:param w: b", [("parameters", ("w", "str", None, "b"))]),
        ("f", ":type w: str", [("parameters", ("w", "str", None, ""))]),
        ("f", ":param q: b", [("parameters", ("q", None, None, "b"))]),
        ("C", ":param z: b", [("parameters", ("z", "float", "1.5", "b"))]),
        ("h", ":return:\n  .. versionadded:: 2", [("returns", ("", None, None, "*(new in 2)*"))]),
        ("f", ":return: b\n:rtype: str", [("returns", ("", "bytes", None, "b"))]),
        ("h", ":returns: b\n:rtype: str", [("returns", ("", "str", None, "b"))]),
        ("g", ":yields: b", [("yields", ("", "int", None, "b"))]),
        ("f", ":raises ~anyio.Lock: b", [("raises", (None, "Lock", None, "b"))]),
        ("f", ":raises q.Nope: b", [("raises", (None, "q.Nope", None, "b"))]),
        ("C", ":ivar q: b\n:vartype q: int", [("attributes", ("q", "int", None, "b"))]),
        ("C", ":ivar d: b", [("attributes", ("d", "int", None, "b"))]),
        ("C", ":ivar a: b", []),
        ("C", ".. attribute:: q\n   :type: int\n\n   b", [("attributes", ("q", "int", None, "b"))]),
        (
            "f",
            "All.\n\n:param x: b\n\n.. note:: c\n\n:raises Lock: d",
            [
                ("text", "All.\n\n!!! note\n\n    c"),
                ("parameters", ("x", "int", None, "b")),
                ("raises", (None, "Lock", None, "d")),
            ],
        ),
        ("f", ".. versionchanged:: 4\n   All.", [("text", "*Changed in 4:* All.")]),
        (
            "f",
            ".. versionchanged:: 4\n   All.\n.. versionchanged:: 5",
            [("text", "- *Changed in 4:* All.\n- *Changed in 5.*")],
        ),
        ("f", "All.\n\n.. versionadded:: 4", [("text", "All.")]),
        ("f", ".. versionadded:: 4\n   All.", [("text", "*New in 4:* All.")]),
        ("f", ".. deprecated:: 4 b\n\nAll.", [("text", "All.")]),
    ],
)  # fmt: skip
def test_sections(owner: str, text: str, wanted: list[Any]) -> None:
    """Fields are sections, with the annotations and defaults of the signature."""
    assert rows(parsed(owner, text)) == wanted


def test_history() -> None:
    """What versions brought is data; a deprecation is no text besides."""
    found = parsed("f", ".. deprecated:: 4.3 Use :class:`Lock`.\n\nAll.\n\n.. versionadded:: 4.1")
    assert found.added == "4.1"
    assert found.deprecated == Change("4.3", "Use [`Lock`][anyio.Lock].")
    found = parsed(
        "f", "All.\n\n.. versionchanged:: 4.2\n   Both.\n.. versionadded:: 4.3\n   Case."
    )
    assert (found.added, found.changed) == (
        "",
        [Change("4.2", "Both."), Change("4.3", "Case.", is_addition=True)],
    )


def test_raises_is_a_link() -> None:
    """An exception is an expression that mkdocstrings links to where it is documented."""
    section = parsed("f", ":raises ~.Lock: b").sections[0]
    (item,) = section.value
    assert isinstance(item.annotation, griffe.ExprName)
    assert item.annotation.canonical_path == "anyio.Lock"


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("One. Two.", "One."),
        ("One\ntwo. Three", "One two."),
        ("No end", "No end"),
        ("Use it, e.g. ``a``. So", "Use it, e.g. a."),
        ("On Python 3.13 it is. So", "On Python 3.13 it is."),
        ("Is it? ``a`` is", "Is it?"),
        ("See :meth:`~Lock.acquire`.\n\nMore.", "See acquire()."),
        (":param x: a", ""),
        (".. note:: a\n\nOne.", "One."),
    ],
)
def test_summary(text: str, wanted: str) -> None:
    """The summary is the first sentence, without markup."""
    assert parsed("f", text).summary == wanted
    assert first_sentence(wanted) == wanted


# the whole of AnyIO


def objects(obj: griffe.Object) -> Iterator[griffe.Object]:
    """All that Griffe knows of AnyIO."""
    yield obj
    for member in obj.members.values():
        if isinstance(member, griffe.Object):
            yield from objects(member)
    if isinstance(obj, griffe.Function):
        for overload in obj.overloads or ():
            yield from objects(overload)
    if isinstance(obj, griffe.Attribute):
        yield from (accessor for accessor in (obj.setter, obj.deleter) if accessor)


Key = tuple[str, "int | None"]


@cache
def before() -> dict[Key, tuple[griffe.Object, str]]:
    """The objects of AnyIO that have docstrings, which are as AnyIO has them."""
    return {
        (obj.path, obj.lineno): (obj, obj.docstring.value)
        for obj in objects(public.load())
        if obj.docstring
    }


@cache
def after() -> tuple[RstDocstrings, dict[Key, griffe.Object]]:
    """The objects of AnyIO that have docstrings, which have been read."""
    extension = RstDocstrings()
    found = {
        (obj.path, obj.lineno): obj for obj in objects(public.load(extension)) if obj.docstring
    }
    return extension, found


def found_at(path: str) -> griffe.Object:
    """The object at a path, which has been read."""
    _, found = after()
    (obj,) = (obj for (key, _), obj in found.items() if key == path)
    return obj


def sections(obj: griffe.Object) -> list[griffe.DocstringSection]:
    """What an object's docstring says."""
    assert obj.docstring
    return obj.docstring.parsed


def texts(obj: griffe.Object) -> Iterator[str]:
    """All Markdown of an object's docstring."""
    for section in sections(obj):
        if isinstance(section.value, str):
            yield section.value
        else:
            yield from (item.description for item in section.value)
    told = obj.extra[NAMESPACE]
    yield from (change.text for change in (told["deprecated"],) if change)


def test_all_is_read() -> None:
    """Every docstring of AnyIO is read, and the extension does so for everyone that loads AnyIO."""
    _, found = after()
    assert len(before()) > 300
    assert {key for key in before() if key not in found} == set()
    assert all(NAMESPACE in obj.extra for obj in found.values())


RAW = re.compile(r":[\w:]+:`|^\s*\.\. |::\s|::$|^\s*:\w[^:`]*:(\s|$)|\w`_|``", re.MULTILINE)


def test_nothing_is_raw() -> None:
    """No role, directive, field or literal of reStructuredText is left in any text."""
    _, found = after()
    raw = [
        (path, text)
        for (path, _), obj in found.items()
        for text in [*texts(obj), summary(obj)]
        if RAW.search(re.sub(r"```.*?```", "", text, flags=re.DOTALL))
    ]
    assert raw == []


def test_parameters() -> None:
    """Every parameter that a docstring describes is described on the page, with its annotation."""
    _, found = after()
    for key, (obj, text) in before().items():
        named = re.findall(r"^:param (?:[^:]* )?(\w+):", text, re.MULTILINE)
        values = [
            item
            for section in sections(found[key])
            if isinstance(section, griffe.DocstringSectionParameters)
            for item in section.value
        ]
        assert [item.name.lstrip("*") for item in values] == named, obj.path
        assert [item.name for item in values if not item.annotation] == [], obj.path
        assert all(item.description for item in values), obj.path


DROPPED = re.compile(r"(rtype|type|vartype)\b")
"""Fields whose content is not shown, because the signature has it."""


def words(text: str) -> Counter[str]:
    """The words of a text and how often each occurs."""
    return Counter(re.findall(r"\w+", text))


def corrected(path: str, text: str) -> str:
    """A docstring as it is meant."""
    return text.replace(*CORRECTIONS.get(path, ("", "")))


def said(text: str) -> Counter[str]:
    """The words of a docstring, with the names in its fields and without markup."""
    tree = rst.read(text)
    counted: Counter[str] = Counter()
    for node in tree.findall(nodes.Text):
        field: Any = node
        while field is not None and not isinstance(field, nodes.field):
            field = field.parent
        if not field:
            counted += words(node)
    for field in tree.findall(nodes.field):
        label, body = field.children
        if not DROPPED.match(label.astext()):
            name = label.astext().split()[1:]
            counted += words(rst.name(name[-1])[0] if name else "") + words(body.astext())
            counted += Counter({"new": 0})
    for version in tree.findall(rst.Version):
        counted += words(version["version"])
    for attribute in tree.findall(rst.Attribute):
        counted += words(attribute["name"])
    return counted


def on_page(obj: griffe.Object) -> Counter[str]:
    """The words of what is shown of a docstring, without the addresses of links."""
    told = obj.extra[NAMESPACE]
    parts = [*texts(obj), told["added"]]
    parts += [change.version for change in (told["deprecated"],) if change]
    for section in sections(obj):
        if not isinstance(section.value, str):
            parts += [getattr(item, "name", "") or str(item.annotation) for item in section.value]
    for member in obj.members.values():
        own = (member.path, member.lineno) in before()
        if isinstance(member, griffe.Attribute) and member.docstring and not own:
            parts += [member.name, *texts(member)]
    return words(re.sub(r"\]\([^()\s]*\)|\]\[[\w.]+\]", " ", "\n".join(parts)))


def test_no_word_is_lost() -> None:
    """Every word of every docstring, once corrected, is shown as often as it is there."""
    _, found = after()
    lost = {
        path: missing
        for (path, line), (_, text) in before().items()
        if (missing := said(corrected(path, text)) - on_page(found[path, line]))
    }
    assert lost == {}


def test_every_correction_is_needed() -> None:
    """What is corrected in AnyIO is still wrong there."""
    originals = {path: text for (path, _), (_, text) in before().items()}
    for path, (wrong, _) in CORRECTIONS.items():
        assert wrong in originals[path]


def test_correction() -> None:
    """What is corrected reads as it is meant."""
    extra = found_at("anyio._core._typedattr.TypedAttributeProvider.extra")
    assert summary(extra) == "Return the value of the given typed extra attribute."
    assert summary(found_at("anyio._core._tasks.TaskHandle.start_value")).endswith("started().")
    assert "socket family (`AF_INET`, ...)" in [
        *texts(found_at("anyio._core._sockets.getaddrinfo"))
    ]


def test_members_say_it_themselves() -> None:
    """What a class says of its attributes is their docstring, and none is left in the class."""
    _, found = after()
    kinds = {section.kind.value for obj in found.values() for section in sections(obj)}
    assert kinds == {"text", "parameters", "returns", "raises"}
    statistics = found_at("anyio._core._synchronization.EventStatistics.tasks_waiting")
    assert [*texts(statistics)] == ["number of tasks waiting on [`wait()`][anyio.Event.wait]"]
    told = {path: summary(obj) for (path, _), obj in found.items()}
    assert told["anyio._core._tasks.TaskHandle.Status.PENDING"] == "The task has not finished yet."
    assert told["anyio._core._testing.TaskInfo.id"] == "the unique identifier of the task"
    assert told["anyio.abc._tasks.TaskGroup.cancel_scope"].startswith("the cancel scope inherited")
    assert told["anyio.abc._sockets.SocketAttribute.family"].startswith("the address family")
    assert told["anyio.streams.tls.TLSStream.transport_stream"] == "the wrapped stream"


UNRESOLVED = {
    # names of newer or older Pythons than the one whose inventory is here
    "concurrent.interpreters",
    "pathlib.Path.copy",
    "pathlib.Path.copy_into",
    "pathlib.Path.info",
    "pathlib.Path.link_to",
    "pathlib.Path.move",
    "pathlib.Path.move_into",
    # AnyIO has no such exception: it is NoEventLoopError
    "MissingTokenError",
    # not public as far as `public` knows
}


def test_names_are_resolved() -> None:
    """Every name in a role means something that is documented, but for the ones named here."""
    extension, _ = after()
    assert {target for _, target in extension.unresolved} == UNRESOLVED


@pytest.mark.parametrize(
    ("path", "link"),
    [
        ("anyio.functools.cache", "[`functools.cache()`][functools.cache]"),
        ("anyio.functools.cache", "[`lru_cache()`][anyio.functools.lru_cache]"),
        ("anyio._core._fileio.open_file", "[`open()`][open]"),
        ("anyio.lowlevel.RunVar.reset", "[`set()`][anyio.lowlevel.RunVar.set]"),
        ("anyio._core._sockets.wait_writable", "[`wait_readable()`][anyio.wait_readable]"),
    ],
)
def test_names_mean_what_sphinx_takes_them_for(path: str, link: str) -> None:
    """A name means what is beside it, then what has this whole name, then what ends like it."""
    assert any(link in text for text in texts(found_at(path)))


def test_exceptions_are_links() -> None:
    """What is raised is linked, to AnyIO's public path or to Python's name, if it is documented."""
    _, found = after()
    raised = {
        getattr(item.annotation, "canonical_path", str(item.annotation))
        for obj in found.values()
        for section in sections(obj)
        if isinstance(section, griffe.DocstringSectionRaises)
        for item in section.value
    }
    assert {"anyio.EndOfStream", "anyio.BusyResourceError", "LookupError"} < raised
    assert {path for path in raised if "._" in path} == set()
    assert {path for path in raised if "." not in path and not hasattr(builtins, path)} == {
        "MissingTokenError"
    }


# as an extension of Griffe


def test_named_in_mkdocs() -> None:
    """The module is an extension by its name, and mkdocstrings keeps what it made."""
    handler = PythonHandler(
        PythonConfig.from_data(), Path(), theme="material", custom_templates=None, mdx=[],
        mdx_config={},
    )  # fmt: skip
    options = handler.get_options(
        {
            "extensions": [
                "griffe_public_redundant_aliases",
                "anyio_by_example.api.extension",
            ],
            "docstring_style": "sphinx",
        }
    )
    for _ in range(2):
        portal = handler.collect("anyio.from_thread.start_blocking_portal", options)
        assert portal.docstring
        assert "[`run()`][anyio.run]" in portal.docstring.parsed[0].value


def test_other_packages_are_left_alone() -> None:
    """Only AnyIO's docstrings are reStructuredText for sure."""
    extensions = griffe.load_extensions(RstDocstrings())
    with griffe.temporary_visited_package(
        "other", {"__init__.py": '"""`a"""'}, extensions=extensions
    ) as package:
        assert package.docstring
        assert package.docstring.value == "`a"


def test_what_counts_as_unresolved() -> None:
    """Only what has a role is meant as a name for sure; names that are given are known."""
    extension = RstDocstrings(known={"there"})
    text = '"""`wide` :class:`gone` :exc:`there`"""'
    extensions = griffe.load_extensions(extension)
    with griffe.temporary_visited_package(
        "anyio", {"__init__.py": text}, extensions=extensions
    ) as package:
        assert extension.unresolved == [("anyio", "gone")]
        assert package.docstring
        assert package.docstring.value == "*wide* `gone` [`there`][there]"


@pytest.fixture
def load(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[[str], griffe.Module]:
    """Loads a module as if it were AnyIO."""
    (tmp_path / "anyio").mkdir()
    monkeypatch.chdir(tmp_path)

    def load(code: str) -> griffe.Module:
        (tmp_path / "anyio/__init__.py").write_text(code)
        extensions = griffe.load_extensions(RstDocstrings())
        package = griffe.load("anyio", search_paths=[tmp_path], extensions=extensions)
        assert isinstance(package, griffe.Module)
        return package

    return load


def test_everywhere(load: Callable[[str], griffe.Module]) -> None:
    """Overloads, setters and nested classes are read too, and types become annotations."""
    package = load(
        "from typing import overload\n"
        "@overload\n"
        "def f(x: int) -> int:\n"
        '    """``a``"""\n'
        "@overload\n"
        "def f(x: str) -> str: ...\n"
        "def f(x): ...\n"
        "class A:\n"
        '    """``b``\n\n    :ivar int y: ``c``\n    """\n'
        "    def __init__(self): self.y = 1\n"
        "    @property\n"
        "    def p(self): ...\n"
        "    @p.setter\n"
        "    def p(self, p):\n"
        '        """``d``"""\n'
        "    class B:\n"
        '        """``e``"""\n'
    )
    function, cls = package["f"], package["A"]
    found = [function.overloads[0], cls, cls["y"], cls["p"].setter, cls["B"]]
    assert [obj.docstring.value for obj in found] == ["`a`", "`b`", "`c`", "`d`", "`e`"]
    assert str(cls["y"].annotation) == "int"


@pytest.mark.parametrize(
    ("code", "line"),
    [
        ('"""A *b."""', 1),
        ('"""\nA *b.\n"""', 2),
        ('\ndef f():\n    r"""\n\n    All.\n\n    B *b.\n    """', 7),
        ('class A:\n    """All.\n\n    *b.\n    """', 4),
    ],
)
def test_problem_names_file_and_line(
    code: str, line: int, load: Callable[[str], griffe.Module]
) -> None:
    """An error says which line of which file is wrong, and how to mend it."""
    with pytest.raises(Problem) as error:
        load(code)
    assert (error.value.path, error.value.line) == (Path("anyio/__init__.py"), line)
    assert error.value.remedy


def test_no_summary() -> None:
    """What has no docstring has no summary."""
    assert summary(griffe.Function("f")) == ""


def test_escape_leaves_prose_alone() -> None:
    """Text that can't be misread stays as it is, so that the Markdown reads well too."""
    text = "It's a_b (c), d: e - f; 2 < 3 & 4 > 1!"
    assert escape(text) == text
