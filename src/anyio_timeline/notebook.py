"""Notebook: in Jupyter and IPython, a picture below each cell that runs tasks.

    %load_ext anyio_timeline.notebook

From then on, each cell has one in which more than one task, or a scope or a thread takes part. What
watches it stays until the kernel ends; `%unload_ext` only stops the pictures.
"""

from __future__ import annotations

import sys
from collections.abc import Container
from pathlib import Path
from typing import Any

from anyio_timeline.editing import Edition
from anyio_timeline.standalone import FORMATS
from anyio_timeline.watching.cast import Life
from anyio_timeline.watching.output import Lines
from anyio_timeline.watching.own import OwnFiles
from anyio_timeline.watching.program import watch_program
from anyio_timeline.watching.story import Story

_NAME = "cell"
"""What the task is called that runs a cell."""

_SHOWN = {"image/svg+xml": ".svg", "text/plain": ".txt"}
"""What a front end chooses from: a picture, and its words where it shows none."""

_PLACE = "_anyio_timeline"
"""Where a shell keeps what draws its cells, since nothing can be watched twice."""


def load_ipython_extension(shell: Any) -> None:
    """Draw each cell from now on.

    Args:
        shell: IPython's `InteractiveShell`.
    """
    if not hasattr(shell, _PLACE):
        setattr(shell, _PLACE, _Drawn(shell))
    getattr(shell, _PLACE).begin()


def unload_ipython_extension(shell: Any) -> None:
    """Draw no more cells.

    Args:
        shell: The same.
    """
    getattr(shell, _PLACE).end()


class _Drawn:
    """Draws the cells of a shell.

    Args:
        shell: IPython's `InteractiveShell`.
    """

    def __init__(self, shell: Any) -> None:
        self._shell = shell
        self._story = Story(is_measured=True, adopts=True)
        self._story.forget()
        self._info: object = None
        """What IPython says of the cell that runs; a cell may run others."""
        self._cell: Life | None = None
        self._streams: list[_Stream] = []
        own = _Cells(shell.compile)
        self._join = watch_program(own, self._story, looks=True, output=self._watch_streams)
        if self._story.blocking:
            self._story.blocking.named = own.named

    def begin(self) -> None:
        """Draw from the next cell on."""
        self._shell.events.register("pre_run_cell", self._begins)
        self._shell.events.register("post_run_cell", self._ends)

    def end(self) -> None:
        """Draw no longer."""
        self._shell.events.unregister("pre_run_cell", self._begins)
        self._shell.events.unregister("post_run_cell", self._ends)
        self._over()

    def _over(self) -> None:
        """The cell is done."""
        for stream in self._streams:
            stream.end()
        self._info = None
        self._story.forget()

    def _watch_streams(self, *told: Any) -> None:
        self._streams += [_Stream(name, Lines(*told)) for name in ("stdout", "stderr")]

    def _begins(self, info: object) -> None:
        if self._info is not None:
            return
        self._info = info
        self._story.again()
        self._cell = self._join(_NAME)
        for stream in self._streams:
            stream.begin()

    def _ends(self, result: Any) -> None:
        if result.info is not self._info:
            return
        for stream in self._streams:
            stream.end()
        if cell := self._cell:
            if self._story.here.actor is cell:  # it has waited for nothing since it began
                self._story.turns.finish(cell, "finished")
            if error := result.error_in_exec:  # IPython's task has caught that
                cell.outcome, cell.error = "raised", type(error).__name__
        edition = Edition(self._story)
        if not edition.is_empty and edition.timeline(2).is_worth_drawing:
            title = f"In[{result.execution_count}]"
            shown = {kind: FORMATS[suffix](edition, title) for kind, suffix in _SHOWN.items()}
            self._shell.display_pub.publish(shown)
        self._over()


class _Stream:
    """One of Python's streams, which tells of each line while a cell runs.

    Whoever else watches a cell's output, as IPython itself does, has replaced what writes there and
    puts it back at its end.

    Args:
        name: What it's called in `sys`.
        lines: What is told.
    """

    def __init__(self, name: str, lines: Lines) -> None:
        self._name, self._lines = name, lines
        self._stream: Any = None
        self._write: Any = None

    def begin(self) -> None:
        """Tell of each line from now on."""
        self._stream = getattr(sys, self._name)
        # a cell that ran within another one may have put ours back
        if self._stream.write != self._told:
            self._write = self._stream.write
            self._stream.write = self._told

    def end(self) -> None:
        """Tell no more."""
        if self._stream and self._stream.write == self._told:
            self._stream.write = self._write
        self._stream = None

    def _told(self, text: str) -> Any:
        self._lines.tell(text)
        return self._write(text)


class _Cells(Container[str]):
    """The code of cells and of the modules beside them, by the names that it has.

    Args:
        compiler: IPython's, which gives cells their names.
    """

    def __init__(self, compiler: Any) -> None:
        self._compiler = compiler
        self._beside = OwnFiles([Path.cwd()])

    def named(self, file: str) -> str:
        """What a cell, or a module, is called."""
        _, name = self._compiler.format_code_name(file) or ("", Path(file).name)
        return str(name)

    def __contains__(self, file: object) -> bool:
        return self._compiler.format_code_name(file) is not None or file in self._beside
