"""The command line: all commands, and what they have in common."""

from __future__ import annotations

import logging
from importlib import import_module

import click

from anyio_by_example.cli.mistakes import Commands

_MODULES = {
    "checkers": "checkers",
    "coverage": "reference",
    "interpreter": "interpreter",
    "list": "examples",
    "matrix": "matrix",
    "publish": "publish",
    "record": "interpreter",
    "refresh": "reference",
    "run": "examples",
    "stability": "examples",
    "timeline": "timeline",
    "trials": "interpreter",
}
"""Where each command is. None is imported before it's wanted: a program that is drawn needs little
of what builds a site."""


class _Commands(Commands):
    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002 (Click's)
        """The names of the commands."""
        return [*_MODULES]

    def get_command(
        self,
        ctx: click.Context,  # noqa: ARG002 (Click's)
        cmd_name: str,
    ) -> click.Command | None:
        """The command of a name, or None."""
        if cmd_name not in _MODULES:
            return None
        module = import_module(f"anyio_by_example.cli.{_MODULES[cmd_name]}")
        commands = (each for each in vars(module).values() if isinstance(each, click.Command))
        return next(each for each in commands if each.name == cmd_name)


@click.group(cls=_Commands, context_settings={"help_option_names": ["-h", "--help"]})
@click.pass_context
def main(context: click.Context) -> None:
    """Record the examples of AnyIO by Example, and look at what was recorded.

    An example is a file below snippets/, named by its path there: timeouts/move_on_after.py, or
    without the .py. Each is run in a fresh process on every runtime: asyncio, asyncio with uvloop,
    asyncio with eager tasks (Python 3.12), and Trio; one that names its event loop itself is run
    once, as written. Recordings are kept in .recordings/ and made again when something changes
    that can change them.
    """
    if context.invoked_subcommand != "timeline":  # logging is for the program to set up
        logging.basicConfig(level=logging.INFO, format="%(message)s")
