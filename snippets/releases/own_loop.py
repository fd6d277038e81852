# /// script
# requires-python = ">=3.10"
# dependencies = ["anyio>=4.0"]
#
# [tool.example]
# backends = []
# timeline = "none"
# ///
"""asyncio is given a factory for its event loop.

Probed: whether `anyio.run()` calls it.
"""

import asyncio

import anyio


def make_loop() -> asyncio.AbstractEventLoop:
    print("made by the factory")
    return asyncio.new_event_loop()


async def main() -> None:
    print("the program runs")


anyio.run(main, backend_options={"loop_factory": make_loop})
