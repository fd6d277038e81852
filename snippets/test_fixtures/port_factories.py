# /// script
# requires-python = ">=3.10"
# dependencies = ["anyio[trio]>=4.16", "pytest>=8"]
#
# [tool.example]
# backends = []
# timeline = "none"
# older = ["older/port_by_bind.py"]
# ///
"""A factory gives a test as many free ports as it needs."""

import socket

import anyio
import pytest
from anyio.pytest_plugin import FreePortFactory

pytestmark = pytest.mark.anyio


def test_kinds(
    free_tcp_port_factory: FreePortFactory,
    free_udp_port_factory: FreePortFactory,
) -> None:
    assert free_tcp_port_factory.kind == socket.SOCK_STREAM
    assert free_udp_port_factory.kind == socket.SOCK_DGRAM


def test_no_port_comes_twice(
    free_tcp_port: int, free_tcp_port_factory: FreePortFactory
) -> None:
    ports = {free_tcp_port_factory() for _ in range(20)}
    assert len(ports | {free_tcp_port}) == 21


async def test_udp(free_udp_port: int) -> None:
    async with await anyio.create_udp_socket(
        local_host="127.0.0.1", local_port=free_udp_port
    ) as udp:
        await udp.sendto(b"ping", "127.0.0.1", free_udp_port)
        with anyio.fail_after(10):
            assert await udp.receive() == (
                b"ping",
                ("127.0.0.1", free_udp_port),
            )


async def test_nobody_holds_it(
    free_tcp_port_factory: FreePortFactory,
) -> None:
    port = free_tcp_port_factory(socket.AF_INET)
    with (
        socket.create_server(("127.0.0.1", port)),
        pytest.raises(OSError, match="in use"),
    ):
        await anyio.create_tcp_listener(
            local_host="127.0.0.1", local_port=port
        )


if __name__ == "__main__":
    options = "-qq -rA --tb=no --disable-warnings -p no:cacheprovider"
    pytest.main([__file__, *options.split()])
