"""A place, where examples are tried: what holds a process of Node, and what is said when it fails.

In most of these tests a script stands for the engine, and asks for all that Node has: so it's seen
what would hold a program that gets through to it.
"""

from __future__ import annotations

import json
import os
import shutil
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any

import psutil
import pytest
from helpers.apart import APART, NODE, REACHES, SECRETS, SENDS, attempts
from helpers.prepared import prepared
from helpers.recording import example
from helpers.support import needs

from anyio_by_example.interpreter.fitness import fitness
from anyio_by_example.interpreter.interpreter import Interpreter
from anyio_by_example.interpreter.node import Node, NodeError
from anyio_by_example.interpreter.place import Place, Trial
from anyio_by_example.interpreter.preparing import TRIAL
from anyio_by_example.interpreter.trials import Trials
from anyio_by_example.problem import Problem
from anyio_by_example.recording.recording import Recording
from anyio_by_example.recording.strays import MARK
from anyio_by_example.runtime import TRIO

linux = pytest.mark.skipif(sys.platform != "linux", reason="needs Linux's kernel")

SCRIPT = """
import fs from "node:fs";
import net from "node:net";
import {{ spawnSync }} from "node:child_process";
import {{ createInterface }} from "node:readline";
import {{ Worker }} from "node:worker_threads";

let mark;
const say = (said) => fs.writeSync(1, `${{mark}}${{JSON.stringify(said)}}\\n`);
const end = (text) => {{
  say({{ type: "output", text, stream: "out" }});
  say({{ type: "ended", how: "ended", status: 0 }});
}};
const start = () => {{
  {start}
}};
const run = () => {{
  {run}
}};
createInterface({{ input: process.stdin }}).on("line", (line) => {{
  const said = JSON.parse(line);
  mark = said.mark;
  said.message.type === "start" ? start() : run();
}}).on("close", () => process.exit());
"""
"""Speaks as the worker does."""

READY = "say({ type: 'ready' });"

JOB: dict[str, Any] = {"files": [["case.py", ""]]}


@pytest.fixture(scope="module")
def node() -> Node:
    """The Node that is here."""
    try:
        return Node.find()
    except NodeError as missing:
        needs("Node", str(missing))
        raise


@pytest.fixture
def scripted(node: Node, tmp_path: Path) -> Callable[..., Interpreter]:
    """Makes an interpreter of a script."""

    def scripted(run: str = "", start: str = READY) -> Interpreter:
        folder = tmp_path / "interpreter"
        folder.mkdir()
        (folder / TRIAL).write_text(SCRIPT.format(start=start, run=run), "utf-8")
        return Interpreter(folder, "scripted", 0, {}, node)

    return scripted


def tried(interpreter: Interpreter, seconds: float = 20) -> Trial:
    """What becomes of one run."""
    place = Place(interpreter)
    try:
        return place.run(JOB, seconds, fresh=False)
    finally:
        place.close()


@pytest.fixture
def server() -> Iterator[socket.socket]:
    """A server on this machine."""
    with socket.create_server(("127.0.0.1", 0)) as server:
        server.setblocking(False)
        yield server


# what it can reach

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
    scripted: Callable[..., Interpreter],
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
    interpreter = scripted(look)
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


# what goes wrong

RUNS = {
    "ends": ("process.exit(3);", "crashed", "", "Node has ended"),
    "is killed": ("process.kill(process.pid, 'SIGKILL');", "crashed", "", "Node has ended"),
    "says why": ("console.log('out of luck');\nprocess.exit();", "crashed", "", "out of luck"),
    "forges an end": (
        """console.log('{"type": "ended", "how": "ended", "status": 0}');\nprocess.exit();""",
        "crashed",
        "",
        """{"type": "ended", "how": "ended", "status": 0}""",
    ),
    "nonsense": ("fs.writeSync(1, `${mark}{\\n`);", "crashed", "", "Node has ended"),
    "crashes": (
        "say({ type: 'ended', how: 'crashed', error: 'x'.repeat(1e6) });",
        "crashed",
        "",
        "x" * 200,
    ),
    "prints besides": ("console.log(1);\nconsole.error(2);\nend('3');", "ended", "3", ""),
    "prints half a line": ("fs.writeSync(1, '1');\nend('3');", "ended", "3", ""),
    "never ends": ("while (true);", "time", "", ""),
}
"""What Node does in a run, how that counts, what is output, and what is told of it."""


@pytest.mark.parametrize("name", RUNS)
def test_confused(name: str, scripted: Callable[..., Interpreter]) -> None:
    """Whatever becomes of Node, a run has an end; what Node prints isn't part of it."""
    run, how, output, error = RUNS[name]
    trial = tried(scripted(run), 0.5 if how == "time" else 20)
    assert (trial.how, trial.output, trial.error) == (how, output, error)
    assert trial.status == (0 if how == "ended" else None)


