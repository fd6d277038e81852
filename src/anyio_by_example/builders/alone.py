"""Alone: one page of a site, served while somebody writes it, without all others.

What leads to another page leads nowhere then, and no log says so of each link.
"""

from __future__ import annotations

import logging
from pathlib import Path

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.structure.files import Files

from anyio_by_example.examples.page import find_page

_autorefs = logging.getLogger("mkdocs.plugins.mkdocs_autorefs")
"""The log of the plugin that makes links of names."""


def leave_alone(config: MkDocsConfig, name: str) -> str:
    """Have a builder's menu be one page, and its log silent on what leads to others.

    Args:
        config: What mkdocs.yml says.
        name: The page, as `timeouts` or `guide/locks`.

    Returns:
        Where it is below the folder of all pages.

    Raises:
        PluginError: if there is no such page.
    """
    try:
        path = find_page(Path(config.docs_dir), name).path
    except ValueError as error:
        raise PluginError(f"{error}; name one as in `make serve PAGE=timeouts`") from None
    config.nav = [path]
    links = config.validation.links
    links.not_found = links.anchors = logging.DEBUG
    _autorefs.setLevel(logging.ERROR)
    return path


def leave_together() -> None:
    """Have all said again that leads nowhere."""
    _autorefs.setLevel(logging.NOTSET)


def without_others(files: Files, path: str) -> Files:
    """The files of a site without its other pages.

    Args:
        files: All of them.
        path: Where the page is below the folder of all pages.
    """
    return Files(
        [each for each in files if each.src_uri == path or not each.is_documentation_page()]
    )
