"""A notebook draws the cells that run tasks, and is otherwise what it is without."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import nbformat
import pytest
from helpers.support import ROOT
from nbclient import NotebookClient

LOAD = "%load_ext anyio_timeline.notebook"
RELOAD = LOAD.replace("%load", "%reload")
UNLOAD = LOAD.replace("%load", "%unload")

CELLS = {
    "definitions": (
        "import asyncio, sys, threading, time\nimport anyio\n\nasync def work(seconds):\n"
        "    await anyio.sleep(seconds)\n    print('worked for', seconds)"
    ),
    "a group": (
        "async with anyio.create_task_group() as tg:\n    tg.start_soon(work, 0.05)\n"
        "    tg.start_soon(work, 0.1)\nprint('over', file=sys.stderr)"
    ),
    "a task that goes on": "task = asyncio.create_task(work(30))\nawait work(0.02)",
    "nothing": "1 + 1",
    "a cell in a cell": "get_ipython().run_cell('print(5)')\nprint('x')",
    "its end": "task.cancel()\nprint(await asyncio.gather(task, return_exceptions=True))",
    "a thread": (
        "thread = threading.Thread(target=anyio.run, args=[work, 0.1])\n"
        "thread.start()\nthread.join()"
    ),
    "blocked": "async with asyncio.timeout(5):\n    time.sleep(0.1)\n    await work(0.01)",
    "an error": "async with anyio.create_task_group() as tg:\n    1 / 0",
}  # fmt: skip

pytestmark = pytest.mark.skipif("sys.version_info < (3, 11)", reason="asyncio has no timeout()")


def run(cells: list[str]) -> Iterator[list[dict[str, Any]]]:
    """What a kernel puts out for each cell."""
    v4: Any = nbformat.v4
    notebook = v4.new_notebook(cells=[*map(v4.new_code_cell, cells)])
    client = NotebookClient(notebook, timeout=60, allow_errors=True, kernel_name="python3")
    client.execute(cwd=str(ROOT), env={})
    for cell in notebook.cells:
        yield cell.outputs


def without_chance(outputs: list[dict[str, Any]]) -> str:
    """What doesn't differ from one kernel to the next."""
    return re.sub(r"ipykernel_\d+|0x[0-9a-f]+|\d+m\d+", "", repr(outputs))


@pytest.fixture(scope="module")
def outputs() -> dict[str, list[dict[str, Any]]]:
    """What is put out for each cell of a notebook that loads the extension."""
    _, *found = run([LOAD, *CELLS.values()])
    return dict(zip(CELLS, found, strict=True))


def words(outputs: list[dict[str, Any]]) -> str:
    """The picture in words; empty if there is none."""
    shown = [each["data"] for each in outputs if "image/svg+xml" in each.get("data", {})]
    return "".join(each["text/plain"] for each in shown)


def test_says_what_cells_did(outputs: dict[str, list[dict[str, Any]]]) -> None:
    """Below a cell in which tasks, scopes or threads take part, a picture says what they did."""
    assert [name for name in CELLS if words(outputs[name])] == [
        "a group", "a task that goes on", "its end", "a thread", "blocked", "an error"
    ]  # fmt: skip
    group = words(outputs["a group"])
    assert group.startswith("In[3]: 3 tasks, 1 task group;")
    for said in (
        "work(0.1) starts, in the task group of cell",
        "work(0.05) prints “worked for 0.05”",
        "cell prints “over”",
        "cell finishes",
    ):
        assert said in group
    assert "work is unfinished when the timeline ends" in words(outputs["a task that goes on"])
    assert "thread run starts, for cell" in words(outputs["a thread"])
    assert "cell blocks the event loop in time.sleep(0.1) until" in words(outputs["blocked"])
    # where it joins the thread, for as long as that sleeps
    assert "cell blocks the event loop in In[8]:3 until" in words(outputs["a thread"])
    assert "cell raises ExceptionGroup" in words(outputs["an error"])


def test_changes_nothing(outputs: dict[str, list[dict[str, Any]]]) -> None:
    """All else that cells put out is what they do in a kernel without it."""
    _, *plain = run(["pass", *CELLS.values()])
    for name, found in zip(CELLS, plain, strict=True):
        rest = [each for each in outputs[name] if not words([each])]
        assert without_chance(rest) == without_chance(found), name


def test_can_be_unloaded() -> None:
    """Once it's unloaded, no cell is drawn, nor what it prints watched, until it's loaded again."""
    cell, asks = CELLS["a group"], "print('_Stream' in repr(sys.stdout.write))"
    _, _, drawn, told, _, plain, untold, _, again = run(
        [CELLS["definitions"], LOAD, cell, asks, UNLOAD, cell, asks, LOAD, cell]
    )
    assert [bool(words(each)) for each in (drawn, plain, again)] == [True, False, True]
    assert [each[0]["text"] for each in (told, untold)] == ["True\n", "False\n"]


def test_is_loaded_once() -> None:
    """What is loaded once more, or anew, watches nothing twice."""
    asks = "print(id(asyncio.BaseEventLoop.call_soon))"
    cells = [CELLS["definitions"], LOAD, asks, LOAD, asks, RELOAD, asks, CELLS["a group"]]
    _, _, once, _, twice, _, anew, drawn = run(cells)
    assert once == twice == anew
    assert words(drawn).count("In[8]") == 1
