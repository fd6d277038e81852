"""Review: the checklist of all points, by what they are about."""

from __future__ import annotations

import re
from itertools import groupby
from pathlib import Path

from anyio_by_example.examples.page import find_pages
from anyio_by_example.pages.points import LINK, Point, Proof, find_points, is_local
from anyio_by_example.pages.sections import SECTIONS
from anyio_by_example.templates import environment

TOPICS = {
    1: "Running a program",
    2: "On asyncio",
    3: "On Trio",
    4: "Either backend",
    5: "Context managers and generators",
    6: "Timeouts and shields",
    7: "Task groups and results",
    8: "Cleanup",
    9: "Exceptions",
    10: "Blocking code in threads",
    11: "Changing from asyncio or Trio",
    12: "Many requests",
    13: "Tasks and their handles",
    14: "Cancellation and deadlines",
    15: "Context variables",
    16: "Locks, events and limits",
    17: "Memory streams and queues",
    18: "Stream wrappers",
    19: "Closing resources",
    20: "Caches and iterators",
    21: "TCP",
    22: "UDP and UNIX sockets",
    23: "TLS",
    24: "Threads that call the event loop",
    25: "Processes",
    26: "Files and paths",
    27: "Signals",
    28: "Tests",
    29: "Web servers and clients",
}
"""What the points of each number are about, in the words of who reviews code."""


def render_review_page(docs: Path) -> str:
    """The checklist with what filters it above it, as Markdown with HTML."""
    points = [*find_points(docs)]
    there = {point.topic for point in points}
    topics = [(f"topic-{number}", title) for number, title in TOPICS.items() if number in there]
    form = environment().get_template("review.html").render(topics=topics, count=len(points))
    return f"{form}\n\n{render_review(docs)}"


def render_review(docs: Path) -> str:
    """The Markdown of a checklist: all points by what they are about, below their pages' titles.

    Its links are references by id, so it may stand on any page.
    """
    titles = {page.path: page.title for page in find_pages(docs)}
    parts = []
    topic = 0
    for page, group in groupby(find_points(docs), key=lambda point: point.page):
        points = [*group]
        if topic != (topic := SECTIONS[page]):
            parts.append(f"## {TOPICS[topic]} {{#topic-{topic}}}\n")
        ident = page.removesuffix(".md").replace("/", "-")
        parts.append(f"### [{titles[page]}][{points[0].code}] {{#{ident}}}\n")
        parts += map(_listed, points)
        parts.append("")
    return "\n".join(parts)


def _listed(point: Point) -> str:
    """A point as an item of the list, its parts as paragraphs of their own."""
    each = point.parts
    remedy = each.remedy and f"**Do** {each.remedy}"
    proofs = ", ".join(f"[{proof.text}][{_ident(proof)}]" for proof in point.proofs)
    said = (
        f"- [{point.code}](site:{point.address}){{.point}} {each.claim}",
        each.look_for and f"**Look for** {each.look_for}{'' if remedy else '.'}",
        remedy,
        proofs and f"**Proof** {proofs}",
    )
    return "\n\n    ".join(LINK.sub(_by_id, part) for part in said if part) + "\n"


def _ident(proof: Proof) -> str:
    return f"{proof.example}-L{proof.line}" if proof.line else proof.example


def _by_id(link: re.Match[str]) -> str:
    """A link to something on a page, as a reference to its id."""
    return f"[{link[1]}][{link[2].partition('#')[2]}]" if is_local(link) else link[0]
