"""Old releases: the event loop is selected also where AnyIO's `run` drops what does it.

No old release is installed for it. The one that is says that it's an old one, and drops what that
drops; the real ones are in the matrix.
"""

from __future__ import annotations

import subprocess
import sys

import pytest

from anyio_by_example.runtime import ASYNCIO, EAGER, TRIO, UVLOOP, Runtime

DROPPING = """
import sys
from functools import wraps

import anyio
from anyio import from_thread
from anyio._backends import _asyncio, _trio

from anyio_by_example.runtime import BY_NAME
from anyio_timeline import loops as module

name, release, clock = sys.argv[1:]
parts = tuple(map(int, release.split(".")))[:2]
module.release_of_anyio = lambda: parts


def drop(backend):
    run = backend.run.__func__

    def without(cls, func, args, kwargs, options):
        # as the old ones do: no error, and no effect
        return run(cls, func, args, kwargs, {})

    backend.run = classmethod(without)


if parts < (4, 14):
    drop(_trio.TrioBackend)
    has = anyio.__getattr__

    def lacks(name):
        if name == "TaskHandle":
            raise AttributeError(name)
        return has(name)

    anyio.__getattr__ = lacks
    vars(anyio).pop("TaskHandle", None)
if parts < (4, 2):
    drop(_asyncio.AsyncIOBackend)
if parts < (4, 4):
    del from_thread.BlockingPortalProvider

runtime = BY_NAME[name]
runtime.make_default(clock)


async def tell():
    if clock == "virtual":
        before = anyio.current_time()
        await anyio.sleep(1000)
        assert anyio.current_time() - before >= 1000
    if name == "trio":
        return anyio.lowlevel.current_token().backend_class.__name__
    import asyncio

    loop = asyncio.get_running_loop()
    factory = loop.get_task_factory()
    eager = factory is not None and factory is getattr(asyncio, "eager_task_factory", 0)
    return f"{type(loop).__module__}.{type(loop).__name__} {'eager' if eager else 'lazy'}"


print(anyio.run(tell))
with from_thread.start_blocking_portal() as portal:
    print(portal.call(tell))
# twice, since what makes loops is set once
print(anyio.run(tell))
"""

VIRTUAL = "anyio_by_example.clock.VirtualLoop"


@pytest.mark.parametrize("release", ["3.7.1", "4.3.0", "4.13.0", "4.14.0"])
@pytest.mark.parametrize(
    ("runtime", "clock", "expected"),
    [
        (ASYNCIO, "real", "asyncio.unix_events._UnixSelectorEventLoop lazy"),
        (ASYNCIO, "virtual", f"{VIRTUAL} lazy"),
        (UVLOOP, "real", "uvloop.Loop lazy"),
        (EAGER, "real", "asyncio.unix_events._UnixSelectorEventLoop eager"),
        (EAGER, "virtual", f"{VIRTUAL} eager"),
        (TRIO, "real", "TrioBackend"),
        (TRIO, "virtual", "TrioBackend"),
    ],
    ids=str,
)
@pytest.mark.alike(3)
@pytest.mark.skipif(sys.platform == "win32", reason="Windows has other event loops")
def test_selected(runtime: Runtime, clock: str, expected: str, release: str) -> None:
    """`anyio.run` and a portal start what was selected, with its clock; again and again."""
    if runtime.missing:
        pytest.skip(runtime.missing)
    done = subprocess.run(
        [sys.executable, "-c", DROPPING, runtime.name, release, clock],
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert (done.stdout.splitlines(), done.stderr) == ([expected] * 3, "")
