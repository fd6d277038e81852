# /// script
# requires-python = ">=3.10"
# dependencies = ["anyio[trio]>=4.16"]
#
# [tool.example]
# timeline = "none"
# ///
"""A thread waits in a loop that ends, and gets a cancellation."""

import logging
import threading

import anyio
from anyio import from_thread
from anyio.lowlevel import EventLoopToken, current_token

seen: list[str] = []


class FirstLine(logging.Handler):
    def emit(self, record: logging.LogRecord) -> None:
        seen.append("log: " + record.getMessage().splitlines()[0])


async def answer(asked: anyio.Event) -> None:
    asked.set()
    await anyio.sleep_forever()


def ask(token: EventLoopToken, asked: anyio.Event) -> None:
    try:
        from_thread.run(answer, asked, token=token)
    except Exception:
        seen.append("thread: no answer")
    except BaseException as error:
        seen.append(f"thread: {type(error).__name__}")


async def main() -> threading.Thread:
    asked = anyio.Event()
    asker = threading.Thread(target=ask, args=[current_token(), asked])
    asker.start()
    await asked.wait()
    return asker


logging.getLogger("asyncio").addHandler(FirstLine())
anyio.run(main).join()
print(*sorted(seen), sep="\n")
