"""Proved: a point of a review with the examples that prove it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from packaging.version import Version

from anyio_by_example.api.added import added
from anyio_by_example.examples.example import Example
from anyio_by_example.pages.points import Point, Proof
from anyio_by_example.publishing.places import Place, Places
from anyio_by_example.publishing.site import Site

_NAME = re.compile(r"\]\[(anyio\.[\w.]+)\]")


@dataclass(frozen=True, slots=True)
class Proved:
    """A point, where it is, and what shows it."""

    point: Point
    place: Place
    proofs: tuple[tuple[Proof, Example], ...]
    """Each proof with the example that it is in."""
    wrong: Example | None
    """The first of them that is wrong on purpose; None if none is."""
    right: Example | None
    """The one that does it right; None if none is wrong."""
    newest: str
    """Of the names of AnyIO that it links to, the one that came last; empty if it isn't known."""

    @property
    def since(self) -> str:
        """The release of AnyIO since which all names are there that it links to, or empty."""
        return added(self.newest)

    @property
    def shown(self) -> tuple[Example, ...]:
        """What is shown with it: the wrong and the right one, or the first that proves it."""
        pair = tuple(each for each in (self.wrong, self.right) if each)
        return pair or tuple(example for _, example in self.proofs[:1])


def find_proved(site: Site, places: Places) -> Iterator[Proved]:
    """The points that are on pages, in the order of the menu."""
    examples = {example.id: example for example in places.examples(site.library.examples())}
    for point, place in places.points(site.docs).items():
        known = tuple(
            (proof, examples[proof.example]) for proof in point.proofs if proof.example in examples
        )
        wrong = next((example for _, example in known if example.settings.right), None)
        right = examples.get(wrong.right_id) if wrong else None
        yield Proved(point, place, known, wrong, right, _newest(point))


def _newest(point: Point) -> str:
    names = [name for name in _NAME.findall(point.text) if added(name)]
    return max(names, key=lambda name: Version(added(name)), default="")


def citing(proved: Iterable[Proved]) -> dict[str, list[Point]]:
    """The points that an example proves, by the id of the example."""
    found: dict[str, list[Point]] = {}
    for each in proved:
        for ident in dict.fromkeys(example.id for _, example in each.proofs):
            found.setdefault(ident, []).append(each.point)
    return found
