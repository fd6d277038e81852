# /// script
# requires-python = ">=3.10"
# dependencies = ["anyio[trio]>=4.16"]
#
# [tool.example]
# clock = "virtual"
# older = ["older/deadline_of_a_scope.py"]
# ///
"""One deadline, passed on, limits all the steps of a request together."""

import anyio


async def read_text(deadline: float) -> str:
    with anyio.fail_at(deadline, reason="no text"):
        await anyio.sleep(0.3)
        return "a text"


async def find_pictures(deadline: float) -> list[str]:
    pictures = []
    with anyio.move_on_at(deadline) as scope:
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
