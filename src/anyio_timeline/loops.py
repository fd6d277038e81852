"""Loops: which event loop AnyIO starts wherever a program doesn't name one."""

from __future__ import annotations

import sys
from collections.abc import Callable
from functools import cache, partial
from importlib.util import find_spec
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import asyncio


def new_loop(
    make: Callable[[], asyncio.AbstractEventLoop] | None = None, *, eager: bool
) -> asyncio.AbstractEventLoop:
    """An event loop of asyncio.

    Args:
        make: What makes it; None for the usual one.
        eager: Whether its tasks start at once.
    """
    import asyncio

    loop = (make or asyncio.new_event_loop)()
    if eager:
        loop.set_task_factory(asyncio.eager_task_factory)  # type: ignore[attr-defined, unused-ignore]
    return loop


EAGER_TASKS: dict[str, Any] = {"loop_factory": partial(new_loop, eager=True)}
"""The options of an asyncio whose tasks start at once, as Python 3.12 can."""

LOOPS: dict[str, tuple[str, dict[str, Any] | None] | None] = {
    "as-written": None,
    "asyncio": ("asyncio", None),
    "asyncio-uvloop": ("asyncio", {"use_uvloop": True}),
    "asyncio-eager": ("asyncio", EAGER_TASKS),
    "trio": ("trio", None),
}
"""The backend and the options of each event loop, by its name; None leaves AnyIO as it is."""


def missing(loop: str) -> str:
    """Why this Python can't have an event loop; empty if it can.

    Args:
        loop: One of `LOOPS`.
    """
    if loop == "asyncio-eager" and sys.version_info < (3, 12):
        return "needs Python 3.12 or newer"
    package = {"trio": "trio", "asyncio-uvloop": "uvloop"}.get(loop)
    if package and find_spec(package) is None:
        return f"needs the package {package}: pip install {package}"
    return ""


def make_default(backend: str, options: dict[str, Any] | None) -> None:
    """Let AnyIO start an event loop wherever a program doesn't name a backend itself.

    The defaults are those of the three ways into an event loop: `anyio.run`,
    `start_blocking_portal` and `BlockingPortalProvider`. Nothing else is changed, unless AnyIO is
    an old release that drops them.

    Args:
        backend: "asyncio" or "trio".
        options: The `backend_options` of `anyio.run`: `use_uvloop` and `loop_factory` with asyncio,
            `clock` with Trio. A program that names its backend, and no options, gets them too: if
            it's the same one, it takes them; else AnyIO refuses them with `TypeError` (since 4.14).
    """
    import anyio
    from anyio import from_thread

    # what is new in 4.14 tells sooner than the version
    if options and not hasattr(anyio, "TaskHandle"):
        options = _hand_on(backend, options)
    anyio.run.__kwdefaults__ = {"backend": backend, "backend_options": options}
    start = from_thread.start_blocking_portal.__wrapped__  # type: ignore[attr-defined]
    start.__defaults__ = (backend, options)
    # since AnyIO 4.4
    if provider := getattr(from_thread, "BlockingPortalProvider", None):
        provider.__init__.__defaults__ = (backend, options)


def _hand_on(backend: str, options: dict[str, Any]) -> dict[str, Any] | None:
    """Select an event loop where AnyIO's `run` drops what does it.

    Up to 4.13 it hands nothing on to Trio, and up to 4.1 nothing to asyncio.

    Returns:
        What can be left to AnyIO.
    """
    if backend == "trio":
        import trio

        trio.run.__kwdefaults__ = {**(trio.run.__kwdefaults__ or {}), **options}
    elif release_of_anyio() < (4, 2):
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


@cache
def release_of_anyio() -> tuple[int, int]:
    """The first two numbers of AnyIO's version.

    To read it takes as long as a short program does: who forks programs asks for it before.
    """
    # a program on a newer AnyIO starts sooner without
    from importlib.metadata import version

    major, minor, *_ = version("anyio").split(".")
    return int(major), int(minor)
