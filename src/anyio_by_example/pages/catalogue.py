"""Catalogue: all examples in teaching order, with what a reader can choose them by."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from anyio_by_example.api.public import PACKAGE
from anyio_by_example.examples.example import Example, anchor
from anyio_by_example.examples.page import Page
from anyio_by_example.library.library import Library
from anyio_by_example.pages.menu import find_menu
from anyio_by_example.problem import Problem
from anyio_by_example.recording.review import OUTPUT, Recordings
from anyio_by_example.reference.entry import public_names
from anyio_by_example.runtime import AS_WRITTEN, ASYNCIO, RUNTIMES, TRIO, Runtime
from anyio_by_example.templates import environment

AT_ONCE = 40
"""How many examples a reader sees until they ask for more."""


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
    corrects: bool
    """Whether it does right what another one does wrong on purpose."""

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
        return marks + (["differs"] if self.differs else [])


@dataclass(frozen=True)
class Shelf:
    """The examples of a page."""

    title: str
    lead: str
    """The anchor of the first of them on the page."""
    topics: tuple[str, ...]
    """The topics whose examples begin here."""
    entries: tuple[Entry, ...]
    before: int
    """How many examples come before them."""


def find_shelves(library: Library, pages: Iterable[Page]) -> Iterator[Shelf]:
    """The examples that pages show, in the order of the pages and on them.

    Only what is wrong on purpose stands before what does it right, wherever its page has it.

    Args:
        library: Where the examples are.
        pages: The pages, in the order that readers are led through them.
    """
    examples = {example.name: example for example in library.examples()}
    rights = {example.settings.right for example in examples.values()}
    seen: set[str] = set()
    before = 0
    for page in pages:
        shown = [examples[name] for name in page.snippets if name in examples]
        if not shown:
            continue
        topics = [*dict.fromkeys(example.topic for example in shown)]
        entries = tuple(_entry(library, each, each.name in rights) for each in _paired(shown))
        begun = tuple(topic for topic in topics if topic not in seen)
        yield Shelf(page.title, anchor(page.snippets[0]), begun, entries, before)
        seen |= {*topics}
        before += len(entries)


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
    shelves = [*find_shelves(library, find_menu(library.root.parent / "docs").pages)]
    entries = [entry for shelf in shelves for entry in shelf.entries]
    names = [name for name, _ in Counter(n for entry in entries for n in entry.names).most_common()]
    return (
        environment()
        .get_template("examples.html")
        .render(
            shelves=shelves,
            count=len(entries),
            at_once=AT_ONCE,
            topics=[(each, each.replace("_", " ")) for shelf in shelves for each in shelf.topics],
            choices=_choices(entries),
            names=names,
            numbers={name: number for number, name in enumerate(names)},
        )
    )


def _paired(examples: list[Example]) -> Iterator[Example]:
    """The examples of a page, each that is right after those that it corrects."""
    there = {example.name: example for example in examples}
    left = dict(there)
    for example in examples:
        right = there.get(example.settings.right or example.name, example)
        wrong = [each for each in left.values() if each.settings.right == right.name]
        for each in (*wrong, right):
            if left.pop(each.name, None):
                yield each


def _choices(entries: list[Entry]) -> list[tuple[str, str]]:
    """What examples can be chosen by of how they run, and its words, where that chooses any."""
    there = {mark for entry in entries for mark in entry.marks}
    choices = [
        *((f"only-{each}", f"Only {each.label}") for each in (ASYNCIO, TRIO)),
        *((each.name, each.label) for each in RUNTIMES if each not in (ASYNCIO, TRIO)),
        (AS_WRITTEN.name, "An event loop it names itself"),
        ("differs", "Both, and they differ"),
    ]
    return [choice for choice in choices if choice[0] in there]


def _entry(library: Library, example: Example, corrects: bool) -> Entry:
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
        names=tuple(sorted(name.removeprefix(f"{PACKAGE}.") for name in targets)),
        runs_here=fitness is not None and fitness.is_fit,
        corrects=corrects,
    )


def _differs(example: Example, recordings: Recordings) -> bool:
    texts = OUTPUT.texts(example, recordings)
    return ASYNCIO in texts and TRIO in texts and texts[ASYNCIO] != texts[TRIO]
