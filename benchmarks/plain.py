"""Plain: the pages as they would be without a recorder, with the same code and outputs on them."""

from __future__ import annotations

import re
import textwrap
from pathlib import Path

from anyio_by_example import api
from anyio_by_example.fence import REFERENCE
from anyio_by_example.library import Library
from anyio_by_example.review import agreements
from benchmarks.failure import Failure

_FENCE = re.compile(r"(?ms)^(?P<indent> *)```(?P<kind>snippet|api)\n\s*(?P<name>\S+)\n *```$")

_EDITS = {
    # there are no examples with an id to link to
    r"(?m)^  anchors: warn$": "  anchors: ignore",
    r"(?m)^  - anyio_by_example\.anchors\n": "",
    r"(?m)^  - markdown-exec:\n(?:      .*\n)+": "",
    r"(?m)^  - pymdownx\.superfences:\n(?:      .*\n)+": "  - pymdownx.superfences\n",
}
"""What takes our part out of mkdocs.yml: patterns that must match once, and what comes instead."""

_LINKED = {
    # as Material for MkDocs recommends
    r"(?m)^      anchor_linenums: false$": "      anchor_linenums: true\n      line_spans: __span",
}


def make_plain(folder: Path, library: Library, linked: bool) -> None:
    """Turn a copy of the project into one with plain code blocks.

    Args:
        folder: The copy.
        library: The same examples, recorded.
        linked: Whether the lines of code have numbers that can be linked, as ours have.

    Raises:
        Failure: if mkdocs.yml isn't as expected.
    """
    for page in (folder / "docs").rglob("*.md"):
        text = page.read_text("utf-8")
        new = _FENCE.sub(lambda fence: _replaced(fence, library, linked), text)
        page.write_text(new, "utf-8")
    config = folder / "mkdocs.yml"
    text = config.read_text("utf-8")
    for pattern, instead in (_EDITS | (_LINKED if linked else {})).items():
        text, count = re.subn(pattern, instead, text)
        if count != 1:
            raise Failure(f"mkdocs.yml has {count} parts like {pattern!r}, and 1 was expected")
    config.write_text(text, "utf-8")


def _replaced(fence: re.Match[str], library: Library, linked: bool) -> str:
    if fence["kind"] == "snippet":
        text = _example(library, fence["name"], 'python linenums="1"' if linked else "python")
    else:
        text = _list(library, fence["name"])
    return textwrap.indent(text, fence["indent"])


def _example(library: Library, name: str, language: str) -> str:
    example = library.example(name)
    found = agreements(example, library.recordings(example))
    outputs = [_block("text", each.recording.output) for each in found]
    return "\n\n".join([_block(language, example.code), *outputs])


def _block(language: str, text: str) -> str:
    # longer than any fence in the text
    fence = "`" * 8
    return f"{fence}{language}\n{text.rstrip()}\n{fence}"


def _list(library: Library, topic: str) -> str:
    used = api.used_by(library.examples(topic))
    return "\n".join(
        f"- [`{name}`]({REFERENCE}#{name}) in "
        + ", ".join(f"[{example.path.stem}](#{example.id})" for example in examples)
        for name, examples in used.items()
    )
