"""Outcomes: what became of each fence of ours, so that the end of a build can ask what is wrong.

No builder is asked: its log may be silenced, and not every one ends with an error where a fence has
failed.
"""

from __future__ import annotations

import logging
import re
import traceback
from collections.abc import Callable, Collection, Iterable, Iterator
from functools import cache
from pathlib import Path

from anyio_by_example.crossref.server import ServerError
from anyio_by_example.examples.block import Block, find_blocks
from anyio_by_example.library.library import Library
from anyio_by_example.pages.fence import RENDERERS, WHAT
from anyio_by_example.problem import Problem, printable
from anyio_by_example.running.failure import RecorderError
from anyio_by_example.templates import environment

_logger = logging.getLogger("mkdocs.anyio_by_example")

_Fence = tuple[str, str, str, str]
"""Its page, its kind, its options and what it holds."""


class Outcomes:
    """The fences that were rendered since a build began."""

    def __init__(self) -> None:
        self._known: dict[_Fence, Problem | None] = {}

    def begin(self) -> None:
        """Forget what became of fences before."""
        self._known.clear()

    def render(self, library: Callable[[], Library], docs: Path, page: str, block: Block) -> str:
        """What a fence becomes: HTML, or Markdown.

        Args:
            library: Gives what the examples are in.
            docs: The folder of all pages.
            page: Where the fence's page is below that; empty if that isn't known.
            block: The fence.

        Raises:
            Problem: if it can't be made.
        """
        key = _key(page, block)
        self._known.setdefault(key, None)
        try:
            return _made(library, Path(docs.name, page), block)
        except Problem as problem:
            self._known[key] = problem
            raise

    def problems(self, library: Library, docs: Path, pages: Collection[str]) -> Iterator[Problem]:
        """What is wrong with the fences of some pages.

        One that wasn't rendered here, since another process built the page, is rendered now.

        Args:
            library: What the examples are in.
            docs: The folder of all pages.
            pages: Where they are below that.
        """
        for page in pages:
            for block in find_blocks((docs / page).read_text("utf-8")):
                is_ours = block.kind in RENDERERS and block.is_closed
                if is_ours and _key(page, block) not in self._known:
                    try:
                        self.render(lambda: library, docs, page, block)
                    except Problem:
                        continue  # it's among the known ones
        yield from filter(None, self._known.values())


def _key(page: str, block: Block) -> _Fence:
    return page, block.kind, " ".join(block.options.split()), " ".join(block.body.split())


def _made(library: Callable[[], Library], page: Path, block: Block) -> str:
    remedy = f"write ```{block.kind}, below it the name of what it shows, and below that ```"
    name = block.body.strip()
    try:
        if block.options:
            raise ValueError(f"this fence takes no options, but has {block.options}")
        if not name or "\n" in name:
            raise ValueError("this fence holds one line: the name of what it shows")
        if not re.fullmatch(WHAT[block.kind], name):
            remedy = f"name what matches {WHAT[block.kind]}"
            raise ValueError(f"this fence can't show {name!r}")
        return RENDERERS[block.kind](library(), name)
    except Problem as problem:
        if block.kind == "snippet" and not (library().root / name).is_file():
            # what there is to mend is the fence
            reason = f"there is no snippet {name}"
            raise Problem(page, block.line, reason, problem.remedy) from None
        raise
    except ValueError as error:
        raise Problem(page, block.line, str(error), remedy) from error
    except RecorderError as error:
        remedy = "see that this machine has processes, memory and room for files left"
        raise Problem(page, block.line, str(error), remedy) from error
    except ServerError as error:
        remedy = "`pip install -r requirements.txt` installs what a build needs"
        raise Problem(page, block.line, str(error), remedy) from error
    except Exception as error:
        # SuperFences would swallow it, and show the fence as if it were plain code
        for line in traceback.format_exc().splitlines():
            _logger.error("  %s", printable(line))
        reason = f"this fence failed with {type(error).__name__}: {error}"
        remedy = "if its text doesn't say how: it's no mistake of yours, and the log says where"
        raise Problem(page, block.line, reason, remedy) from error


def render_problems(title: str, problems: Iterable[Problem]) -> str:
    """The HTML of what is wrong, for who serves a site to mend it."""
    return environment().get_template("problems.html").render(title=title, problems=problems)


@cache
def outcomes() -> Outcomes:
    """Those of the build that runs in this process."""
    return Outcomes()
