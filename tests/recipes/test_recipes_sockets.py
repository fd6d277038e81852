"""Recipes for sockets keep what they promise, whatever the peer does."""

from __future__ import annotations

import sys
from pathlib import Path
from types import SimpleNamespace

import anyio
import pytest
from anyio.abc import SocketAttribute, SocketStream
from helpers.recipes import both, recipe, run

newer = pytest.mark.skipif(sys.version_info < (3, 11), reason="needs Python 3.11")


@both
def test_port_scan(backend: str) -> None:
    """It finds the open ports among closed ones, and opens no more connections than it may."""

    async def check() -> None:
        busy = most = 0
        streams: list[SocketStream] = []
        connect = anyio.connect_tcp

        async def counted(host: str, port: int) -> SocketStream:
            nonlocal busy, most
            busy += 1
            most = max(most, busy)
            try:
                if port == 1:
                    await anyio.sleep_forever()
                streams.append(await connect(host, port))
                return streams[-1]
            finally:
                busy -= 1

        async with await anyio.create_tcp_listener(local_host="127.0.0.1") as listener:
            port = listener.extra(SocketAttribute.local_port)
            with pytest.MonkeyPatch.context() as patch:
                patch.setattr(anyio, "connect_tcp", counted)
                start = anyio.current_time()
                found = await recipe("port_scan").open_ports(
                    "127.0.0.1", [1, 2, 3, port, 4], at_once=2, seconds=0.3
                )
        assert found == [port]
        assert anyio.current_time() - start < 5  # and not as long as a port that says nothing
        for stream in streams:
            with pytest.raises(anyio.ClosedResourceError):
                await stream.send(b"x")
        assert most == 2

    run(backend, check, "real")


@both
def test_multiplexed_sends(backend: str) -> None:
    """No two questions leave at the same moment, and one that is cancelled holds up none."""

    async def check() -> None:
        busy, sent = False, []

        async def send(message: tuple[int, str]) -> None:
            nonlocal busy
            assert not busy
            busy = True
            try:
                await anyio.sleep(1)
                sent.append(message[1])
            finally:
                busy = False

        client = recipe("multiplexed").Client(SimpleNamespace(send=send))
        async with anyio.create_task_group() as tg:
            handles = []
            for word in "abcd":
                handles.append(tg.start_soon(client.ask, word))
                await anyio.wait_all_tasks_blocked()
            handles[1].cancel()
            await anyio.sleep(9)
            tg.cancel()
        assert sent == ["a", "c", "d"]
        assert not client._waiting

    run(backend, check)


@both
@newer
def test_download(backend: str, tmp_path: Path) -> None:
    """What has come is kept over a failure and a cancellation; a wrong file isn't put in place."""

    async def check() -> None:
        module = recipe("download")
        path = anyio.Path(tmp_path) / "data"
        part = anyio.Path(tmp_path) / "data.part"
        digest = module.hashlib.sha256(module.DATA).hexdigest()
        begins: list[int] = []

        async def serve(stream: SocketStream) -> None:
            async with stream:
                begins.append(int.from_bytes(await stream.receive(8), "big"))
                await stream.send(module.DATA[begins[-1] : begins[-1] + 30_000])
                if begins[-1] == 30_000:
                    await anyio.sleep_forever()

        listener = await anyio.create_tcp_listener(local_host="127.0.0.1")
        port = listener.extra(SocketAttribute.local_port)
        async with listener, anyio.create_task_group() as tg:
            tg.start_soon(listener.serve, serve)
            with pytest.raises(ConnectionError):
                await module.download(port, path, digest, attempts=1)
            with anyio.move_on_after(1) as scope:
                await module.download(port, path, digest, attempts=9)
            assert scope.cancelled_caught
            assert (await part.stat()).st_size == 60_000
            await module.download(port, path, digest, attempts=9)
            assert await path.read_bytes() == module.DATA
            assert begins == [0, 30_000, 60_000, 90_000]
            assert not await part.exists()
            tg.cancel()
        with pytest.raises(ConnectionError):
            await module.download(port, anyio.Path(tmp_path) / "other", digest, attempts=2)
        assert not await (anyio.Path(tmp_path) / "other").exists()

    run(backend, check, "real")


@both
@newer
@pytest.mark.skipif(not Path("/dev/full").exists(), reason="only Linux has a disk that is full")
def test_download_full_disk(backend: str, tmp_path: Path) -> None:
    """An error of your own disk isn't taken for one of the connection."""

    async def check() -> None:
        (tmp_path / "data.part").symlink_to("/dev/full")
        module = recipe("download")
        async with await anyio.create_tcp_listener(local_host="127.0.0.1") as listener:
            port = listener.extra(SocketAttribute.local_port)
            async with anyio.create_task_group() as tg:
                tg.start_soon(listener.serve, module.serve)
                with pytest.raises(OSError, match="No space left"):
                    await module.download(port, anyio.Path(tmp_path) / "data", "", attempts=2)
                tg.cancel()

    run(backend, check, "real")


@both
@newer
def test_chat(backend: str) -> None:
    """All get each line; who talks nonsense, leaves or doesn't read goes, and others go on."""

    async def check() -> None:
        chat = recipe("chat").Chat(room=3)
        listener = await anyio.create_tcp_listener(local_host="127.0.0.1")
        port = listener.extra(SocketAttribute.local_port)
        async with listener, anyio.create_task_group() as tg:
            tg.start_soon(listener.serve, chat.serve)
            async with (
                await anyio.connect_tcp("127.0.0.1", port) as ann,
                await anyio.connect_tcp("127.0.0.1", port) as bob,
            ):
                await _until(lambda: len(chat.clients) == 2)
                async with await anyio.connect_tcp("127.0.0.1", port) as rude:
                    await _until(lambda: len(chat.clients) == 3)
                    await rude.send(b"x" * 5000)
                    await _until(lambda: len(chat.clients) == 2)
                await ann.send(b"hello\n")
                assert (await ann.receive(), await bob.receive()) == (b"hello\n", b"hello\n")
                for _ in range(5):  # without a checkpoint, nobody takes them
                    chat.tell(b"x")
                await _until(lambda: not chat.clients)
            tg.cancel()
        assert not chat.clients

    run(backend, check, "real")


@both
@newer
def test_chat_leaving(backend: str) -> None:
    """What is said while a client is about to leave harms neither the others nor the server."""

    async def check() -> None:
        chat = recipe("chat").Chat(room=100_000)
        listener = await anyio.create_tcp_listener(local_host="127.0.0.1")
        port = listener.extra(SocketAttribute.local_port)
        async with listener, anyio.create_task_group() as tg:
            tg.start_soon(listener.serve, chat.serve)
            for _ in range(10):
                async with await anyio.connect_tcp("127.0.0.1", port):
                    await _until(lambda: chat.clients)
                while chat.clients:
                    chat.tell(b"x")
                    await anyio.lowlevel.checkpoint()
            tg.cancel()

    run(backend, check, "real")


async def _until(condition: object) -> None:
    with anyio.fail_after(10):
        while not condition():  # type: ignore[operator]
            await anyio.sleep(0.01)
