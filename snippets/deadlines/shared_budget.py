# /// script
# requires-python = ">=3.10"
# dependencies = ["anyio[trio]>=4.16"]
#
# [tool.example]
# clock = "virtual"
# older = ["older/deadline_of_a_scope.py"]
# ///
"""Budgets one after the other add up, and a deadline that they share does not."""

import anyio

SECONDS = {"hall": 0.1, "attic": 60, "cellar": 60}
"""How long each peer takes to answer a goodbye."""


async def close_in_turn(*, shared: bool) -> None:
    began = anyio.current_time()
    deadline = began + 0.5
    for peer, seconds in SECONDS.items():
        if not shared:
            deadline = anyio.current_time() + 0.5
        with anyio.move_on_at(deadline, shield=True) as budget:
            await anyio.sleep(seconds)
        if budget.cancelled_caught:
            print("   ", peer, "did not answer")
    took = anyio.current_time() - began
    print(f"    took {took:.1f} s")


async def main() -> None:
    with anyio.CancelScope() as service:
        service.cancel("shutdown")
        print("half a second for each:")
        await close_in_turn(shared=False)
        print("half a second for all:")
        await close_in_turn(shared=True)


anyio.run(main)
