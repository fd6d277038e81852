# /// script
# requires-python = ">=3.10"
# dependencies = ["anyio[trio]>=4.16"]
#
# [tool.example]
# support = ["session.py"]
# timeline = "none"
# ///
"""Tools that are called after their session, and what each one says."""

import json
from functools import partial

import anyio
from anyio.abc import ObjectStream
from anyio.streams.stapled import StapledObjectStream
from session import Session, SessionEndedError


async def serve(stream: ObjectStream[str]) -> None:
    async with stream:
        async for text in stream:
            request = json.loads(text)
            answer = {"id": request["id"], "result": sum(request["params"])}
            await stream.send(json.dumps(answer))


async def main() -> None:
    to_server, at_server = anyio.create_memory_object_stream[str](10)
    to_client, at_client = anyio.create_memory_object_stream[str](10)
    async with anyio.create_task_group() as tg:
        tg.start_soon(serve, StapledObjectStream(to_client, at_server))
        stream = StapledObjectStream(to_server, at_client)
        async with Session(stream) as session:
            notify = to_server.send
            add = partial(session.call, "add")
            print("in the block:", await add(1, 2))

    try:
        await notify("{}")
    except anyio.ClosedResourceError as error:
        print("notify:", repr(error), repr(str(error)))
    try:
        await add(1, 2)
    except SessionEndedError as error:
        print("add:", repr(error))


anyio.run(main)
