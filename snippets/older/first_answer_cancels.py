# /// script
# requires-python = ">=3.10"
# dependencies = ["anyio[trio]>=3.7.1"]
# ///
"""The first task that has an answer cancels its group."""

import anyio


async def ask(mirror: str, seconds: float) -> str:
    try:
        await anyio.sleep(seconds)
    except anyio.get_cancelled_exc_class():
        print(mirror, "was cancelled")
        raise
    return f"answer from {mirror}"


async def first_answer(mirrors: dict[str, float]) -> str:
    answers: list[str] = []

    async def attempt(mirror: str, seconds: float) -> None:
        answers.append(await ask(mirror, seconds))
        tg.cancel_scope.cancel()

    async with anyio.create_task_group() as tg:
        for mirror, seconds in mirrors.items():
            tg.start_soon(attempt, mirror, seconds)
    return answers[0]


async def main() -> None:
    print(await first_answer({"near": 0.1, "far": 60}))
    print("done")


anyio.run(main)
