"""Code on a page: it is the code, every line has an anchor, and links cover just the names."""

from __future__ import annotations

import random
from collections.abc import Iterable
from itertools import takewhile

import pytest
from bs4 import BeautifulSoup, Tag

from anyio_by_example.crossref.names import Name
from anyio_by_example.examples.example import Example
from anyio_by_example.library.library import Library
from anyio_by_example.pages.listing import listing

NASTY = "x = '<b>&amp;</b>' + \"\\\"'<&>\"  # <!-- & -->\n"


def shown(code: str, names: Iterable[Name] = (), first: int = 1) -> BeautifulSoup:
    """A listing as a browser reads it."""
    html = listing(code, "it", first, tuple(names))
    return BeautifulSoup(f"<pre>{html}</pre>", "html.parser")


def links(page: BeautifulSoup) -> list[tuple[int, int, int, str]]:
    """Where each link is, as line, column and end, and what it leads to."""
    found = []
    line = column = 0
    for part in page.descendants:
        if not isinstance(part, Tag):
            text = str(part)
            column = len(text) - text.rfind("\n") - 1 if "\n" in text else column + len(text)
        elif part.has_attr("id"):
            line, column = int(str(part["id"]).rpartition("L")[2]), 0
        elif part.name == "autoref":
            assert part.has_attr("optional")
            end = column + len(part.get_text())
            found.append((line, column, end, str(part["identifier"])))
    return found


def wanted(names: Iterable[Name]) -> list[tuple[int, int, int, str]]:
    """What `links` finds if names are linked as they are."""
    return sorted((name.line, name.column, name.end, name.target) for name in names)


@pytest.fixture(scope="module")
def examples(library: Library, request: pytest.FixtureRequest) -> list[Example]:
    """Every sixth example, or each with `--every`: on its page, `test_site` looks at each."""
    return library.examples()[:: 1 if request.config.getoption("every") else 6]


def test_snippets_are_shown_as_they_are(examples: list[Example]) -> None:
    """The text of a listing is the code, for examples and each file beside one."""
    for example in examples:
        assert shown(example.code).get_text() == example.code, example.name
        for name, text in example.support:
            assert shown(text).get_text() == text, (example.name, name)


def test_every_name_in_snippets_is_linked(library: Library, examples: list[Example]) -> None:
    """Each name that an example shows is one link, which covers the name and nothing else."""
    for example in examples:
        found = library.names_in(example)
        here = [name for name in found[example.path.name] if name.line >= example.first_line]
        page = shown(example.code, found[example.path.name], example.first_line)
        assert links(page) == wanted(here), example.name
        assert page.get_text() == example.code
        for file, text in example.support:
            assert links(shown(text, found[file])) == wanted(found[file]), (example.name, file)


@pytest.mark.at_length
@pytest.mark.parametrize("seed", range(3))
def test_links_anywhere(seed: int, library: Library) -> None:
    """Wherever links begin and end, also amid a token, they are there; the code is unchanged."""
    chance = random.Random(seed)
    for example in library.examples()[seed::3]:
        names = []
        for number, line in enumerate(example.code.splitlines(), example.first_line):
            edges = sorted(chance.sample(range(len(line) + 1), min(4, len(line) + 1) // 2 * 2))
            for start, end in zip(edges[::2], edges[1::2], strict=True):
                names.append(Name(number, start, end, f"anyio.n{number}_{start}"))
        page = shown(example.code, names, example.first_line)
        assert page.get_text() == example.code
        assert links(page) == wanted(names)


@pytest.mark.parametrize("first", [1, 7])
@pytest.mark.parametrize(
    "code", ["a\n", "a<b>c&lt;d\n", "a\n\n\nb\n", "x = '''\n\n<\n'''\n\n\n", NASTY]
)
def test_anchors(code: str, first: int) -> None:
    """Each line, blank ones and those of a string included, begins with an anchor of its own."""
    page = shown(code, first=first)
    anchors = page.select("a")
    numbers = range(first, first + code.count("\n"))
    assert [str(anchor["id"]) for anchor in anchors] == [f"it-L{number}" for number in numbers]
    for anchor, line in zip(anchors, code.splitlines(), strict=True):
        assert anchor["href"] == f"#{anchor['id']}"
        assert anchor["tabindex"] == "-1"
        assert not anchor.get_text()
        following = takewhile(lambda part: part not in anchors, anchor.next_siblings)
        assert "".join(part.get_text() for part in following) == line + "\n"


CASES: dict[str, tuple[str, list[Name]]] = {
    "a dotted module, which is one token": (
        "from anyio.abc import TaskGroup\n",
        [Name(1, 5, 14, "anyio.abc"), Name(1, 22, 31, "anyio.abc.TaskGroup")],
    ),
    "a part of a token": (
        "from anyio.abc import TaskGroup\n",
        [Name(1, 5, 10, "anyio"), Name(1, 11, 14, "anyio.abc")],
    ),
    "the name in a decorator, without its mark": (
        "@anyio.pytest.fixture\n@property\ndef f(): ...\n",
        [Name(1, 1, 21, "anyio"), Name(2, 1, 9, "property")],
    ),
    "one that ends where the next one begins": (
        "tg.cancel_scope.cancel()\n",
        [Name(1, 0, 15, "anyio.a"), Name(1, 15, 22, "anyio.b")],
    ),
    "a name between characters that HTML means otherwise": (
        "a<b>c&d\n",
        [Name(1, 2, 3, "anyio.b"), Name(1, 6, 7, "anyio.d")],
    ),
    "characters that HTML means otherwise": (NASTY, [Name(1, 4, 20, "anyio.x")]),
    "an expression in a string": ('f"{anyio.run!r}<{anyio}"\n', [Name(1, 3, 12, "anyio.run")]),
    "later lines of a string": (
        "f'''\n{a}\n  {b}'''\n",
        [Name(2, 1, 2, "anyio.a"), Name(3, 3, 4, "anyio.b")],
    ),
    "characters that are more than one byte": (
        "'é€😀', a\n",
        [Name(1, 7, 8, "anyio.a")],
    ),
    "the first and the last character": ("a\nb\n", [Name(1, 0, 1, "x.a"), Name(2, 0, 1, "x.b")]),
}


@pytest.mark.parametrize("case", CASES)
def test_links(case: str) -> None:
    """A link covers the range of its name, whatever the tokens are."""
    code, names = CASES[case]
    for order in (names, names[::-1]):
        page = shown(code, order)
        assert links(page) == wanted(names)
        assert page.get_text() == code


def test_last_line_without_an_end() -> None:
    """A last line that isn't ended is none that is."""
    assert shown("a\nb").get_text() == "a\nb"
    assert links(shown("a\nb", [Name(2, 0, 1, "x.b")])) == [(2, 0, 1, "x.b")]


def test_lines_that_are_not_shown() -> None:
    """A name above the first line or below the last one has no link."""
    names = [Name(1, 0, 1, "x.a"), Name(8, 0, 1, "x.b"), Name(9, 0, 1, "x.c")]
    assert links(shown("b\n", names, first=8)) == [(8, 0, 1, "x.b")]


def test_plain_text_has_no_element() -> None:
    """What looks like the code around it is no element: most of a page is code."""
    assert str(shown("a\nb\n")).count("<span") == 2, "one a line"
    assert str(shown("def a(): ...\n")).count("<span") >= 3
