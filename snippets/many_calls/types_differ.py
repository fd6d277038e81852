# /// script
# requires-python = ">=3.11"
# dependencies = ["anyio[trio]>=4.16"]
#
# [tool.example]
# older = ["older/results_by_handles.py", "older/field_for_each_call.py"]
# ///
"""mypy knows the types of gather()'s results, not those of as_completed()."""

from typing import assert_type

import anyio


async def degrees() -> float:
    await anyio.sleep(0.1)
    return 21.5


async def forecast() -> str:
    await anyio.sleep(0.3)
    return "rain"


async def main() -> None:
    both = await anyio.gather(degrees(), forecast())
    assert_type(both, tuple[float, str])
    print(f"{both[0]:.0f} degrees, then {both[1].upper()}")

    calls = degrees(), forecast()
    async with anyio.as_completed(*calls) as handles:
        async for handle in handles:
            value = assert_type(handle.return_value, object)
            match value:
                case float():
                    print(f"{value:.0f} degrees")
                case str():
                    print(value.upper())


anyio.run(main)
