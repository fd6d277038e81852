"""Shelf: texts in a folder, one file each, that are there whole or not at all."""

from __future__ import annotations

import hashlib
import os
import stat
from contextlib import suppress
from pathlib import Path

_LARGEST = 16_000_000
"""Bytes of the largest file that is read: the limit of output, escaped, and more."""


class Shelf:
    """Texts that are kept under an address, which is a hash of all that can change them.

    Each file starts with a hash of its address and of the rest, so that one that is damaged, cut
    short or in the wrong place counts as missing. Several builds may use one folder at a time: a
    file appears in it whole or not at all.

    Args:
        folder: Where the files are; made when it is first needed.
        suffix: What their names end with, as `.json`.
    """

    def __init__(self, folder: Path, suffix: str) -> None:
        self.folder = folder
        self.suffix = suffix

    def get(self, address: str) -> str | None:
        """The text at an address, or None if there is none."""
        file = self._file(address)
        try:
            state = file.stat()
            # what is no file, as a pipe, could make the build wait
            if not stat.S_ISREG(state.st_mode) or state.st_size > _LARGEST:
                return None
            seal, _, text = file.read_text("utf-8").partition("\n")
        except (OSError, ValueError):
            return None
        return text if seal == _seal(address, text) else None

    def put(self, address: str, text: str) -> None:
        """Keep a text.

        Raises:
            OSError: if the folder can't take it.
        """
        temporary = self.folder / f"{address}.{os.getpid()}.part"
        try:
            self.folder.mkdir(parents=True, exist_ok=True)
            temporary.write_text(f"{_seal(address, text)}\n{text}", "utf-8", newline="\n")
            temporary.replace(self._file(address))
        except OSError:
            with suppress(OSError):
                temporary.unlink(missing_ok=True)
            raise

    def _file(self, address: str) -> Path:
        return self.folder / f"{address}{self.suffix}"


def _seal(address: str, text: str) -> str:
    return hashlib.sha256(f"{address}\n{text}".encode()).hexdigest()
