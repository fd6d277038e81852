"""Partly: a few pages of a site built anew, with what a builder found out about the others before.

A builder knows the title of a page, its ids, and where a name leads only when it has built them.
"""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager, suppress
from functools import partial
from pathlib import Path
from typing import Any

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files, InclusionLevel
from mkdocs.structure.pages import Page

from anyio_by_example.builders.alone import lead
from anyio_by_example.library.library import default_library


class Partly:
    """Builds pages as a whole build would, and puts them where that one stands."""

    config: MkDocsConfig
    """What mkdocs.yml and the command line said when something was built last."""

    def __init__(self) -> None:
        self._wanted: frozenset[str] = frozenset()
        self._folder: Path | None = None
        self._pages: dict[str, Page] = {}
        self._whole: Any = None
        """What knows where names lead, of all pages."""
        self._later: dict[str, Any] = {}
        """The same of pages that were built since, by their addresses."""

    @property
    def is_on(self) -> bool:
        """Whether what is built isn't the whole site."""
        return self._folder is not None

    def knows(self, pages: frozenset[str]) -> bool:
        """Whether there are such pages, and all of them were built before."""
        return bool(pages) and pages <= self._pages.keys()

    @contextmanager
    def building(self, pages: frozenset[str]) -> Iterator[None]:
        """Build only some pages while the context is open.

        What takes long and isn't seen at once is left to a whole build.

        Args:
            pages: Where they are below the folder of all pages.
        """
        library = default_library()
        with tempfile.TemporaryDirectory(prefix="mkdocs_") as folder:
            self._wanted, self._folder, library.hurries = pages, Path(folder), True
            try:
                yield
            finally:
                self._wanted, self._folder, library.hurries = frozenset(), None, False

    def begin(self, config: MkDocsConfig) -> None:
        """Have pages built in a folder of their own, with names that lead to all others."""
        config.site_dir = str(self._folder)
        if autorefs := config.plugins.get("autorefs"):
            lead(autorefs, self._find)

    def _find(self, identifier: str, **options: Any) -> Any:
        """Where a name leads that is on none of the pages that are built now."""
        now = {self._pages[path].url for path in self._wanted}
        for each in dict.fromkeys((*self._later.values(), self._whole)):
            find = partial(type(each).get_item_url, each, identifier)
            with suppress(KeyError):
                page, _, _ = find()[0].partition("#")
                # what was built of a page later knows what it has lost
                if page not in now and each is self._later.get(page, self._whole):
                    return find(**options)
        raise KeyError(identifier)

    def without_others(self, files: Files) -> Files:
        """The files of a site, of which a builder will only build the pages that are wanted."""
        return _Some(files)

    def tell(self, pages: Iterable[Page], files: Files) -> list[Page]:
        """Tell a builder what is known of the pages that it doesn't build. Gives those it does."""
        built = []
        for page in pages:
            known = self._pages.get(page.file.src_uri)
            if page.file.src_uri in self._wanted:
                built.append(page)
            elif known:
                page.title, page.meta = known.title, known.meta
                page.present_anchor_ids = known.present_anchor_ids
        if isinstance(files, _Some):
            files.wanted = self._wanted
        return built

    def remember(self, pages: Iterable[Page], config: MkDocsConfig) -> None:
        """Remember what a build has found out."""
        self.config = config
        autorefs = config.plugins.get("autorefs")
        if not self.is_on:
            self._pages, self._whole, self._later = {}, autorefs, {}
        for page in pages:
            self._pages[page.file.src_uri] = page
            if self.is_on:
                self._later[page.url] = autorefs

    def place(self, pages: Iterable[Page], root: Path) -> None:
        """Put what was built where the site stands."""
        assert self._folder
        styles = [*(self._folder / "assets").iterdir()]
        for file in [*(self._folder / page.file.dest_uri for page in pages), *styles]:
            shutil.copyfile(file, root / file.relative_to(self._folder))


class _Some(Files):
    """Files of which, once some pages are wanted, only those are built."""

    wanted: frozenset[str] | None = None

    def documentation_pages(
        self, *, inclusion: Callable[[InclusionLevel], bool] = InclusionLevel.is_included
    ) -> list[File]:
        """The pages that are built."""
        found = [*super().documentation_pages(inclusion=inclusion)]
        return [each for each in found if self.wanted is None or each.src_uri in self.wanted]

    def copy_static_files(
        self,
        dirty: bool = False,
        *,
        inclusion: Callable[[InclusionLevel], bool] = InclusionLevel.is_included,
    ) -> None:
        """Copy nothing: it stands already."""
