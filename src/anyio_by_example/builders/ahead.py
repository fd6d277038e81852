"""Ahead: what somebody has saved is in their browser first; the rest of a served site follows."""

from __future__ import annotations

import logging
import os
import re
import tempfile
from collections.abc import Callable, Collection, Iterator
from pathlib import Path

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.livereload import LiveReloadServer
from watchdog.utils.dirsnapshot import DirectorySnapshot, DirectorySnapshotDiff

from anyio_by_example.builders.partly import Partly
from anyio_by_example.builders.rest import Rest
from anyio_by_example.library.concerned import concerned
from anyio_by_example.library.library import default_library
from anyio_by_example.library.state import state
from anyio_by_example.problem import Problem

_logger = logging.getLogger("mkdocs.anyio_by_example")

_BESIDE = re.compile(r"[.#].*|.*~|__pycache__")
"""The names of what editors and Python write beside the files of a site."""


class Ahead:
    """Takes the place of what builds a served site anew.

    The pages that show what was saved are built in this process, and browsers show them. Then all
    pages are built in another one, and take the place of those that differ; the next save ends it.

    Args:
        server: What serves the site.
        config: What mkdocs.yml says.
        builder: Builds the whole site in this process.
        partly: Has it build some pages only.
        saves: What was saved since the site was built.
    """

    def __init__(
        self,
        server: LiveReloadServer,
        config: MkDocsConfig,
        builder: Callable[[], None],
        partly: Partly,
        saves: Saves,
    ) -> None:
        self._docs = Path(config.docs_dir)
        self._builder, self._partly = builder, partly
        self._marks = tempfile.TemporaryDirectory(prefix="mkdocs_")
        self._saves = saves
        self._rest = Rest(server, Path(self._marks.name))
        server.watch(self._marks.name)
        server.builder = self.build
        self._has_failed = False

    def build(self) -> None:
        """Build what was saved anew."""
        saved = self._saves.take()
        # what it was called for is built already, or the rest is, or it's an editor's own file
        if not saved and not self._has_failed:
            return
        self._rest.stop()
        had_failed, self._has_failed = self._has_failed, True
        pages = self._concerned(saved)
        if self._partly.knows(pages) and not had_failed:
            _logger.info("Building %s first, then all pages", ", ".join(sorted(pages)))
            with self._partly.building(pages):
                self._builder()
            self._rest.start(self._partly.config)
        else:
            self._builder()
        self._has_failed = False

    def close(self) -> None:
        """End what is still being built."""
        self._rest.stop()
        self._marks.cleanup()

    def _concerned(self, saved: Collection[Path]) -> frozenset[str]:
        try:
            return concerned(default_library(), self._docs, saved)
        except Problem:
            # a build of all pages says it, too
            return frozenset()


class Saves:
    """Which files were saved since somebody asked.

    Args:
        config: Says which files are watched.
    """

    def __init__(self, config: MkDocsConfig) -> None:
        watched = (config.docs_dir, config.config_file_path, *config.watch, *config.theme.dirs)
        self._watched = [*map(Path, watched)]
        self._known = self._look()

    def take(self) -> set[Path]:
        """The files that are new, changed or gone since the last time, and no editor's own."""
        before, self._known = self._known, self._look()
        found: set[Path] = set()
        for path, now in self._known.items():
            then = before[path]
            if isinstance(now, DirectorySnapshot) and isinstance(then, DirectorySnapshot):
                files = map(Path, _different(DirectorySnapshotDiff(then, now)))
                found |= {each for each in files if not _is_beside(each.relative_to(path))}
            elif now != then:
                found.add(path)
        return found

    def _look(self) -> dict[Path, object]:
        return {
            path: DirectorySnapshot(str(path)) if path.is_dir() else state(path)
            for path in self._watched
        }


def _is_beside(file: Path) -> bool:
    """Whether a file is no part of a site, but what a program has put beside those that are."""
    return any(_BESIDE.fullmatch(part) for part in file.parts)


def _different(diff: DirectorySnapshotDiff) -> Iterator[str]:
    moved = [path for pair in diff.files_moved for path in pair]
    for path in (*diff.files_created, *diff.files_modified, *diff.files_deleted, *moved):
        yield os.fsdecode(path)
