# /// script
# requires-python = ">=3.10"
# dependencies = ["anyio[trio]>=4.16"]
#
# [tool.example]
# older = ["older/results_in_a_dict.py"]
# ///
"""Three calls run at once; the one that takes too long is given up."""

import anyio


async def fetch(name: str, seconds: float) -> str:
    with anyio.move_on_after(0.5):
        await anyio.sleep(seconds)
        return f"{name}: answered"
    return f"{name}: gave up"


async def main() -> None:
    async with anyio.create_task_group() as tg:
        calls = [
            tg.start_soon(fetch, "near", 0.1),
            tg.start_soon(fetch, "far", 0.2),
            tg.start_soon(fetch, "lost", 60),
        ]
    for call in calls:
        print(call.return_value)


anyio.run(main)
