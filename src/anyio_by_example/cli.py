"""The command line: look at what was recorded, and prove that it doesn't change by chance."""

from __future__ import annotations

import logging
import os
import sys
from collections.abc import Iterator
from dataclasses import fields

import click

from anyio_by_example.example import Example
from anyio_by_example.library import Library, default_library
from anyio_by_example.order import ORDERS
from anyio_by_example.problem import Problem
from anyio_by_example.recorder import Recorder
from anyio_by_example.recording import Recording
from anyio_by_example.review import problems
from anyio_by_example.runtime import BY_NAME, Runtime
from anyio_by_example.stability import unstable

_only = click.option(
    "--runtime",
    "only",
    multiple=True,
    type=click.Choice(list(BY_NAME)),
    help="Only this runtime; may be given more than once.  [default: all]",
)


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
def main() -> None:
    """Record the examples of AnyIO by Example, and look at what was recorded.

    An example is a file below snippets/, named by its path there: timeouts/move_on_after.py, or
    without the .py. Each is run in a fresh process on every runtime: asyncio, asyncio with uvloop,
    asyncio with eager tasks (Python 3.12), and Trio; one that names its event loop itself is run
    once, as written. Recordings are kept in .recordings/ and made again when something changes
    that can change them.
    """
    logging.basicConfig(level=logging.INFO, format="%(message)s")


@main.command()
@click.argument("names", nargs=-1, required=True)
@_only
def run(names: tuple[str, ...], only: tuple[str, ...]) -> None:
    """Print what examples left on each runtime, and what is wrong with it.

    What is recorded already is shown, not run again.

    \b
    Examples:
      python -m anyio_by_example run timeouts/move_on_after --runtime trio
      python -m anyio_by_example run basic/hello.py threads/names.py

    The exit status is 1 if something is wrong with one of the recordings, or if it differs from
    the reviewed output.
    """  # noqa: D301 (click's mark for lines that stay as they are)
    library = default_library()
    examples: list[Example] = []
    found: list[Problem] = []
    for name in names:
        try:
            examples.append(_load(library, name))
        except Problem as wrong:
            found.append(wrong)
    library.record(examples, only)
    found += [problem for example in examples for problem in _show(library, example, only)]
    for problem in found:
        click.secho(str(problem), fg="red", err=True)
    sys.exit(bool(found))


def _show(library: Library, example: Example, only: tuple[str, ...]) -> list[Problem]:
    if example.unsuited:
        click.echo(f"{example.name} was not run: {example.unsuited}")
    recordings = {
        runtime: recording
        for runtime, recording in library.recorded(example).items()
        if not only or runtime.name in only
    }
    for runtime, recording in recordings.items():
        click.secho(f"{example.name} on {runtime.label}", bold=True)
        click.echo(recording.output, nl=False)
        click.secho(f"({_facts(recording)})", dim=True)
    return list(problems(example, recordings))


def _facts(recording: Recording) -> str:
    versions = ", ".join(f"{name} {version}" for name, version in recording.versions.items())
    return (
        f"exit status {recording.exit_status}; {recording.seconds:.2f} s, "
        f"{recording.cpu:.2f} s of CPU; {recording.date}, {versions}"
    )


@main.command("list")
@click.argument("topics", nargs=-1)
def list_(topics: tuple[str, ...]) -> None:
    """List the examples, with what they declare and what is recorded.

    TOPICS are folders below snippets/; without any, all examples are listed. Nothing is run.

    \b
    Each line has
      - the name;
      - the state: "as reviewed", "differs" (from the reviewed output), "not recorded", "2 of 3
        recorded", "not for this machine", or "error" (run the example to see it);
      - the seconds that its longest recording took;
      - what its header declares, if it isn't the default.
    """  # noqa: D301
    library = default_library()
    names = [name for topic in topics or ("*",) for name in library.names(topic)]
    width = max(map(len, names), default=0)
    for name in names:
        try:
            example = library.example(name)
        except Problem:
            click.echo(f"{name:{width}}  error")
            continue
        recordings = library.recorded(example)
        seconds = max((r.seconds for r in recordings.values()), default=None)
        took = "       " if seconds is None else f"{seconds:5.2f} s"
        state = _state(example, recordings)
        line = f"{name:{width}}  {state:20}  {took}  {', '.join(_declared(example))}"
        click.echo(line.rstrip())


def _state(example: Example, recordings: dict[Runtime, Recording]) -> str:
    if example.unsuited:
        return "not for this machine"
    if not recordings:
        return "not recorded"
    if len(recordings) < len(example.runtimes):
        return f"{len(recordings)} of {len(example.runtimes)} recorded"
    return "differs" if any(problems(example, recordings)) else "as reviewed"


def _declared(example: Example) -> Iterator[str]:
    for each in fields(example.settings):
        value = getattr(example.settings, each.name)
        if value != each.default:
            shown = " ".join(value) if isinstance(value, tuple) else value
            yield f"{each.name.replace('_', '-')}: {shown}"


@main.command()
@click.argument("names", nargs=-1)
@_only
@click.option("--runs", default=20, show_default=True, help="How often each is recorded.")
@click.option(
    "--order",
    default="shuffled",
    show_default=True,
    type=click.Choice(ORDERS),
    help="The order in which tasks run wherever AnyIO leaves it open.",
)
@click.option(
    "--busy",
    default=os.cpu_count(),
    show_default="one a core",
    help="How many processes keep a core busy meanwhile.",
)
def stability(
    names: tuple[str, ...], only: tuple[str, ...], runs: int, order: str, busy: int
) -> None:
    """Record examples anew, many times under load, and list each recording that differed.

    NAMES are examples; without any, all are recorded. Nothing is kept.

    The recordings on the pages are made with tasks in a fixed order. Here the order is left to
    chance, so that an example which relies on it is found: mend it, or declare the output lines
    that come in any order, as in unordered = ["2-4"].

    \b
    Example:
      python -m anyio_by_example stability timeouts/nested --runs 100 --runtime asyncio
    """  # noqa: D301
    library = default_library()
    examples = [_load(library, name) for name in names] or library.examples()
    todo = [
        (example, runtime)
        for example in examples
        for runtime in example.runtimes
        if not only or runtime.name in only
    ]
    recorder = Recorder(library.recorder.limits, library.recorder.workers, order)
    differing = 0
    for problem in unstable(recorder, todo, runs, busy):
        differing += 1
        click.secho(str(problem), fg="red")
    click.echo(f"{len(todo) * runs} recordings, {differing} differing")
    sys.exit(bool(differing))


def _load(library: Library, name: str) -> Example:
    return library.example(name.removesuffix(".py") + ".py")
