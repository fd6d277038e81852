# /// script
# requires-python = ">=3.11"
# dependencies = ["anyio>=4.16"]
#
# [tool.example]
# backends = []
# ///
"""What lasts from one coroutine of a Runner to the next, and what ends."""

import asyncio
from contextvars import ContextVar

import anyio
from anyio import to_thread
from anyio.lowlevel import RunVar

of_run: RunVar[int] = RunVar("of_run", default=0)
of_context: ContextVar[int] = ContextVar("of_context", default=0)


async def count() -> tuple[int, int, float]:
    of_run.set(of_run.get() + 1)
    of_context.set(of_context.get() + 1)
    limiter = to_thread.current_default_thread_limiter()
    limiter.total_tokens += 1
    return of_run.get(), of_context.get(), limiter.total_tokens


print("RunVar, ContextVar, threads allowed")
with asyncio.Runner() as runner:
    print("one Runner:", runner.run(count()), runner.run(count()))
print("two runs:  ", anyio.run(count), anyio.run(count))
