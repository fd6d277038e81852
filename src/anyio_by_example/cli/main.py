"""The command line: all commands, and what they have in common."""

from __future__ import annotations

import logging

import click

from anyio_by_example.cli.examples import list_, run, stability
from anyio_by_example.cli.interpreter import interpreter, record
from anyio_by_example.cli.mistakes import Commands
from anyio_by_example.cli.publish import publish
from anyio_by_example.cli.reference import coverage, refresh
from anyio_by_example.cli.timeline import timeline


@click.group(cls=Commands, context_settings={"help_option_names": ["-h", "--help"]})
def main() -> None:
    """Record the examples of AnyIO by Example, and look at what was recorded.

    An example is a file below snippets/, named by its path there: timeouts/move_on_after.py, or
    without the .py. Each is run in a fresh process on every runtime: asyncio, asyncio with uvloop,
    asyncio with eager tasks (Python 3.12), and Trio; one that names its event loop itself is run
    once, as written. Recordings are kept in .recordings/ and made again when something changes
    that can change them.
    """
    logging.basicConfig(level=logging.INFO, format="%(message)s")


for each in (run, list_, stability, timeline, record, interpreter, coverage, refresh, publish):
    main.add_command(each)
