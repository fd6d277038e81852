"""The command that shows what changes with other packages or another Python."""

from __future__ import annotations

import logging
import os
import re
import sys
import sysconfig
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from importlib.metadata import distributions
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import click
from packaging.requirements import InvalidRequirement, Requirement
from packaging.utils import canonicalize_name

from anyio_by_example.cli.mistakes import Mistake
from anyio_by_example.cli.names import find_names
from anyio_by_example.library.library import default_library
from anyio_by_example.matrix.against import (
    choices,
    differences,
    environment,
    explained,
    parse,
    table,
)
from anyio_by_example.matrix.column import Column
from anyio_by_example.matrix.environment import (
    UnavailableError,
    find_uv,
    interpreter,
    versions,
)
from anyio_by_example.matrix.row import runtimes_of
from anyio_by_example.matrix.trials import ALONE, outcomes
from anyio_by_example.problem import Problem
from anyio_by_example.running.failure import RecorderError
from anyio_by_example.runtime import UVLOOP

_logger = logging.getLogger("mkdocs.anyio_by_example")

_PYTHON = re.compile(r"3\.[1-9][0-9]t?")
"""The version of a Python that this package runs on, as 3.10 or 3.14t."""


class Unavailable(Mistake):
    """What is asked for can't be had here."""

    exit_code = 2


@contextmanager
def explaining() -> Iterator[None]:
    """Say in a line why an environment can't be had, and what to do.

    Raises:
        Unavailable: if one can't.
    """
    if not hasattr(os, "fork"):
        raise Unavailable("what runs examples elsewhere needs a fork", "take Linux or macOS")
    try:
        find_uv()
        yield
    except UnavailableError as error:
        raise Unavailable(*explained(error)) from None


class File(click.Path):
    """A file to be written when all else is done, which may take long."""

    def __init__(self) -> None:
        super().__init__(path_type=Path, dir_okay=False, writable=True)

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Any:
        """Take the file.

        Raises:
            click.BadParameter: if it can't be written.
        """
        file = Path(os.fsdecode(super().convert(value, param, ctx)))
        if not file.parent.is_dir():
            self.fail(f"{file.parent} doesn't exist", param, ctx)
        return file


class _Asked(click.ParamType[Requirement]):
    """A requirement."""

    name = "requirement"

    def convert(
        self, value: Any, param: click.Parameter | None, ctx: click.Context | None
    ) -> Requirement:
        """Take the requirement.

        Raises:
            click.BadParameter: if it isn't one.
        """
        try:
            return parse(value)
        except InvalidRequirement:
            self.fail(f"{value} isn't a requirement. Write it as anyio==4.17.", param, ctx)


class _Python(click.ParamType[str]):
    """The version of a Python."""

    name = "version"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> str:
        """Take the version.

        Raises:
            click.BadParameter: if it isn't one, or if this package doesn't run on it.
        """
        if not _PYTHON.fullmatch(value):
            self.fail(f"{value} isn't 3.10 or a newer Python. Write it as 3.15.", param, ctx)
        return str(value)


class _ByOption(click.Command):
    """A command whose name is one of its options, and which ends with 1 only if it says so."""

    def invoke(self, ctx: click.Context) -> Any:
        """Run the command.

        Raises:
            click.ClickException: if it can't find out what is asked for, whoever is to mend that.
        """
        try:
            return super().invoke(ctx)
        except (Problem, RecorderError) as error:
            raise _NotFoundOut(str(error)) from error
        except Mistake as error:
            raise _NotFoundOut(error.message) from error.__cause__

    def format_usage(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write how it's called."""
        called = ctx.parent.command_path if ctx.parent else ctx.command_path
        formatter.write_usage(called, " ".join(self.collect_usage_pieces(ctx)))


class _NotFoundOut(click.ClickException):
    """It isn't known what differs."""

    exit_code = Unavailable.exit_code


@click.command(cls=_ByOption, options_metavar="--against REQUIREMENT [OPTIONS]")
@click.argument("names", nargs=-1)
@click.option(
    "--against",
    "asked",
    type=_Asked(),
    metavar="REQUIREMENT",
    multiple=True,
    help="What is installed, as anyio==4.17 or trio; may be given more than once.",
)
@click.option(
    "--python", type=_Python(), help="The Python, as 3.15, also on its own.  [default: this one]"
)
@click.option("--prereleases", is_flag=True, help="Admit releases that aren't final.")
@click.option("--into", type=File(), help="A file that gets what is printed, too.")
def against(
    names: tuple[str, ...],
    asked: tuple[Requirement, ...],
    python: str | None,
    prereleases: bool,
    into: Path | None,
) -> None:
    """Show where examples differ from what was reviewed, with other packages or another Python.

    NAMES are examples or topics; without any, all are run, on each runtime that there is. They
    needn't be of this project: any folder snippets/ will do, here or above. What isn't asked for
    is as it is here, or the newest that fits. The environment is made by uv, and removed.

    The exit status is 1 if anything differs, and 2 if it can't be found out.

    \b
    Examples:
      python -m anyio_by_example matrix --against anyio==4.17
      python -m anyio_by_example matrix --against trio==0.36 --against uvloop==0.24 timeouts
      python -m anyio_by_example matrix --against anyio --prereleases --python 3.15
    """  # noqa: D301 (click's mark for lines that stay as they are)
    if not asked and not python:
        raise click.UsageError("Missing option '--against'.")
    library = default_library()
    chosen = {name: None for word in names for name in find_names(library, word)}
    examples = [library.example(name) for name in chosen] or library.examples()
    if left := len(chosen or library.names()) - len(examples):
        _logger.info("Without %d examples that aren't in order; the command list has them", left)
    options = ["--prerelease", "allow"] if prereleases else []
    with explaining(), TemporaryDirectory(prefix="anyio-by-example-") as folder:
        base, column = _base(python)
        runs = [(each, runtime) for each in examples for runtime in runtimes_of(each, column)]
        if not runs:
            raise Unavailable(f"no example is run on Python {column}", "take another Python")
        wanted = choices(asked, examples, _installed())
        place = environment(Path(folder, "env"), base, wanted, *options)
        has = versions(place, *_shown(asked))
        runs = [run for run in runs if run[1] != UVLOOP or has["uvloop"]]
        said = ", ".join(f"{name} {version}" for name, version in has.items() if version)
        _logger.info("%d runs of %d examples, with %s", len(runs), len(examples), said)
        found = differences(outcomes(place, runs, ALONE))
    report = f"All {len(runs):,} runs do what was reviewed, with {said}."
    if found:
        report = f"{len(found):,} of {len(runs):,} runs differ from what was reviewed, with {said}:"
        report += f"\n\n{table(found)}"
    if into:
        into.write_text(f"{report}\n", "utf-8")
    click.echo(report)
    sys.exit(bool(found))


def _base(python: str | None) -> tuple[str, Column]:
    """An interpreter, and the column that it makes."""
    if python:
        return interpreter(python), Column(python)
    free = "t" if sysconfig.get_config_var("Py_GIL_DISABLED") else ""
    return sys.executable, Column(f"{sys.version_info.major}.{sys.version_info.minor}{free}")


def _installed() -> dict[str, str]:
    """The versions of the packages that are installed here."""
    return {canonicalize_name(each.name): each.version for each in distributions() if each.name}


def _shown(asked: Iterable[Requirement]) -> list[str]:
    """The packages whose versions are said, as they are written."""
    names = ["AnyIO", "Trio", "uvloop"]
    known = {*map(canonicalize_name, names)}
    return [*names, *(each.name for each in asked if canonicalize_name(each.name) not in known)]
