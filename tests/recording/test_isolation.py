"""Isolation: what a run can't see, can't reach, and can't leave."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from helpers.apart import APART, SECRETS
from helpers.recording import example, record

from anyio_by_example.recording import linux as linux_module
from anyio_by_example.recording.recorder import Recorder
from anyio_by_example.runtime import ASYNCIO, TRIO, Runtime

linux = pytest.mark.skipif(sys.platform != "linux", reason="needs Linux's kernel")


def test_loopback(tmp_path: Path) -> None:
    """Servers of the program's own are reached by address and by name."""
    body = """
import socket

for host in ("127.0.0.1", "localhost"):
    with socket.create_server((host, 0)) as server:
        with socket.create_connection(server.getsockname()) as client:
            peer, _ = server.accept()
            with peer:
                client.sendall(b"hello")
                print(peer.recv(5).decode())
for family in (socket.AF_INET, socket.AF_UNSPEC):
    print(bool(socket.getaddrinfo("127.0.0.1", 80, family, flags=socket.AI_ADDRCONFIG)))
"""
    recording = record(tmp_path, body)
    assert (recording.problem, recording.output) == (None, "hello\nhello\nTrue\nTrue\n")


@linux
def test_network_of_its_own(tmp_path: Path) -> None:
    """Two runs at a time can listen on one port, so neither sees the other's server."""
    ask = (
        "import sys; from anyio_by_example.recording.linux import leave_network; "
        "sys.exit(not leave_network())"
    )
    if subprocess.run([sys.executable, "-c", ask], check=False).returncode:
        pytest.skip("this system forbids a program to have a network of its own")
    meeting = tmp_path / "meeting"
    meeting.mkdir()
    body = f"""
import os
import pathlib
import socket
import time

meeting = pathlib.Path({str(meeting)!r})
with socket.create_server(("127.0.0.1", 54321)):
    (meeting / str(os.getpid())).touch()
    while len(list(meeting.iterdir())) < 2:
        time.sleep(0.01)
"""
    runs = [(example(tmp_path, body, name=name), ASYNCIO) for name in ("one", "two")]
    recorder = Recorder(workers=2)
    assert [recording.problem for _, recording in recorder.record(runs)] == [None, None]
    assert recorder.enclosed


@linux
def test_network_as_new(tmp_path: Path) -> None:
    """A port of a connection that a run has closed isn't taken for the run after it."""
    body = """
import socket

with socket.socket() as listener:
    listener.bind(("127.0.0.1", 54321))
    listener.listen()
    with socket.create_connection(("127.0.0.1", 54321)):
        listener.accept()[0].close()
print("served")
"""
    run = (example(tmp_path, body), ASYNCIO)
    recorder = Recorder(workers=1)
    outputs = [recording.output for _, recording in recorder.record([run] * 3)]
    if not recorder.enclosed:
        pytest.skip("this system forbids a program to have a network of its own")
    assert outputs == ["served\n"] * 3


def test_missing_enclosure_is_known(tmp_path: Path) -> None:
    """Where the kernel doesn't keep a run from other machines, the recorder knows it."""
    recorder = Recorder(workers=1, fork=False)
    record(tmp_path, "print()", recorder=recorder)
    assert not recorder.enclosed


@linux
def test_half_a_namespace(monkeypatch: pytest.MonkeyPatch) -> None:
    """Where a namespace can be made but not used, nobody stays in it as nobody."""
    enter = linux_module._call

    def half(function: str, *args: int) -> None:
        if args == (linux_module._CLONE_NEWNET,):
            raise PermissionError
        enter(function, *args)

    def no_names(*_: object) -> None:
        raise PermissionError

    monkeypatch.setattr(linux_module, "_call", half)
    monkeypatch.setattr(Path, "write_text", no_names)
    user = os.getuid()
    assert not linux_module.can_leave_network()
    assert os.getuid() == user


@linux
def test_memory_of_what_it_starts(tmp_path: Path) -> None:
    """The limit of memory holds for the processes that a program starts too."""
    body = """
import subprocess
import sys

hog = "try: bytearray(2_000_000_000)\\nexcept MemoryError: print('no')"
subprocess.run([sys.executable, "-c", hog], check=True)
"""
    assert record(tmp_path, body).output == "no\n"


