"""Compressing: what the files of the interpreter are sent as, and what may arrive of them."""

from __future__ import annotations

import gzip
import hashlib
from pathlib import Path

from zstandard import ZstdCompressor

_LEVEL = 22
"""The highest; what it costs is paid once, and unpacking costs the same at each."""


def packed(name: str) -> str:
    """The name of a file in packed form.

    Scripts are packed as a browser can unpack them itself, since they begin while the rest is
    unpacked, by one of them.
    """
    return f"{name}.gz" if _is_script(name) else f"{name}.zst"


def compress(file: Path) -> dict[str, tuple[int, str]]:
    """Put a compressed file in a file's place.

    Not every host compresses what it sends, and none says beforehand how much it will send.

    Returns:
        The size in bytes and the SHA-256 of what may arrive, by name: the compressed file, or what
        is in it where a host says of it that it's compressed, and a browser unpacks it.
    """
    plain = file.read_bytes()
    target = file.with_name(packed(file.name))
    target.write_bytes(content := _compressed(file.name, plain))
    file.unlink()
    found = {file.name: plain, target.name: content}
    return {name: (len(data), hashlib.sha256(data).hexdigest()) for name, data in found.items()}


def _is_script(name: str) -> bool:
    return name.endswith(".js")


def _compressed(name: str, plain: bytes) -> bytes:
    if _is_script(name):
        return gzip.compress(plain, 9, mtime=0)
    # the sum in it is what tells of damage where a browser has no hashes
    return ZstdCompressor(_LEVEL, write_checksum=True).compress(plain)
