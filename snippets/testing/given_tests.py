"""Tests that Hypothesis gives its examples to."""

import anyio
import pytest
from anyio.lowlevel import EventLoopToken, current_token
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from hypothesis.errors import FailedHealthCheck

pytestmark = pytest.mark.anyio
settings.register_profile(
    "repeatable",
    database=None,
    deadline=None,
    derandomize=True,
    suppress_health_check=[HealthCheck.too_slow],
)
settings.load_profile("repeatable")
loops: list[EventLoopToken] = []


@settings(max_examples=5)
@given(items=st.lists(st.integers(), min_size=5))
async def test_items(anyio_backend: str, items: list[int]) -> None:
    if current_token() not in loops:
        loops.append(current_token())
    print(anyio_backend, "loops so far:", len(loops))
    send, receive = anyio.create_memory_object_stream[int](len(items))
    with send, receive:
        for item in items:
            await send.send(item)
        assert [receive.receive_nowait() for _ in items] == items


@pytest.fixture
async def account() -> int:
    return 0


@pytest.mark.xfail(raises=FailedHealthCheck, strict=True)
@given(amount=st.integers())
async def test_account(account: int, amount: int) -> None:
    assert account + amount - amount == account
