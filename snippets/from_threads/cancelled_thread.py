# /// script
# requires-python = ">=3.10"
# dependencies = ["anyio[trio]>=4.16"]
#
# [tool.example]
# timeline = "none"
# ///
"""A cancellation passes through a thread, and the loop names its class."""

import anyio
from anyio import from_thread, to_thread


async def send(started: anyio.Event) -> None:
    started.set()
    await anyio.sleep(60)


def upload(started: anyio.Event) -> None:
    try:
        from_thread.run(send, started)
    except Exception:
        print("thread: the upload failed")
    except BaseException as error:
        try:
            anyio.get_cancelled_exc_class()
        except anyio.NoEventLoopError:
            print("thread: no loop here that names the class")
        cancelled = from_thread.run_sync(anyio.get_cancelled_exc_class)
        print("thread: cancelled:", isinstance(error, cancelled))
        raise
    finally:
        print("thread: closes the file")


async def main() -> None:
    started = anyio.Event()
    async with anyio.create_task_group() as tg:
        handle = tg.start_soon(to_thread.run_sync, upload, started)
        await started.wait()
        handle.cancel()
    print("task:", handle.status.name)


anyio.run(main)
