"""Program: all that is watched of it, on every event loop."""

from __future__ import annotations

from collections.abc import Callable, Container
from importlib.util import find_spec

from anyio_timeline.watching.blocking import Blocking
from anyio_timeline.watching.cast import Life
from anyio_timeline.watching.on_asyncio import OnAsyncio
from anyio_timeline.watching.output import Output, watch_output
from anyio_timeline.watching.plain_threads import PlainThreads
from anyio_timeline.watching.story import Story
from anyio_timeline.watching.watch import Watch


def watch_program(
    own: Container[str], story: Story, looks: bool = False, output: Output = watch_output
) -> Callable[[str], Life | None]:
    """Tell a story of what a program does, from now on until the end of the process.

    Args:
        own: The program's files, by the names that their code has.
        story: What is told.
        looks: Whether to look which line keeps an event loop from all else.
        output: What tells of each printed line.

    Returns:
        What tells of the task that runs when it's called, on asyncio, under the name that it's
        given: the step that it's in began before. It gives that task; None if there is none.
    """
    if looks:
        story.blocking = Blocking(own)
        story.blocking.begin()
    watch = Watch(own, story)
    watch.begin(output)
    PlainThreads(watch).begin()
    on_asyncio = OnAsyncio(watch)
    on_asyncio.begin()
    if find_spec("trio"):
        from anyio_timeline.watching.on_trio import OnTrio

        OnTrio(watch).begin()
    return on_asyncio.join
