# /// script
# requires-python = ">=3.11"
# dependencies = ["anyio[trio]>=4.16"]
#
# [tool.example]
# backends = ["asyncio"]
# timeline = "none"
# support = ["server_anyio.py", "server_asyncio.py"]
# ///
"""An answer that fails: what does the next client get?"""

import logging

import anyio
import server_anyio
import server_asyncio


async def answer(word: str) -> str:
    if word == "coffee":
        raise ValueError("no coffee")
    return word.upper()


class Brief(logging.Handler):
    def emit(self, record: logging.LogRecord) -> None:
        print("  logged by", record.name)


async def use(
    server: server_asyncio.Server | server_anyio.Server,
) -> None:
    async with server as port:
        try:
            await server_anyio.ask(port, ["coffee"])
        except anyio.IncompleteRead as error:
            print("  coffee:", type(error).__name__)
        print("  tea:", await server_anyio.ask(port, ["tea"]))


async def main() -> None:
    logging.basicConfig(handlers=[Brief()])
    for kind in (server_asyncio.Server, server_anyio.Server):
        print(kind.__module__)
        await use(kind(answer))


anyio.run(main)
