"""The commands about examples: look at what was recorded, and prove that it stays so."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from dataclasses import fields

import click

from anyio_by_example.cli.mistakes import Mistake, RuntimeName
from anyio_by_example.cli.names import find_example, find_names
from anyio_by_example.examples.example import Example
from anyio_by_example.library.library import Library, default_library, runs_of
from anyio_by_example.problem import Problem
from anyio_by_example.recording.recorder import Recorder
from anyio_by_example.recording.recording import Recording
from anyio_by_example.recording.review import problems
from anyio_by_example.recording.stability import unstable
from anyio_by_example.running.order import ORDERS
from anyio_by_example.runtime import Runtime

_only = click.option(
    "--runtime",
    "only",
    multiple=True,
    type=RuntimeName(),
    help="Only this runtime; may be given more than once.  [default: all]",
)


@click.command()
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
    found: list[Problem | Mistake] = []
    for name in dict.fromkeys(names):
        try:
            examples.append(_example(library, name, only))
        except (Problem, Mistake) as wrong:
            found.append(wrong)
    library.record(examples, only)
    found += [problem for example in examples for problem in _show(library, example, only)]
    for problem in found:
        click.secho(str(problem), fg="red", err=True)
    sys.exit(bool(found))


def _example(library: Library, word: str, only: tuple[str, ...]) -> Example:
    example = find_example(library, word)
    has = [runtime.name for runtime in example.runtimes]
    if only and has and not {*only} & {*has}:
        reason = f"{example.name} isn't run on {' or '.join(only)}"
        raise Mistake(reason, f"take --runtime {' or '.join(has)}")
    return example


def _show(library: Library, example: Example, only: tuple[str, ...]) -> list[Problem]:
    if example.unsuited:
        click.echo(f"{example.name} was not run: {example.unsuited}")
    recorded = library.recorded(example)
    wanted = {runtime for _, runtime in runs_of([example], only)}
    recordings = {runtime: r for runtime, r in recorded.items() if runtime in wanted}
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


@click.command("list")
@click.argument("topics", nargs=-1)
def list_(topics: tuple[str, ...]) -> None:
    """List the examples, with what they declare and what is recorded.

    TOPICS are folders below snippets/, or examples; without any, all examples are listed. Nothing
    is run.

    \b
    Each line has
      - the name;
      - the state: "as reviewed", "differs" (from the reviewed output), "not recorded", "2 of 3
        recorded", "not for this machine", or "error" (run the example to see it);
      - the seconds that its longest recording took;
      - what its header declares, if it isn't the default.
    """  # noqa: D301
    library = default_library()
    names = [name for topic in topics for name in find_names(library, topic)] or library.names()
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


@click.command()
@click.argument("names", nargs=-1)
@_only
@click.option(
    "--runs",
    default=20,
    show_default=True,
    type=click.IntRange(min=1),
    help="How often each is recorded.",
)
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
    type=click.IntRange(min=0),
    help="How many processes keep a core busy meanwhile.",
)
def stability(
    names: tuple[str, ...], only: tuple[str, ...], runs: int, order: str, busy: int
) -> None:
    """Record examples anew, many times under load, and list each recording that differed.

    NAMES are examples; without any, all are recorded. Nothing is kept.

    The recordings on the pages are made with tasks in a fixed order. Here the order is left to
    chance, so that an example which relies on it is found: mend it, or declare the output lines
    that come in any order, as in unordered = ["2-4"]. With --order pinned, the timelines are
    compared too; in another order, they are others.

    \b
    Examples:
      python -m anyio_by_example stability --order pinned
      python -m anyio_by_example stability timeouts/nested --runs 100 --runtime asyncio
    """  # noqa: D301
    library = default_library()
    examples = [_example(library, name, only) for name in names] or library.examples()
    todo = [*runs_of(examples, only)]
    if not todo:
        reasons = [f"{each.name}: {each.unsuited}" for each in examples if each.unsuited]
        raise Mistake("; ".join(reasons) or "no example is run there", "take another example")
    recorder = Recorder(library.recorder.limits, library.recorder.workers, order)
    differing = 0
    for problem in unstable(recorder, todo, runs, busy):
        differing += 1
        click.secho(str(problem), fg="red")
    click.echo(f"{len(todo) * runs} recordings, {differing} differing")
    sys.exit(bool(differing))
