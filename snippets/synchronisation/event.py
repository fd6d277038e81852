# /// script
# requires-python = ">=3.10"
# dependencies = ["anyio[trio]>=4.16"]
# ///
"""Tasks wait for an event, and one set() lets all of them go on."""

import anyio


async def serve(name: str, start_up: float, ready: anyio.Event) -> None:
    await ready.wait()
    await anyio.sleep(start_up)
    print(f"{name}: serving")


def report(ready: anyio.Event) -> None:
    known: anyio.EventStatistics = ready.statistics()
    print(f"set: {ready.is_set()}, waiting: {known.tasks_waiting}")


async def main() -> None:
    ready = anyio.Event()
    async with anyio.create_task_group() as tg:
        tg.start_soon(serve, "web", 0.1, ready, name="web")
        tg.start_soon(serve, "mail", 0.2, ready, name="mail")
        await anyio.sleep(0.1)
        report(ready)
        print("as a truth value:", bool(ready))
        ready.set()
        await anyio.sleep(0.3)
        tg.start_soon(serve, "backup", 0.1, ready, name="backup")


anyio.run(main)
