# /// script
# requires-python = ">=3.10"
# dependencies = ["anyio[trio]>=4.16"]
# ///
"""Results that come after the limit, from tasks that were shielded against it."""

import anyio


async def pay(invoice: int) -> str:
    with anyio.fail_after(5, shield=True):
        await anyio.sleep(0.3)
    return f"receipt {invoice}"


async def main() -> None:
    receipts: tuple[str, ...] | None = None
    with anyio.move_on_after(0.1) as limit:
        receipts = await anyio.gather(pay(1), pay(2))
    print("gather():", receipts)
    print("    cancelled_caught:", limit.cancelled_caught)

    with anyio.move_on_after(0.1) as limit:
        async with anyio.create_task_group() as tg:
            handles = [tg.start_soon(pay, n) for n in (3, 4)]
    print("handles:", [handle.return_value for handle in handles])
    print("    cancelled_caught:", limit.cancelled_caught)


anyio.run(main)
