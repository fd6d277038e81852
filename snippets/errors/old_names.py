# /// script
# requires-python = ">=3.10"
# dependencies = ["anyio[trio]>=4.1"]
#
# [tool.example]
# timeline = "none"
# ///
"""Old names warn, and a name that never was fails."""

import warnings

import anyio
from anyio import to_thread


async def main() -> None:
    with warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter("always")
        send, receive = anyio.create_memory_object_stream(1, str)  # type: ignore[var-annotated]
        with send, receive:
            await to_thread.run_sync(print, "in a thread", cancellable=True)
    for each in caught:
        print(f"{each.category.__name__}: {each.message}")
    try:
        print(anyio.run_in_worker_thread)  # type: ignore[attr-defined]
    except AttributeError as error:
        print("AttributeError:", error)


anyio.run(main)
