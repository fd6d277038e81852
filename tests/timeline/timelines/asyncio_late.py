# /// script
# requires-python = ">=3.11"
# dependencies = ["anyio[trio]>=4.16"]
#
# [tool.example]
# backends = ["asyncio"]
# ///
"""Scopes that end a cleanup, or expire late, and one that a timer cancels."""

import asyncio
import threading
import time

import anyio


async def cleaned_up(scope: str) -> None:
    try:
        await anyio.sleep(1)
    except asyncio.CancelledError:
        print("cleaning up in", scope)
        await anyio.sleep(1)


async def expires_in_cleanup() -> None:
    try:
        async with asyncio.timeout(0.1) as outer:
            try:
                async with asyncio.timeout(0.3) as inner:
                    await cleaned_up("timeout")
            finally:
                print("expired", outer.expired(), inner.expired())
    except TimeoutError:
        with anyio.move_on_after(0.2):
            async with asyncio.timeout(0.1):
                await anyio.sleep(1)


async def anyio_expires_in_cleanup() -> None:
    try:
        async with asyncio.timeout(0.1):
            with anyio.move_on_after(0.3):
                await cleaned_up("move_on_after")
    except TimeoutError:
        print("timed out")


async def pierced() -> None:
    async with asyncio.timeout(0.4):
        try:
            await anyio.sleep(1)
        finally:
            with anyio.CancelScope(shield=True):
                await cleaned_up("shield")


async def held_up() -> None:
    async with asyncio.timeout(0.1) as timeout:
        time.sleep(0.2)
        print("expired", timeout.expired())
        await asyncio.sleep(1)


async def both_held_up() -> None:
    with anyio.move_on_after(0.2) as scope:
        try:
            async with asyncio.timeout(0.1):
                time.sleep(0.3)
                await asyncio.sleep(1)
        finally:
            print("caught", scope.cancelled_caught)


async def main() -> None:
    await anyio_expires_in_cleanup()
    async with anyio.create_task_group() as tg:
        tg.start_soon(pierced)
        await anyio.sleep(0.2)
        tg.cancel_scope.cancel()
    for wait in (expires_in_cleanup, held_up, both_held_up):
        try:
            await wait()
        except TimeoutError:
            print("timed out")
    with anyio.CancelScope() as scope:
        asyncio.get_running_loop().call_later(0.5, scope.cancel)
        await anyio.sleep(1)


early = threading.Thread(target=time.sleep, args=[0.05])
early.start()
early.join()
anyio.run(main)
