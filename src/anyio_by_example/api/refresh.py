"""refresh: renews the inventories and `added.json`.

It is run by hand, needs a network, and leaves files to commit. No build runs it.
"""

from __future__ import annotations

import io
import json
import logging
import re
import subprocess
import sys
import zlib
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from importlib.metadata import version as version_of
from pathlib import Path
from tempfile import TemporaryDirectory
from urllib.request import urlopen

import griffe
from packaging.version import Version

from anyio_by_example.api import added, inventory
from anyio_by_example.api.public import PACKAGE, PublicApi, public_api

PARTS = (*inventory.SITES, "added")
"""What can be renewed."""

BROKEN = {Version("1.2.2")}
"""Releases that don't count.

1.2.2 had files of an experimental branch in it, "which broke imports"; source: AnyIO's version
history on 1.2.3.
"""

SETTLED = {"anyio.lowlevel.current_token": "4.11"}
"""Names for which the docstring is right, and what is measured is not.

Before 4.11 there was such a function, but not in AnyIO's list of its API, and it returned what the
backend calls a token; source: docs/api.rst and anyio/lowlevel.py of 4.10 and 4.11.
"""

_TIMEOUT = 60.0
"""Seconds without an answer after which a download has failed."""


class RefreshError(Exception):
    """Why something was not renewed; its file is as it was."""


def refresh(part: str, source: str = "") -> str:
    """Renew one of the files that were made elsewhere.

    Args:
        part: One of `PARTS`: the inventory of a documentation, `python` or `trio`, or `added`,
            which takes a minute, since it installs every release of AnyIO.
        source: A file or an address to take an inventory from; if empty, its documentation.

    Returns:
        What is in the file now.

    Raises:
        RefreshError: It can't be had, or is not what it should be.
    """
    if part == "added":
        if source:
            raise RefreshError("added.json is measured from releases of AnyIO; it has no source")
        return _refresh_added()
    return _refresh_inventory(part, source)


def _refresh_inventory(site: str, source: str) -> str:
    source = source or f"{inventory.SITES[site]}/objects.inv"
    content = _content(source)
    file = inventory.FOLDER / f"{site}.inv"
    from mkdocstrings import Inventory  # and with it MkDocs, which other commands do without

    try:
        found = Inventory.parse_sphinx(io.BytesIO(content), domain_filter=["py"])
    except (UnicodeDecodeError, zlib.error):
        raise RefreshError(f"{source} is no Sphinx inventory, version 2") from None
    if found.project.lower() != site:
        raise RefreshError(f"{source} is the inventory of {found.project!r}, not of {site}")
    if not found:
        raise RefreshError(f"{source} has no names")
    file.write_bytes(content)
    inventory.inventory.cache_clear()
    return f"{file.name}: {found.project} {found.version}, {len(found)} names"


def _content(source: str) -> bytes:
    try:
        if not source.startswith(("http://", "https://")):
            return Path(source).read_bytes()
        with urlopen(source, timeout=_TIMEOUT) as answer:  # noqa: S310 (it is http or https)
            content: bytes = answer.read()
            return content
    except OSError as error:
        raise RefreshError(f"{source} can't be read: {error}") from None


def _refresh_added() -> str:
    installed = Version(version_of(PACKAGE))
    with TemporaryDirectory() as folder:
        table = measured(public_api(), installed, _older(installed, Path(folder)))
    table |= {path: version for path, version in SETTLED.items() if path in table}
    text = json.dumps(table, indent=1, sort_keys=True) + "\n"
    added.FILE.write_text(text, "utf-8", newline="\n")
    added._table.cache_clear()
    return f"{added.FILE.name}: AnyIO {installed}, {len(table)} names"


def measured(
    today: PublicApi, installed: Version, releases: Iterable[tuple[Version, Path]]
) -> dict[str, str]:
    """Since which release each public name has been there without a gap.

    Args:
        today: The names, of the installed release.
        installed: Its version.
        releases: Those before it, the newest first, each with the folder that it is in.
    """
    since = dict.fromkeys(today.all, _short(installed))
    left = set(since)
    for version, folder in releases:
        left &= _names(folder)
        since |= dict.fromkeys(left, _short(version))
        if not left:
            break
    return since


def released(folder: Path) -> PublicApi:
    """The public names of a release.

    Args:
        folder: What it is installed in.
    """
    package = griffe.load(
        PACKAGE,
        allow_inspection=False,
        extensions=griffe.load_extensions("griffe_public_redundant_aliases"),
        resolve_aliases=True,
        search_paths=[folder],
        try_relative_path=False,
    )
    assert isinstance(package, griffe.Module)
    return PublicApi(package)


def _names(folder: Path) -> set[str]:
    """The public names of a release, and all members of its classes.

    Also those that a class inherits: a class that overrides one later doesn't add it.
    """
    # what Griffe can't make out in old releases is no news to anyone
    with _silence():
        api = released(folder)
        inherited = {
            f"{path}.{name}"
            for path, found in api.names.items()
            if isinstance(found, griffe.Class)
            for name in found.inherited_members
        }
    return inherited | api.all.keys()


@contextmanager
def _silence() -> Iterator[None]:
    # Griffe's own way breaks where mkdocstrings has put its logger in the place of Griffe's
    before = logging.root.manager.disable
    logging.disable(logging.ERROR)
    try:
        yield
    finally:
        logging.disable(before)


def _older(installed: Version, folder: Path) -> Iterator[tuple[Version, Path]]:
    """The releases before the installed one, the newest first, each installed into a folder."""
    from tqdm import tqdm  # `measured` does without it

    listed = re.search(r"^Available versions: (.+)$", _pip("index", "versions", PACKAGE), re.M)
    if not listed:
        raise RefreshError(f"pip lists no releases of {PACKAGE}")
    versions = {Version(text.strip()) for text in listed[1].split(",")} - BROKEN
    older = [each for each in versions if each < installed and not each.is_prerelease]
    # None: no bar where the stream is no terminal
    for version in tqdm(
        sorted(older, reverse=True), unit="release", leave=False, disable=None, file=sys.stderr
    ):
        target = folder / str(version)
        # wheels only: a source distribution would run its own code here
        options = "--no-deps", "--no-compile", "--only-binary", ":all:", "--target", str(target)
        _pip("install", "--quiet", *options, f"{PACKAGE}=={version}")
        yield version, target


def _pip(*arguments: str) -> str:
    """What pip prints, run with this Python."""
    command = [sys.executable, "-m", "pip", "--disable-pip-version-check", *arguments]
    done = subprocess.run(command, capture_output=True, check=False, text=True)
    if done.returncode:
        raise RefreshError(f"`pip {' '.join(arguments)}` failed:\n{done.stderr.strip()}")
    return done.stdout


def _short(version: Version) -> str:
    """A version without a patch release of 0, as AnyIO's authors write it."""
    return str(version).removesuffix(".0") if len(version.release) > 2 else str(version)
