"""Fences: SuperFences' side of the fences of a page.

What can't be shown is said in its place, and remembered: the end of a build asks for it.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

from markdown import Markdown
from markdown_exec import base_format
from markupsafe import Markup

from anyio_by_example.builders.place import linked, place
from anyio_by_example.examples.block import Block, find_blocks
from anyio_by_example.library.library import default_library
from anyio_by_example.pages.fence import IN_MARKDOWN
from anyio_by_example.pages.outcomes import outcomes, render_problems
from anyio_by_example.problem import Problem


def validator(
    language: str,
    inputs: dict[str, str],
    options: dict[str, Any],
    attrs: dict[str, Any],
    md: Markdown,
) -> bool:
    """Accept every fence of ours; a wrong option is the formatter's to report."""
    del language, attrs, md
    options["unknown"] = sorted(inputs)
    return True


def formatter(
    source: str, language: str, css_class: str, options: dict[str, Any], md: Markdown, **kwargs: Any
) -> Markup:
    """The formatter of a fence that names one snippet or one topic."""
    del css_class, kwargs
    docs, page = place(md) or (Path("docs"), "")
    block = _written(docs / page, Block(language, " ".join(options["unknown"]), source, 1, True))
    try:
        made = outcomes().render(default_library, docs, page, block)
    except Problem as problem:
        return Markup(render_problems("This can't be shown", [problem]))  # noqa: S704 (escaped)
    if language not in IN_MARKDOWN:
        return Markup(made)  # noqa: S704 (it's HTML)
    return base_format(
        language=language,
        run=lambda *_, **__: linked(md, made),
        code=source,
        md=md,
        id=source.strip(),
        id_prefix="",
    )


def _written(page: Path, block: Block) -> Block:
    """The block as it's written on its page, with its line there."""
    if page.is_file():
        for each in find_blocks(page.read_text("utf-8")):
            alike = each.kind == block.kind and each.body.split() == block.body.split()
            if alike and bool(each.options) == bool(block.options):
                return each
    return block
