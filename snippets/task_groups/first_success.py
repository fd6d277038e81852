# /// script
# requires-python = ">=3.10"
# dependencies = ["anyio[trio]>=4.16"]
#
# [tool.example]
# older = ["older/first_answer_cancels.py"]
# ///
"""A mirror that fails is passed over, and the first answer wins."""

import anyio


async def ask(mirror: str, seconds: float) -> str:
    await anyio.sleep(seconds)
    if mirror == "near":
        raise ConnectionError("near is down")
    return f"answer from {mirror}"


async def try_to_ask(mirror: str, seconds: float) -> str | None:
    try:
        return await ask(mirror, seconds)
    except OSError as error:
        print("passed over:", error)
        return None


async def first_answer(mirrors: dict[str, float]) -> str:
    attempts = [try_to_ask(*mirror) for mirror in mirrors.items()]
    async with anyio.as_completed(*attempts) as ended:
        async for attempt in ended:
            answer = attempt.return_value
            if answer is not None:
                return answer
    raise ConnectionError("no mirror answered")


async def main() -> None:
    print(await first_answer({"near": 0.1, "far": 0.3, "farther": 60}))
    try:
        await first_answer({"near": 0.1})
    except ConnectionError as error:
        print(error)


anyio.run(main)
