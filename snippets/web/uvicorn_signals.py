# /// script
# requires-python = ">=3.10"
# dependencies = ["anyio>=4.16", "starlette>=1", "uvicorn>=0.50"]
#
# [tool.example]
# backends = []
# platforms = ["linux", "darwin"]
# ///
"""SIGTERM beside uvicorn: its own handlers, and a receiver of yours."""

import signal
import subprocess
import sys
from collections.abc import AsyncIterator, Generator
from contextlib import asynccontextmanager, contextmanager

import anyio
import uvicorn
from anyio.abc import TaskStatus
from starlette.applications import Starlette


class WithoutHandlers(uvicorn.Server):
    @contextmanager
    def capture_signals(self) -> Generator[None, None, None]:
        yield


@asynccontextmanager
async def lifespan(_: Starlette) -> AsyncIterator[None]:
    print("ready", flush=True)
    yield
    print("  the application closes", flush=True)


async def stop_at_sigterm(
    server: uvicorn.Server,
    *,
    task_status: TaskStatus[None] = anyio.TASK_STATUS_IGNORED,
) -> None:
    with anyio.open_signal_receiver(signal.SIGTERM) as signals:
        task_status.started()
        await anext(signals)
        server.should_exit = True


async def main(kind: type[uvicorn.Server]) -> None:
    app = Starlette(lifespan=lifespan)
    server = kind(uvicorn.Config(app, port=0, log_level="critical"))
    try:
        async with anyio.create_task_group() as tg:
            if kind is WithoutHandlers:
                await tg.start(stop_at_sigterm, server)
            tg.start_soon(server.serve)
    finally:
        print("  main() cleans up", flush=True)


def run_in_child_process(kind: str) -> None:
    print(kind + ":")
    command = [sys.executable, __file__, kind]
    with subprocess.Popen(command, stdout=subprocess.PIPE) as child:
        assert child.stdout
        child.stdout.readline()
        child.terminate()
        print(child.stdout.read().decode(), end="")
    print("  status:", child.returncode)


kinds = {each.__name__: each for each in (uvicorn.Server, WithoutHandlers)}
if sys.argv[1:] in ([name] for name in kinds):
    anyio.run(main, kinds[sys.argv[1]])
else:
    for name in kinds:
        run_in_child_process(name)
