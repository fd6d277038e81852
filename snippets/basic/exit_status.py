# /// script
# requires-python = ">=3.10"
# dependencies = ["anyio[trio]>=4.16"]
#
# [tool.example]
# exit-status = 3
# ///
"""The result of the run becomes the exit status of the program."""

import sys

import anyio


async def check(name: str) -> bool:
    await anyio.sleep(0.1)
    return name != "attic"


async def main() -> int:
    sensors = ["roof", "cellar", "attic"]
    answers = await anyio.amap(check, sensors)
    failed = [
        sensor
        for sensor, answered in zip(sensors, answers, strict=True)
        if not answered
    ]
    print("no answer:", *failed)
    return 3 if failed else 0


sys.exit(anyio.run(main))
