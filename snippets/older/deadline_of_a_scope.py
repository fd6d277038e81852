# /// script
# requires-python = ">=3.10"
# dependencies = ["anyio[trio]>=4.0"]
#
# [tool.example]
# clock = "virtual"
# ///
"""A scope takes the deadline; what comes after it says it was late."""

import anyio


async def read_text(deadline: float) -> str:
    with anyio.CancelScope(deadline=deadline):
        await anyio.sleep(0.3)
        return "a text"
    raise TimeoutError("no text")


async def find_pictures(deadline: float) -> list[str]:
    pictures = []
    with anyio.CancelScope(deadline=deadline) as scope:
        for name in ("cat", "dog", "owl"):
            await anyio.sleep(0.2)
            pictures.append(name)
    if scope.cancelled_caught:
        print("not all pictures were found")
    return pictures


async def main() -> None:
    deadline = anyio.current_time() + 0.6
    print(await read_text(deadline))
    print(await find_pictures(deadline))
    try:
        print(await read_text(deadline))
    except TimeoutError as error:
        print("TimeoutError:", error)


anyio.run(main)
