"""Links in Markdown: where they lead once it's known where a text goes, and what they quote.

Markdown has no ids by itself. So what can be linked to gets an anchor, and a link to a line leads
to the example and quotes the line: `[sleep()](#timeouts-nested "line 16: await anyio.sleep(60)")`.
"""

from __future__ import annotations

import posixpath
import re
from collections import Counter
from collections.abc import Iterable, Sequence

from anyio_by_example.examples.example import Example
from anyio_by_example.publishing.redirects import relative
from anyio_by_example.publishing.site import Site
from anyio_timeline.characters import lines, shown_in_line

MARK = "\ue000"
"""Before an address below the site's, until it's known where the text goes; from the private use
area of Unicode."""

_LINES = re.compile(r"(?P<ident>.+?)-L(?P<first>\d+)(?:-L(?P<last>\d+))?")
_FENCE_OR_HEADING = re.compile(
    r"(?ms)^ *(?P<ticks>`{3,})[^`\n]*\n.*?^ *(?P=ticks) *$|^(?P<marks>#{1,6}) (?P<title>[^\n]+)$"
)


def anchor(ident: str) -> str:
    """What a link to an id leads to."""
    return f'<a id="{ident}"></a>'


def placed(site: Site, text: str, file: str) -> str:
    """A text with links that work where it is: whole ones, or relative if the site has no address.

    Args:
        site: The site.
        text: Markdown in which addresses below the site's have a `MARK` before them.
        file: Where the text will be, below the site's folder.
    """
    folder = posixpath.dirname(file)

    def link(found: re.Match[str]) -> str:
        address = found[1]
        if address.startswith(f"{file}#"):
            return address.removeprefix(file)
        return site.address + address if site.address else relative(address, folder)

    return re.sub(rf"{MARK}([^)\s]*)", link, text)


def anchored(text: str, headings: Sequence[tuple[str, str]]) -> str:
    """A text with an anchor before each heading whose id isn't the one that its words give it.

    Args:
        text: The Markdown of a page.
        headings: The ids of the page's headings, and what they say, in order.
    """
    left = [(ident, _letters(said)) for ident, said in headings]
    slugs: Counter[str] = Counter()

    def mark(found: re.Match[str]) -> str:
        if found["ticks"]:
            return found[0]
        slug = _slug(found["title"])
        own = f"{slug}-{slugs[slug]}" if slugs[slug] else slug
        slugs[slug] += 1
        letters = _letters(re.sub(r"\]\([^)]*\)", "", found["title"]))
        at = next((n for n, (_, said) in enumerate(left) if said.startswith(letters)), None)
        if at is None:
            return found[0]
        ident = left[at][0]
        del left[: at + 1]
        return found[0] if ident == own else f"{anchor(ident)}\n\n{found[0]}"

    return _FENCE_OR_HEADING.sub(mark, text)


def _letters(title: str) -> str:
    return re.sub(r"[\W_]", "", title).lower()


def _slug(title: str) -> str:
    """The id that readers of Markdown give a heading."""
    text = re.sub(r"!?\[([^\]]*)\]\([^)]*\)", r"\1", title)
    return re.sub(r"[^\w\- ]", "", text.lower()).replace(" ", "-")


class Quotes:
    """The lines of examples, as links quote them.

    Args:
        examples: The examples.
    """

    def __init__(self, examples: Iterable[Example]) -> None:
        self._texts: dict[str, tuple[str, str, str]] = {}
        for example in examples:
            self._texts[example.id] = example.id, "", example.text
            for name, text in example.support:
                self._texts[f"{example.id}-{name}"] = example.id, f"{name}, ", text

    def fragment(self, ident: str) -> str:
        """What a link to an id has after its `#`: for a line, the example and the line itself.

        A line of a file beside the example is quoted with the file's name.
        """
        found = _LINES.fullmatch(ident)
        if not found or found["ident"] not in self._texts:
            return ident
        example, file, text = self._texts[found["ident"]]
        first, last = int(found["first"]), found["last"]
        line = next(iter(lines(text)[first - 1 : first]), "").strip()
        number = f"lines {first} to {last}" if last else f"line {first}"
        said = re.sub(r'\\(?=[!-/:-@[-`{-~])|(?=")', r"\\\g<0>", shown_in_line(line))
        return f'{example} "{file}{number}: {said}"'
