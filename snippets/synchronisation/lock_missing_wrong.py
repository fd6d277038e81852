# /// script
# requires-python = ">=3.10"
# dependencies = ["anyio[trio]>=4.16"]
#
# [tool.example]
# right = "synchronisation/lock.py"
# ///
"""Wrong: between the check and the change, another task may run."""

import anyio


class Account:
    def __init__(self, balance: int) -> None:
        self.balance = balance

    async def withdraw(self, amount: int) -> str:
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
