# /// script
# requires-python = ">=3.10"
# dependencies = ["anyio[trio]>=4.16"]
# ///
"""cancel_called says that time ran out, cancelled_caught that work was cut."""

import anyio


async def work(title: str, seconds: float, *, shield: bool) -> None:
    with anyio.move_on_after(0.2) as scope:
        with anyio.move_on_after(5, shield=shield):
            await anyio.sleep(seconds)
    print(f"{title}:")
    print("    cancel_called:", scope.cancel_called)
    print("    cancelled_caught:", scope.cancelled_caught)


async def main() -> None:
    await work("done in time", 0, shield=False)
    await work("cut short", 60, shield=False)
    await work("late, but complete", 0.5, shield=True)


anyio.run(main)
