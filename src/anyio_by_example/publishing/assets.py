"""Assets: the one style sheet and the one script of the site, and the tips of names in code."""

from __future__ import annotations

from pathlib import Path
from shutil import rmtree

from anyio_by_example.publishing.site import Site
from anyio_by_example.reference.tips import rules

_HERE = Path(__file__).parent

STYLES = (
    "palette",
    "frame",
    "top",
    "columns",
    "foot",
    "prose",
    "example",
    "output",
    "timeline",
    "reference",
    "home",
    "search",
    "catalogue",
    "print",
)
"""The parts of the style sheet, in their order."""

SCRIPTS = ("page", "example", "search", "catalogue", "timeline")
"""The parts of the script, in their order."""

_UNUSED = ("images", "javascripts", "stylesheets")
"""What builders bring for pages of their own, and no page of ours needs."""


def write(site: Site) -> None:
    """Write `assets/site.css`, `assets/site.js` and `assets/tips.css`."""
    for name in _UNUSED:
        rmtree(site.folder / "assets" / name, ignore_errors=True)
    site.write("assets/site.css", style_sheet())
    site.write("assets/site.js", joined(_HERE / "scripts", SCRIPTS, "js"))
    examples = site.library.examples()
    targets = set().union(*map(site.library.targets_in, examples)) if examples else set()
    site.write("assets/tips.css", rules(sorted(targets)))


def style_sheet(parts: tuple[str, ...] = STYLES) -> str:
    """Parts of the style sheet, joined."""
    return joined(_HERE / "styles", parts, "css")


def joined(folder: Path, parts: tuple[str, ...], suffix: str) -> str:
    """The files of a folder that have these names, in this order, as one."""
    files = (folder / f"{part}.{suffix}" for part in parts)
    return "\n".join(file.read_text("utf-8") for file in files)
