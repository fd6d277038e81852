"""Reference: what it adds to a build, against what stock mkdocstrings adds for the same pages."""

from __future__ import annotations

import re
import shutil
from collections.abc import Sequence
from pathlib import Path

from anyio_by_example.api.inventory import FOLDER, SITES
from benchmarks.failure import Failure
from benchmarks.plain import FENCE
from benchmarks.process import Process, python
from benchmarks.project import edit_config, temporary_folder
from benchmarks.result import Result, Row
from benchmarks.turns import by_turns, copies

_BAR = 1.25

_BUILD = ("build", "--quiet", "--no-strict")
"""Without the reference, links on other pages lead nowhere."""

_NO_LINKS = f"""\
from collections import defaultdict
from anyio_by_example.library.library import Library
Library.names_in = lambda *arguments: defaultdict(tuple)
from mkdocs.__main__ import cli
cli({list(_BUILD)})
"""
"""A build in which no name in code has an entry: no links, no tips, nothing in lists of names."""

_INVENTORIES = "".join(
    f"            - url: {(FOLDER / f'{name}.inv').as_uri()}\n              base_url: {address}\n"
    for name, address in SITES.items()
)

_PLUGINS = {r"(?m)^      default_handler: anyio\n": ""}
"""What makes the Python handler the default."""

_HANDLER = r"(?m)^        anyio:\n          options:\n"

_STOCK = _PLUGINS | {
    _HANDLER: (
        "        python:\n"
        f"          inventories:\n{_INVENTORIES}"
        "          options:\n"
        # what it doesn't know in AnyIO's docstrings would be logged
        "            docstring_options: {warnings: false}\n"
        "            docstring_style: sphinx\n"
        "            extensions: [griffe_public_redundant_aliases]\n"
    ),
}

_NONE = _PLUGINS | {
    _HANDLER: "        python:\n          options:\n",
    r"(?m)^  - Reference:\n(?:      .*\n)+": "",
}

_OWN_ENTRY = re.compile(r"(?m)^::: anyio_by_example\..*$")


def measure(repeat: int) -> Result:
    """Seconds that the reference adds to `mkdocs build`, against what stock mkdocstrings adds.

    Three sites are built, with all recordings there. One is ours. The second has the same pages,
    their entries rendered by mkdocstrings' own Python handler and templates, with the same options
    and inventories; there are no links from code, no tips, no lists of examples and no page of
    coverage. The third is the second without pages of the reference and inventories. It is what
    both share, and is taken off both; on it mkdocstrings still documents our own modules.

    Whole processes are measured, by turns, after one build of each that isn't. The bar is 1.25: all
    that our reference says besides must cost at most a quarter of what any reference costs. The
    second row counts CPU, which other work on the machine changes less.
    """
    names = ("ours", "stock", "none")
    with temporary_folder() as folder:
        copies(folder, names)
        _make_stock(folder / "stock")
        _make_none(folder / "none")
        # this first build makes the recordings
        _build(folder / "ours")
        for name in ("stock", "none"):
            shutil.copytree(folder / "ours" / ".recordings", folder / name / ".recordings")
            _build(folder / name)
        _check(folder)
        built = by_turns(folder, names, _build, repeat)
    compared = "the reference, added / added by mkdocstrings alone"
    seconds = [[process.seconds for process in each] for each in built]
    cpu = [[process.cpu for process in each] for each in built]
    rows = [_row(compared, seconds, _BAR), _row("the same in CPU", cpu, None)]
    notes = [
        f"a build of {name}: {min(wall):.2f} s, {min(used):.2f} s of CPU (best)"
        for name, wall, used in zip(names, seconds, cpu, strict=True)
    ]
    return Result(rows, notes)


def _row(compared: str, measured: Sequence[Sequence[float]], bar: float | None) -> Row:
    ours, stock, none = measured
    return Row(compared, ours, stock, bar, shared=none)


def _make_stock(folder: Path) -> None:
    # it would have AnyIO read by our extension
    page = folder / "docs" / "reference" / "coverage.md"
    page.write_text(FENCE.sub("", page.read_text("utf-8")), "utf-8")
    edit_config(folder, _STOCK)
    for page in (folder / "docs").rglob("*.md"):
        text = page.read_text("utf-8")
        style = "\n    options:\n      docstring_style: google"
        page.write_text(_OWN_ENTRY.sub(rf"\g<0>{style}", text), "utf-8")


def _make_none(folder: Path) -> None:
    shutil.rmtree(folder / "docs" / "reference")
    edit_config(folder, _NONE)


def _build(folder: Path) -> Process:
    if folder.name == "ours":
        return python("-m", "mkdocs", *_BUILD, folder=folder)
    return python("-c", _NO_LINKS, folder=folder)


def _check(folder: Path) -> None:
    """See that the sites are what they are meant to be."""
    entry = re.compile(r'id="?anyio\.move_on_after[" ]')
    page = Path("site", "reference", "cancellation", "index.html")
    for name in ("ours", "stock"):
        if not entry.search((folder / name / page).read_text("utf-8")):
            raise Failure(f"the site {name} has no entry of anyio.move_on_after")
    if (folder / "none" / page).exists():
        raise Failure("the site without a reference has one")
