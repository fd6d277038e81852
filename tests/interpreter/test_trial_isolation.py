"""What an example that is tried under Node can't see, can't reach and can't have.

In the first test a script stands for the engine: so it's seen what would hold a program that gets
through to Node. In the others it's the real one.
"""

from __future__ import annotations

import json
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import pytest
from helpers.apart import APART, NODE, REACHES, SECRETS, SENDS, attempts
from helpers.prepared import prepared
from helpers.recording import example
from helpers.scripted import scripted, tried

from anyio_by_example.interpreter.place import Place
from anyio_by_example.interpreter.preparing import TRIAL


@pytest.fixture
def server() -> Iterator[socket.socket]:
    """A server on this machine."""
    with socket.create_server(("127.0.0.1", 0)) as server:
        server.setblocking(False)
        yield server


LOOK = """
const said = {{}};
const attempt = (name, what) => {{
  try {{
    said[name] = what() ?? "done";
  }} catch (error) {{
    said[name] = error.code ?? error.name;
  }}
}};
attempt("environment", () => Object.keys(process.env).sort().join(" "));
attempt("read", () => fs.readFileSync({secret}, "utf8"));
attempt("list", () => fs.readdirSync("/"));
attempt("write", () => fs.writeFileSync({target}, "x"));
attempt("write beside it", () => fs.writeFileSync(new URL("x", import.meta.url), "x"));
attempt("process", () => spawnSync("true").status);
attempt("worker", () => new Worker("1", {{ eval: true }}));
attempt("eval", () => (0, eval)("1"));
attempt("memory", () => new Uint8Array(3_000_000_000).length);
const socket = net.connect({port}, "127.0.0.1");
const close = (how) => {{
  said.network = how;
  socket.destroy();
  end(JSON.stringify(said));
}};
socket.on("connect", () => close("done")).on("error", (error) => close(error.code));
"""

REFUSED = {
    "read": "ERR_ACCESS_DENIED",
    "list": "ERR_ACCESS_DENIED",
    "write": "ERR_ACCESS_DENIED",
    "write beside it": "ERR_ACCESS_DENIED",
    "process": "ERR_ACCESS_DENIED",
    "worker": "ERR_ACCESS_DENIED",
    "eval": "EvalError",
}


def test_process(
    server: socket.socket,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Node itself sees nothing of the builder's environment, reaches and starts nothing."""
    for name in SECRETS:
        monkeypatch.setenv(name, "")
    secret, target = tmp_path / "secret", tmp_path / "target"
    secret.write_text("secret", "utf-8")
    look = LOOK.format(
        secret=json.dumps(str(secret)),
        target=json.dumps(str(target)),
        port=server.getsockname()[1],
    )
    interpreter = scripted(tmp_path, look)
    said = json.loads(tried(interpreter).output)
    assert not {*said.pop("environment").split()} & {*SECRETS}
    network, memory = said.pop("network"), said.pop("memory")
    assert said == REFUSED
    assert [each.name for each in interpreter.folder.iterdir()] == [TRIAL]
    assert not target.exists()
    if sys.platform == "linux":
        assert memory == "RangeError"
        assert_unreached(server, network)


def assert_unreached(server: socket.socket, said: str) -> None:
    """Nobody has come to a server, unless the system forbids a network of one's own.

    From 25 on, Node itself refuses to connect, too.
    """
    ask = (
        "import sys; from anyio_by_example.recording.linux import leave_network; "
        "sys.exit(not leave_network())"
    )
    if subprocess.run([sys.executable, "-c", ask], check=False).returncode == 0:
        assert said in {"ECONNREFUSED", "ERR_ACCESS_DENIED"}
        with pytest.raises(BlockingIOError):
            server.accept()


@pytest.fixture(scope="module")
def said(tmp_path_factory: pytest.TempPathFactory) -> dict[str, list[str]]:
    """What programs print in the real interpreter, each run twice, one after the other."""
    place = Place(prepared())
    folder = tmp_path_factory.mktemp("said")
    said = {}
    with (
        pytest.MonkeyPatch.context() as patch,
        socket.create_server(("127.0.0.1", 0)) as server,
    ):
        for name in SECRETS:
            patch.setenv(name, "")
        address = f"http://127.0.0.1:{server.getsockname()[1]}/"
        texts = {name: case.body for name, case in APART.items()}
        for name, text in {**texts, "attempts": attempts(REACHES | NODE | SENDS, address)}.items():
            files = [["case.py", example(folder, text).text]] if name in APART else [["a.py", text]]
            job = {"files": files, "backend": "trio", "clock": "real", "order": "pinned"}
            again = name in APART
            said[name] = [place.run(job, 20, fresh=False).output for _ in range(1 + again)]
        server.setblocking(False)
        with suppress(BlockingIOError):
            said["heard"] = [str(server.accept())]
    place.close()
    return said


@pytest.mark.parametrize("name", APART)
def test_apart(name: str, said: dict[str, list[str]]) -> None:
    """What a recorded example can't reach, one that is tried can't; nor another one's traces."""
    assert said[name] == [APART[name].output] * 2


@pytest.mark.parametrize("name", [*REACHES, *NODE])
def test_reaches_nothing(name: str, said: dict[str, list[str]]) -> None:
    """Of Node, and of what a reader's browser refuses, a program reaches nothing by `import js`."""
    assert f"{name} failed:" in said["attempts"][0]


def test_sends_nothing(said: dict[str, list[str]]) -> None:
    """What could be seen by a server is tried, and isn't seen."""
    for name in SENDS:
        assert f"\n{name} " in said["attempts"][0]
    assert "heard" not in said