@pytest.fixture(scope="module")
def outputs(tmp_path_factory: pytest.TempPathFactory) -> dict[str, list[str]]:
    """What the programs print that are kept apart, each run twice, one after the other."""
    with pytest.MonkeyPatch.context() as patch:
        for name in SECRETS:
            patch.setenv(name, "")
        folders = {name: tmp_path_factory.mktemp("apart") for name in APART}
        runs = {name: (example(folders[name], APART[name].body), ASYNCIO) for name in APART}
        recorded = [*Recorder(workers=1).record([*runs.values()] * 2)]
    return {name: [r.output for run, r in recorded if run == runs[name]] for name in APART}


@pytest.mark.parametrize("name", APART)
def test_apart(name: str, outputs: dict[str, list[str]]) -> None:
    """What a run can't reach where examples are tried either, it can't reach; nor another run."""
    assert outputs[name] == [APART[name].output] * 2


def test_no_state_is_shared(tmp_path: Path) -> None:
    """A run sees nothing of another one: no module, and no file in its other folders."""
    body = """
import os
import pathlib
import sys
import tempfile

import anyio

print(hasattr(anyio, "mark"))
print(os.listdir(tempfile.gettempdir()), os.listdir(pathlib.Path.home()) != [])
print("colorsys" in sys.modules)
import colorsys

anyio.mark = "x"
pathlib.Path(tempfile.gettempdir(), "file").touch()
"""
    run = (example(tmp_path, body), ASYNCIO)
    outputs = [recording.output for _, recording in Recorder(workers=1).record([run] * 3)]
    assert outputs == ["False\n[] True\nFalse\n"] * 3


@pytest.mark.parametrize(
    ("way", "lang"),
    # Python adds a name where the locale is C
    [
        ("forked", "C"),
        ("forked", "de_DE.UTF-8"),
        ("forked", None),
        ("fresh", "C"),
        ("no fork", "C"),
    ],
)
def test_environment(
    way: str, lang: str | None, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """However a run is started, it has the surroundings that are documented, and no others."""
    if way != "no fork" and not hasattr(os, "fork"):
        pytest.skip("needs a fork")
    for name in (*SECRETS, "LC_ALL", "LC_CTYPE"):
        monkeypatch.setenv(name, "x")
    monkeypatch.setenv("PATH", os.pathsep.join((os.environ["PATH"], "/my own")))
    monkeypatch.delenv("LANG", raising=False)
    if lang:
        monkeypatch.setenv("LANG", lang)
    more = "# fresh = true\n" if way == "fresh" else ""
    recorder = Recorder(workers=1, fork=way != "no fork")
    body = "import json\nimport os\n\nprint(json.dumps(dict(os.environ)))"
    seen = json.loads(record(tmp_path, body, TRIO, more, recorder).output)
    given = {"PATH", "LANG", "SYSTEMROOT", "WINDIR", "COMSPEC", "PATHEXT"}
    folder = seen["ANYIO_BY_EXAMPLE_RUN"]
    places = dict.fromkeys(("TMPDIR", "TEMP", "TMP"), f"{folder}{os.sep}tmp")
    assert Path(folder).name == "1"
    assert seen == {
        **{name: value for name, value in os.environ.items() if name in given},
        **dict.fromkeys(("ANYIO_BY_EXAMPLE_RUN", "HOME", "USERPROFILE"), folder),
        **places,
        "PYTHONHASHSEED": "0",
        "PYTHON_COLORS": "0",
        "NO_COLOR": "1",
        "PYTEST_DISABLE_PLUGIN_AUTOLOAD": "1",
        "PYTEST_PLUGINS": "anyio.pytest_plugin",
    }


@pytest.mark.skipif(not hasattr(os, "fork"), reason="needs a fork")
@pytest.mark.parametrize("runtime", [ASYNCIO, TRIO], ids=str)
def test_nothing_is_left_to_import(runtime: Runtime, tmp_path: Path) -> None:
    """What a run needs is imported before the fork, since each run would pay for it again."""
    warm = (
        "import sys\n"
        "from anyio_by_example.recording.forkserver import warm\n"
        "warm()\n"
        "print(*sys.modules)"
    )
    before = subprocess.check_output([sys.executable, "-c", warm], text=True).split()
    body = "import sys\nimport anyio\n\nanyio.run(anyio.sleep, 0)\nprint(*sys.modules)"
    assert {*record(tmp_path, body, runtime).output.split()} <= {*before}
