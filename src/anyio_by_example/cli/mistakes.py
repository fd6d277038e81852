"""Mistakes: what can be wrong with a command, said in a line with what to do instead."""

from __future__ import annotations

import errno
from collections.abc import Iterable
from difflib import get_close_matches
from typing import Any

import click

from anyio_by_example.crossref.server import ServerError
from anyio_by_example.problem import Problem
from anyio_by_example.running.failure import RecorderError
from anyio_by_example.runtime import BY_NAME

_LIKE = 0.7
"""How like a word must be to be meant, as `difflib` counts it: a letter in four may be wrong."""


class Mistake(click.ClickException):
    """A command asks for what isn't there.

    Args:
        reason: What is wrong.
        remedy: What to write instead.
    """

    def __init__(self, reason: str, remedy: str) -> None:
        super().__init__(f"{reason}\n  To mend it: {remedy}")


class Commands(click.Group):
    """Commands that end with a line, not with a traceback, where somebody can mend what is wrong.

    What comes of a fault in this program keeps its traceback.
    """

    def invoke(self, ctx: click.Context) -> Any:
        """Run the command that was asked for.

        Raises:
            click.ClickException: if its user, or the author of an example, has something to mend.
        """
        try:
            return super().invoke(ctx)
        except (Problem, RecorderError, ServerError) as error:
            raise click.ClickException(str(error)) from error
        except OSError as error:
            if error.errno == errno.EPIPE:
                raise  # Click ends quietly when nobody reads on, as in `list | head`
            said = f"{error.filename}: {error.strerror}" if error.filename else str(error)
            raise click.ClickException(said) from error

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """Find the command that is meant.

        Raises:
            click.UsageError: if there is none; of a file, it says which commands take one.
        """
        try:
            return super().resolve_command(ctx, args)
        except click.NoSuchOption:
            raise
        except click.UsageError as error:
            if "/" not in args[0] and not args[0].endswith(".py"):
                raise
            more = f"Of an example: run {args[0]}; of your program: timeline."
            raise click.UsageError(f"{error.format_message()} {more}", ctx) from None


class RuntimeName(click.Choice[str]):
    """The name of an event loop that this Python has."""

    def __init__(self) -> None:
        super().__init__([*BY_NAME])

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> str:
        """Take the name.

        Raises:
            click.BadParameter: if no event loop has it, or this Python hasn't the event loop.
        """
        name = super().convert(value, param, ctx)
        if reason := BY_NAME[name].missing:
            self.fail(f"{name} {reason.removeprefix('uvloop ')}", param, ctx)
        return name

    def get_invalid_choice_message(self, value: Any, ctx: click.Context | None) -> str:
        """What is said of another name: which there are, and which of them may be meant."""
        message = super().get_invalid_choice_message(value, ctx)
        meant = near(str(value), self.choices)
        return f"{message} Did you mean {' or '.join(meant)}?" if meant else message


def near(word: str, words: Iterable[str], most: int = 3) -> list[str]:
    """The words that may be meant by another one: those that have it in them, or are like it.

    Args:
        word: What was written.
        words: What could have been.
        most: How many to give.
    """
    by_lower = {each.lower(): each for each in words}
    wanted = word.lower()
    within = [each for each in by_lower if wanted in each] if len(wanted) > 2 else []
    found = sorted(within, key=len) or get_close_matches(wanted, by_lower, most, _LIKE)
    return [by_lower[each] for each in found[:most]]
