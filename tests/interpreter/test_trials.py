"""Trials: which examples a reader's browser can run, found out in the real interpreter, under Node.

What was recorded is written by hand here: it's what the program prints with `python FILE`.
"""

from __future__ import annotations

import shutil
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

import pytest
from helpers.asked import asked
from helpers.prepared import prepared
from helpers.recording import example
from zstandard import ZstdCompressor

from anyio_by_example.examples.example import Example
from anyio_by_example.examples.header import line_of
from anyio_by_example.interpreter import trials as trials_module
from anyio_by_example.interpreter.fitness import Fitness, as_in_shell, fitness, without_trial
from anyio_by_example.interpreter.interpreter import Interpreter
from anyio_by_example.interpreter.place import Trial
from anyio_by_example.interpreter.trials import Trials, browser_runs, job_of
from anyio_by_example.problem import Problem
from anyio_by_example.recording.recording import Recording
from anyio_by_example.runtime import AS_WRITTEN, ASYNCIO, TRIO, Runtime

THREAD = ("starts a thread", "a browser has none for Python")
SOCKET = ("uses a socket", "a browser has none")
PROCESS = ("starts a process", "a browser has none")
ELSEWHERE = "linux" if sys.platform == "win32" else "win32"
OTHER = ("starts a second interpreter", "this one can't start another")


@dataclass(frozen=True)
class Case:
    """A program, what is recorded of it, and what is found out."""

    body: str
    output: str = ""
    more: str = ""
    """Lines of its table `[tool.example]`; without AnyIO, it's tried on one backend."""
    status: int = 0
    absent: tuple[str, str] | None = None
    """What it does that can't be done, in the line with the comment HERE, and why."""
    problem: str = ""
    """A part of the message that says in what it differs."""
    needs: str = ""
    """A package that it needs besides AnyIO."""


MAIN = """
import anyio

async def main() -> None:
    {}

anyio.run(main)
"""

