# /// script
# requires-python = ">=3.10"
# dependencies = ["anyio[trio]>=4.16"]
#
# [tool.example]
# timeline = "none"
# ///
"""A RunVar has one value for all tasks of an event loop."""

from contextvars import ContextVar

import anyio
from anyio.lowlevel import RunVar, RunvarToken

paused: RunVar[bool] = RunVar("paused", default=False)
operator: RunVar[str] = RunVar("operator")
label: ContextVar[str] = ContextVar("label", default="main")


async def pause() -> RunvarToken[bool]:
    label.set("pausing")
    return paused.set(True)


async def main() -> None:
    [token] = await anyio.gather(pause())
    print("paused, label:", paused.get(), label.get())
    paused.reset(token)
    print("paused, reset:", paused.get())
    with paused.set(True):
        print("in the block: ", paused.get())
    print("after it:     ", paused.get())

    print("with a default:", operator.get("nobody"))
    try:
        operator.get()
    except LookupError as error:
        print("without one:   ", error)
    try:
        paused.reset(token)
    except ValueError as error:
        print("used twice:    ", error)


anyio.run(main)
