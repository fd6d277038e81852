# /// script
# requires-python = ">=3.10"
# dependencies = ["anyio[trio]>=4.16"]
#
# [tool.example]
# clock = "virtual"
# ///
"""The number of tokens can change at any time, down to none."""

import math

import anyio


async def deliver(van: str, gate: anyio.CapacityLimiter) -> None:
    async with gate:
        print(f"{van} is in, left: {gate.available_tokens}")
        await anyio.sleep(20)


async def main() -> None:
    gate = anyio.CapacityLimiter(2)
    async with anyio.create_task_group() as tg:
        for van in ("red", "blue"):
            tg.start_soon(deliver, van, gate, name=van)
            await anyio.sleep(5)
        gate.total_tokens = 0
        print(f"closed, in: {gate.borrowed_tokens}", end=", ")
        print("left:", gate.available_tokens)
        tg.start_soon(deliver, "green", gate, name="green")
        await anyio.sleep(30)
        print(f"closed, in: {gate.borrowed_tokens}")
        gate.total_tokens = 1
        await anyio.sleep(5)
        gate.total_tokens = math.inf
        print("no limit, left:", gate.available_tokens)
    for tokens in (2.5, -1):
        try:
            gate.total_tokens = tokens
        except (TypeError, ValueError) as error:
            print(f"{tokens}: {type(error).__name__}")


anyio.run(main)
