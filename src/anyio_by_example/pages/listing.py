"""Listing: code as a page shows it, highlighted, its lines and names linked."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from html import escape
from itertools import pairwise

from markupsafe import Markup
from pygments.lexers import PythonLexer
from pygments.token import STANDARD_TYPES, _TokenType

from anyio_by_example.crossref.names import Name
from anyio_timeline.characters import lines, shown

_LEXER = PythonLexer()
_BARE = re.compile(r"[\w.#:-]+")
_PLAIN = {"", "n", "o", "p", "w"}
"""Classes of text that looks like the code around it. Most tokens are in them."""

_NARROW = 34
"""Columns that fit the narrowest screen, where a step of an indentation has two of them. A first
word that has more would leave the row of its line's number empty, if it weren't broken itself."""

_DEEPEST = 6
"""Steps of an indentation that styles know of."""


def listing(code: str, ident: str, first: int, names: tuple[Name, ...] = ()) -> Markup:
    """The HTML of a piece of code.

    Each line is an element that starts with an anchor, `ident-L7`; styles count them, to show their
    numbers. A blank line says so, and another one how far it is indented, so that it can be broken
    on a narrow screen and still be seen as one. Each name is a reference that autorefs makes a link
    to the name's entry, if the site has it. Attributes have no quotes where HTML needs none: there
    are thousands of them on a page. Text has none either, for what completes the addresses of a
    page looks for them.

    Args:
        code: The code.
        ident: What the anchors begin with.
        first: The number of its first line.
        names: Where in the file there are names that have an entry.
    """
    by_line: dict[int, list[Name]] = defaultdict(list)
    for name in names:
        by_line[name.line].append(name)
    quote = "" if _BARE.fullmatch(ident) else '"'
    anchor = escape(ident)
    return Markup(  # noqa: S704 (every piece of code is escaped)
        "".join(
            f"<span{_kind(tokens)}>"
            f"<a id={quote}{anchor}-L{number}{quote} href={quote}#{anchor}-L{number}{quote}"
            f" tabindex=-1 aria-hidden=true></a>{_line(tokens, by_line[number])}</span>"
            for number, tokens in enumerate(_lines(code), first)
        )
    )


def _lines(code: str) -> Iterator[list[tuple[str, str]]]:
    """The tokens of each line, its end among them: the class of each, and its text."""
    line: list[tuple[str, str]] = []
    # `get_tokens` would take a text for what nobody has read yet, and change it
    for _, kind, value in _LEXER.get_tokens_unprocessed(code):
        for text in lines(value):
            if text.endswith("\n"):
                yield [*line, (_class(kind), text[:-1]), ("", "\n")]
                line = []
            else:
                line.append((_class(kind), text))
    if line:
        yield line


def _class(kind: _TokenType) -> str:
    while kind not in STANDARD_TYPES:
        kind = kind.parent
    return str(STANDARD_TYPES[kind])


def _kind(tokens: Sequence[tuple[str, str]]) -> str:
    """What a style needs to know of a line, as the attribute of its element."""
    text = "".join(token for _, token in tokens).rstrip("\n")
    words = text.split()
    if not words:
        return " class=gap"
    level = min((len(text) - len(text.lstrip(" "))) // 4, _DEEPEST)
    is_solid = len(words[0]) > _NARROW - 2 * level
    if level:
        return f' class="in-{level} solid"' if is_solid else f" class=in-{level}"
    return " class=solid" if is_solid else ""


def _line(tokens: Iterable[tuple[str, str]], names: Sequence[Name]) -> str:
    starts = {name.column: name.target for name in names}
    ends = {name.end for name in names}
    html, column = "", 0
    for kind, token in tokens:
        for text in _split(token, column, starts.keys() | ends):
            if column in starts:
                html += f'<autoref identifier="{starts[column]}" optional>'
            piece = escape(shown(text), quote=False).replace('"', "&quot;")
            html += piece if kind in _PLAIN else f"<span class={kind}>{piece}</span>"
            column += len(text)
            if column in ends:
                html += "</autoref>"
    return html


def _split(token: str, column: int, edges: set[int]) -> Iterator[str]:
    """A token, cut where a link begins or ends."""
    within = (edge - column for edge in edges if 0 < edge - column < len(token))
    for start, end in pairwise(sorted({0, len(token), *within})):
        yield token[start:end]
