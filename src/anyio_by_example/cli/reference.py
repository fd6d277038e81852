"""The commands about the reference."""

from __future__ import annotations

import click

from anyio_by_example.api.refresh import PARTS, RefreshError
from anyio_by_example.api.refresh import refresh as renew
from anyio_by_example.cli.mistakes import Mistake, near
from anyio_by_example.library.library import default_library
from anyio_by_example.reference.coverage import Coverage
from anyio_by_example.reference.entry import public_names
from anyio_by_example.reference.uses import find_uses


@click.command()
@click.argument("prefixes", nargs=-1)
def coverage(prefixes: tuple[str, ...]) -> None:
    """Say how many of AnyIO's public names examples show, and list those that none does.

    PREFIXES are what the listed names begin with, as anyio.streams; without any, all are listed.
    An example counts if a page shows it and a name in its code leads to the entry, below its header
    and its docstring. Nothing is run.

    \b
    Example:
      python -m anyio_by_example coverage anyio.Lock anyio.streams
    """  # noqa: D301 (click's mark for lines that stay as they are)
    api = public_names()
    for prefix in prefixes:
        if not any(path.startswith(prefix) for path in api.all):
            meant = " or ".join(near(prefix, sorted(api.all))) or ", ".join(api.modules)
            reason = f"no public name of AnyIO begins with {prefix}"
            raise Mistake(reason, f"begin with {meant}")
    found = Coverage(api, find_uses(default_library()))
    click.echo(str(found))
    for path in found.missing:
        if path.startswith(prefixes or ("",)):
            click.echo(path)


@click.command()
@click.argument("parts", nargs=-1, required=True, type=click.Choice(PARTS))
@click.option("--source", default="", help="Take an inventory from this file or address instead.")
def refresh(parts: tuple[str, ...], source: str) -> None:
    """Renew the facts that the reference keeps in files, over the network.

    \b
    PARTS are
      python   the addresses of Python's documentation
      trio     those of Trio's
      added    the release of AnyIO that each name is new in, found by reading all releases
    """  # noqa: D301
    for part in parts:
        try:
            click.echo(renew(part, source))
        except RefreshError as error:
            raise click.ClickException(str(error)) from error
