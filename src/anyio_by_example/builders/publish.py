"""Publish: an MkDocs plugin that calls `publish()` at the end of a build, and does nothing else."""

from __future__ import annotations

import logging
from typing import Literal

from mkdocs.config.base import Config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.plugins import BasePlugin, event_priority
from mkdocs.structure.nav import Navigation

from anyio_by_example.library.library import default_library
from anyio_by_example.problem import Problem
from anyio_by_example.publishing import publish
from anyio_by_example.publishing.outline import outlined

_logger = logging.getLogger("mkdocs.anyio_by_example")


class Options(Config):  # type: ignore[no-untyped-call]
    """There are none."""


class Publish(BasePlugin[Options]):  # type: ignore[no-untyped-call]
    """Tells `publish()` which pages there are."""

    def on_startup(self, *, command: Literal["build", "gh-deploy", "serve"], dirty: bool) -> None:
        """Remember whether the site is served."""
        del dirty
        self.is_served = command == "serve"

    def on_pre_build(self, **_: object) -> None:
        """Look up names beside recordings, since who has saved an example waits for both."""
        if self.is_served:
            library = default_library()
            library.crossref.begin(library.examples())

    def on_nav(self, nav: Navigation, **_: object) -> None:
        """Remember the pages in the order of the navigation."""
        self.pages = nav.pages

    @event_priority(-100)  # when all others have written their files
    def on_post_build(self, config: MkDocsConfig) -> None:
        """Publish what was built."""
        try:
            publish(outlined(config, self.pages, self.is_served))
        except Problem as problem:
            # a strict build fails, and a server goes on
            _logger.error("%s", problem)
