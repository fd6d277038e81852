"""Sheet: an SVG image in the making, and the room that its texts take."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from math import ceil, floor
from xml.etree.ElementTree import Element, SubElement, tostring

from anyio_timeline.picture.lettering import Box, Lettering, clean
from anyio_timeline.picture.path import relative

_LEAST_PIECE = 4


def number(value: float) -> str:
    """A coordinate, as short as a tenth of a unit allows."""
    return f"{round(value, 1) + 0:g}" if abs(value) < 1e5 else f"{value:.0f}"


def points(command: str, *values: float) -> str:
    """A part of a path: a command and its coordinates."""
    return command + " ".join(map(number, values))


def cut(x: float, y: float) -> str:
    """The path of a mark that breaks an axis."""
    return (
        points("M", x - 3.5, y + 3)
        + points("l", 3, -6)
        + points("M", x + 0.5, y + 3)
        + points("l", 3, -6)
    )


def serialise(element: Element) -> str:
    """An element as markup."""
    # ElementTree escapes all text, so that no text has the end of a tag
    return tostring(element, "unicode").replace(" />", "/>")


def add(parent: Element, tag: str, css: str = "", **attributes: str | float) -> Element:
    """Add an element; `font_size` in Python is `font-size` in SVG."""
    element = SubElement(parent, tag, {"class": css} if css else {})
    for name, value in attributes.items():
        shown = value if isinstance(value, str) else number(value)
        element.set(name.replace("_", "-"), clean(shown))
    return element


class Sheet:
    """One SVG image: what lies behind, what lies in front, and what is written where.

    Args:
        width: Its width, in units.
        css: Its class, beside `tl-svg`.
        has_tips: Whether all groups have tooltips, or only those without a line of the program.
    """

    def __init__(self, width: float, css: str, has_tips: bool) -> None:
        self.width = width
        self._has_tips = has_tips
        self.back = Element("g")
        self.front = Element("g")
        self.boxes: list[Box] = []
        self.marks: set[str] = set()
        """What occurs in the image and is explained in the legend."""
        self.said: set[str] = set()
        """What the image says in words of its own."""
        self._css = css
        self._rules: list[tuple[Element, tuple[tuple[float, float, float], ...], str]] = []

    def group(
        self, parent: Element, css: str = "", tip: str = "", line: int | None = None
    ) -> Element:
        """Add a group with a tooltip, for a line of the program."""
        group = add(parent, "g", css)
        if line is not None:
            group.set("data-line", str(line))
        if tip and (self._has_tips or line is None):
            add(group, "title").text = clean(tip)
        return group

    def write(
        self,
        parent: Element,
        lettering: Lettering,
        text: str,
        x: float,
        y: float,
        is_end: bool = False,
    ) -> None:
        """Write a text that begins, or ends, at a place."""
        if not text:
            return
        element = add(parent, "text", lettering.css, x=x, y=y)
        if is_end:
            element.set("text-anchor", "end")
        element.text = clean(text)
        width = lettering.width(text)
        left = x - width if is_end else x
        top, bottom = y - 0.78 * lettering.size, y + 0.22 * lettering.size
        self.boxes.append(Box(text, left, top, left + width, bottom))

    def occupy(self, sign: str, x: float, y: float, radius: float) -> None:
        """Note that a sign lies around a place."""
        self.boxes.append(Box(sign, x - radius, y - radius, x + radius, y + radius))

    def rule(
        self, parent: Element, css: str, lines: Iterable[tuple[float, float, float]], rest: str = ""
    ) -> None:
        """Draw vertical lines that leave texts and signs free, and the rest of their path.

        Args:
            parent: What they are a part of.
            css: Their class.
            lines: For each one, where it is and from where to where it goes.
            rest: What else belongs to the path.
        """
        self._rules.append((add(parent, "path", css), tuple(lines), rest))

    def finish(self, height: float, name: str, ident: str, description: str = "") -> str:
        """The whole image, with its name and the id of its description.

        Args:
            height: Its height.
            name: What it shows, in a few words.
            ident: The id of its description.
            description: The description, for an image that stands alone; empty where the page has
                an element with that id.
        """
        for element, lines, rest in self._rules:
            pieces = ((x, *piece) for x, top, end in lines for piece in self._free(x, top, end))
            path = "".join(points("M", x, top) + points("V", end) for x, top, end in pieces)
            element.set("d", path + rest)
        root = Element(
            "svg",
            {
                "class": f"tl-svg {self._css}",
                "viewBox": f"0 0 {number(self.width)} {number(height)}",
                "role": "img",
                "aria-label": clean(name),
                "aria-describedby": ident,
            },
        )
        if description:
            root.set("xmlns", "http://www.w3.org/2000/svg")
            add(root, "desc", id=ident).text = clean(description)
        root.extend((*self.back, *self.front))
        for each in root.iter("path"):
            each.set("d", relative(each.get("d", "")))
        return serialise(root)

    def _free(self, x: float, top: float, bottom: float) -> Iterator[tuple[float, float]]:
        """The pieces of a vertical line between the texts and signs on its way."""
        crossed = (box for box in self.boxes if box.left - 2 < x < box.right + 2)
        for box in sorted(crossed, key=lambda box: box.top):
            end, start = floor(box.top), ceil(box.bottom)
            if start <= top or bottom <= end:
                continue
            if end - top >= _LEAST_PIECE:
                yield top, end
            top = max(top, start)
        if bottom - top >= _LEAST_PIECE:
            yield top, bottom
