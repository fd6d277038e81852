"""Catalogue: all examples by topic, with what a reader can choose them by."""

from __future__ import annotations

import math
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from anyio_by_example.api.public import PACKAGE
from anyio_by_example.examples.example import Example, anchor
from anyio_by_example.examples.page import Page, find_pages
from anyio_by_example.library.library import Library
from anyio_by_example.problem import Problem
from anyio_by_example.recording.review import OUTPUT, Recordings
from anyio_by_example.reference.entry import public_names
from anyio_by_example.runtime import AS_WRITTEN, ASYNCIO, RUNTIMES, TRIO, Runtime
from anyio_by_example.templates import environment


@dataclass(frozen=True)
class Entry:
    """An example in the catalogue."""

    example: Example
    runtimes: tuple[Runtime, ...]
    """The event loops that it was run on; none if it can't run here."""
    differs: bool
    """Whether it prints something else on Trio than on asyncio."""
    names: tuple[str, ...]
    """The public names of AnyIO that it uses, without the package's."""
    runs_here: bool
    """Whether a reader's browser can run it."""

    @property
    def backends(self) -> tuple[Runtime, ...]:
        """The backends that it was run on, by the runtimes that have their names."""
        named = {runtime.backend for runtime in self.runtimes}
        return tuple(runtime for runtime in (ASYNCIO, TRIO) if runtime.backend in named)

    @property
    def only(self) -> str:
        """The backend that it is for, if it is for one only; else empty."""
        declared = self.example.settings.backends
        return declared[0] if len(declared) == 1 else ""

    @property
    def marks(self) -> list[str]:
        """All that it can be chosen by of how it runs."""
        marks = [runtime.name for runtime in self.runtimes]
        marks += [f"only-{self.only}"] if self.only else []
        marks += ["differs"] if self.differs else []
        return marks + (["here"] if self.runs_here else [])


@dataclass(frozen=True)
class Topic:
    """The examples of a topic."""

    name: str
    title: str
    """That of the page that lists their API; else of the one that shows most of them."""
    lead: str
    """The anchor of the first of them on this page."""
    entries: tuple[Entry, ...]

    @property
    def id(self) -> str:
        """Its anchor in the catalogue."""
        return f"topic-{self.name}"


def find_topics(library: Library, pages: Iterable[Page]) -> Iterator[Topic]:
    """The topics, by their titles, with those examples that a page shows.

    Args:
        library: Where the examples are.
        pages: The pages.
    """
    pages = [*pages]
    shown = {name: page for page in pages for name in page.snippets}
    homes = {each.said: page for page in pages for each in page.fences if each.kind == "api"}
    grouped: dict[str, list[Example]] = defaultdict(list)
    for example in library.examples():
        if example.name in shown:
            grouped[example.topic].append(example)
    topics = []
    for name, examples in grouped.items():
        [(most, _)] = Counter(shown[example.name] for example in examples).most_common(1)
        page = homes.get(name, most)
        entries = tuple(_entry(library, example) for example in examples)
        lead = next(anchor(each) for each in page.snippets if each.startswith(f"{name}/"))
        topics.append(Topic(name, page.title, lead, entries))
    yield from sorted(topics, key=_order)


def render_examples(library: Library, which: str) -> str:
    """The HTML of the catalogue.

    Args:
        library: Where the examples are. The pages are in `docs/` beside it.
        which: Which examples; there are `all`.

    Raises:
        ValueError: if it's something else.
    """
    if which != "all":
        raise ValueError(f"there is the catalogue of all examples, not of {which}")
    topics = list(find_topics(library, find_pages(library.root.parent / "docs")))
    count = sum(len(topic.entries) for topic in topics)
    template = environment().get_template("examples.html")
    return template.render(topics=topics, count=count, choices=_choices(topics))


def _choices(topics: list[Topic]) -> list[tuple[str, str]]:
    """What examples can be chosen by of how they run, and its words, where that chooses any."""
    there = {mark for topic in topics for entry in topic.entries for mark in entry.marks}
    choices = [
        *((f"only-{each}", f"Only {each.label}") for each in (ASYNCIO, TRIO)),
        *((each.name, each.label) for each in RUNTIMES if each not in (ASYNCIO, TRIO)),
        (AS_WRITTEN.name, "An event loop it names itself"),
        ("differs", "Both, and they differ"),
        ("here", "Your browser"),
    ]
    return [choice for choice in choices if choice[0] in there]


def _entry(library: Library, example: Example) -> Entry:
    try:
        recordings = library.recordings(example)
        fitness = library.fitness(example)
    except Problem:
        recordings, fitness = {}, None  # the page that shows the example says what is wrong
    targets = library.targets_in(example) & public_names().all
    return Entry(
        example=example,
        runtimes=tuple(recordings),
        differs=_differs(example, recordings),
        # some differ only in case, as TaskHandle.Status and TaskHandle.status
        names=tuple(
            sorted((n.removeprefix(f"{PACKAGE}.") for n in targets), key=lambda n: (n.lower(), n))
        ),
        runs_here=fitness is not None and fitness.is_fit,
    )


def _differs(example: Example, recordings: Recordings) -> bool:
    texts = OUTPUT.texts(example, recordings)
    return ASYNCIO in texts and TRIO in texts and texts[ASYNCIO] != texts[TRIO]


def _order(topic: Topic) -> tuple[float, str, str]:
    """What topics are sorted by: the numbers that their titles start with, then their titles."""
    number = re.match(r"\d+", topic.title)
    return (int(number[0]) if number else math.inf), topic.title.lower(), topic.name
