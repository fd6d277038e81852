# /// script
# requires-python = ">=3.10"
# dependencies = ["anyio[trio]>=4.16", "pytest>=8.4"]
#
# [tool.example]
# backends = []
# timeline = "none"
# ///
"""pytest.RaisesGroup says which errors a task group has to raise."""

import anyio
import pytest

pytestmark = pytest.mark.anyio


async def fetch(page: int) -> None:
    await anyio.sleep(0)
    if page > 1:
        raise ConnectionError(f"page {page} is gone")


async def fetch_all(pages: int) -> None:
    async with anyio.create_task_group() as tg:
        for page in range(1, pages + 1):
            tg.start_soon(fetch, page)


async def test_one_error() -> None:
    with pytest.RaisesGroup(ConnectionError):
        await fetch_all(2)


async def test_raises_lets_the_group_pass() -> None:
    with (
        pytest.RaisesGroup(ConnectionError),
        pytest.raises(ConnectionError),
    ):
        await fetch_all(2)


async def test_its_message() -> None:
    gone = pytest.RaisesExc(ConnectionError, match="page 2 is gone")
    with pytest.RaisesGroup(gone) as caught:
        await fetch_all(2)
    assert len(caught.value.exceptions) == 1


async def test_group_or_not() -> None:
    with pytest.RaisesGroup(ConnectionError, allow_unwrapped=True):
        await fetch(2)


if __name__ == "__main__":
    options = "-qq -rA --tb=no --disable-warnings -p no:cacheprovider"
    pytest.main([__file__, *options.split()])
