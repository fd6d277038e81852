"""Differences: every example that ends otherwise on one event loop than on another.

They are found in the recordings: in what was printed, which has the exceptions that nobody caught,
and in the exit status. What tasks do, and when, isn't compared.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import groupby

from anyio_by_example.examples.example import Example
from anyio_by_example.library.library import Library
from anyio_by_example.pages.changes import line
from anyio_by_example.pages.menu import find_menu
from anyio_by_example.problem import Problem
from anyio_by_example.recording.review import OUTPUT, Recordings
from anyio_by_example.runtime import ASYNCIO, RUNTIMES, Runtime
from anyio_by_example.templates import environment
from anyio_timeline.characters import lines

_NAMES = {"Tcp": "TCP", "Tls": "TLS", "Udp": "UDP", "Unix": "UNIX", "trio": "Trio"}
"""Words of topics that are written otherwise than a heading has them."""

STOPS = "nothing more"
"""What is said where a loop printed no line at that place."""


@dataclass(frozen=True)
class Side:
    """What some event loops have in common that others haven't.

    Args:
        runtimes: These event loops.
        first: What they have at the first place where the loops differ: a line of the output, or
            the exit status in words; empty for an empty line, None if they printed no more.
        rest: The lines below it that some other loop hasn't, and the exit status if that alone is
            what tells it from a side that printed the same.
    """

    runtimes: tuple[Runtime, ...]
    first: str | None
    rest: tuple[str, ...] = ()

    @property
    def text(self) -> str | None:
        """The line as it stands in a list."""
        return None if self.first is None else line(self.first)


@dataclass(frozen=True)
class Difference:
    """An example that ends otherwise on one event loop than on another.

    Args:
        example: Which one.
        page: The title of the page that shows it, and gives the reason where one is known.
        sides: What it came to, each once, in the order of the event loops.
    """

    example: Example
    page: str
    sides: tuple[Side, ...]

    @property
    def more(self) -> bool:
        """Whether there are more lines that differ."""
        return any(side.rest for side in self.sides)


@dataclass(frozen=True)
class Topic:
    """The examples of a topic that differ."""

    name: str
    rows: tuple[Difference, ...]

    @property
    def title(self) -> str:
        """The topic in words."""
        return " ".join(_NAMES.get(word, word) for word in self.name.capitalize().split("_"))


@dataclass(frozen=True)
class Differences:
    """All differences between event loops that examples on pages show.

    Args:
        topics: The examples, by their topics, in the order of the pages.
        compared: How many examples were run on several event loops.
        runtimes: The event loops that were compared.
        pairs: How many examples differ from asyncio, by the other event loop.
    """

    topics: tuple[Topic, ...]
    compared: int
    runtimes: tuple[Runtime, ...]
    pairs: Mapping[Runtime, int]

    @classmethod
    def of(cls, library: Library) -> Differences:
        """What the recordings show.

        Args:
            library: Where the examples are. The pages are in `docs/` beside it.
        """
        there = {example.name: example for example in library.examples()}
        pages: dict[str, str] = {}
        for page in find_menu(library.root.parent / "docs").pages:
            for name in page.snippets:
                pages.setdefault(name, page.title)
        every = [
            (there[name], title, recordings)
            for name, title in pages.items()
            if name in there and len(recordings := _recorded(library, there[name])) > 1
        ]
        found = [
            Difference(example, title, sides)
            for example, title, recordings in every
            if len(sides := compared(example, recordings)) > 1
        ]
        order = [*dict.fromkeys(each.example.topic for each in found)]
        found.sort(key=lambda each: order.index(each.example.topic))
        used = {runtime for _, _, recordings in every for runtime in recordings}
        runtimes = tuple(runtime for runtime in RUNTIMES if runtime in used)
        return cls(
            tuple(
                Topic(topic, tuple(rows))
                for topic, rows in groupby(found, key=lambda each: each.example.topic)
            ),
            len(every),
            runtimes,
            {each: _apart(found, each) for each in runtimes if each != ASYNCIO},
        )

    @property
    def count(self) -> int:
        """How many examples differ."""
        return sum(len(topic.rows) for topic in self.topics)

    @property
    def lacking(self) -> tuple[Runtime, ...]:
        """The event loops on which this build could run nothing."""
        return tuple(runtime for runtime in RUNTIMES if runtime not in self.runtimes)


def compared(example: Example, recordings: Recordings) -> tuple[Side, ...]:
    """What an example came to, each once, with the first place where the event loops differ.

    Args:
        example: Whose header says which figures were measured and which lines come in any order:
            in these, there is no difference.
        recordings: Its recordings.

    Returns:
        One side if all agree; none if there are no recordings.
    """
    groups: dict[tuple[str, int], list[Runtime]] = {}
    for runtime, text in OUTPUT.texts(example, recordings).items():
        groups.setdefault((text, recordings[runtime].exit_status), []).append(runtime)
    told = [lines(text) for text, _ in groups]
    longest = max(map(len, told), default=0)
    padded = [[*each, *[None] * (longest - len(each))] for each in told]
    at = next((n for n, row in enumerate(zip(*padded, strict=True)) if len({*row}) > 1), None)
    if at is None:
        return tuple(
            Side(tuple(runtimes), f"exit status {status}")
            for (_, status), runtimes in groups.items()
        )
    common = set.intersection(*({*each[at + 1 :]} for each in told))
    alike = Counter(text for text, _ in groups)
    return tuple(
        Side(
            tuple(runtimes),
            _without_end(each[at]) if at < len(each) else None,
            (
                *(_without_end(more) for more in each[at + 1 :] if more not in common),
                *((f"exit status {status}",) if alike[text] > 1 else ()),
            ),
        )
        for ((text, status), runtimes), each in zip(groups.items(), told, strict=True)
    )


def render_differences(library: Library, which: str) -> str:
    """The HTML of the list.

    Args:
        library: Where the examples are.
        which: Which ones; there are `all`.

    Raises:
        ValueError: if it's something else than all.
    """
    if which != "all":
        raise ValueError(f"there are the differences of all examples, not of {which}")
    template = environment().get_template("differences.html")
    return template.render(found=Differences.of(library), line=line, stops=STOPS)


def _recorded(library: Library, example: Example) -> Recordings:
    try:
        return library.recordings(example)
    except Problem:
        return {}  # the page that shows the example says what is wrong


def _apart(found: Iterable[Difference], runtime: Runtime) -> int:
    """How many examples came to something else on a runtime than on asyncio."""
    mine = ([{*side.runtimes} for side in each.sides] for each in found)
    return sum(
        any(runtime in side and ASYNCIO not in side for side in sides)
        and any(ASYNCIO in side for side in sides)
        for sides in mine
    )


def _without_end(text: str) -> str:
    return text.removesuffix("\n")
