# /// script
# requires-python = ">=3.10"
# dependencies = ["anyio[trio]>=4.16"]
# ///
"""Tasks that outlive a request belong to a group that the application owns."""

import anyio
from anyio.abc import TaskGroup


class Shop:
    def __init__(self, background: TaskGroup) -> None:
        self._background = background

    async def order(self, number: int, email: str) -> str:
        self._background.start_soon(self._send_receipt, number, email)
        return f"order {number} accepted"

    async def _send_receipt(self, number: int, email: str) -> None:
        try:
            await send_mail(email, f"Receipt for order {number}")
        except Exception as error:
            # nobody awaits this task: an error would stop the whole shop
            print(f"order {number}: no receipt, {error!r}")


async def send_mail(email: str, text: str) -> None:
    if not email.endswith(".example"):
        raise ConnectionError(f"no route to {email}")
    await anyio.sleep(0.2)
    print(f"to {email}: {text}")


async def main() -> None:
    async with anyio.create_task_group() as background:
        shop = Shop(background)
        print(await shop.order(1, "ann@shop.example"))
        print(await shop.order(2, "bob@nowhere"))
        print("closing, when each receipt is sent or has failed")
    print("closed")


anyio.run(main)
