# /// script
# requires-python = ">=3.10"
# dependencies = ["anyio[trio]>=4.16"]
# ///
"""anyio.run() passes positional arguments on and returns the result."""

from functools import partial

import anyio


async def read_sensor(name: str, count: int, *, unit: str = "C") -> str:
    if count < 1:
        raise ValueError(f"cannot take {count} samples")
    await anyio.sleep(0.1)
    return f"{name}: {count} samples in {unit}"


print(anyio.run(read_sensor, "roof", 3))
print(anyio.run(partial(read_sensor, "cellar", 5, unit="F")))

try:
    anyio.run(read_sensor, "attic", 0)
except ValueError as error:
    print("ValueError:", error)
