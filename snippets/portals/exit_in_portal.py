# /// script
# requires-python = ">=3.10"
# dependencies = ["anyio[trio]>=4.16"]
#
# [tool.example]
# timeline = "none"
# ///
"""An exit or Ctrl-C that leaves a call ends the portal and its tasks."""

import logging
from concurrent.futures import wait

import anyio
from anyio.abc import TaskStatus
from anyio.from_thread import start_blocking_portal

log: list[str] = []


class FirstLine(logging.Handler):
    def emit(self, record: logging.LogRecord) -> None:
        log.append(record.getMessage().splitlines()[0])


async def leave(error: type[BaseException]) -> None:
    raise error


async def serve(*, task_status: TaskStatus[None]) -> None:
    task_status.started()
    await anyio.sleep_forever()


def main(error: type[BaseException]) -> None:
    with start_blocking_portal() as portal:
        server, _ = portal.start_task(serve)
        try:
            portal.call(leave, error)
        except error:
            print("the call raised", error.__name__)
        wait([server])
        print("the other task is cancelled:", server.cancelled())


logging.getLogger("asyncio").addHandler(FirstLine())
main(SystemExit)
main(KeyboardInterrupt)
print("logged:", *log, sep="\n  ")
