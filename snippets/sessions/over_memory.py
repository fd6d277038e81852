# /// script
# requires-python = ">=3.10"
# dependencies = ["anyio[trio]>=4.16"]
#
# [tool.example]
# support = ["session.py"]
# timeline = "none"
# ///
"""Two calls through one session, whose server answers out of order."""

import json

import anyio
from anyio.abc import ObjectStream
from anyio.streams.stapled import StapledObjectStream
from session import Session, SessionEndedError


async def serve(stream: ObjectStream[str]) -> None:
    """Answer two requests, the second one first; leave at the third."""
    async with stream:
        requests = [json.loads(await stream.receive()) for _ in range(2)]
        for request in reversed(requests):
            result = sum(request["params"])
            answer = {"id": request["id"], "result": result}
            await stream.send(json.dumps(answer))
        await stream.receive()


async def main() -> None:
    to_server, at_server = anyio.create_memory_object_stream[str](10)
    to_client, at_client = anyio.create_memory_object_stream[str](10)
    async with anyio.create_task_group() as tg:
        tg.start_soon(serve, StapledObjectStream(to_client, at_server))
        stream = StapledObjectStream(to_server, at_client)
        async with Session(stream) as session:
            answers = await anyio.gather(
                session.call("add", 1, 2), session.call("add", 3, 4)
            )
            print("answers:", *answers)
            for _ in range(2):
                try:
                    await session.call("add", 5, 6)
                except SessionEndedError as error:
                    print(error)


anyio.run(main)
