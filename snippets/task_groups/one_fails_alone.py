# /// script
# requires-python = ">=3.10"
# dependencies = ["anyio[trio]>=4.16"]
#
# [tool.example]
# older = ["older/results_in_a_dict.py"]
# ///
"""A task that handles its own error leaves its siblings alone."""

import anyio


async def read_sensor() -> str:
    await anyio.sleep(0.1)
    raise OSError("sensor unplugged")


async def temperature() -> str:
    try:
        return await read_sensor()
    except OSError as error:
        return f"unknown ({error})"


async def record_video() -> str:
    await anyio.sleep(0.3)
    return "complete"


async def main() -> None:
    async with anyio.create_task_group() as tg:
        reading = tg.start_soon(temperature)
        video = tg.start_soon(record_video)
    print("temperature:", reading.return_value)
    print("video:", video.return_value)


anyio.run(main)
