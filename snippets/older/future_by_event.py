# /// script
# requires-python = ">=3.10"
# dependencies = ["anyio[trio]>=3.7.1"]
# ///
"""An event and what it stands for bring an answer to whoever asked."""

import anyio


class Answer:
    """One text, or one error, that a task waits for."""

    def __init__(self) -> None:
        self._text = ""
        self._error: Exception | None = None
        self._is_there = anyio.Event()

    def give(self, text: str) -> None:
        self._text = text
        self._is_there.set()

    def fail(self, error: Exception) -> None:
        self._error = error
        self._is_there.set()

    async def wait(self) -> str:
        await self._is_there.wait()
        if self._error is not None:
            raise self._error
        return self._text


async def ask(pending: dict[int, Answer], number: int) -> None:
    answer = pending[number] = Answer()
    try:
        with anyio.fail_after(0.4):
            print(f"{number}:", await answer.wait())
    except ValueError as error:
        print(f"{number}: failed, {error}")
    except TimeoutError:
        print(f"{number}: too late")
    finally:
        del pending[number]


async def main() -> None:
    pending: dict[int, Answer] = {}
    async with anyio.create_task_group() as tg:
        for number in (1, 2, 3):
            tg.start_soon(ask, pending, number)
        await anyio.sleep(0.1)
        if answer := pending.get(2):
            answer.give("42")
        await anyio.sleep(0.1)
        if answer := pending.get(1):
            answer.fail(ValueError("no such page"))
    print("pending:", list(pending))


anyio.run(main)
