"""The pages of the site as their authors wrote them, and the document that they reproduce."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from mkdocs.utils.meta import get_data

from anyio_by_example.pages.sections import SECTIONS as NUMBERS
from helpers.support import ROOT

DOCS = ROOT / "docs"

SECTIONS = {
    "1. Basic AnyIO Example": "basic.md",
    "2. Running Code on asyncio": "on-asyncio.md",
    "3. Running Code on Trio": "on-trio.md",
    "4. Using AnyIO to Run Different Frameworks": "backends.md",
    "5. Async Context Manager Example": "context-managers.md",
    "6. Running Code with Timeouts": "timeouts.md",
    "7. Using AnyIO with Parallelism": "task-groups.md",
    "8. AnyIO with Resources and Cleanup": "cleanup.md",
    "9. Handling Exceptions in AnyIO": "exceptions.md",
    "10. Using AnyIO's run_in_worker_thread": "threads.md",
    "Benefits of Using AnyIO": "benefits.md",
    "When to Use AnyIO": "when-to-use.md",
}
"""The document's sections, in its order, each with its page."""

VERDICTS = ("holds", "caveat", "outdated", "false")

_HEADING = re.compile(r"^(?:🔹 |🚀 )(.+)$|^(When to Use AnyIO):$")
_FOOTER = "Last updated"
_CODE = re.compile(r"^(?:import |async def |anyio\.|    \S)")


@dataclass(frozen=True)
class Section:
    """A section of the document."""

    title: str
    prose: tuple[str, ...]
    """Its lines of prose, without bullets and numbers."""
    code: str


@cache
def document() -> tuple[str, tuple[Section, ...]]:
    """The document's title, and its sections."""
    lines = (ROOT / "tests" / "site" / "document.txt").read_text("utf-8").splitlines()
    title = lines[0].partition(". ")[2]
    found: list[tuple[str, list[str], list[str]]] = []
    for line in filter(str.strip, lines[1 : lines.index(_FOOTER)]):
        if heading := _HEADING.match(line):
            found.append((heading[1] or heading[2], [], []))
        elif _CODE.match(line):
            found[-1][2].append(line)
        else:
            found[-1][1].append(re.sub(r"^\s*(?:• |\d+\. )?", "", line))
    return title, tuple(Section(t, tuple(prose), "\n".join(code)) for t, prose, code in found)


def sentences(prose: str) -> list[str]:
    """The sentences of a text."""
    return re.split(r"(?<=[.!?]) (?=[A-Z])", prose)


@dataclass(frozen=True)
class Quote:
    """A quotation on a page, and what the page says of it."""

    text: str
    verdicts: tuple[str, ...]
    """The blocks after it that give a verdict, each as Markdown."""


def quotes(markdown: str) -> list[Quote]:
    """The quotations of a page, in its order."""
    found = []
    parts = re.split(r"(?m)((?:^>.*\n)+)", markdown + "\n")
    for text, rest in zip(parts[1::2], parts[2::2], strict=True):
        words = " ".join(line.removeprefix(">").strip() for line in text.splitlines())
        kinds = "|".join(VERDICTS)
        blocks = re.findall(rf'(?m)^!!! (?:{kinds}) ".+"\n\n(?:(?:    .*)?\n)+', rest)
        found.append(Quote(re.sub(r"\s+", " ", words).strip(), tuple(blocks)))
    return found


def fences(markdown: str, language: str) -> list[str]:
    """What the fences of one kind on a page hold."""
    return re.findall(rf"(?ms)^ *```{language}\n\s*(.*?)\s*^ *```$", markdown)


@cache
def pages() -> Mapping[str, str]:
    """The Markdown of every page without its front matter, by its path below `docs/`."""
    return {
        p.relative_to(DOCS).as_posix(): get_data(p.read_text("utf-8"))[0]
        for p in DOCS.rglob("*.md")
    }


def guide() -> list[str]:
    """The paths of the guide's pages, without those that only list others."""
    return sorted(
        page for page in pages() if page.startswith("guide/") and not page.endswith("/index.md")
    )


def lists() -> list[str]:
    """The paths of the pages that only list others."""
    return sorted(page for page in pages() if page.endswith("/index.md"))


def taught() -> list[str]:
    """The paths of all pages that teach: those of the document's sections, and the guide's."""
    return sorted({*NUMBERS, *guide()})


def answers() -> list[str]:
    """The paths of the pages about a question at hand: errors, recipes, other names, decisions."""
    folders = ("bridges/", "choose/", "errors/", "recipes/")
    return sorted(page for page in pages().keys() - {*lists()} if page.startswith(folders))


def reference() -> list[str]:
    """The paths of the reference's pages that have entries."""
    without = {"reference/index.md", "reference/coverage.md"}
    return sorted(page for page in pages().keys() - without if page.startswith("reference/"))


@cache
def embedded() -> list[tuple[str, str]]:
    """Each page that shows a snippet, with the snippet's name."""
    return [(page, name) for page, text in pages().items() for name in fences(text, "snippet")]
