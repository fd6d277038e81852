"""The command that draws any program."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import Any

import click

from anyio_by_example.cli.mistakes import RuntimeName
from anyio_by_example.running.execution import run as run_file
from anyio_by_example.runtime import AS_WRITTEN, BY_NAME
from anyio_by_example.timeline.editing import timeline as edited
from anyio_by_example.timeline.standalone import FORMATS
from anyio_by_example.timeline.watching.program import watch_program
from anyio_by_example.timeline.watching.story import Story


class _WithArguments(click.Command):
    """A command that hands on arguments to a program."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Read the words of the command.

        Raises:
            click.UsageError: if it can't. Of an unknown option it says where those of the program
                belong.
        """
        try:
            return super().parse_args(ctx, args)
        except click.NoSuchOption as error:
            more = "Options of the program come after --, at the end."
            raise click.UsageError(f"{error.format_message()} {more}", ctx) from None


class _ProgramFile(click.Path):
    """A program's file."""

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Any:
        """Take the file.

        Raises:
            click.BadParameter: if there is none; of an example's name, it says where its file is.
        """
        try:
            return super().convert(value, param, ctx)
        except click.BadParameter as error:
            file = Path("snippets", f"{str(value).removesuffix('.py')}.py")
            if not file.is_file():
                raise
            self.fail(f"{error.message} The example is {file.as_posix()}.", param, ctx)


@click.command(cls=_WithArguments)
@click.argument("program", type=_ProgramFile(exists=True, dir_okay=False, path_type=Path))
@click.argument("arguments", nargs=-1, type=click.UNPROCESSED)
@click.option(
    "--runtime",
    type=RuntimeName(),
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
    # what a program did may not come again, so a picture that can't be kept isn't begun
    if not os.access(output if output.exists() else output.parent, os.W_OK):
        reason = "can't be written to" if output.parent.is_dir() else "doesn't exist"
        raise click.BadParameter(f"{output.parent} {reason}", param_hint="--output")
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
