"""examples.json: every example with what it did on each event loop, for programs to read.

Its form is that of `Index`, which `examples.schema.json` says as JSON Schema. A field is never
taken away or given another meaning without a new `version`; new ones may come.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import fields
from pathlib import Path
from typing import Any, TypedDict

from anyio_by_example.examples.example import Example
from anyio_by_example.examples.header import Settings
from anyio_by_example.library.library import Library
from anyio_by_example.matrix import matrix, since
from anyio_by_example.matrix.column import RELEASES
from anyio_by_example.matrix.matrix import Spans
from anyio_by_example.pages.points import Point
from anyio_by_example.publishing.excerpts import excerpts
from anyio_by_example.publishing.framed import markdown_of
from anyio_by_example.publishing.memo import Memo
from anyio_by_example.publishing.places import Place, find_places
from anyio_by_example.publishing.proved import citing, find_proved
from anyio_by_example.publishing.schema import schema
from anyio_by_example.publishing.site import Site
from anyio_by_example.recording.recording import Recording
from anyio_by_example.reference.entry import public_names
from anyio_timeline.words import as_text

NAME, SCHEMA = "examples.json", "examples.schema.json"
VERSION = 2


class Run(TypedDict):
    """What an example did on one event loop."""

    label: str
    """The event loop as pages name it, as `asyncio + uvloop`."""
    output: str
    """All that it printed, on standard output and standard error, in order."""
    stderr: list[list[int]]
    """Which characters of the output came from `sys.stderr`: where each part starts and ends."""
    exit_status: int
    """As a shell has it; negative for a signal."""
    seconds: float
    """How long the program took."""
    date: str
    """The day of the run, as 2026-11-24."""
    versions: dict[str, str]
    """The versions of Python, AnyIO and what else the run used, by name."""
    timeline: str
    """What its tasks did, in words, one event a line; empty if there is no timeline."""


class Span(TypedDict):
    """What an example did on consecutive releases of AnyIO."""

    first: str
    last: str
    outcome: str
    """`same` if it printed what was reviewed and ended as it should; `missing` if something wasn't
    there that it uses; `differs` if it did something else; `varies` if that was something else in
    each run; `unknown` if it couldn't be run, or had no result, as `error` says."""
    output: str
    """What it printed, if that differs, without the traceback that it ended with."""
    error: str
    """The last line of that traceback; or, in words, how it ended, where it should have ended
    otherwise."""


class Row(TypedDict):
    """What an example did on some event loops and Pythons, which agree."""

    on: dict[str, list[str]]
    """The Pythons by the name of the event loop, as `3.11`; `3.11, oldest Trio` is that Python with
    the oldest Trio instead of the newest one that each release admits."""
    spans: list[Span]
    """What it did there, from the oldest release to the newest."""


class Since(TypedDict):
    """What an example did on other releases of AnyIO and other Pythons."""

    release: str | None
    """The first release of AnyIO from which on it did what was reviewed, on all event loops and
    Pythons that it's run on; null if it doesn't on one of the event loops with the newest one."""
    by_runtime: dict[str, str | None]
    """The same for each event loop by its name."""
    pythons: list[str]
    """The Pythons on which it does so with the newest release."""
    run: int
    """How many combinations of release, Python and event loop were run."""
    combinations: int
    """How many there are in which it can be run; those in which it wasn't lie between two in which
    it was and did the same."""
    rows: list[Row]


class Older(TypedDict):
    """An example that does the same on older releases of AnyIO."""

    name: str
    """Its file below the folder of its topic, as `older/results_in_a_dict.py`."""
    since: str
    """The oldest release of AnyIO that it says it works on, as `4.0`."""


class Entry(TypedDict):
    """One example."""

    name: str
    """Its file below the folder of its topic, as `timeouts/move_on_after.py`."""
    id: str
    """Its id on its page; a line's is this, `-L` and the number."""
    topic: str
    caption: str
    """What it shows, in a sentence."""
    right: str
    """For code that is wrong on purpose, the name of the example that does it right; else empty."""
    older: list[Older]
    """What does the same on older releases of AnyIO, the newest form first."""
    page: str
    """Where it is shown: the address of its page with its id. Like all addresses here, a whole one
    if `site` isn't empty, else relative to the site's root."""
    title: str
    """That page's title."""
    permanent: str
    """The address that leads to it wherever it is shown."""
    download: str
    """The address of its file."""
    markdown: str
    """The address of it as Markdown, with what its page says of it."""
    support: list[str]
    """The addresses of files that it needs beside it."""
    first_line: int
    """The first line that the page shows, after the header and the docstring."""
    code: str
    """All of the file."""
    explanation: str
    """What its page says of it, as text: a paragraph on a line, code between backticks."""
    points: list[str]
    """The codes of the points of a review that it proves, as in `points.json`."""
    api: list[str]
    """The public names of AnyIO that it uses."""
    requires_python: str
    dependencies: list[str]
    settings: dict[str, Any]
    """What its header declares beyond the usual, as in `[tool.example]`."""
    runs_in_browser: bool | None
    """Whether it runs in a browser, too; null if the build didn't try it."""
    not_in_browser: str | None
    """Why it can't, as `line 14 starts a thread`; null if it can or if that isn't known."""
    runs: dict[str, Run]
    """Its recordings by the name of the event loop: `asyncio`, `asyncio-uvloop`, `asyncio-eager`,
    `trio`, or `as-written` for a program that starts its event loops itself. Empty if the build
    could not run it."""
    since: Since | None
    """What it did on other releases of AnyIO; null if it wasn't run there as it is now."""


