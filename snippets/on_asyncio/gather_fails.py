# /// script
# requires-python = ">=3.10"
# dependencies = ["anyio[trio]>=4.16"]
#
# [tool.example]
# backends = ["asyncio"]
# ///
"""When a call fails, asyncio.gather() lets the others run, AnyIO's doesn't."""

import asyncio
import sys

import anyio

if sys.version_info < (3, 11):
    from exceptiongroup import ExceptionGroup


async def check_stock() -> None:
    await anyio.sleep(0.1)
    raise ValueError("sold out")


async def charge_card() -> None:
    await anyio.sleep(0.2)
    print("the card is charged")


async def main() -> None:
    try:
        await asyncio.gather(check_stock(), charge_card())
    except ValueError as error:
        print("from asyncio.gather():", repr(error))
    await anyio.sleep(0.3)

    try:
        await anyio.gather(check_stock(), charge_card())
    except ExceptionGroup as group:
        print("from anyio.gather():", group.exceptions)
    await anyio.sleep(0.3)


anyio.run(main)
