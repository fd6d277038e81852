# /// script
# requires-python = ">=3.10"
# dependencies = ["anyio[trio]>=4.0"]
#
# [tool.example]
# timeline = "none"
# ///
"""AnyIO 3's names for calls to a thread, from one and to a process."""

import warnings
from typing import Any

import anyio
from anyio import from_thread, to_process, to_thread

warnings.simplefilter("ignore", DeprecationWarning)
three: Any = anyio


def call_back() -> int:
    return from_thread.run_sync(len, "four")


async def main() -> None:
    for name, call in (
        (
            "run_sync_in_worker_thread()",
            lambda: three.run_sync_in_worker_thread(call_back),
        ),
        ("to_thread.run_sync()", lambda: to_thread.run_sync(call_back)),
        (
            "run_sync_from_thread()",
            lambda: to_thread.run_sync(
                lambda: three.run_sync_from_thread(len, "four")
            ),
        ),
        (
            "run_async_from_thread()",
            lambda: to_thread.run_sync(
                lambda: three.run_async_from_thread(anyio.sleep, 0)
            ),
        ),
    ):
        try:
            print(f"{name}: {await call()}")
        except AttributeError as error:
            print(f"{name}: {type(error).__name__}")
    for name in (
        "current_default_worker_thread_limiter",
        "start_blocking_portal",
        "create_blocking_portal",
    ):
        print(f"anyio.{name}: {hasattr(three, name)}")
    limiter = to_thread.current_default_thread_limiter()
    print("threads:", int(limiter.total_tokens))
    assert to_process.current_default_process_limiter()


anyio.run(main)
