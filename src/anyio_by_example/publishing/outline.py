"""Outline: what mkdocs.yml says of a site: its name, its address, and its pages in their order."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from mkdocs.config import load_config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import MkDocsException
from mkdocs.structure.files import get_files
from mkdocs.structure.nav import get_navigation
from mkdocs.structure.pages import Page

from anyio_by_example.library.library import default_library
from anyio_by_example.problem import Problem
from anyio_by_example.publishing.site import PublishedPage, Site


def outlined(
    config: MkDocsConfig,
    pages: Iterable[Page],
    is_served: bool = False,
    is_part: bool = False,
    is_ahead: bool = False,
) -> Site:
    """The site that a builder has built.

    Args:
        config: What mkdocs.yml says.
        pages: The pages of the navigation, each with the head of its Markdown read.
        is_served: Whether the builder serves it.
        is_part: Whether there are other pages, which weren't built.
        is_ahead: Whether those stand already where these will be.
    """
    return Site(
        folder=Path(config.site_dir),
        docs=Path(config.docs_dir),
        name=config.site_name,
        description=config.site_description or "",
        address=config.site_url or "",
        pages=[_published(page) for page in pages],
        library=default_library(),
        is_served=is_served,
        is_part=is_part,
        is_ahead=is_ahead,
    )


def read(file: Path, folder: Path) -> Site:
    """The site that any builder has built, from mkdocs.yml and the heads of its pages alone.

    Args:
        file: The mkdocs.yml.
        folder: Where the site was built, whatever mkdocs.yml says.

    Raises:
        Problem: if MkDocs can't read the file.
    """
    try:
        config = load_config(
            str(file), site_dir=str(folder.resolve()), plugins=[], markdown_extensions=[]
        )
        files = get_files(config)
        pages = get_navigation(files, config).pages
        for page in pages:
            page.read_source(config)
    except MkDocsException as error:
        there = "see what `mkdocs build --strict` says of it"
        remedy = there if file.is_file() else "name the file that the site was built from"
        raise Problem(file, 1, str(error).rstrip("."), remedy) from error
    return outlined(config, pages)


def _published(page: Page) -> PublishedPage:
    return PublishedPage(
        path=page.file.src_uri,
        url=page.file.url.removeprefix("./"),
        file=page.file.dest_uri,
        title=str(page.title),
        description=page.meta.get("description", ""),
        section=": ".join(str(group.title) for group in [*page.ancestors][::-1]),
    )
