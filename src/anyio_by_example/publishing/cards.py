"""Cards: the picture that a link preview shows for each page.

They are drawn without a network, in the font that Pillow brings with it, and kept beside the
recordings: a builder empties the site's folder, and drawing all takes a second.
"""

from __future__ import annotations

import base64
import hashlib
import io
import json
import logging
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import PIL
from PIL import Image, ImageColor, ImageDraw, ImageFont

from anyio_by_example.publishing.site import PublishedPage, Site
from anyio_by_example.shelf import Shelf

_logger = logging.getLogger("mkdocs.anyio_by_example")

SIZE = 1200, 630
"""What link previews ask for."""

_PAPER, _INK, _SOFT = "#fbfaf7", "#1f2430", "#5b6270"
_ASYNCIO, _TRIO = "#1f5fa6", "#93397f"

_MARGIN = 80
_TITLE_TOP, _TITLE_BOTTOM = 150, 430
"""The room of the title."""
_LARGEST, _SMALLEST = 92, 28
"""Its size; as large as it can be."""
_STRANDS = 486
"""Where the two strands run across the card."""
_FOOT = 562
_STEPS = 14
_FINE = 4
"""How much larger curves are drawn, to be smooth."""

_CURVE = ((0.0, 0.0), (0.208, 0.0), (0.229, 1.0), (0.5, 1.0))
"""The left half of the mark's upper strand, as a Bézier curve; the rest mirrors it."""


def address(page: PublishedPage) -> str:
    """The address of a page's card below the site's, as `assets/cards/timeouts-index.png`."""
    name = page.file.removesuffix(".html").replace("/", "-")
    return f"assets/cards/{name}.png"


def write(site: Site) -> None:
    """Write the card of each page."""
    shelf = Shelf(site.library.store.folder, ".card")
    for page in site.pages:
        # the home page says what the site is, where others have their title
        title = page.title if page.url else site.description or site.name
        site.write(address(page), _kept(shelf, title, page.section, site.name))


def _kept(shelf: Shelf, title: str, section: str, name: str) -> bytes:
    """A card, drawn only if it isn't on the shelf."""
    key = hashlib.sha256(json.dumps([_drawing(), title, section, name]).encode()).hexdigest()
    if kept := shelf.get(key):
        return base64.b64decode(kept)
    card = draw(title, section, name)
    try:
        shelf.put(key, base64.b64encode(card).decode())
    except OSError as error:
        _logger.info("The card of %s could not be kept: %s", title, error)
    return card


@cache
def _drawing() -> list[str]:
    """What decides what cards look like, besides what they say."""
    return [PIL.__version__, hashlib.sha256(Path(__file__).read_bytes()).hexdigest()]


