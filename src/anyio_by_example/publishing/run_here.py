"""Run here: what the button of an example loads, and what it needs to know of the example.

Without an interpreter, nothing of it is written.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import TypedDict

from rcssmin import cssmin
from rjsmin import jsmin

from anyio_by_example.examples.example import Example
from anyio_by_example.interpreter.fitness import as_in_shell
from anyio_by_example.interpreter.preparing import extras_of
from anyio_by_example.interpreter.trials import browser_runs
from anyio_by_example.publishing.assets import joined, style_sheet
from anyio_by_example.publishing.places import find_places
from anyio_by_example.publishing.site import Site

_PARTS = Path(__file__).parent / "run"

STYLES = ("panel", "controls", "results", "editor", "devices")
"""The parts of its style sheet, in their order."""


class Expected(TypedDict):
    """What was recorded on a backend."""

    output: str
    status: int
    """The exit status as a shell has it."""


class Runnable(TypedDict):
    """What a page needs to know of an example to run it."""

    name: str
    file: str
    caption: str
    text: str
    """All of the file."""
    first_line: int
    """The first line that the page shows."""
    support: dict[str, str]
    backends: list[str]
    """The names of the backends; `as-written` if the program names its event loop itself."""
    clock: str
    order: str
    fresh: bool
    measured: bool
    times: str
    """Where those of a picture come from: "asked" for by the program, or "measured"."""
    unordered: list[list[int]]
    """Blocks of lines, by the first and the last one, that come in any order."""
    extras: list[str]
    """What it imports that has to be loaded besides."""
    expected: dict[str, Expected]


def write(site: Site) -> None:
    """Write `run/`, and `e/<topic>/<name>.json` for each example that a page shows.

    Raises:
        Problem: if the interpreter isn't what was prepared.
    """
    interpreter = site.library.interpreter
    if interpreter is None:
        return
    interpreter.check()
    own = {file.name: file.read_bytes() for file in interpreter.files}
    for name, content in {**own, **parts()}.items():
        site.write(f"run/{name}", content)
    for example in find_places(site).examples(site.library.examples()):
        text = json.dumps(_runnable(site, example), ensure_ascii=False, separators=(",", ":"))
        site.write(f"{example.download.removesuffix('.py')}.json", text)


def parts() -> dict[str, bytes]:
    """What is in `run/` besides the interpreter, by its name there."""
    files = [file for file in sorted(_PARTS.iterdir()) if file.is_file()]
    texts = {file.name: file.read_text("utf-8") for file in files}
    found = {name: jsmin(text) if name.endswith(".js") else text for name, text in texts.items()}
    # a program can print colours where the recorded one has none
    found["run.css"] = style_sheet(("ansi",)) + cssmin(joined(_PARTS / "styles", STYLES, "css"))
    return {name: str(text).encode() for name, text in found.items()}


def _runnable(site: Site, example: Example) -> Runnable:
    recorded = site.library.recordings(example)
    expected: dict[str, Expected] = {
        runtime.name: {
            "output": recorded[runtime].output,
            "status": as_in_shell(recorded[runtime].exit_status),
        }
        for _, runtime in browser_runs(example)
        if runtime in recorded
    }
    settings = example.settings
    return {
        "name": example.name,
        "file": example.path.name,
        "caption": example.caption,
        "text": example.text,
        "first_line": example.first_line,
        "support": dict(example.support),
        "backends": [runtime.name for _, runtime in browser_runs(example)],
        "clock": settings.clock,
        "order": settings.order,
        "fresh": settings.fresh,
        "measured": bool(settings.measured),
        "times": "asked" if settings.timeline == "asked" else "measured",
        "unordered": [[block.start, block.stop - 1] for block in settings.blocks],
        "extras": extras_of(example.header.dependencies),
        "expected": expected,
    }
