# /// script
# requires-python = ">=3.10"
# dependencies = ["anyio[trio]>=4.16"]
#
# [tool.example]
# right = "context_managers/one_owner.py"
# ///
"""A task group breaks when one task enters it and another exits it."""

import subprocess
import sys

import anyio


class Service:
    async def start(self) -> None:
        self._tasks = anyio.create_task_group()
        await self._tasks.__aenter__()
        self._tasks.start_soon(anyio.sleep_forever)

    async def stop(self) -> None:
        self._tasks.cancel_scope.cancel()
        await self._tasks.__aexit__(None, None, None)


async def main() -> None:
    service = Service()
    await service.start()
    print("  started")
    async with anyio.create_task_group() as tg:
        tg.start_soon(service.stop)
    print("  stopped")


def first_error(error: BaseException) -> BaseException:
    while inner := getattr(error, "exceptions", None):
        error = inner[0]
    return error


def run_in_child_process(backend: str) -> None:
    child = subprocess.run(
        [sys.executable, __file__, backend],
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
    )
    print(f"{backend}:\n{child.stdout}", end="")


if sys.argv[1:] in (["asyncio"], ["trio"]):
    try:
        anyio.run(main, backend=sys.argv[1])
    except BaseException as error:
        error = first_error(error)
        print(f"  {type(error).__name__}: {error}")
else:
    run_in_child_process("asyncio")
    run_in_child_process("trio")
