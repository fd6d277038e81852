"""The fences of a page.

```snippet shows an example, ```examples the list of all; ```api what a topic's examples use,
```coverage what any example does; ```review what to look for in a review, ```catches which tool
catches what is wrong, ```build what was recorded; ```compatibility what holds with which release,
```changes what changed with one; ```differences what differs between event loops; ```errors which
messages a page answers; ```document the document with all verdicts; ```pages what is in a group of
the menu; ```playground is where a reader runs programs.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from markupsafe import Markup

from anyio_by_example.api.public import PACKAGE
from anyio_by_example.examples.example import Example
from anyio_by_example.examples.naming import EXAMPLE, WORD
from anyio_by_example.library.library import Library
from anyio_by_example.pages import printed
from anyio_by_example.pages.build import render_build
from anyio_by_example.pages.catalogue import render_examples
from anyio_by_example.pages.catches import case_of, render_catches
from anyio_by_example.pages.changes import render_changes
from anyio_by_example.pages.compatibility import render_compatibility
from anyio_by_example.pages.differences import render_differences
from anyio_by_example.pages.errors import render_errors
from anyio_by_example.pages.listing import listing
from anyio_by_example.pages.menu import render_pages
from anyio_by_example.pages.releases import Releases, marked
from anyio_by_example.pages.review import render_review_page
from anyio_by_example.pages.timelines import figure
from anyio_by_example.pages.verdicts import render_document
from anyio_by_example.recording.recording import Recording
from anyio_by_example.recording.review import (
    TIMELINE,
    Agreement,
    agreements,
    reviewed_outputs,
)
from anyio_by_example.reference.coverage import Coverage
from anyio_by_example.reference.entry import public_names
from anyio_by_example.reference.kept import kept
from anyio_by_example.reference.uses import find_uses, names_used
from anyio_by_example.runtime import Runtime
from anyio_by_example.templates import environment
from anyio_timeline.characters import lines, shown
from anyio_timeline.figure import is_worth_a_picture
from anyio_timeline.model import Timeline

_templates = environment()


def render_example(library: Library, name: str) -> str:
    """The HTML of an example: its card, with caption, code, output and timeline.

    Args:
        library: Where the example is.
        name: Its path below `snippets/`.

    Raises:
        Problem: if something is wrong with the example or with a run of it.
    """
    example = library.example(name)
    recordings = library.recordings(example)
    names = library.names_in(example)
    fitness = library.fitness(example)
    reviewed = [] if recordings else reviewed_outputs(example)
    entry = library.entry(example)
    older = library.older(example)
    case = case_of(library, example)

    def make() -> str:
        return _templates.get_template("example.html").render(
            example=example,
            head=shown("".join(lines(example.text)[: example.first_line - 1])),
            code=listing(example.code, example.id, example.first_line, names[example.path.name]),
            support=[
                (name, listing(text, f"{example.id}-{name}", 1, names[name]))
                for name, text in example.support
            ],
            agreements=agreements(example, recordings),
            timelines=pictures(example, recordings),
            figure=_figure,
            printed=printed.printed,
            reviewed=[(label, printed.reviewed(text)) for label, text in reviewed],
            stamp=_stamp(recordings),
            fitness=fitness,
            releases=Releases.of(example, entry) if entry else None,
            marked=marked,
            older=older,
            case=case,
        )

    known = fitness, reviewed, example.unsuited, entry, older, case and case.said
    source = example, recordings, names, *known
    return kept(library).get("example", source, make)


def pictures(example: Example, recordings: dict[Runtime, Recording]) -> list[Agreement]:
    """The recordings whose timelines a page draws, grouped by what they say."""
    return [
        each
        for each in agreements(example, recordings, TIMELINE)
        if each.recording.timeline and is_worth_a_picture(each.recording.timeline)
    ]


def render_api(library: Library, topic: str) -> str:
    """The HTML of a list: the public names of AnyIO that a topic's examples use.

    Args:
        library: Where the examples are.
        topic: A folder below `snippets/`.

    Raises:
        ValueError: if the topic has no examples.
    """
    examples = library.examples(topic)
    if not examples:
        raise ValueError(f"there are no examples in {library.root.name}/{topic}/")
    used = names_used(examples, library)
    return _templates.get_template("api.html").render(used=used)


def render_coverage(library: Library, package: str) -> str:
    """The HTML of a list: how many examples show each public name.

    Args:
        library: Where the examples are.
        package: Whose names; there are those of AnyIO.

    Raises:
        ValueError: if it's another package.
    """
    if package != PACKAGE:
        raise ValueError(f"there is the coverage of {PACKAGE}, not of {package}")
    coverage = Coverage(public_names(), find_uses(library))
    return _templates.get_template("coverage.html").render(coverage=coverage)


def render_checklist(library: Library, which: str) -> str:
    """The Markdown of a checklist for reviews.

    Args:
        library: Beside whose folder the pages are.
        which: Whose points; there are `all`.

    Raises:
        Problem: if a point is not in order.
        ValueError: if it's something else than all.
    """
    if which != "all":
        raise ValueError(f"there is the checklist of all points, not of {which}")
    return render_review_page(library.root.parent / "docs")


def render_playground(library: Library, which: str) -> str:
    """The HTML of the playground, which a script fills.

    Args:
        library: Whose interpreter it uses.
        which: What can be run in it; there is `all`.

    Raises:
        ValueError: if it's something else.
    """
    if which != "all":
        raise ValueError(f"there is a playground for all programs, not for {which}")
    return _templates.get_template("playground.html").render(interpreter=library.interpreter)


RENDERERS: Mapping[str, Callable[[Library, str], str]] = {
    "snippet": render_example,
    "api": render_api,
    "build": render_build,
    "catches": render_catches,
    "changes": render_changes,
    "compatibility": render_compatibility,
    "coverage": render_coverage,
    "differences": render_differences,
    "document": render_document,
    "errors": render_errors,
    "examples": render_examples,
    "pages": render_pages,
    "playground": render_playground,
    "review": render_checklist,
}
"""What renders each kind of fence, from the name of what it shows."""

WHAT: Mapping[str, str] = {
    **dict.fromkeys(RENDERERS, "all"),
    "snippet": EXAMPLE,
    "api": WORD,
    "catches": "all|patterns|settings|tools",
    "changes": f"all|{EXAMPLE}",
    "pages": r"[a-z-]+(/[a-z-]+)*",
    "coverage": PACKAGE,
    "errors": r"[a-z-]+",
}
"""What the name that each kind holds must match."""

IN_MARKDOWN = frozenset({"document", "errors", "pages", "review"})
"""The kinds that become Markdown; the others become HTML."""


def _figure(example: Example, timeline: Timeline, runtime: Runtime) -> Markup:
    """A timeline as a page shows it."""
    ident = f"{example.id}-timeline-{runtime.name}"
    return figure(timeline, ident, f"Timeline of {example.name} on {runtime.label}")


def _stamp(recordings: dict[Runtime, Recording]) -> dict[str, Any]:
    versions: dict[str, str] = {}
    for recording in recordings.values():
        versions |= recording.versions
    return {
        "versions": versions,
        "date": max((r.date for r in recordings.values()), default=""),
        "seconds": [(runtime, r.seconds) for runtime, r in recordings.items()],
    }
