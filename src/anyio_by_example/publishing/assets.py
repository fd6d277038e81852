"""Assets: the style sheets and scripts of the site, and the tips of names and terms.

What every page needs is in one sheet and one script. What some kinds of pages need besides stands
in a sheet or a script of its own, which they alone load; and what only a reader who does something
needs is loaded when they do.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache
from pathlib import Path
from shutil import rmtree

from rcssmin import cssmin
from rjsmin import jsmin

import anyio_timeline
from anyio_by_example.examples.example import Example
from anyio_by_example.pages.glossary import find_glossary
from anyio_by_example.publishing.site import Site
from anyio_by_example.reference.tips import rule, rules

_HERE = Path(__file__).parent

_OF_TIMELINES = Path(anyio_timeline.__file__).parent / "styles"
"""Where the parts are that come with what draws timelines: theirs, and the colours."""

STYLES = (
    "palette",
    "frame",
    "top",
    "columns",
    "menu",
    "foot",
    "prose",
    "example",
    "output",
    "releases",
    "choice",
    "timeline",
    "names",
    "print",
)
"""The parts of the style sheet of all pages, in their order."""

STYLES_OF_KINDS = (
    "explained",
    "reference",
    "home",
    "filter",
    "catalogue",
    "compatibility",
    "catches",
    "changes",
    "errors",
    "fold",
    "pages",
    "points",
    "alone",
    "ansi",
)
"""Those that a page has whose HTML has one of their classes."""

STYLES_ON_DEMAND = ("cite", "peek", "search")
"""Those that a script loads when a reader opens what they are of."""

SCRIPTS = ("fragment", "base", "choices", "page", "menu", "example", "search")
"""The parts of the script of all pages, in their order."""

SCRIPTS_OF_KINDS = ("filter", "catalogue", "compatibility", "errors", "fold", "points")
"""Those that a page has that has the style sheet of this name, in their order."""

SCRIPTS_ON_DEMAND = ("cite", "peek", "timeline")
"""Those that the script of all pages loads when a reader needs them."""

_ALONE = "try {{\n{}\n}} catch (error) {{\n  reportError(error);\n}}"

_SHEET = re.compile(r'<link rel="stylesheet" href="([^"]*assets/)site\.css">')
_SCRIPT = re.compile(r'<script src="([^"]*assets/)site\.js" defer></script>')
_CLASSES = re.compile(r'\sclass=(?:"([^"]*)"|([^\s">]+))')
_SELECTED = re.compile(r"\.([a-z][\w-]*)")

_UNUSED = ("images", "javascripts", "stylesheets")
"""What builders bring for pages of their own, and no page of ours needs."""


def write(site: Site) -> None:
    """Write the style sheets and scripts in `assets/`.

    Raises:
        Problem: if a term of the glossary isn't in order.
    """
    for name in _UNUSED:
        rmtree(site.folder / "assets" / name, ignore_errors=True)
    examples = site.library.examples()
    site.write("assets/site.css", style_sheet(STYLES) + _counts(examples))
    site.write("assets/site.js", site_script())
    for part in (*STYLES_OF_KINDS, *STYLES_ON_DEMAND):
        site.write(f"assets/{part}.css", style_sheet((part,)))
    for part in (*SCRIPTS_OF_KINDS, *SCRIPTS_ON_DEMAND):
        site.write(f"assets/{part}.js", script((part,)))
    targets = set().union(*map(site.library.targets_in, examples)) if examples else set()
    terms = (rule(term.ident, term.tip) for term in find_glossary(site.docs).terms)
    site.write("assets/tips.css", "\n".join([rules(sorted(targets)), *terms]))


def style_sheet(parts: tuple[str, ...] = (*STYLES, *STYLES_OF_KINDS, *STYLES_ON_DEMAND)) -> str:
    """Parts of the style sheet, joined and without what only authors read."""
    return str(cssmin(_joined(map(_style, parts))))


def script(parts: tuple[str, ...]) -> str:
    """Parts of the script, joined and without what only authors read."""
    return str(jsmin(joined(_HERE / "scripts", parts, "js")))


def site_script() -> str:
    """The script of all pages. An error in one of its parts is told and leaves the others alive."""
    texts = (joined(_HERE / "scripts", (part,), "js") for part in SCRIPTS)
    return str(jsmin("\n".join(_ALONE.format(text) for text in texts)))


def _style(part: str) -> Path:
    own = _HERE / "styles" / f"{part}.css"
    return own if own.exists() else _OF_TIMELINES / own.name


@cache
def classes_of_kinds() -> dict[str, set[str]]:
    """The classes that only the style sheet of a kind of pages has, by its name."""
    common = _classes(style_sheet(STYLES))
    return {part: _classes(style_sheet((part,))) - common for part in STYLES_OF_KINDS}


def loading(html: str) -> str:
    """A page that loads what its kind needs besides what every page does."""
    used = {name for each in {*_CLASSES.findall(html)} for name in "".join(each).split()}
    parts = [part for part, classes in classes_of_kinds().items() if classes & used]
    # a site that is published anew has them
    if not parts or f"assets/{parts[0]}.css" in html:
        return html
    sheets = "".join(rf'\n<link rel="stylesheet" href="\1{part}.css">' for part in parts)
    scripts = "".join(
        rf'\n<script src="\1{part}.js" defer></script>'
        for part in parts
        if part in SCRIPTS_OF_KINDS
    )
    return _SCRIPT.sub(rf"\g<0>{scripts}", _SHEET.sub(rf"\g<0>{sheets}", html, count=1), count=1)


def _counts(examples: Iterable[Example]) -> str:
    """Rules that count the lines of code from the number of the first one, which `from-7` says."""
    firsts = sorted({1, *(example.first_line for example in examples)})
    return "".join(f".from-{first}{{counter-reset:line {first - 1}}}" for first in firsts)


def _classes(sheet: str) -> set[str]:
    return set(_SELECTED.findall(sheet))


def joined(folder: Path, parts: tuple[str, ...], suffix: str) -> str:
    """The files of a folder that have these names, in this order, as one."""
    return _joined(folder / f"{part}.{suffix}" for part in parts)


def _joined(files: Iterable[Path]) -> str:
    return "\n".join(file.read_text("utf-8") for file in files)