def draw(title: str, section: str, name: str) -> bytes:
    """A card as PNG.

    Args:
        title: The page's title.
        section: What stands above it; may be empty.
        name: The site's name; it isn't repeated where the title says it.
    """
    image = _ground(name).copy()
    pen = ImageDraw.Draw(image)
    if section:
        pen.text((_MARGIN, 84), section, _SOFT, _font(32), anchor="lm")
    font, lines = _fitted(title)
    leading = round(font.size * 1.16)
    # a title of one line stands where those of two have their middle
    top = _TITLE_TOP + max(0, (_TITLE_BOTTOM - _TITLE_TOP - leading * len(lines)) // 2)
    for number, line in enumerate(lines):
        at = (_MARGIN - 4, top + leading * number)
        # drawn a little bolder, since there is only one weight
        pen.text(at, line, _INK, font, stroke_width=font.size / 110, stroke_fill=_INK)
    return _png(image)


@cache
def _ground(name: str) -> Image.Image:
    """What all cards have."""
    image = Image.new("RGB", SIZE, _PAPER)
    _strands(image, _MARGIN, SIZE[0] - _MARGIN, _STRANDS, 22, 7)
    _strands(image, _MARGIN, _MARGIN + 78, _FOOT, 22, 8)
    pen = ImageDraw.Draw(image)
    pen.text((_MARGIN + 100, _FOOT), name, _INK, _font(34), anchor="lm")
    _backends(image)
    return image


def _backends(image: Image.Image) -> None:
    """The two event loops, each by its colour, from the right."""
    pen = ImageDraw.Draw(image)
    right = SIZE[0] - _MARGIN
    for label, colour in (("Trio", _TRIO), ("asyncio", _ASYNCIO)):
        pen.text((right, _FOOT), label, _SOFT, _font(30), anchor="rm")
        right -= round(pen.textlength(label, _font(30))) + 24
        _smooth(
            image, (right - 10, _FOOT - 10, right + 10, _FOOT + 10), [(right, _FOOT, 9, colour)]
        )
        right -= 44


def _fitted(title: str) -> tuple[ImageFont.FreeTypeFont, list[str]]:
    """The largest font in which a title has room, and its lines."""
    for size in range(_LARGEST, _SMALLEST, -4):
        lines = _balanced(title, _font(size))
        fits = max(map(_font(size).getlength, lines)) <= SIZE[0] - 2 * _MARGIN
        if fits and round(size * 1.16) * len(lines) <= _TITLE_BOTTOM - _TITLE_TOP:
            return _font(size), lines
    return _font(_SMALLEST), _balanced(title, _font(_SMALLEST))


def _balanced(text: str, font: ImageFont.FreeTypeFont) -> list[str]:
    """A text in as few lines as it needs, of about the same length."""
    widest = SIZE[0] - 2 * _MARGIN
    lines = [*_wrapped(text, font, widest)]
    low, high = 0, widest
    while high - low > 8:
        middle = (low + high) // 2
        if len([*_wrapped(text, font, middle)]) > len(lines):
            low = middle
        else:
            high = middle
    return [*_wrapped(text, font, high)]


def _wrapped(text: str, font: ImageFont.FreeTypeFont, width: int) -> Iterator[str]:
    line = ""
    for word in text.split():
        longer = f"{line} {word}".strip()
        if line and font.getlength(longer) > width:
            yield line
            line = word
        else:
            line = longer
    yield line


def _strands(
    image: Image.Image, left: int, right: int, middle: int, swing: int, stroke: int
) -> None:
    """The site's mark: two strands that part from one dot and join in another."""
    end = 10
    circles: list[_Circle] = []
    for colour, side in ((_ASYNCIO, -1), (_TRIO, 1)):
        for x, y in _curve():
            at = left + end + x * (right - left - 2 * end), middle + side * y * swing
            circles.append((*at, stroke / 2, colour))
    circles += [(x, middle, end, _INK) for x in (left + end, right - end)]
    _smooth(image, (left, middle - swing - 20, right, middle + swing + 20), circles)


_Circle = tuple[float, float, float, str]
"""The middle of a circle, its radius and its colour."""


def _smooth(image: Image.Image, box: tuple[int, int, int, int], circles: list[_Circle]) -> None:
    """Draw circles in a part of a picture, with smooth edges."""
    size = box[2] - box[0], box[3] - box[1]
    large = image.crop(box).resize((size[0] * _FINE, size[1] * _FINE))
    pen = ImageDraw.Draw(large)
    for x, y, radius, colour in circles:
        at = (x - box[0]) * _FINE, (y - box[1]) * _FINE
        pen.circle(at, radius * _FINE, colour)
    image.paste(large.resize(size, Image.Resampling.LANCZOS), box)


@cache
def _curve() -> list[tuple[float, float]]:
    steps = [step / 600 for step in range(601)]
    half = [
        tuple(
            (1 - t) ** 3 * a + 3 * (1 - t) ** 2 * t * b + 3 * (1 - t) * t**2 * c + t**3 * d
            for a, b, c, d in zip(*_CURVE, strict=True)
        )
        for t in steps
    ]
    return [(x, y) for x, y in half] + [(1 - x, y) for x, y in half[-2::-1]]


@cache
def _font(size: int) -> ImageFont.FreeTypeFont:
    font = ImageFont.load_default(size)
    assert isinstance(font, ImageFont.FreeTypeFont)
    return font


def _png(image: Image.Image) -> bytes:
    buffer = io.BytesIO()
    few = image.quantize(palette=_palette(), dither=Image.Dither.NONE)
    few.save(buffer, "PNG", compress_level=7)
    return buffer.getvalue()


@cache
def _palette() -> Image.Image:
    """Each colour, and its way to the paper's, which the edges of letters have."""
    found = [_PAPER]
    paper = ImageColor.getrgb(_PAPER)
    for colour in (_INK, _SOFT, _ASYNCIO, _TRIO):
        for step in range(1, _STEPS + 1):
            blend = zip(paper, ImageColor.getrgb(colour), strict=True)
            found.append("#" + "".join(f"{a + (b - a) * step // _STEPS:02x}" for a, b in blend))
    palette = Image.new("P", (1, 1))
    palette.putpalette([part for colour in found for part in ImageColor.getrgb(colour)])
    return palette
