# /// script
# requires-python = ">=3.10"
# dependencies = ["anyio[trio]>=4.16"]
#
# [tool.example]
# older = ["older/scope_in_the_task.py"]
# ///
"""A handle cancels its own task; the others and the group go on."""

import anyio
from anyio import TaskCancelled


async def send_heartbeats() -> None:
    try:
        while True:
            await anyio.sleep(0.12)
    finally:
        print("heartbeats stop")


async def build_report() -> str:
    await anyio.sleep(0.3)
    return "report ready"


async def main() -> None:
    async with anyio.create_task_group() as tg:
        heartbeats = tg.start_soon(send_heartbeats)
        print(await build_report())
        heartbeats.cancel()
        await heartbeats.wait()
        upload = tg.start_soon(anyio.sleep, 0.1)
    print("heartbeats:", heartbeats.status.name)
    print("upload:", upload.status.name)
    try:
        print("result:", heartbeats.return_value)
    except TaskCancelled:
        print("a cancelled task has no result")


anyio.run(main)
