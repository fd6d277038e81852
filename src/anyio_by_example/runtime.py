"""Runtime: one event loop that examples are run on."""

from __future__ import annotations

import importlib.util
import sys
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache, partial
from importlib.metadata import version
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import asyncio


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
            return {"loop_factory": partial(_loop, VirtualLoop, self == EAGER)}
        if self == EAGER:
            return {"loop_factory": partial(_loop, None, True)}
        return None

    def make_default(self, clock: str = "real") -> None:
        """Let AnyIO start this runtime wherever a program doesn't name a backend itself.

        The defaults are those of the three ways into an event loop: `anyio.run`,
        `start_blocking_portal` and `BlockingPortalProvider`. Nothing else is changed, unless AnyIO
        is an old release that drops them.

        Args:
            clock: "real" or "virtual".
        """
        if self.backend is None:
            return
        import anyio
        from anyio import from_thread

        options = self.backend_options(clock)
        if options and (release := _release_of_anyio()) < (4, 14):
            options = self._hand_on(options, release)
        anyio.run.__kwdefaults__ = {"backend": self.backend, "backend_options": options}
        start = from_thread.start_blocking_portal.__wrapped__  # type: ignore[attr-defined]
        start.__defaults__ = (self.backend, options)
        # since AnyIO 4.4
        if provider := getattr(from_thread, "BlockingPortalProvider", None):
            provider.__init__.__defaults__ = (self.backend, options)

    def _hand_on(self, options: dict[str, Any], release: tuple[int, int]) -> dict[str, Any] | None:
        """Select this runtime's event loop where AnyIO's `run` drops what does it.

        Up to 4.13 it hands nothing on to Trio, and up to 4.1 nothing to asyncio.

        Returns:
            What can be left to AnyIO.
        """
        if self == TRIO:
            import trio

            trio.run.__kwdefaults__ = {**(trio.run.__kwdefaults__ or {}), **options}
        elif release < (4, 2):
            import asyncio

            make: Callable[[], asyncio.AbstractEventLoop]
            if options.get("use_uvloop"):
                from uvloop import new_event_loop as make
            else:
                make = options["loop_factory"]
            usual = asyncio.get_event_loop_policy()

            class Policy(asyncio.DefaultEventLoopPolicy):
                def new_event_loop(self) -> asyncio.AbstractEventLoop:
                    # what makes the loop may ask the policy for the usual one
                    asyncio.set_event_loop_policy(usual)
                    try:
                        return make()
                    finally:
                        asyncio.set_event_loop_policy(self)

            asyncio.set_event_loop_policy(Policy())
            return None
        return options


def _release_of_anyio() -> tuple[int, int]:
    major, minor, *_ = version("anyio").split(".")
    return int(major), int(minor)


@cache
def _has_uvloop() -> bool:
    return importlib.util.find_spec("uvloop") is not None


def _loop(
    make: Callable[[], asyncio.AbstractEventLoop] | None, eager: bool
) -> asyncio.AbstractEventLoop:
    import asyncio

    loop = (make or asyncio.new_event_loop)()
    if eager:
        loop.set_task_factory(asyncio.eager_task_factory)  # type: ignore[attr-defined, unused-ignore]
    return loop


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
