# /// script
# requires-python = ">=3.10"
# dependencies = ["anyio[trio]>=4.16"]
#
# [tool.example]
# backends = []
# timeline = "none"
# ///
"""What needs a running loop, and at which moment it says so."""

from collections.abc import Callable

import anyio
from anyio import lowlevel


def enter_fail_after() -> None:
    with anyio.fail_after(1):
        pass


CALLS: dict[str, Callable[[], object]] = {
    "get_all_backends()": anyio.get_all_backends,
    "Event()": anyio.Event,
    "fail_after(1)": lambda: anyio.fail_after(1),
    "with fail_after(1):": enter_fail_after,
    "move_on_after(1)": lambda: anyio.move_on_after(1),
    "CancelScope()": anyio.CancelScope,
    "create_task_group()": anyio.create_task_group,
    "current_time()": anyio.current_time,
    "current_token()": lowlevel.current_token,
    "get_cancelled_exc_class()": anyio.get_cancelled_exc_class,
}


for name, call in CALLS.items():
    try:
        call()
        print(name, "works")
    except anyio.NoEventLoopError as error:
        print(name, type(error).__name__)
