"""The command that makes a site of what any builder has built."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from anyio_by_example import publishing
from anyio_by_example.crossref.server import ServerError
from anyio_by_example.problem import Problem
from anyio_by_example.publishing.faults import NotBuiltError, check_built, faults
from anyio_by_example.publishing.outline import read


@click.command()
@click.argument("folder", type=click.Path(path_type=Path))
@click.option(
    "-f",
    "--config-file",
    "file",
    default="mkdocs.yml",
    show_default=True,
    type=click.Path(path_type=Path),
    help="The file that the site was built from.",
)
def publish(folder: Path, file: Path) -> None:
    """Make a site of the pages that a builder has built in FOLDER.

    It adds the styles, the scripts, the search, the permanent addresses and all else that isn't a
    page. MkDocs and ProperDocs do so themselves at the end of a build; after another builder, say

    \b
      python -m anyio_by_example publish site

    with the same environment. A site may be published again. The exit status is 1, and nothing is
    added, if FOLDER isn't that site or if something is wrong with an example on its pages.
    """  # noqa: D301 (click's mark for lines that stay as they are)
    found: list[Problem | ServerError]
    try:
        site = read(file, folder)
        check_built(site)
        found = [*faults(site)]
        if not found:
            publishing.publish(site)
    except NotBuiltError as error:
        raise click.ClickException(str(error)) from error
    except (Problem, ServerError) as error:
        found = [error]
    for problem in found:
        click.secho(str(problem), fg="red", err=True)
    sys.exit(bool(found))
