"""The commands about the matrix: what examples do on other releases and Pythons."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path

import click

from anyio_by_example.cli.against import File, against, explaining
from anyio_by_example.cli.mistakes import Mistake
from anyio_by_example.cli.names import find_example
from anyio_by_example.examples.example import Example
from anyio_by_example.library.library import Library, default_library
from anyio_by_example.matrix import parts
from anyio_by_example.matrix.column import COLUMNS, RELEASES
from anyio_by_example.matrix.environment import Environments, is_here
from anyio_by_example.matrix.matrix import FILE, Matrix, fingerprint
from anyio_by_example.matrix.trials import Trials, fill
from anyio_by_example.problem import Problem


class _Matrix(click.Group):
    """Commands, of which one is named by its option."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Read the words of the command; options that come first are those of `against`."""
        if args and args[0].startswith("-") and args[0] not in ctx.help_option_names:
            args = ["against", *args]
        return super().parse_args(ctx, args)

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """Find the command that is meant.

        Raises:
            click.UsageError: if there is none; of a requirement, it says which option takes one.
        """
        try:
            return super().resolve_command(ctx, args)
        except click.UsageError as error:
            if not any(sign in args[0] for sign in "=<>~"):
                raise
            more = f"Did you mean '--against {args[0]}'?"
            raise click.UsageError(f"{error.format_message()} {more}", ctx) from None


@click.group(cls=_Matrix)
def matrix() -> None:
    """Run the examples on other releases of AnyIO, other Pythons and Trios.

    What they came to is in snippets/matrix.json, which a page shows and a build doesn't make.
    Before an upgrade, see what changes with it:

    \b
      python -m anyio_by_example matrix --against anyio==4.17
    """  # noqa: D301 (click's mark for lines that stay as they are)


matrix.add_command(against)


@matrix.command()
@click.argument("names", nargs=-1)
@click.option("--shard", metavar="I/N", help="Only the I-th of N shares of the examples.")
@click.option("--into", type=File(), help="The file of the share, a zip.")
@click.option("--anew", is_flag=True, help="Run also what is known already.")
def record(names: tuple[str, ...], shard: str | None, into: Path | None, anew: bool) -> None:
    """Find out what examples do on each release, in each column whose Python is here.

    NAMES are examples; without any, all whose entry isn't of today. The environments are made by
    uv in .matrix/.

    \b
    Examples:
      python -m anyio_by_example matrix record timeouts/move_on_after
      python -m anyio_by_example matrix record --shard 3/16 --into part-3.zip
    """  # noqa: D301
    library = default_library()
    every = library.examples()
    if shard:
        if names or not into:
            raise Mistake("a share is of all examples, and has a file", "add --into part.zip")
        try:
            mine = parts.Shard.parse(shard)
        except ValueError as error:
            raise Mistake(f"--shard {shard}: {error}", "write it as 3/16") from None
        made = _made(library, mine.share(every))
        parts.write(into, made, mine, every)
        click.echo(f"{into}: {_described(made)}")
        return
    if into:
        raise Mistake("only a share has a file of its own", "add --shard 1/16")
    file = library.root / FILE
    known = Matrix.read(file)
    if lacking := sorted({each.python for each in known.versions if not is_here(each)}):
        # what an example does there would be taken for nothing
        reason = f"{FILE} says what examples do on Python {', '.join(lacking)}, which is not here"
        raise Mistake(reason, "install it; with pyenv, name each version in PYENV_VERSION")
    chosen = [find_example(library, name) for name in names] or every
    if not names and not anew:
        chosen = [each for each in every if not _is_known(known, each)]
    made = _made(library, chosen)
    known.put(made)
    keep(known, every)
    known.write(file)
    click.echo(f"{FILE}: {_described(made)}; {len(known.entries)} examples in all")


def _is_known(known: Matrix, example: Example) -> bool:
    entry = known.entries.get(example.name)
    return entry is not None and entry.of == fingerprint(example)


def keep(known: Matrix, examples: Sequence[Example]) -> None:
    """Leave out what is no example any more."""
    names = {each.name for each in examples}
    for name in known.entries.keys() - names:
        del known.entries[name]


def _made(library: Library, examples: Sequence[Example]) -> Matrix:
    with explaining():
        return _run(Environments(library.root.parent / ".matrix", library.examples()), examples)


def _run(environments: Environments, examples: Sequence[Example]) -> Matrix:
    columns = [each for each in COLUMNS if is_here(each)]
    if lacking := [each.python for each in COLUMNS if each not in columns]:
        click.echo(f"Without Python {', '.join(lacking)}, which isn't here", err=True)
    rows = fill(examples, columns, Trials(environments))
    versions = {each: environments.versions(RELEASES[-1], each) for each in columns}
    return Matrix.of(rows, versions)


def _described(made: Matrix) -> str:
    return f"{len(made.entries)} examples, {made.run} of {made.cells} cells run"


@matrix.command()
@click.argument("files", nargs=-1, required=True, type=click.Path(path_type=Path))
def merge(files: tuple[Path, ...]) -> None:
    """Put the parts of all shares together, into snippets/matrix.json."""
    library = default_library()
    try:
        whole = parts.merged(files, library.examples())
    except Problem as problem:
        click.secho(str(problem), fg="red", err=True)
        sys.exit(1)
    whole.write(library.root / FILE)
    click.echo(f"{FILE}: {_described(whole)}")
