"""The command that draws any program."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from functools import partial
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import click

from anyio_by_example.cli.ending import Ending
from anyio_by_example.cli.mistakes import RuntimeName
from anyio_by_example.running.execution import run
from anyio_by_example.running.modules import run_folder, run_module
from anyio_by_example.runtime import AS_WRITTEN, BY_NAME
from anyio_by_example.timeline.standalone import FORMATS
from anyio_by_example.timeline.watching.own import OwnFiles
from anyio_by_example.timeline.watching.program import watch_program
from anyio_by_example.timeline.watching.story import Story

_Program = tuple[Callable[..., tuple[dict[str, Any], int]], list[Path], str]


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


class _Output(click.Path):
    """The file of a picture, which can be written."""

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Any:
        """Take the file, from the root: the program may go elsewhere.

        Raises:
            click.BadParameter: if it can't be written, or nothing is known to make such a file.
        """
        output = Path(os.fsdecode(super().convert(value, param, ctx))).absolute()
        if output.suffix.lower() not in FORMATS:
            self.fail(f"end it with {', '.join(FORMATS)}", param, ctx)
        # what a program did may not come again, so a picture that can't be kept isn't begun
        if not os.access(output if output.exists() else output.parent, os.W_OK):
            reason = "can't be written to" if output.parent.is_dir() else "doesn't exist"
            self.fail(f"{Path(value).parent} {reason}", param, ctx)
        return output


@click.command(cls=_WithArguments)
@click.argument("program")
@click.argument("arguments", nargs=-1, type=click.UNPROCESSED)
@click.option(
    "-m",
    "--module",
    "is_module",
    is_flag=True,
    help="PROGRAM is the name of a module or a package, as after `python -m`.",
)
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
    type=_Output(dir_okay=False, path_type=Path),
    required=True,
    help="The file to write: .svg for a picture, .html for a page with it, .txt for words.",
)
def timeline(
    program: str,
    arguments: tuple[str, ...],
    is_module: bool,
    runtime: str,
    times: str,
    output: Path,
) -> None:
    """Run any program that uses AnyIO, and draw what its tasks do.

    PROGRAM is a Python file, or a folder with a __main__.py, run here as `python PROGRAM ARGUMENTS`
    would run it; ARGUMENTS that start with a dash come after --. Drawn is what code of its own
    does: all below its folder or below this one, but for installed libraries.

    It's drawn when it ends, be it by Ctrl-C or by SIGTERM; so `timeout 10` before all this draws
    ten seconds of a server. Of a program that does very much, the beginning is drawn.

    \b
    Examples:
      anyio-by-example timeline my_program.py --runtime trio -o timeline.svg
      anyio-by-example timeline my_program.py -o timeline.html -- --verbose
      anyio-by-example timeline -m my_package -o timeline.txt

    The exit status is that of the program.
    """  # noqa: D301
    start, own, title = _module(program) if is_module else _file(program)
    story = Story(is_measured=times == "measured", adopts=True)
    BY_NAME[runtime].make_default()
    watch_program(OwnFiles([*own, Path.cwd()]), story)
    ending = Ending(story, title, output)
    ending.expect()
    _, ending.status = start(*arguments)
    sys.exit(ending.status)


def _file(program: str) -> _Program:
    """What runs a file or a folder, which files are its own, and its name.

    Raises:
        click.BadParameter: if there is none; of an example's name, it says where its file is.
    """
    path = Path(program).absolute()
    if path.is_file():
        return partial(run, str(path), name=program), [path.resolve().parent], path.name
    if (path / "__main__.py").is_file():
        return partial(run_folder, str(path)), [path], path.name
    reason = "is a folder without a __main__.py." if path.is_dir() else "does not exist."
    example = Path("snippets", f"{program.removesuffix('.py')}.py")
    if example.is_file():
        reason += f" The example is {example.as_posix()}."
    raise click.BadParameter(f"{program} {reason}", param_hint="PROGRAM")


def _module(program: str) -> _Program:
    """What runs a module or a package, which files are its own, and its name.

    Raises:
        click.BadParameter: if there is none.
    """
    sys.path[0] = str(Path.cwd())
    name = program.partition(".")[0]
    try:
        spec = find_spec(name)
    except ValueError:
        spec = None
    if spec is None:
        raise click.BadParameter(f"there is no module {name} here", param_hint="PROGRAM")
    own = spec.submodule_search_locations or [spec.origin or ""]
    return partial(run_module, program), [*map(Path, own)], program
