"""Alone: one page of a site, served while somebody writes it, without all others.

What leads to another page leads nowhere then, and the log doesn't say so of each link.
"""

from __future__ import annotations

import logging
from collections.abc import Callable
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.structure.files import Files

from anyio_by_example.examples.page import find_page


def leave_alone(config: MkDocsConfig, name: str) -> str:
    """Have a builder's menu be one page, and links to others be links that lead nowhere.

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
    config.validation.links.not_found = logging.DEBUG
    if autorefs := config.plugins.get("autorefs"):
        lead(autorefs, lambda identifier, **_: (f"/#{identifier}", None))
    return path


def address(config: MkDocsConfig, url: str) -> str:
    """Where a server shows a page.

    Args:
        config: What mkdocs.yml says.
        url: The page's address below the site's.
    """
    path = urlsplit(config.site_url or "").path.rstrip("/")
    return f"http://{config.dev_addr}{path}/{url}"


def lead(autorefs: Any, otherwise: Callable[..., Any]) -> None:
    """Have names become links whose pages aren't there.

    Args:
        autorefs: The plugin that makes them.
        otherwise: Gives what it gives for a name, for one that is on none of the pages.
    """
    find = autorefs.get_item_url

    def found(identifier: str, **options: Any) -> Any:
        try:
            return find(identifier, **options)
        except KeyError:
            return otherwise(identifier, **options)

    autorefs.get_item_url = found


def without_others(files: Files, path: str) -> Files:
    """The files of a site without its other pages.

    Args:
        files: All of them.
        path: Where the page is below the folder of all pages.
    """
    return Files(
        [each for each in files if each.src_uri == path or not each.is_documentation_page()]
    )
