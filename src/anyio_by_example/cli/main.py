"""The command line: look at what was recorded, prove that it stays so, draw other programs."""

from __future__ import annotations

import logging
import os
import sys
from collections.abc import Iterator
from dataclasses import fields
from pathlib import Path

import click

from anyio_by_example.cli import interpreter as of_interpreter
from anyio_by_example.cli import reference as of_reference
from anyio_by_example.examples.example import Example
from anyio_by_example.library.library import Library, default_library, runs_of
from anyio_by_example.problem import Problem
from anyio_by_example.recording.recorder import Recorder
from anyio_by_example.recording.recording import Recording
from anyio_by_example.recording.review import problems
from anyio_by_example.recording.stability import unstable
from anyio_by_example.running.execution import run as run_file
from anyio_by_example.running.order import ORDERS
from anyio_by_example.runtime import AS_WRITTEN, BY_NAME, Runtime
from anyio_by_example.timeline.editing import timeline as edited
from anyio_by_example.timeline.standalone import FORMATS
from anyio_by_example.timeline.watching.program import watch_program
from anyio_by_example.timeline.watching.story import Story

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


main.add_command(of_interpreter.interpreter)
main.add_command(of_interpreter.record)
main.add_command(of_reference.coverage)
main.add_command(of_reference.refresh)


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
    that come in any order, as in unordered = ["2-4"]. With --order pinned, the timelines are
    compared too; in another order, they are others.

    \b
    Examples:
      python -m anyio_by_example stability --order pinned
      python -m anyio_by_example stability timeouts/nested --runs 100 --runtime asyncio
    """  # noqa: D301
    library = default_library()
    examples = [_load(library, name) for name in names] or library.examples()
    todo = [*runs_of(examples, only)]
    recorder = Recorder(library.recorder.limits, library.recorder.workers, order)
    differing = 0
    for problem in unstable(recorder, todo, runs, busy):
        differing += 1
        click.secho(str(problem), fg="red")
    click.echo(f"{len(todo) * runs} recordings, {differing} differing")
    sys.exit(bool(differing))


@main.command()
@click.argument("program", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.argument("arguments", nargs=-1, type=click.UNPROCESSED)
@click.option(
    "--runtime",
    type=click.Choice(list(BY_NAME)),
    default=AS_WRITTEN.name,
    show_default=True,
    help="The event loop that AnyIO starts wherever the program doesn't name one.",
)
@click.option(
    "--times",
    type=click.Choice(["measured", "asked"]),
    default="measured",
    show_default=True,
    help="What a clock says; or what the program asks for in sleeps and deadlines, as on the "
    "pages, where all else takes no time.",
)
@click.option(
    "-o",
    "--output",
    type=click.Path(dir_okay=False, writable=True, path_type=Path),
    required=True,
    help="The file to write: .svg for a picture, .html for a page with it, .txt for words.",
)
def timeline(
    program: Path, arguments: tuple[str, ...], runtime: str, times: str, output: Path
) -> None:
    """Run any program that uses AnyIO, and draw what its tasks do.

    PROGRAM is a Python file, run here as `python PROGRAM ARGUMENTS` would run it; ARGUMENTS that
    start with a dash come after --.

    \b
    Examples:
      python -m anyio_by_example timeline my_program.py --runtime trio -o timeline.svg
      python -m anyio_by_example timeline my_program.py -o timeline.html -- --verbose

    The exit status is that of the program; 1 if there is nothing to draw.
    """  # noqa: D301
    if output.suffix not in FORMATS:
        raise click.BadParameter(f"end it with {', '.join(FORMATS)}", param_hint="--output")
    if reason := BY_NAME[runtime].missing:
        raise click.BadParameter(reason, param_hint="--runtime")
    path = str(program.resolve())
    story = Story(is_measured=times == "measured")
    BY_NAME[runtime].make_default()
    watch_program(path, story)
    _, status = run_file(path, *arguments)
    if story.is_full:
        raise click.ClickException(f"{program} does more than a timeline can hold")
    drawn = edited(story)
    if not drawn.tasks:
        raise click.ClickException(f"{program} starts no event loop, so there is nothing to draw")
    make = FORMATS[output.suffix]
    output.write_text(make(drawn, program.name), "utf-8")
    sys.exit(status)


def _load(library: Library, name: str) -> Example:
    return library.example(name.removesuffix(".py") + ".py")
