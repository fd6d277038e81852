"""The command line: run the parts, print the table."""

from __future__ import annotations

import inspect
import sys
from collections.abc import Callable

import click

from anyio_by_example.problem import Problem
from benchmarks import (
    bound,
    cold,
    lighthouse,
    matrix,
    reference,
    run_here,
    scale,
    searching,
    serve,
    timelines,
    views,
    warm,
)
from benchmarks.failure import Failure
from benchmarks.result import Result
from benchmarks.table import table

PARTS: dict[str, Callable[[int], Result]] = {
    "cold": cold.measure,
    "bound": bound.measure,
    "timelines": timelines.measure,
    "warm": warm.measure,
    "reference": reference.measure,
    "serve": serve.measure,
    "matrix": matrix.measure,
    "scale": scale.measure,
    "searching": searching.measure,
    "views": views.measure,
    "run_here": run_here.measure,
    "lighthouse": lighthouse.measure,
}
"""The parts, in the order of the table. Each takes the number of repetitions."""


@click.command(
    context_settings={"help_option_names": ["-h", "--help"]},
    epilog="\n\n".join(f"{name}: {inspect.getdoc(part)}" for name, part in PARTS.items()),
)
@click.argument("names", nargs=-1, type=click.Choice(list(PARTS)), metavar="[NAME]...")
@click.option(
    "--repeat",
    default=3,
    show_default=True,
    type=click.IntRange(1),
    help="How often each measurement is made, but for those that say otherwise.",
)
def main(names: tuple[str, ...], repeat: int) -> None:
    """Measure what recording and building cost, and print a table of ratios.

    NAMEs are the parts below; without any, all are run.

    The exit status is 0 whatever the figures are. It's 1 if a part could not be carried out, or if
    an output was wrong.

    Example: python -m benchmarks cold bound --repeat 5
    """
    results = {name: _run(name, repeat) for name in PARTS if name in names or not names}
    click.echo(table([(name, row) for name, result in results.items() for row in result.rows]))
    for name, result in results.items():
        for note in result.notes:
            click.echo(f"- {name}: {note}")
    for name, result in results.items():
        for wrong in result.wrong:
            click.secho(f"{name}: {wrong}", fg="red", err=True)
    sys.exit(any(result.wrong for result in results.values()))


def _run(name: str, repeat: int) -> Result:
    click.echo(f"Measuring {name}", err=True)
    try:
        return PARTS[name](repeat)
    except (Failure, Problem) as reason:
        return Result(wrong=[f"it could not be carried out: {reason}"])
