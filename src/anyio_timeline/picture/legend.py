"""Legend: a small image of each sign that a drawing uses and doesn't explain beside it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial
from xml.etree.ElementTree import Element

from anyio_timeline.picture.bars import STRIPED, sign
from anyio_timeline.picture.captions import MEANINGS
from anyio_timeline.picture.frames import MARK
from anyio_timeline.picture.sheet import add, cut, serialise

_HEIGHT = 16
_BAND = "M1 2h12v12h-12z"
_HATCHED = "M1 2h18v12H1zM1 8l6-6M1 14l12-12M7 14l12-12M13 14l6-6"
_SHIELDED = "M2 3h16v10H2z"


def legend(marks: set[str]) -> Iterator[tuple[str, str]]:
    """The image and the meaning of each mark that occurs, always in the same order."""
    for mark, (width, draw, meaning) in _entries().items():
        if mark in marks:
            icon = Element("svg", {"width": str(width), "height": str(_HEIGHT)})
            icon.set("class", "tl-icon")
            icon.set("aria-hidden", "true")
            draw(icon)
            yield serialise(icon), meaning


def _entries() -> dict[str, tuple[int, Callable[[Element], None], str]]:
    return {
        "run": (6, partial(_path, "tl-run", "M3 1v14"), "running"),
        "some": (20, partial(_path, "tl-some", _HATCHED), "some of them running"),
        **{kind: (20, partial(_wait, kind), meaning) for kind, meaning in MEANINGS.items()},
        "abandoned": (20, partial(_bar, "tl-abandoned"), "worker thread that no task waits for"),
        "folded": (20, _folded, "several equal ones"),
        "shielded": (20, partial(_path, "tl-edge tl-shielded", _SHIELDED), "shielded scope"),
        "deadline": (12, partial(_path, "tl-deadline", "M6 3" + MARK), "deadline"),
        "stop": (12, _stop, "cancellation"),
        "cancelled": (17, partial(_sign, "cancelled"), "cancelled"),
        "print": (8, _dot, "printed"),
        "instant": (
            14,
            partial(_path, "tl-instant", _BAND),
            "no time passes: one instant, step by step",
        ),
        "part": (22, _wider, "the run goes on before or after this"),
        "wider": (22, _wider, "axis broken: wider than to scale"),
    }


def _path(css: str, path: str, icon: Element) -> None:
    add(icon, "path", css, d=path)


def _bar(css: str, icon: Element) -> None:
    add(icon, "rect", css, x=1, y=2, width=float(icon.get("width", 0)) - 2)


def _wait(kind: str, icon: Element) -> None:
    group = add(icon, "g", f"tl-seg tl-{kind}")
    add(group, "rect", x=1, y=2, width=18)
    if kind in STRIPED:
        add(group, "path", d="M2 12.5h16")


def _folded(icon: Element) -> None:
    add(icon, "path", "tl-folded", d="M4 4V1H19V11H16M1 4H16V15H1z")


def _stop(icon: Element) -> None:
    group = add(icon, "g", "tl-cancellation")
    add(group, "path", d="M3 0v16")
    add(group, "path", "tl-stop", d="M10 1v14")


def _sign(outcome: str, icon: Element) -> None:
    sign(icon, outcome, 8.5, 8)


def _dot(icon: Element) -> None:
    add(add(icon, "g", "tl-note"), "circle", cx=4, cy=8)


def _wider(icon: Element) -> None:
    add(icon, "path", "tl-axis", d="M1 8H21")
    add(icon, "path", "tl-break", d=cut(11, 8))
