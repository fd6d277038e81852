"""The command line: look at what was recorded, and prove that it doesn't change by chance."""

from __future__ import annotations

import os
import sys

import click

from anyio_by_example.library import Library, default_library
from anyio_by_example.problem import Problem
from anyio_by_example.review import problems
from anyio_by_example.runtime import BY_NAME
from anyio_by_example.stability import unstable


@click.group()
def main() -> None:
    """AnyIO by Example: record the examples, and look at the recordings."""


@main.command()
@click.argument("names", nargs=-1, required=True)
def run(names: tuple[str, ...]) -> None:
    """Print what examples left on each runtime, and what is wrong with it.

    NAMES are paths below snippets/, as timeouts/move_on_after.py.
    """
    library = default_library()
    found = [problem for name in names for problem in _show(library, name)]
    for problem in found:
        click.secho(str(problem), fg="red", err=True)
    sys.exit(bool(found))


def _show(library: Library, name: str) -> list[Problem]:
    try:
        example = library.example(name)
    except Problem as problem:
        return [problem]
    if example.unsuited:
        click.echo(f"{name} was not run: {example.unsuited}")
    library.record([example])
    recordings = library.recorded(example)
    for runtime, recording in recordings.items():
        click.secho(f"{name} on {runtime.label}, {recording.seconds:.2f} s", bold=True)
        click.echo(recording.output, nl=False)
    return list(problems(example, recordings))


@main.command()
@click.argument("names", nargs=-1)
@click.option("--runs", default=20, show_default=True, help="How often each is recorded.")
@click.option("--runtime", "only", multiple=True, type=click.Choice(list(BY_NAME)))
@click.option(
    "--busy",
    default=os.cpu_count(),
    show_default="one a core",
    help="How many processes keep a core busy meanwhile.",
)
def stability(names: tuple[str, ...], runs: int, only: tuple[str, ...], busy: int) -> None:
    """Record examples anew, many times under load, and list each recording that differed.

    NAMES are paths below snippets/; without any, all examples are recorded.
    """
    library = default_library()
    examples = [library.example(name) for name in names] or library.examples()
    todo = [
        (example, runtime)
        for _ in range(runs)
        for example in examples
        for runtime in example.runtimes
        if not only or runtime.name in only
    ]
    found = list(unstable(library.recorder, todo, busy))
    for problem in found:
        click.secho(str(problem), fg="red")
    click.echo(f"{len(todo)} recordings, {len(found)} differing")
    sys.exit(bool(found))
