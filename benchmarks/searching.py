"""Searching: what a key press in the search costs, among few examples and among many."""

from __future__ import annotations

import json
import re
import shutil
from pathlib import Path
from typing import Any

from playwright.sync_api import Page

from anyio_by_example.publishing import search
from benchmarks.browser import NAMES, find_browser, open_tab
from benchmarks.compressed import compressed
from benchmarks.process import python
from benchmarks.project import ROOT, copy_to, temporary_folder
from benchmarks.result import Result, Row

_SLOWEST, _PER_EXAMPLE, _COUNT = 30.0, 1.15, 2_000
"""Milliseconds of the slowest key press among so many examples, and the most that one of 4,000 may
cost against one of 400."""

_TYPED = (
    "to_thread.run_sync",
    "limit concurrency",
    "semahpore",
    "why is my shielded scope cancelled",
    "RuntimeError: Attempted to exit cancel scope in a different task than it was entered in",
)

_OWN = 8
"""Of how many words one is another in each copy of an example."""

_PRESS = """
([query, repeat]) => {
  const input = document.getElementById("search-input");
  const list = document.querySelector(".search-results");
  const press = typed => {
    input.value = typed;
    const start = performance.now();
    input.dispatchEvent(new Event("input"));
    list.getBoundingClientRect();
    return performance.now() - start;
  };
  const presses = Array.from(query, (_, n) => query.slice(0, n + 1));
  const runs = Array.from({ length: repeat }, () => presses.map(press));
  return presses.map((_, n) => Math.min(...runs.map(run => run[n])));
}
"""
"""Types a query letter by letter; gives milliseconds until the results are there, laid out."""

_OPEN = """
async () => {
  const start = performance.now();
  document.getElementById("search-open").click();
  while (!window.byExample.finding || document.querySelector(".search-count").textContent)
    await new Promise(resolve => setTimeout(resolve));
  return performance.now() - start;
}
"""


def measure(repeat: int) -> Result:
    """Milliseconds from a key press in the search to its results, laid out, in Chromium.

    Five queries are typed letter by letter, one of them a pasted message, one misspelt. What is
    searched are the records of our examples, repeated until there are so many; in each copy, one
    word of eight is another. The first row holds the slowest key press among 2,000 examples against
    30 ms; the second, all of them for each of 4,000 examples against each of 400, with a bar of
    1.15. Each key press is pressed several times, and the best counts.

    Notes say what the same takes on the site as it is, and opening the search there.

    Needs Chromium or one of its kind, and playwright.
    """
    program = find_browser()
    if program is None:
        return Result(notes=[f"left out, because none of {', '.join(NAMES)} is installed"])
    with temporary_folder() as folder:
        copy_to(folder)
        shutil.copytree(ROOT / ".recordings", folder / ".recordings")
        python("-m", "mkdocs", "build", "--quiet", folder=folder)
        site = folder / "site"
        records = _records(site)
        with compressed(site) as address, open_tab(program, address) as tab:
            opened = [_opened(tab, address) for _ in range(3 * repeat)]
            real = _pressed(tab, repeat)
            found = {}
            for count in (400, _COUNT, 4_000):
                tab.evaluate("data => byExample.finding.load(data)", _grown(records, count))
                found[count] = _pressed(tab, repeat)
    many, few = ([sum(found[count]) / count] for count in (4_000, 400))
    return Result(
        [
            Row(
                f"the slowest key press of {_COUNT:,} examples / {_SLOWEST:.0f} ms",
                [max(found[_COUNT])],
                [_SLOWEST],
                1.0,
                "ms",
            ),
            Row("all key presses, each of 4,000 / of 400", many, few, _PER_EXAMPLE, "ms"),
        ],
        [
            f"of {len(real)} key presses on the site as it is, the slowest takes "
            f"{max(real):.1f} ms, all {sum(real):.0f} ms; opening the search there takes "
            f"{min(opened):.0f} ms (best)"
        ],
    )


def _records(site: Path) -> dict[str, Any]:
    """What the search of a built site finds."""
    script = (site / search.DATA).read_text("utf-8")
    found: dict[str, Any] = json.loads(script.rpartition("finding.load(")[2].rpartition(")")[0])
    return found


def _grown(records: dict[str, Any], count: int) -> dict[str, Any]:
    """Records of any number of examples, and of nothing else."""
    examples = records["examples"]
    copies = [_copy(examples[n % len(examples)], n // len(examples)) for n in range(count)]
    return records | {"examples": copies, "sections": [], "points": [], "names": []}


def _copy(example: list[Any], number: int) -> list[Any]:
    page, ident, title, text, *wrong = example
    return [page, f"{ident}_{number}", _varied(title, number), _varied(text, number), *wrong]


def _varied(text: str, number: int) -> str:
    words = re.split(r"(\W+)", text)
    return "".join(
        f"{word}{number}" if n % (2 * _OWN) == 0 and word else word for n, word in enumerate(words)
    )


def _opened(tab: Page, address: str) -> float:
    """Milliseconds from opening the search on a page opened anew until it can be used."""
    tab.goto(address, wait_until="networkidle")
    return float(tab.evaluate(_OPEN))


def _pressed(tab: Page, repeat: int) -> list[float]:
    """Milliseconds of each key press, the best of all times."""
    return [each for query in _TYPED for each in tab.evaluate(_PRESS, [query, repeat])]
