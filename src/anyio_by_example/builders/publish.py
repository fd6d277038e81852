"""Publish: an MkDocs plugin that has a site built beside the one that stands, and publishes it.

A builder counts its own warnings only where its log lets them through, and when all is written. So
they are counted here, before the site takes its place.
"""

from __future__ import annotations

import logging
import signal
from collections.abc import Callable
from pathlib import Path
from typing import Literal

import mkdocs
from mkdocs.config.base import Config
from mkdocs.config.config_options import Type
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.livereload import LiveReloadServer
from mkdocs.plugins import BasePlugin, event_priority
from mkdocs.structure.files import Files
from mkdocs.structure.nav import Navigation
from mkdocs.utils import CountHandler

from anyio_by_example.builders.ahead import Ahead, Saves
from anyio_by_example.builders.alone import address, leave_alone, without_others
from anyio_by_example.builders.partly import Partly
from anyio_by_example.library.library import Library, default_library
from anyio_by_example.pages.outcomes import outcomes
from anyio_by_example.problem import Problems
from anyio_by_example.publishing import publish
from anyio_by_example.publishing.building import Building
from anyio_by_example.publishing.outline import outlined

_logger = logging.getLogger("mkdocs.anyio_by_example")


class Options(Config):  # type: ignore[no-untyped-call]
    """What mkdocs.yml may say of it."""

    served_page = Type(str, default="")
    """The page that a server shows alone, as `guide/locks`; empty if it shows the site."""


class Publish(BasePlugin[Options]):  # type: ignore[no-untyped-call]
    """Tells `Building` when a build begins and ends, and `publish()` which pages there are."""

    building: Building | None = None
    warnings: CountHandler | None = None
    alone: str | None = None
    """Where the page is that is served without the others."""
    ahead: Ahead | None = None
    saves: Saves | None = None
    """What was saved since a server's first build began."""
    library: Library | None = None
    """What a build that isn't over takes examples from."""

    def on_startup(self, *, command: Literal["build", "gh-deploy", "serve"], dirty: bool) -> None:
        """Remember whether the site is served."""
        del dirty
        self.is_served = command == "serve"
        self.partly = Partly()

    def on_serve(
        self, server: LiveReloadServer, *, config: MkDocsConfig, builder: Callable[[], None]
    ) -> LiveReloadServer:
        """Have what was saved built before the rest."""
        # a service manager ends it so, and nothing would be cleaned up
        signal.signal(signal.SIGTERM, signal.default_int_handler)
        if self.saves:
            self.ahead = Ahead(server, config, builder, self.partly, self.saves)
            self.ahead.build()
        return server

    @event_priority(100)  # before another one looks where the site will be
    def on_config(self, config: MkDocsConfig) -> MkDocsConfig:
        """Have the site built beside the one that stands; a server has a folder of its own."""
        outcomes().begin()
        self.library = default_library()
        self.library.begin()
        self.alone = None
        if not self.is_served:
            self._count()
            self.building = Building(Path(config.site_dir), self.library.store.folder)
            self.building.begin()
            config.site_dir = str(self.building.folder)
        elif self.config.served_page:
            self.alone = leave_alone(config, self.config.served_page)
        if self.is_served and not self.saves:
            self.saves = Saves(config)
        if self.partly.is_on:
            self.root = Path(config.site_dir)
            self.partly.begin(config)
        return config

    def on_pre_build(self, **_: object) -> None:
        """Look up names beside recordings, since who has saved an example waits for both."""
        if self.is_served and self.library:
            self.library.crossref.begin(self.library.examples())

    def on_files(self, files: Files, **_: object) -> Files:
        """Leave out what isn't shown."""
        if self.alone:
            files = without_others(files, self.alone)
        return self.partly.without_others(files) if self.partly.is_on else files

    def on_nav(self, nav: Navigation, *, files: Files, **_: object) -> None:
        """Remember the pages in the order of the navigation."""
        is_on = self.partly.is_on
        self.pages = self.partly.tell(nav.pages, files) if is_on else nav.pages

    @event_priority(-100)  # when all others have written their files
    def on_post_build(self, config: MkDocsConfig) -> None:
        """Publish what was built, if nothing is wrong with it."""
        is_ahead = self.partly.is_on
        is_part = bool(self.alone) or is_ahead
        try:
            publish(outlined(config, self.pages, self.is_served, is_part, is_ahead))
        except Problems as problems:
            if not self.is_served:
                raise PluginError(str(problems)) from None
            for problem in problems.found:
                _logger.error("%s", problem)
        if is_ahead:
            self.partly.place(self.pages, self.root)
        if self.is_served:
            self.partly.remember(self.pages, config)
        if self.alone:
            there = address(config, self.pages[0].url)
            _logger.info("Only %s is there: links to other pages lead nowhere", there)
        if self.building:
            self._refuse_warnings(config.strict)
            self.building.finish()
            config.site_dir = str(self.building.site)
        self._end()

    def on_build_error(self, **_: object) -> None:
        """Leave the site that stands."""
        self._end()

    def on_shutdown(self) -> None:
        """Leave the site that stands, if a build was interrupted."""
        self._end()
        if self.ahead:
            self.ahead.close()

    def _count(self) -> None:
        """Count the builder's warnings from now on, and have them said whatever its log's level."""
        logger = logging.getLogger(mkdocs.__name__)  # ProperDocs stands in for it
        if logger.getEffectiveLevel() > logging.WARNING:
            logger.setLevel(logging.WARNING)
        self.warnings = CountHandler()
        self.warnings.setLevel(logging.WARNING)
        logger.addHandler(self.warnings)

    def _refuse_warnings(self, is_strict: bool) -> None:
        counts = self.warnings.get_counts() if self.warnings else []
        if is_strict and counts:
            said = ", ".join(f"{number} of level {level}" for level, number in counts)
            raise PluginError(f"the log above has messages that forbid to publish the site: {said}")

    def _end(self) -> None:
        if self.library:
            self.library.end()
            self.library = None
        if self.warnings:
            logging.getLogger(mkdocs.__name__).removeHandler(self.warnings)
            self.warnings = None
        if self.building:
            self.building.abandon()
            self.building = None