def test_problem(scripted: Callable[..., Interpreter], tmp_path: Path) -> None:
    """Where Node ends, the example that ran is named, with what is known of it and a remedy."""
    case = example(tmp_path, "print(1)", '# backends = ["trio"]\n')
    trials = Trials(scripted("console.log('out of\\u001b[1m luck');\nprocess.exit();"), tmp_path)
    recordings = {TRIO: Recording("trio", "1\n", 0, 0.1, "2026-01-01", {})}
    with pytest.raises(Problem) as caught:
        fitness(case, recordings, trials)
    trials.close()
    assert (caught.value.path, caught.value.line) == (
        case.shown,
        case.program.last_statement.lineno,
    )
    assert "in a browser on Trio it doesn't end by itself" in caught.value.reason
    assert r"'out of\x1b[1m luck'" in caught.value.reason
    assert "run it in the playground" in caught.value.remedy


STARTS = {
    "ends": ("process.exit(3);", "Node has ended"),
    "says why": ("console.error('bad option');\nprocess.exit(9);", "bad option"),
    "fails": ("say({ type: 'failed', error: 'no archive' });", "no archive"),
}
"""What Node does instead of a start, and what is told of it."""


@pytest.mark.parametrize("name", STARTS)
def test_start(name: str, scripted: Callable[..., Interpreter], tmp_path: Path) -> None:
    """Where Python doesn't start, the example is named, and the others don't try it once more."""
    start, reason = STARTS[name]
    trials = Trials(scripted(start=start), tmp_path)
    case = example(tmp_path, "print(1)")
    for _ in range(2):
        with pytest.raises(Problem) as caught:
            trials.again((case, TRIO))
        assert str(caught.value).startswith("snippets/t/case.py:1: it can't be tried")
        assert f"Python doesn't start: {reason!r}" in caught.value.reason
        assert "make interpreter" in caught.value.remedy
        (tmp_path / "interpreter" / TRIAL).write_text("nothing", "utf-8")
    trials.close()


# what is left

BUILD = """
import sys
from pathlib import Path

from anyio_by_example.interpreter.interpreter import Interpreter
from anyio_by_example.interpreter.node import Node
from anyio_by_example.interpreter.place import Place

place = Place(Interpreter(Path(sys.argv[1]), "", 0, {}, Node.find()))
place.run({}, 60, False)
print("ready", flush=True)
place.run({}, 60, False)
"""


def processes(folder: Path) -> list[psutil.Process]:
    """What holds a place, and its Node, each as long as it lives."""
    found = []
    for process in psutil.process_iter():
        with suppress(psutil.Error):
            if process.environ().get(MARK) == str(folder):
                found.append(process)
    return found


def assert_nothing_left(folder: Path) -> None:
    """After a moment, no process is left."""
    end = time.monotonic() + 20
    while left := processes(folder):
        assert time.monotonic() < end, left
        time.sleep(0.02)


@pytest.mark.skipif(os.name != "posix", reason="needs signals")
@pytest.mark.parametrize("killed", ["builder", "terminated builder", "enclosure"])
def test_killed(killed: str, scripted: Callable[..., Interpreter], tmp_path: Path) -> None:
    """Killed while an example runs that never ends, a build leaves no process and no folder."""
    if killed == "enclosure" and sys.platform != "linux":
        pytest.skip("needs Linux's kernel")
    folder = scripted("while (globalThis.again);\nglobalThis.again = true;\nend('');").folder
    temporary = tmp_path / "tmp"
    temporary.mkdir()
    build = subprocess.Popen(
        [sys.executable, "-c", BUILD, str(folder)],
        env={**os.environ, "TMPDIR": str(temporary)},
        stdout=subprocess.PIPE,
    )
    assert build.stdout
    with build.stdout:
        assert build.stdout.readline()
    assert len(processes(folder)) == 2
    if killed == "enclosure":
        [holder] = psutil.Process(build.pid).children()
        holder.kill()
        assert build.wait(20) == 0
    else:
        build.send_signal(signal.SIGKILL if killed == "builder" else signal.SIGTERM)
        build.wait(20)
    assert_nothing_left(folder)
    assert [*temporary.iterdir()] == []


# which Node

VERSIONS = {
    "v18.20.8": (None, "Node v18.20.8 is too old"),
    "v20.20.2": ("--experimental-permission", ""),
    "v24.1.0": ("--permission", ""),
}


@pytest.mark.parametrize("version", VERSIONS)
def test_version(version: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """A Node without a permission model is too old, and that is said."""
    flag, reason = VERSIONS[version]

    def answer(command: list[str], **_: object) -> Any:
        return subprocess.CompletedProcess(command, 0, json.dumps([version, flag]), "")

    monkeypatch.setattr(shutil, "which", lambda name: f"/bin/{name}")
    monkeypatch.setattr(subprocess, "run", answer)
    if flag is None:
        with pytest.raises(NodeError, match=reason):
            Node.find()
    else:
        assert Node.find() == Node("/bin/node", flag)


def test_no_node(monkeypatch: pytest.MonkeyPatch) -> None:
    """What is called Node and isn't, is named."""

    def fail(command: list[str], **_: object) -> Any:
        return subprocess.CompletedProcess(command, 127, "", "no such library\n")

    monkeypatch.setattr(shutil, "which", lambda name: f"/bin/{name}")
    monkeypatch.setattr(subprocess, "run", fail)
    with pytest.raises(NodeError, match=r"^/bin/node doesn't work: 'no such library'$"):
        Node.find()
