"""Finish: what is done to the HTML files of a site when all else is there, in one pass.

Each page loads what its kind needs, has no needless quotes, and says its policy. No other file is
of a kind in which a browser would run scripts, for that can't say one.
"""

from __future__ import annotations

from pathlib import Path

from anyio_by_example.examples.header import line_of
from anyio_by_example.problem import Problem
from anyio_by_example.publishing.assets import loading
from anyio_by_example.publishing.compact import compacted
from anyio_by_example.publishing.framed import FRAMED
from anyio_by_example.publishing.policy import BOX, stated
from anyio_by_example.publishing.site import Site

_SCRIPTED = (".htm", ".mht", ".mhtml", ".shtml", ".svg", ".svgz", ".xht", ".xhtml", ".xml")
"""What else a browser may run scripts in when it's opened."""
_OURS = {"assets/icon.svg", "sitemap.xml"}


def write(site: Site) -> None:
    """Write anew each HTML file of the site that isn't as it has to be.

    Raises:
        Problem: if a file can't say a policy, or has a script of its own.
    """
    pages = {page.file: page.path for page in site.pages}
    wrong = []
    for file in site.folder.rglob("*.*"):
        name, suffix = file.relative_to(site.folder).as_posix(), file.suffix.lower()
        try:
            if suffix == ".html":
                _finish(site, file, name, name in pages or name.startswith(FRAMED))
            elif suffix in _SCRIPTED and name not in _OURS:
                raise ValueError("a browser may run scripts in it, and it can't say a policy")
        except ValueError as error:
            wrong.append(_problem(site, pages.get(name, name), str(error)))
    # not before all others are as they have to be
    for problem in wrong:
        raise problem


def _finish(site: Site, file: Path, name: str, is_page: bool) -> None:
    text = file.read_text("utf-8")
    html = compacted(loading(text)) if is_page else loading(text)
    html = stated(html, is_box=name == BOX, is_served=site.is_served)
    if html != text:
        file.write_text(html, "utf-8", newline="\n")


def _problem(site: Site, name: str, reason: str) -> Problem:
    """What is wrong with a file, named as its author knows it if it came from one."""
    source = site.docs / name
    if not source.is_file():
        return Problem(Path(site.folder.name, name), 1, reason, "leave it out of the site")
    line = line_of(source.read_text("utf-8", "replace"), "<script")
    return Problem(Path(site.docs.name, name), line, reason, "take it, or its script, out")
