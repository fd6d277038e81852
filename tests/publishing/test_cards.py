"""The pictures of link previews."""

from __future__ import annotations

import io
from itertools import pairwise

import pytest
from helpers.publication import Small, published, small
from helpers.support import Site as Built
from PIL import Image, ImageColor

from anyio_by_example.library.library import Library
from anyio_by_example.publishing import cards
from anyio_by_example.shelf import Shelf

__all__ = ["small"]

TITLES = {
    "short": "Files",
    "usual": "Computing in Threads and Processes",
    "long": "Everything that a reader may want to know of how structured concurrency works in "
    "Python, on asyncio and on Trio, with all its details and with none of them left out",
    "one long word": "anyio.create_connected_unix_datagram_socket_with_options",
}


def opened(card: bytes) -> Image.Image:
    """A card as colours."""
    image = Image.open(io.BytesIO(card))
    assert image.format == "PNG"
    return image.convert("RGB")


@pytest.mark.parametrize("title", TITLES.values(), ids=TITLES)
def test_size(title: str) -> None:
    """A card has the size that link previews ask for, and few bytes."""
    card = cards.draw(title, "Reference", "AnyIO by Example")
    assert opened(card).size == (1200, 630)
    assert len(card) <= 30_000


@pytest.mark.parametrize("title", TITLES.values(), ids=TITLES)
def test_title_fits(title: str) -> None:
    """The title keeps clear of the edges and of what is below it, however long it is."""
    with_title = opened(cards.draw(title, "", "Site"))
    paper = ImageColor.getrgb("#fbfaf7")
    pixels = with_title.load()
    assert pixels is not None
    for x in (*range(70), *range(1130, 1200)):
        assert all(pixels[x, y] == paper for y in range(0, 460, 2)), x
    for y in (*range(140), *range(445, 458)):
        assert all(pixels[x, y] == paper for x in range(0, 1200, 2)), y


@pytest.mark.parametrize("title", [TITLES["usual"], "word " * 6, "word " * 11])
def test_lines_are_balanced(title: str) -> None:
    """The lines of a title are about as long as each other: the last one isn't a single word."""
    font, lines = cards._fitted(title.strip())
    lengths = [font.getlength(line) for line in lines]
    assert len(lines) > 1
    assert all(min(pair) > 0.6 * max(pair) for pair in pairwise(lengths))
    assert " ".join(lines) == title.strip()


def test_longer_is_smaller() -> None:
    """A long title is written smaller than a short one."""
    assert cards._fitted(TITLES["long"])[0].size < cards._fitted(TITLES["short"])[0].size


def test_colours() -> None:
    """Each of the two event loops has its colour in the picture."""
    found = opened(cards.draw("Title", "", "Site")).getcolors(100_000)
    assert found is not None
    colours = {colour for _, colour in found}
    assert {ImageColor.getrgb(each) for each in ("#1f5fa6", "#93397f", "#1f2430")} <= colours


def test_each_page_has_one(
    site: Built, library: Library, small: Small, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Each page has a card of its own, at the address that the page names."""
    monkeypatch.setattr(cards, "draw", lambda *said: " | ".join(said).encode())
    found = published(site.folder, library)
    addresses = [cards.address(page) for page in found.pages]
    assert len({*addresses}) == len(addresses)
    for page in found.pages:
        html = (site.folder / page.file).read_text("utf-8")
        assert "og:image" not in html or cards.address(page) in html
    assert cards.address(found.pages[0]) == "assets/cards/index.png"
    made = small.site(index="", guide="")
    cards.write(made)
    texts = [(made.folder / cards.address(page)).read_bytes() for page in made.pages]
    assert texts == [b"A small site. | Pages | Small", b"Guide | Pages | Small"]


def test_kept(small: Small, monkeypatch: pytest.MonkeyPatch) -> None:
    """A card is drawn again only if its title, its section or the site's name has changed."""
    drawn = []

    def draw(*said: str) -> bytes:
        drawn.append(said)
        return " | ".join(said).encode()

    monkeypatch.setattr(cards, "draw", draw)
    site = small.site(guide="")
    shelf = small.root / ".recordings"
    for _ in range(3):
        cards.write(site)
        (site.folder / "assets/cards/guide-index.png").unlink()  # as a builder does
    assert drawn == [("Guide", "Pages", "Small")]
    assert [*shelf.glob("*.card")]
    for said in (("Other", "Pages", "Small"), ("Guide", "More", "Small"), ("Guide", "Pages", "X")):
        assert cards._kept(Shelf(shelf, ".card"), *said) == " | ".join(said).encode()
    assert len(drawn) == 4


def test_damaged(small: Small) -> None:
    """A damaged card on the shelf is drawn anew."""
    site = small.site(guide="")
    cards.write(site)
    (file,) = (small.root / ".recordings").glob("*.card")
    card = (site.folder / "assets/cards/guide-index.png").read_bytes()
    file.write_bytes(file.read_bytes()[:-40])
    cards.write(site)
    assert (site.folder / "assets/cards/guide-index.png").read_bytes() == card
