"""Building: a site grows beside the one that stands, and takes its place when it is whole."""

from __future__ import annotations

import hashlib
import logging
import os
import shutil
from contextlib import suppress
from pathlib import Path

_logger = logging.getLogger("mkdocs.anyio_by_example")


class Building:
    """A folder for a site that isn't whole yet. Of two for the same site, the second waits.

    Args:
        site: Where the site will be, whether or not one is there.
        locks: The folder of what the second one waits for; made when it's needed.
    """

    def __init__(self, site: Path, locks: Path) -> None:
        self.site = site.resolve()
        self.folder = self.site.with_name(f".{self.site.name}.building")
        self._before = self.site.with_name(f".{self.site.name}.before")
        # importing it takes a tenth of a second, and most commands build nothing
        from filelock import FileLock

        digest = hashlib.sha256(str(self.site).encode()).hexdigest()[:16]
        with suppress(OSError):
            locks.mkdir(parents=True, exist_ok=True)
        # recordings may be where nothing can be written, but a site can't
        is_open = locks.is_dir() and os.access(locks, os.W_OK)
        locks = locks if is_open else self.site.parent
        self._lock = FileLock(locks / f"{digest}.lock")

    def begin(self) -> None:
        """Make the folder, empty."""
        from filelock import Timeout

        try:
            self._lock.acquire(timeout=0)
        except Timeout:
            _logger.info("Waiting for another build of %s", self.site.name)
            self._lock.acquire()
        self._settle()
        shutil.rmtree(self.folder, ignore_errors=True)
        self.folder.mkdir(parents=True)

    def finish(self) -> None:
        """Put the folder in the place of the site that stands."""
        if self.site.exists():
            self.site.rename(self._before)
        self.folder.rename(self.site)
        self._settle()
        self._lock.release()

    def abandon(self) -> None:
        """Leave the site that stands, and nothing else; nothing is done after `finish`."""
        if self._lock.is_locked:
            shutil.rmtree(self.folder, ignore_errors=True)
            try:
                self._settle()
            finally:
                self._lock.release()

    def _settle(self) -> None:
        """End what a build has begun with the site that stood before, and may have been killed."""
        if not self._before.exists():
            return
        if not self.site.exists():
            self._before.rename(self.site)
            return
        for file in self._before.glob(".*"):
            # no builder's, as the .git of a site that is a work tree
            if not (self.site / file.name).exists():
                file.rename(self.site / file.name)
        shutil.rmtree(self._before)
