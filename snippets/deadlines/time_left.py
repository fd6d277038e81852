# /// script
# requires-python = ">=3.10"
# dependencies = ["anyio[trio]>=4.16"]
#
# [tool.example]
# clock = "virtual"
# timeline = "none"
# ///
"""How much time is left tells a function what it can still ask for."""

import anyio


def time_left() -> float:
    return anyio.current_effective_deadline() - anyio.current_time()


async def main() -> None:
    print("without a limit:", time_left())

    with anyio.fail_after(2):
        print("in a scope of 2 seconds:", time_left())
        with anyio.move_on_after(5):
            print("in one of 5 inside it:", time_left())
        with anyio.move_on_after(5, shield=True):
            print("in a shield of 5 inside it:", time_left())
        await anyio.sleep(0.5)
        print("half a second later:", time_left())

    with anyio.CancelScope() as scope:
        scope.cancel()
        print("in a cancelled scope:", time_left())
        with anyio.move_on_after(5, shield=True):
            print("in a shield of 5 inside it:", time_left())


anyio.run(main)
