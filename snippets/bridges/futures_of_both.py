# /// script
# requires-python = ">=3.10"
# dependencies = ["anyio[trio]>=4.16"]
#
# [tool.example]
# backends = ["asyncio"]
# clock = "virtual"
# timeline = "none"
# ///
"""A future of asyncio is awaited by itself, AnyIO's as well."""

import asyncio

import anyio


async def main() -> None:
    loop = asyncio.get_running_loop()
    future: asyncio.Future[str] = loop.create_future()
    future.set_result("asyncio's answer")
    print(await future)
    try:
        future.set_result("another")
    except asyncio.InvalidStateError as error:
        print("InvalidStateError:", error)

    answer = anyio.Future[str]()
    answer.return_value = "AnyIO's answer"
    print(await answer)
    try:
        answer.return_value = "another"
    except anyio.FutureAlreadyFinished as error:
        print("FutureAlreadyFinished:", error)


anyio.run(main)
