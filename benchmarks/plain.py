"""Plain: the pages as they would be without our fences, with the same code and outputs on them."""

from __future__ import annotations

import re
import textwrap
from collections import defaultdict
from collections.abc import Iterator, Sequence
from pathlib import Path

from anyio_by_example.library.library import Library
from anyio_by_example.recording.review import agreements
from anyio_by_example.reference.coverage import Coverage, Shown
from anyio_by_example.reference.entry import public_names
from anyio_by_example.reference.uses import find_uses
from benchmarks.project import edit_config

FENCE = re.compile(
    r"(?ms)^(?P<indent> *)```(?P<kind>snippet|api|coverage)\n\s*(?P<name>\S+)\n *```$"
)
"""A fence of ours on a page."""

_EDITS = {
    # there are no examples with an id to link to
    r"(?m)^  anchors: warn$": "  anchors: ignore",
    r"(?m)^  - anyio_by_example\.builders\.anchors\n": "",
    r"(?m)^  - markdown-exec:\n(?:      .*\n)+": "",
    r"(?m)^  - pymdownx\.superfences:\n(?:      .*\n)+": "  - pymdownx.superfences\n",
}
"""What takes our fences out of mkdocs.yml."""

_LINKED = {
    # as Material for MkDocs recommends
    r"(?m)^      anchor_linenums: false$": "      anchor_linenums: true\n      line_spans: __span",
}


def make_plain(folder: Path, library: Library, linked: bool) -> None:
    """Turn a copy of the project into one with plain code blocks and lists.

    The reference stays as it is, by our handler. But no code leads to it, and it lists no examples,
    because on these pages it finds none.

    Args:
        folder: The copy.
        library: The same examples, recorded, beside pages that show them.
        linked: Whether the lines of code have numbers that can be linked, as ours have.

    Raises:
        Failure: if mkdocs.yml isn't as expected.
    """
    for page in (folder / "docs").rglob("*.md"):
        text = page.read_text("utf-8")
        new = FENCE.sub(lambda fence: _replaced(fence, library, linked), text)
        page.write_text(new, "utf-8")
    edit_config(folder, _EDITS | (_LINKED if linked else {}))


def _replaced(fence: re.Match[str], library: Library, linked: bool) -> str:
    if fence["kind"] == "snippet":
        text = _example(library, fence["name"], 'python linenums="1"' if linked else "python")
    elif fence["kind"] == "api":
        text = _used(library, fence["name"])
    else:
        text = _coverage(library)
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


def _used(library: Library, topic: str) -> str:
    used: dict[str, list[str]] = defaultdict(list)
    for example in library.examples(topic):
        names = {name.target for found in library.names_in(example).values() for name in found}
        for name in names & public_names().all:
            used[name].append(f"[{example.path.stem}](#{example.id})")
    return "\n".join(
        f"- {_link(name, name)} in {', '.join(links)}" for name, links in sorted(used.items())
    )


def _coverage(library: Library) -> str:
    coverage = Coverage(public_names(), find_uses(library))
    parts = [str(coverage)]
    for module, names in coverage.modules.items():
        if names:
            parts += [f"## {module}", "\n".join(_counts(names))]
    return "\n\n".join(parts)


def _counts(names: Sequence[Shown], indent: str = "") -> Iterator[str]:
    for shown in names:
        yield f"{indent}- {_link(shown.path, shown.label)} **{shown.examples or 'none'}**"
        yield from _counts(shown.members, indent + "    ")


def _link(path: str, label: str) -> str:
    return f"[`{label}`][{path}]"