CASES = {
    "fits": Case(
        MAIN.format("await anyio.sleep(0.01)\n    print('é', end='')\n    print()"), "é\n"
    ),
    "thread": Case(
        MAIN.format("print(1)\n    await anyio.to_thread.run_sync(print, 2)  # HERE"),
        "1\n2\n",
        absent=THREAD,
    ),
    "portal": Case(
        "from anyio.from_thread import start_blocking_portal\n\n"
        "with start_blocking_portal():  # HERE\n    print(1)",
        "1\n",
        absent=THREAD,
    ),
    # on asyncio a thread looks up the name
    "socket": Case(
        MAIN.format("await anyio.create_tcp_listener(local_port=0)  # HERE\n    print(1)"),
        "1\n",
        absent=SOCKET,
    ),
    "process": Case(
        MAIN.format("await anyio.run_process(['true'])  # HERE\n    print(1)"),
        "1\n",
        absent=PROCESS,
    ),
    "interpreter": Case("print(__import__('_interpreters').create())  # HERE", "1\n", absent=OTHER),
    "several": Case(
        "import threading\nimport os\n\n"
        "if __import__('anyio').run.__kwdefaults__['backend'] == 'trio':\n"
        "    os.system('true')  # HERE\nelse:\n    threading.Thread(target=int).start()",
        absent=PROCESS,
    ),
    # it isn't asked for what is there that it may lack
    "does without": Case(
        "import socket\n\ntry:\n    socket.socket()\nexcept RuntimeError:\n    pass\nprint(1)",
        "1\n",
    ),
    "never ends after it asked": Case(
        "import threading\nimport time\n\ntry:\n    threading.Thread(target=int).start()  # HERE\n"
        "except RuntimeError:\n    pass\ntime.sleep(60)",
        absent=THREAD,
    ),
    "any order": Case(
        "print(1)\nfor line in 'cab':\n    print(line)\nprint(2)",
        "1\na\nb\nc\n2\n",
        '# unordered = ["2-4"]\n',
    ),
    "another order elsewhere": Case(
        "for line in 'cab':\n    print(line)",
        "a\nb\nc\n",
        '# unordered = ["2-3"]\n',
        problem="it prints 'c' where 'a' was recorded",
    ),
    "fewer lines": Case(
        "print('a')",
        "a\nb\n",
        '# unordered = ["1-2"]\n',
        problem="it prints nothing more where 'b'",
    ),
    "measured": Case("print('took', 0.25)", "took 17.5\n", '# measured = "waits"\n'),
    "not measured": Case(
        "print('took', 0.25)", "took 17.5\n", problem="it prints 'took 0.25' where 'took 17.5'"
    ),
    "status": Case("print(1)\nraise SystemExit(3)", "1\n", "# exit-status = 3\n", 3),
    "signal": Case("raise KeyboardInterrupt", "@\nKeyboardInterrupt\n", "# exit-status = -2\n", -2),
    "another status": Case(
        "print(1)\nraise SystemExit(3)", "1\n", problem="and ends with status 3"
    ),
    "prints where it is": Case(
        "import sys\n\nprint('on')\nprint(sys.platform)",
        "on\nlinux\n",
        problem="it prints 'emscripten' where 'linux' was recorded",
    ),
    "error": Case("1 / 0", "@\n    ~~^~~\nZeroDivisionError: division by zero\n", status=1),
    "virtual": Case(
        MAIN.format(
            "then = anyio.current_time()\n    await anyio.sleep(86_400)\n"
            "    print(anyio.current_time() - then)"
        ),
        "86400.0\n",
        '# clock = "virtual"\n',
    ),
    "one backend": Case(
        MAIN.format("print(anyio.get_cancelled_exc_class().__name__)"),
        "Cancelled\n",
        '# backends = ["trio"]\n',
    ),
    "names its backend": Case(
        "import trio\nimport anyio\n\nasync def main() -> None:\n    await trio.sleep(0)\n"
        '    print("trio")\n\nanyio.run(main, backend="trio")',
        "trio\n",
    ),
    "support": Case("import helper\n\nprint(helper.x)", "1\n", '# support = ["helper.py"]\n'),
    "leaves": Case("import os\n\nprint(1, flush=True)\nos._exit(0)", "1\n", problem="crashed"),
    "waits for nothing": Case(
        MAIN.format("print(1)\n    await anyio.Event().wait()"), "1\n", problem="with status 130"
    ),
    # else each would be loaded once more, only to find out its file
    "loads a module once": Case(
        "import sys\nimport zipimport\n\nload = zipimport._get_module_code\nloaded = []\n"
        "zipimport._get_module_code = lambda *each: loaded.append(each[1]) or load(*each)\n"
        "import colorsys\nzipimport._get_module_code = load\nprint(loaded)\n"
        "for name, module in list(sys.modules.items()):\n"
        "    loader = getattr(module, '__loader__', None)\n"
        "    if isinstance(loader, zipimport.zipimporter):\n"
        "        assert loader.get_filename(name) == load(loader, name)[2], name",
        "['colorsys']\n",
    ),
    # where it lies, no function of ours looks for its modules
    "its own archive": Case(
        "import sys, traceback, zipfile\n\nwith zipfile.ZipFile('own.zip', 'w') as archive:\n"
        "    archive.writestr('broken.py', 'def')\nsys.path.append('own.zip')\n"
        "try:\n    __import__('broken')\nexcept SyntaxError as error:\n"
        "    files = [each.filename for each in traceback.extract_tb(error.__traceback__)]\n"
        "    print(any('sitecustomize' in each for each in files), error.filename)",
        "False own.zip/broken.py\n",
    ),
    # what its start leaves out comes when it's asked for
    "what pyodide has": Case(
        "from importlib import import_module\n\n"
        "loader = import_module('pyodide._package_loader')\n"
        "print(loader.unpack_buffer.__name__, import_module('pyodide.http').open_url.__name__)",
        "unpack_buffer open_url\n",
    ),
    "asks each module": Case(
        "import sys\n\nfor each in list(sys.modules.values()):\n"
        "    getattr(each, 'no_such_name', None)\nprint('asked')",
        "asked\n",
    ),
    "for pytest": Case(
        "pytest = __import__('pytest')\n\nwith pytest.raises(ValueError):\n    int('x')\n"
        "print(pytest.__name__)",
        "pytest\n",
        needs="pytest",
    ),
}

