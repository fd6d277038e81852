# /// script
# requires-python = ">=3.10"
# dependencies = ["anyio[trio]>=4.16"]
# ///
"""A lock keeps the check and the change together."""

import anyio


class Account:
    def __init__(self, balance: int) -> None:
        self.balance = balance
        self._lock = anyio.Lock()

    async def withdraw(self, amount: int) -> str:
        async with self._lock:
            if self.balance < amount:
                return "refused"
            await anyio.sleep(0.1)  # ask the bank
            self.balance -= amount
            return "paid"


async def main() -> None:
    account = Account(100)
    answers = await anyio.amap(account.withdraw, [80, 80])
    print(sorted(answers), account.balance)


anyio.run(main)
