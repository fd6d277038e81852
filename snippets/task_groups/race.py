# /// script
# requires-python = ">=3.10"
# dependencies = ["anyio[trio]>=4.16"]
#
# [tool.example]
# older = ["older/first_answer_cancels.py"]
# ///
"""as_completed() gives the first answer; leaving the block cancels the rest."""

import anyio


async def ask(mirror: str, seconds: float) -> str:
    try:
        await anyio.sleep(seconds)
    except anyio.get_cancelled_exc_class():
        print(mirror, "was cancelled")
        raise
    return f"answer from {mirror}"


async def main() -> None:
    near, far = ask("near", 0.1), ask("far", 60)
    async with anyio.as_completed(near, far) as answers:
        async for answer in answers:
            print(answer.return_value)
            break
    print("done")


anyio.run(main)