FRAME = 'Traceback (most recent call last):\n  File "{}.py", line {}, in <module>\n    {}'
"""What stands for `@` in an output that is recorded."""


def recorded(name: str, case: Example) -> dict[Runtime, Recording]:
    """What is recorded of an example, on the runtimes that a browser has and on no other."""
    output = CASES[name].output
    if "@" in output:
        lines = case.text.splitlines()
        output = output.replace("@", FRAME.format(case.path.stem, len(lines), lines[-1]))
    return {
        runtime: Recording(runtime.name, output, CASES[name].status, 0.1, "2026-01-01", {})
        for _, runtime in browser_runs(case)
    }


def ident(name: str) -> str:
    """The name of a case's file."""
    return name.replace(" ", "_") + "_it"


@dataclass
class Tried:
    """The examples and their trials."""

    interpreter: Interpreter
    folder: Path
    examples: dict[str, Example]
    trials: Trials


LOOKED_AT = ("fits", "support", "thread", "socket", "never ends after it asked", "leaves", "signal")
"""Cases that other tests look at."""


@pytest.fixture(scope="module")
def tried(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Tried]:
    """All examples that are asked for, tried at once."""
    interpreter = prepared()
    folder = tmp_path_factory.mktemp("trials")
    example(folder, "x = 1", name="helper")
    (folder / "snippets" / "t" / "helper.py").write_text("x = 1\n", "utf-8")
    examples = {
        name: example(
            folder,
            case.body,
            case.more + ("" if "anyio" in case.body else '# backends = ["trio"]\n'),
            ident(name),
            case.needs,
        )
        for name, case in CASES.items()
        if name in {*LOOKED_AT, *asked(request, "test_fitness", "name")}
    }
    trials = Trials(interpreter, folder / "kept")
    first = examples["fits"]
    trials.prepare(first, examples.values)
    yield Tried(interpreter, folder / "kept", examples, trials)
    trials.close()


@pytest.mark.alike(4)
@pytest.mark.parametrize("name", CASES)
def test_fitness(name: str, tried: Tried, monkeypatch: pytest.MonkeyPatch) -> None:
    """An example fits if it does what was recorded; if not, it's said why."""
    monkeypatch.setattr(trials_module, "SECONDS", 5)
    case, tested = CASES[name], tried.examples[name]
    recordings = recorded(name, tested)
    if case.problem:
        with pytest.raises(Problem) as caught:
            fitness(tested, recordings, tried.trials)
        assert case.problem in caught.value.reason
        assert "in a browser on" in caught.value.reason
        assert caught.value.path == tested.shown
        assert caught.value.line == tested.program.last_statement.lineno
        assert caught.value.remedy
        return
    line = line_of(tested.text, "# HERE")
    found = fitness(tested, recordings, tried.trials)
    assert found == (Fitness(line, *case.absent) if case.absent else Fitness())
    assert found.is_fit is (case.absent is None)


@pytest.mark.parametrize(
    ("package", "body", "at"),
    [
        ("trustme", "import os\nfrom trustme import CA", "from trustme"),
        ("httpx>=0.28", "def load() -> None:\n    import httpx", "import httpx"),
        ("uvicorn", "command = 'python -m uvicorn'", "..."),
        ("pytest", "import pytest", None),
    ],
)
def test_without_trial(package: str, body: str, at: str | None, tmp_path: Path) -> None:
    """What needs a package that no browser gets is told so, at its import, and isn't tried."""
    case = example(tmp_path, "...")
    text = case.text.replace("dependencies = [", f'dependencies = ["{package}", ') + f"{body}\n"
    case.path.write_text(text, "utf-8")
    case = Example.load(case.path.parent.parent, case.name)
    found = without_trial(case)
    if at is None:
        assert found is None
        assert browser_runs(case)
        return
    assert found
    name = package.partition(">")[0]
    assert found.line == next(n for n, row in enumerate(text.splitlines(), 1) if at in row)
    assert found.does == f"needs {name}"
    assert not found.is_fit
    assert browser_runs(case) == []


