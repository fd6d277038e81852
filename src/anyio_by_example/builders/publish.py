"""Publish: an MkDocs plugin that calls `publish()` at the end of a build, and does nothing else."""

from __future__ import annotations

import logging
from pathlib import Path
from typing import Literal

from jinja2 import Environment
from mkdocs.config.base import Config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.plugins import BasePlugin, event_priority
from mkdocs.structure.files import Files
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page

from anyio_by_example.library.library import default_library
from anyio_by_example.problem import Problem
from anyio_by_example.publishing import publish
from anyio_by_example.publishing.site import PublishedPage, Site

_logger = logging.getLogger("mkdocs.anyio_by_example")

_UNUSED = ("assets/images/", "assets/javascripts/", "assets/stylesheets/")


class Options(Config):  # type: ignore[no-untyped-call]
    """There are none."""


class Publish(BasePlugin[Options]):  # type: ignore[no-untyped-call]
    """Tells `publish()` which pages there are."""

    def on_startup(self, *, command: Literal["build", "gh-deploy", "serve"], dirty: bool) -> None:
        """Remember whether the site is served."""
        del dirty
        self.is_served = command == "serve"

    def on_nav(self, nav: Navigation, **_: object) -> None:
        """Remember the pages in the order of the navigation."""
        self.pages = nav.pages

    def on_env(self, env: Environment, /, *, config: MkDocsConfig, files: Files) -> None:
        """Leave out the theme's own styles, scripts and pictures: no page of ours needs them."""
        del env, config
        for file in [*files]:
            if file.src_uri.startswith(_UNUSED):
                files.remove(file)

    @event_priority(-100)  # when all others have written their files
    def on_post_build(self, config: MkDocsConfig) -> None:
        """Publish what was built."""
        site = Site(
            folder=Path(config.site_dir),
            docs=Path(config.docs_dir),
            name=config.site_name,
            description=config.site_description or "",
            address=config.site_url or "",
            pages=[_published(page) for page in self.pages],
            library=default_library(),
            is_served=self.is_served,
        )
        try:
            publish(site)
        except Problem as problem:
            # a strict build fails, and a server goes on
            _logger.error("%s", problem)


def _published(page: Page) -> PublishedPage:
    return PublishedPage(
        path=page.file.src_uri,
        url=page.file.url.removeprefix("./"),
        file=page.file.dest_uri,
        title=str(page.title),
        description=page.meta.get("description", ""),
        section=page.parent.title if page.parent else "",
    )
