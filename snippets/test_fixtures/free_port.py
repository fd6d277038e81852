# /// script
# requires-python = ">=3.10"
# dependencies = ["anyio[trio]>=4.16", "pytest>=8"]
#
# [tool.example]
# backends = []
# timeline = "none"
# older = ["older/port_by_bind.py"]
# ///
"""A free port for a server that can't choose one by itself."""

import sys
from collections.abc import AsyncIterator

import anyio
import pytest

SERVER = """
import socketserver, sys

class Greet(socketserver.BaseRequestHandler):
    def handle(self):
        self.request.sendall(b"hello")

address = "127.0.0.1", int(sys.argv[1])
with socketserver.TCPServer(address, Greet) as server:
    print("serving", flush=True)
    server.serve_forever()
"""


@pytest.fixture
async def server(free_tcp_port: int) -> AsyncIterator[int]:
    command = [sys.executable, "-c", SERVER, str(free_tcp_port)]
    async with await anyio.open_process(command, stderr=None) as process:
        assert process.stdout is not None
        try:
            with anyio.fail_after(30):
                assert await process.stdout.receive()
            yield free_tcp_port
        finally:
            if process.returncode is None:
                process.terminate()


async def test_greeting(server: int, free_tcp_port: int) -> None:
    assert server == free_tcp_port
    async with await anyio.connect_tcp("127.0.0.1", server) as stream:
        with anyio.fail_after(30):
            assert await stream.receive() == b"hello"


if __name__ == "__main__":
    options = "-qq -rA --tb=no --disable-warnings -p no:cacheprovider"
    pytest.main([__file__, "--anyio-mode=auto", *options.split()])