class Index(TypedDict):
    """All examples with what they printed on each event loop."""

    version: int
    """Of this form."""
    site: str
    """The site's address; empty if it isn't known."""
    title: str
    recorded_with: dict[str, str]
    """The versions of Python, AnyIO and the rest, over all runs."""
    examples: list[Entry]
    """In alphabetical order of their names."""


_kept: Memo[dict[str, Run]] = Memo()


def write(site: Site) -> None:
    """Write `examples.json` and its schema."""
    site.write(NAME, json.dumps(index(site), ensure_ascii=False, separators=(",", ":")))
    made = schema(Index, site.address and site.address + SCHEMA)
    site.write(SCHEMA, json.dumps(made, ensure_ascii=False, indent=1))


def index(site: Site) -> Index:
    """All examples that pages show."""
    places = find_places(site)
    points = citing(find_proved(site, places))
    said = {ident: text for page in site.pages for ident, text in _said(site.folder / page.file)}
    entries = [
        _entry(site, example, place, said.get(example.id, ""), points.get(example.id, []))
        for example, place in places.examples(site.library.examples()).items()
    ]
    versions: dict[str, str] = {}
    for entry in entries:
        for run in entry["runs"].values():
            versions |= run["versions"]
    return {
        "version": VERSION,
        "site": site.address,
        "title": site.name,
        "recorded_with": versions,
        "examples": entries,
    }


def _said(page: Path) -> Iterator[tuple[str, str]]:
    for ident, excerpt in excerpts(page).examples.items():
        yield ident, excerpt.said


def _entry(site: Site, example: Example, place: Place, said: str, points: Sequence[Point]) -> Entry:
    public = public_names().all
    fitness = site.library.fitness(example)
    return {
        "name": example.name,
        "id": example.id,
        "topic": example.topic,
        "caption": example.caption,
        "right": example.settings.right,
        "older": [{"name": form.name, "since": form.since} for form in site.library.older(example)],
        "page": site.address + place.address,
        "title": place.page.title,
        "permanent": site.address + example.address,
        "markdown": site.address + markdown_of(example.address),
        "download": site.address + example.download,
        "support": [f"{site.address}e/{example.topic}/{name}" for name, _ in example.support],
        "first_line": example.first_line,
        "code": example.text,
        "explanation": said,
        "points": [point.code for point in points],
        "api": sorted(site.library.targets_in(example) & public),
        "requires_python": str(example.header.requires_python),
        "dependencies": list(example.header.dependencies),
        "settings": _unusual(example.settings),
        "runs_in_browser": fitness.is_fit if fitness else None,
        "not_in_browser": None
        if fitness is None or fitness.is_fit
        else f"line {fitness.line} {fitness.does}",
        "runs": _runs(site.library, example),
        "since": _since(entry) if (entry := site.library.entry(example)) else None,
    }


def _unusual(settings: Settings) -> dict[str, Any]:
    """The settings that a header declares, by the keys that it has for them."""
    values = {each.name: getattr(settings, each.name) for each in fields(Settings)}
    usual = Settings()
    return {
        name.replace("_", "-"): list(value) if isinstance(value, tuple) else value
        for name, value in values.items()
        if value != getattr(usual, name)
    }


def _runs(library: Library, example: Example) -> dict[str, Run]:
    recorded = library.recordings(example)

    def make() -> dict[str, Run]:
        return {runtime.name: _run(runtime.label, each) for runtime, each in recorded.items()}

    return _kept.get(example, library.addresses(example), make)


def _run(label: str, recording: Recording) -> Run:
    return {
        "label": label,
        "output": recording.output,
        "stderr": [list(span) for span in recording.stderr],
        "exit_status": recording.exit_status,
        "seconds": recording.seconds,
        "date": recording.date,
        "versions": recording.versions,
        "timeline": as_text(recording.timeline) if recording.timeline else "",
    }


def _since(entry: matrix.Entry) -> Since:
    found = since.Since.of(entry)
    groups: dict[Spans, dict[str, list[str]]] = {}
    for runtime in entry.runtimes:
        for column in entry.columns_of(runtime):
            on = groups.setdefault(entry.rows[runtime, column], {})
            on.setdefault(runtime.name, []).append(str(column))
    return {
        "release": found.everywhere if found else None,
        "by_runtime": {each.name: at for each, at in found.releases.items()} if found else {},
        "pythons": [*found.pythons] if found else [],
        "run": entry.run,
        "combinations": entry.cells,
        "rows": [{"on": on, "spans": [*_spans(spans)]} for spans, on in groups.items()],
    }


def _spans(spans: Spans) -> Iterator[Span]:
    ends = [RELEASES.index(first) - 1 for first, _ in spans[1:]]
    for (first, outcome), end in zip(spans, [*ends, -1], strict=True):
        yield {
            "first": first,
            "last": RELEASES[end],
            "outcome": outcome.kind,
            "output": outcome.output,
            "error": outcome.error,
        }
