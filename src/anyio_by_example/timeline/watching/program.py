"""Program: all that is watched of it, on every event loop."""

from __future__ import annotations

from collections.abc import Container

from anyio_by_example.timeline.watching.on_asyncio import OnAsyncio
from anyio_by_example.timeline.watching.on_trio import OnTrio
from anyio_by_example.timeline.watching.story import Story
from anyio_by_example.timeline.watching.watch import Watch


def watch_program(own: Container[str], story: Story) -> None:
    """Tell a story of what a program does, from now on until the end of the process.

    Args:
        own: The program's files, by the names that their code has.
        story: What is told.
    """
    watch = Watch(own, story)
    for each in (watch, OnAsyncio(watch), OnTrio(watch)):
        each.begin()