def test_what_is_absent_is_asked_for_once(tried: Tried) -> None:
    """What asks for a socket on Trio isn't tried on asyncio; what wants a thread, or fits, is."""
    of = tried.trials.get
    socket, fits, thread = (tried.examples[name] for name in ("socket", "fits", "thread"))
    on_trio = of((socket, TRIO))
    assert on_trio
    assert on_trio.absent == "sockets"
    assert of((socket, ASYNCIO)) is None
    for each in (fits, thread):
        assert of((each, TRIO))
        assert of((each, ASYNCIO))


def test_how_they_ended(tried: Tried) -> None:
    """A trial says how it ended: by itself, by the time that it has, or with the interpreter."""

    def of(name: str) -> Trial:
        trial = tried.trials.get(browser_runs(tried.examples[name])[0])
        assert trial is not None
        return trial

    assert (of("fits").how, of("fits").status, of("fits").absent) == ("ended", 0, "")
    late = of("never ends after it asked")
    assert (late.how, late.status, late.absent) == ("time", None, "threads")
    assert (of("leaves").how, of("leaves").status, of("leaves").output) == ("crashed", None, "1\n")
    assert (of("signal").how, of("signal").status) == ("ended", 130)


def test_one_that_never_ends(tried: Tried, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """One that doesn't end, and asked for nothing that is absent, is no fit one: it's a problem."""
    monkeypatch.setattr(trials_module, "SECONDS", 0.5)
    endless = example(tmp_path, "while True:\n    pass")
    with pytest.raises(Problem, match=r"t/case\.py:\d+: in a browser on Trio it doesn't end"):
        fitness(
            endless,
            dict.fromkeys((ASYNCIO, TRIO), recorded("fits", tried.examples["fits"])[TRIO]),
            tried.trials,
        )


# kept


class NoProcess:
    """Instead of a process, a failure."""

    def __init__(self, *_: object, **__: object) -> None:
        raise AssertionError("a process was started")


def test_results_are_kept(tried: Tried, monkeypatch: pytest.MonkeyPatch) -> None:
    """Another build finds all results, and starts nothing."""
    monkeypatch.setattr(subprocess, "Popen", NoProcess)
    other = Trials(tried.interpreter, tried.folder)
    for each in tried.examples.values():
        other.prepare(each, tried.examples.values)
        for run in browser_runs(each):
            assert other.get(run) == tried.trials.get(run)


@pytest.mark.parametrize(
    "what", ["text", "name", "support", "runtime", "interpreter", "damage", "forged"]
)
def test_results_are_of_the_same(
    what: str, tried: Tried, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What can change a result has it tried again; what is no whole result counts as missing."""
    monkeypatch.setattr(subprocess, "Popen", NoProcess)
    folder = tmp_path / "kept"
    shutil.copytree(tried.folder, folder)
    tested, runtime, interpreter = tried.examples["support"], TRIO, tried.interpreter
    if what == "text":
        tested = replace(tested, text=tested.text + "\n")
    elif what == "name":
        tested = replace(tested, name="t/other.py")
    elif what == "support":
        tested = replace(tested, support=(("helper.py", "x = 2\n"),))
    elif what == "runtime":
        runtime = AS_WRITTEN
    elif what == "interpreter":
        interpreter = replace(interpreter, content="another")
    other = Trials(interpreter, folder)
    for file in folder.iterdir():
        if what == "damage":
            file.write_bytes(file.read_bytes()[:-1])
        elif what == "forged":
            other._shelf.put(file.stem, '{"output": ""}')
    assert other.get((tested, runtime)) is None
    if runtime is TRIO:
        with pytest.raises(AssertionError, match="a process was started"):
            other.prepare(tested, list)


# one after the other


@pytest.fixture
def alone(tried: Tried, tmp_path: Path) -> Iterator[Trials]:
    """Trials that come one after the other, in one place."""
    trials = Trials(tried.interpreter, tmp_path / "kept")
    yield trials
    trials.close()


@pytest.mark.at_length
def test_fresh(alone: Trials, tmp_path: Path) -> None:
    """One that needs a fresh interpreter gets it; others have what was imported before them."""
    look = "import sys\n\nprint('colorsys' in sys.modules)"
    said = []
    for name, body, more in (
        ("first_it", "import colorsys\n\nprint(1)", ""),
        ("used_it", look, ""),
        ("fresh_it", look, "# fresh = true\n"),
        ("after_it", look, ""),
    ):
        run = example(tmp_path, body, more, name), TRIO
        said.append(alone.again(run).output)
    assert said == ["1\n", "True\n", "False\n", "False\n"]


@pytest.mark.at_length
def test_a_crash_takes_nothing_with_it(alone: Trials, tmp_path: Path) -> None:
    """After one that took the interpreter with it, the next one finds another."""
    crash = example(tmp_path, "import os\n\nprint(1)\nos._exit(1)", name="crash_it")
    after = example(tmp_path, "print(2)", name="after_it")
    said = [alone.again((each, ASYNCIO)) for each in (crash, after, crash, after)]
    assert [(each.how, each.output) for each in said] == [("crashed", "1\n"), ("ended", "2\n")] * 2


def test_node_is_started_once(alone: Trials, tmp_path: Path) -> None:
    """One process of Node serves all; one that was ended is replaced."""
    run = example(tmp_path, "print(1)"), ASYNCIO

    def processes() -> list[subprocess.Popen[str]]:
        assert alone._places
        return [place._process for place in alone._places._all if place._process]

    alone.again(run)
    [first] = processes()
    alone.again(run)
    assert processes() == [first]
    first.kill()
    first.wait()
    assert alone.again(run).output == "1\n"
    [second] = processes()
    assert second is not first


def test_interpreter_that_does_not_start(tried: Tried, tmp_path: Path) -> None:
    """Where Python doesn't start, a build ends with an error instead of waiting."""
    broken = tmp_path / "broken"
    broken.mkdir()
    for file in tried.interpreter.folder.iterdir():
        if file.is_file():
            shutil.copyfile(file, broken / file.name)
    (broken / "first.bin.zst").write_bytes(ZstdCompressor().compress(b"no archive"))
    trials = Trials(replace(tried.interpreter, folder=broken), tmp_path / "kept")
    with pytest.raises(Problem, match="it can't be tried in the browser's Python: Python doesn't"):
        trials.again((example(tmp_path, "print(1)"), ASYNCIO))
    trials.close()


# what is run


@pytest.mark.parametrize(
    ("body", "more", "runtimes"),
    [
        ("print(1)", "", [ASYNCIO, TRIO]),
        ("print(1)", '# backends = ["asyncio"]\n', [ASYNCIO]),
        ("print(1)", "# backends = []\n", [AS_WRITTEN]),
        ('import anyio\n\nanyio.run(anyio.sleep, 0, backend="trio")', "", [AS_WRITTEN]),
        ("print(1)", f'# platforms = ["{ELSEWHERE}"]\n', []),
    ],
)
def test_runs(body: str, more: str, runtimes: list[Runtime], tmp_path: Path) -> None:
    """An example is tried on the backends that it's recorded on; not at all if it isn't."""
    tested = example(tmp_path, body, more)
    assert browser_runs(tested) == [(tested, runtime) for runtime in runtimes]


def test_job(tmp_path: Path) -> None:
    """A job has the example's files, its own first, and what its header says."""
    example(tmp_path, "x = 1", name="helper")
    more = '# support = ["helper.py"]\n# clock = "virtual"\n# order = "free"\n'
    tested = example(tmp_path, "print(1)", more)
    assert job_of(tested, TRIO) == {
        "files": [["case.py", tested.text], ["helper.py", tested.support[0][1]]],
        "backend": "trio",
        "clock": "virtual",
        "order": "free",
        "extras": [],
    }


@pytest.mark.parametrize(("status", "shown"), [(0, 0), (3, 3), (-2, 130), (-15, 143)])
def test_as_in_shell(status: int, shown: int) -> None:
    """A signal is said as a shell says it."""
    assert as_in_shell(status) == shown
