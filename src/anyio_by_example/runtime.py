"""Runtime: one event loop that examples are run on."""

from __future__ import annotations

import importlib.util
import sys
from dataclasses import dataclass
from functools import cache, partial
from typing import Any

from anyio_timeline.loops import EAGER_TASKS, make_default, new_loop


@dataclass(frozen=True)
class Runtime:
    """An event loop, named as the reader knows it."""

    name: str
    """Its name in file names and on the command line."""
    label: str
    """Its name on the page."""
    backend: str | None
    """The AnyIO backend that it makes the default; None leaves AnyIO as it is."""

    def __str__(self) -> str:
        return self.name

    @property
    def missing(self) -> str | None:
        """Why this Python can't have the runtime, or None if it can."""
        if self == EAGER and sys.version_info < (3, 12):
            return "needs Python 3.12 or newer"
        if self == UVLOOP and not _has_uvloop():
            if sys.platform == "win32":
                return "uvloop does not exist for Windows"
            return "needs the package uvloop: pip install 'anyio-by-example[uvloop]'"
        return None

    @property
    def has_timelines(self) -> bool:
        """Whether it can be seen what tasks do; the first step of an eager one can't."""
        return self != EAGER

    @property
    def distributions(self) -> tuple[str, ...]:
        """The packages, besides AnyIO, whose versions can change what an example does here."""
        if self.backend is None:
            return ("trio",)
        return {"trio": ("trio",), "asyncio-uvloop": ("uvloop",)}.get(self.name, ())

    def backend_options(self, clock: str) -> dict[str, Any] | None:
        """The `backend_options` that select this runtime's event loop.

        The options are those of `anyio.run`: `use_uvloop` and `loop_factory` with asyncio, `clock`
        with Trio.
        """
        if self == UVLOOP:
            return {"use_uvloop": True}
        if clock == "virtual":
            from anyio_by_example.clock import VirtualLoop, trio_clock

            if self == TRIO:
                return {"clock": trio_clock()}
            return {"loop_factory": partial(new_loop, VirtualLoop, eager=self == EAGER)}
        if self == EAGER:
            return EAGER_TASKS
        return None

    def make_default(self, clock: str = "real") -> None:
        """Let AnyIO start this runtime wherever a program doesn't name a backend itself.

        The defaults are those of the three ways into an event loop: `anyio.run`,
        `start_blocking_portal` and `BlockingPortalProvider`. Nothing else is changed, unless AnyIO
        is an old release that drops them.

        Args:
            clock: "real" or "virtual".
        """
        if self.backend is not None:
            make_default(self.backend, self.backend_options(clock))


@cache
def _has_uvloop() -> bool:
    return importlib.util.find_spec("uvloop") is not None


ASYNCIO = Runtime("asyncio", "asyncio", "asyncio")
UVLOOP = Runtime("asyncio-uvloop", "asyncio + uvloop", "asyncio")
EAGER = Runtime("asyncio-eager", "asyncio + eager tasks", "asyncio")
TRIO = Runtime("trio", "Trio", "trio")
RUNTIMES = (ASYNCIO, UVLOOP, EAGER, TRIO)

AS_WRITTEN = Runtime("as-written", "as written", None)
"""For a file that names its backend itself: it is run once, as it stands."""

BY_NAME = {runtime.name: runtime for runtime in (*RUNTIMES, AS_WRITTEN)}


def available() -> tuple[Runtime, ...]:
    """The runtimes that this Python has."""
    return tuple(runtime for runtime in RUNTIMES if runtime.missing is None)
