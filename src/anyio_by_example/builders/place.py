"""Place: which page a builder is converting, as far as Python-Markdown knows it."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

from markdown import Markdown

_PARTS = ("markdown_exec_ids", "mkdocstrings_ids")
"""Treeprocessors of what is converted by itself, to become a part of a page."""

_LINK = re.compile(r"(?<=\]\()[^()\s:]+\.md(?=\))")


def place(md: Markdown) -> tuple[Path, str] | None:
    """The folder of all pages, and where the page is below it; None for a part of a page."""
    if any(name in md.treeprocessors for name in _PARTS):
        return None
    if "relpath" in md.treeprocessors:  # MkDocs and ProperDocs
        links: Any = md.treeprocessors["relpath"]
        return Path(links.config["docs_dir"]), links.file.src_uri
    if "rendering_context" in md.preprocessors:  # Zensical
        context: Any = md.preprocessors["rendering_context"]
        return Path(context.config["docs_dir"]), context.page.path
    return None


def linked(md: Markdown, text: str) -> str:
    """A part of a page as Markdown, whose links to other pages lead to their addresses.

    MkDocs and ProperDocs complete links in a page's own text only; Zensical in all of its HTML.
    """
    if "relpath" not in md.treeprocessors:
        return text
    links: Any = md.treeprocessors["relpath"]
    return _LINK.sub(lambda link: links.path_to_url(link[0]), text)
