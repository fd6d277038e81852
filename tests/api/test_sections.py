"""A docstring in parts: fields are sections, versions a history, the beginning a summary."""

from __future__ import annotations

from pathlib import Path
from textwrap import indent
from typing import Any

import griffe
import pytest
from helpers.resolved import resolve

from anyio_by_example.api.sections import Change, Parsed, first_sentence, parse

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
