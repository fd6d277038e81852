"""The command that makes a site of what any builder has built."""

from __future__ import annotations

import importlib
import shutil
import sys
from dataclasses import replace
from pathlib import Path

import click

from anyio_by_example import publishing
from anyio_by_example.crossref.server import ServerError
from anyio_by_example.library.library import default_library
from anyio_by_example.pages.outcomes import outcomes
from anyio_by_example.problem import Problem, Problems
from anyio_by_example.publishing.building import Building
from anyio_by_example.publishing.faults import NotBuiltError, check_built
from anyio_by_example.publishing.outline import read
from anyio_by_example.publishing.site import Site


@click.command()
@click.argument("folder", type=click.Path(path_type=Path))
@click.argument("target", required=False, type=click.Path(path_type=Path))
@click.option(
    "-f",
    "--config-file",
    "file",
    default="mkdocs.yml",
    show_default=True,
    type=click.Path(path_type=Path),
    help="The file that the site was built from.",
)
@click.option(
    "--build-by",
    "builder",
    type=click.Choice(["zensical"]),
    help="Have it built first, by this builder, in this process.",
)
def publish(folder: Path, target: Path | None, file: Path, builder: str | None) -> None:
    """Make a site of the pages that a builder has built in FOLDER.

    It adds the styles, the scripts, the search, the permanent addresses and all else that isn't a
    page. The site takes the place of TARGET, if that is given, or else of FOLDER, when it's whole.
    MkDocs and ProperDocs do so themselves at the end of a build. Another builder's site is built
    first; by the second way, what fences have found out needn't be found out again

    \b
      SITE_DIR=.built zensical build --strict --clean
      python -m anyio_by_example publish .built site
    \b
      SITE_DIR=.built python -m anyio_by_example publish --build-by zensical .built site

    with the same environment. A site may be published again. The exit status is 1, and both folders
    stay as they are, if FOLDER isn't that site or if something is wrong with an example on its
    pages.
    """  # noqa: D301 (click's mark for lines that stay as they are)
    found: tuple[Problem | ServerError, ...] = ()
    outcomes().begin()
    library = default_library()
    library.begin()
    try:
        if builder:
            _build(builder, file)
        site = read(file, folder)
        check_built(site)
        _publish(site, target or folder)
    except NotBuiltError as error:
        raise click.ClickException(str(error)) from error
    except Problems as problems:
        found = problems.found
    except (Problem, ServerError) as error:
        found = (error,)
    finally:
        library.end()
    for problem in found:
        click.secho(str(problem), fg="red", err=True)
    sys.exit(bool(found))


def _build(builder: str, file: Path) -> None:
    """Build a site as the command of a builder does.

    Raises:
        click.ClickException: if it isn't installed, or fails.
    """
    try:
        command = importlib.import_module(f"{builder}.main").cli
    except ImportError:
        remedy = "`make builders` installs it, on Python 3.11 or newer"
        raise click.ClickException(f"{builder} isn't there; {remedy}") from None
    arguments = ["build", "--strict", "--clean", "--config-file", str(file)]
    try:
        command.main(arguments, prog_name=builder, standalone_mode=False)
    except RuntimeError as error:
        raise click.ClickException(f"{builder} says: {error}") from error


def _publish(site: Site, target: Path) -> None:
    """Publish a copy of a site's folder in the place of another one."""
    building = Building(target, site.library.store.folder)
    building.begin()
    try:
        for each in site.folder.iterdir():
            if each.is_dir() and not each.name.startswith("."):
                shutil.copytree(each, building.folder / each.name)
            elif each.is_file():
                shutil.copyfile(each, building.folder / each.name)
        publishing.publish(replace(site, folder=building.folder))
        building.finish()
    finally:
        building.abandon()
