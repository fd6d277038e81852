"""points.json: every point of a review with what proves it, for programs to read.

Its form is that of `Index`, which `points.schema.json` says as JSON Schema. A field is never taken
away or given another meaning without a new `version`; new ones may come.
"""

from __future__ import annotations

import json
from typing import TypedDict

from anyio_by_example.examples.example import Example
from anyio_by_example.pages.points import Proof, plain
from anyio_by_example.pages.review import TOPICS
from anyio_by_example.publishing.framed import markdown_of
from anyio_by_example.publishing.places import find_places
from anyio_by_example.publishing.proved import Proved, find_proved
from anyio_by_example.publishing.schema import schema
from anyio_by_example.publishing.site import Site
from anyio_timeline.characters import lines

NAME, SCHEMA = "points.json", "points.schema.json"
VERSION = 1


class Shown(TypedDict):
    """A proof: an example, or a line of one."""

    text: str
    """What it shows."""
    example: str
    """The example's name, as in `examples.json`."""
    line: int | None
    """The number of the line in the example's file; null if the whole example is meant."""
    code: str
    """What the line says, without the space around it; empty if the whole example is meant."""
    address: str
    """Its permanent address. Like all addresses here, a whole one if `site` isn't empty, else
    relative to the site's root."""


class Entry(TypedDict):
    """One point. Its texts are in Markdown without links."""

    code: str
    """What it is cited by, as `R601`. No other point ever gets it."""
    title: str
    """The first sentence of the claim without marks: what it is cited as."""
    claim: str
    """What is true, and under which condition."""
    look_for: str
    """What to look for in a program."""
    do: str
    """What to do about it; empty if what to look for says it."""
    proofs: list[Shown]
    """What shows that it's true."""
    wrong: str | None
    """The name of an example that does it wrong on purpose; null if there is none."""
    right: str | None
    """The name of the one that does it right."""
    since: str | None
    """The release of AnyIO that was the first to have all names that the point links to, as `4.8`;
    null if that isn't known."""
    topic: str
    """What it's about, in a few words."""
    page: str
    """Where it's explained: the address of the page with the point's id."""
    page_title: str
    permanent: str
    """Its permanent address."""
    markdown: str
    """The address of the same as Markdown, with the code."""


class Index(TypedDict):
    """All points of the review checklist."""

    version: int
    """Of this form."""
    site: str
    """The site's address; empty if it isn't known."""
    title: str
    points: list[Entry]
    """In the order of the checklist."""


def write(site: Site) -> None:
    """Write `points.json` and its schema."""
    site.write(NAME, json.dumps(index(site), ensure_ascii=False, separators=(",", ":")))
    made = schema(Index, site.address and site.address + SCHEMA)
    site.write(SCHEMA, json.dumps(made, ensure_ascii=False, indent=1))


def index(site: Site) -> Index:
    """All points that pages have."""
    proved = find_proved(site, find_places(site))
    return {
        "version": VERSION,
        "site": site.address,
        "title": site.name,
        "points": [_entry(site, each) for each in proved],
    }


def _entry(site: Site, proved: Proved) -> Entry:
    point, said = proved.point, proved.point.parts
    return {
        "code": point.code,
        "title": point.title,
        "claim": plain(said.claim),
        "look_for": plain(said.look_for),
        "do": plain(said.remedy),
        "proofs": [_shown(site, proof, example) for proof, example in proved.proofs],
        "wrong": proved.wrong.name if proved.wrong else None,
        "right": proved.right.name if proved.right else None,
        "since": proved.since or None,
        "topic": TOPICS.get(point.topic, ""),
        "page": site.address + proved.place.address,
        "page_title": proved.place.page.title,
        "permanent": site.address + point.address,
        "markdown": site.address + markdown_of(point.address),
    }


def _shown(site: Site, proof: Proof, example: Example) -> Shown:
    line = next(iter(lines(example.text)[proof.line - 1 :]), "") if proof.line else ""
    fragment = f"#L{proof.line}" if proof.line else ""
    return {
        "text": plain(proof.text),
        "example": example.name,
        "line": proof.line or None,
        "code": line.strip(),
        "address": site.address + example.address + fragment,
    }
