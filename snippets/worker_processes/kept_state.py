# /// script
# requires-python = ">=3.10"
# dependencies = ["anyio[trio]>=4.16"]
#
# [tool.example]
# timeline = "none"
# ///
"""What a function leaves in its worker process."""

import time

import anyio
from anyio import to_process

words: list[str] = []


def learn(word: str) -> int:
    words.append(word)
    return len(words)


async def main() -> None:
    for word in "one", "two", "three":
        print("the worker knows", await to_process.run_sync(learn, word))
    print("the program knows", len(words))
    with anyio.move_on_after(0.2):
        await to_process.run_sync(time.sleep, 60, cancellable=True)
    print("a new worker knows", await to_process.run_sync(learn, "four"))


if __name__ == "__main__":
    # on asyncio, a warning of a process's end may come besides
    anyio.run(main, backend="trio")
