# /// script
# requires-python = ">=3.10"
# dependencies = ["anyio[trio]>=4.16"]
#
# [tool.example]
# backends = []
# timeline = "none"
# ///
"""result(timeout=…) leaves the work; a limit of AnyIO ends it."""

import time
from concurrent.futures import ThreadPoolExecutor
from concurrent.futures import TimeoutError as FutureTimeout

import anyio


def load(log: list[str]) -> None:
    time.sleep(0.3)
    log.append("loaded")


async def load_async(log: list[str]) -> None:
    await anyio.sleep(0.3)
    log.append("loaded")


async def with_limit(log: list[str]) -> None:
    try:
        with anyio.fail_after(0.1):
            await load_async(log)
    except TimeoutError:
        log.append("too late")


log: list[str] = []
with ThreadPoolExecutor() as executor:
    future = executor.submit(load, log)
    try:
        future.result(timeout=0.1)
    except FutureTimeout:
        log.append("too late")
    log.append(f"cancel() returned {future.cancel()}")
print("concurrent.futures:", log)
log = []
anyio.run(with_limit, log)
print("AnyIO:", log)
