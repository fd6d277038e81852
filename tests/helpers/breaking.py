"""Programs that break what Python, or whoever runs them, needs when they are done."""

from __future__ import annotations

import sys

BREAKING = {
    "no hook for errors": "import sys\n\nsys.excepthook = None\nraise ValueError('boom')",
    "deleted hook for errors": "import sys\n\ndel sys.excepthook\nraise ValueError('boom')",
    "hook for errors that raises": """
import sys

def hook(*_):
    raise KeyError("hook")

sys.excepthook = hook
raise ValueError("boom") from OSError("cause")
""",
    "hook for errors that exits": (
        "import sys\n\nsys.excepthook = lambda *_: sys.exit(5)\nraise ValueError('boom')"
    ),
    "exit handler that exits": "import atexit, sys\n\natexit.register(sys.exit, 5)",
    "exit handler that raises": """
import atexit

def fail():
    raise ValueError("boom")

atexit.register(print, "last")
atexit.register(fail)
atexit.register(int, "no number")
""",
    "exit handler with a hook": """
import atexit
import sys

sys.unraisablehook = lambda args: print("seen", args.exc_type.__name__, args.exc_traceback)
atexit.register(int, "no number")
""",
    "shutdown of threads that raises": (
        "import threading\n\nthreading._register_atexit(int, 'no number')"
    ),
    "error without a text": """
class Mute(Exception):
    def __str__(self):
        raise ValueError("no text")

raise Mute
""",
    "error that keeps itself": """
class Error(Exception):
    pass

error = Error("itself")
error.exceptions = [error]
raise error
""",
    "error whose parts are none": """
class Error(Exception):
    exceptions = {"a": 1}

raise Error("no group")
""",
    "frozen error": """
from dataclasses import dataclass

@dataclass(frozen=True)
class Error(Exception):
    code: int

raise Error(3)
""",
    "exit with a huge number": "raise SystemExit(2**40)",
    "exit with a larger number": "raise SystemExit(2**70 + 5)",
    "exit with -2": "raise SystemExit(-2)",
    "exit with nothing to say": "raise SystemExit('')",
    "exit with a float": "raise SystemExit(0.0)",
    "exit with what is neither true nor text": """
class Code:
    def __bool__(self):
        raise ValueError

    __str__ = __bool__

raise SystemExit(Code())
""",
    "no standard error": "import sys\n\nsys.stderr = None\nraise SystemExit('lost')",
    "output that can't be flushed": """
import sys

class Out:
    def write(self, text):
        sys.__stdout__.write(text)

    def flush(self):
        raise ValueError("full")

    def __repr__(self):
        return "Out"

sys.stdout = Out()
print("a")
""",
    "output that has no flush": """
import sys

class Out:
    def write(self, text):
        sys.__stdout__.write(text)

    def __repr__(self):
        return "Out"

sys.stdout = Out()
print("a")
""",
    "what a stream is": """
import sys

print(sys.stdout, sys.stdout.mode, sys.stdout.name, sys.stdout.buffer)
print(sys.stderr, sys.stderr.mode, sys.stderr.name, sys.stderr.buffer)
""",
    "a number for a stream": "import sys\n\nsys.stdout.write(5)",
    "what can't be printed": "print('\\ud800')",
    "sleep of no length": "import time\n\ntime.sleep(-1)",
    "sleep without end": "import time\n\ntime.sleep(10**400)",
    "no JSON": "import json\n\njson.dumps = json.JSONEncoder = json.loads = None",
    "no len": """
import builtins

class Last:
    def __del__(self):
        print("destroyed", builtins.len)

last = Last()
cycle = [last]
cycle.append(cycle)
builtins.len = None
""",
    "no clock": "import time\n\ntime.monotonic = time.perf_counter = None",
    "no exit": "import os\n\nos._exit = os.getpid = os.kill = None\nprint('a')",
    "no modules": "import sys\n\nsys.modules.clear()",
    "no room for files": (
        "import resource\n\nresource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))\nprint('a')"
    ),
    "no further files": (
        "import resource\n\nresource.setrlimit(resource.RLIMIT_NOFILE, (3, 3))\nprint('a')"
    ),
    "no further processes": (
        "import resource\n\nresource.setrlimit(resource.RLIMIT_NPROC, (0, 0))\nprint('a')"
    ),
    "no permissions": "import os\n\nos.umask(0o777)\nos.mkdir('shut')\nos.chmod('.', 0)\n"
    "os.chmod('..', 0)\nprint('a')",
    "no descriptors": "import os\n\nprint('a')\nos.closerange(3, 1000)",
    "tracer that raises": """
import sys

def trace(*_):
    raise ValueError("traced")

sys.settrace(trace)
""",
    "profiler that raises": """
import sys

def profile(frame, event, _):
    if event == "call":
        raise ValueError("profiled")

sys.setprofile(profile)
""",
    "audit hook that raises": """
import sys

def audit(event, _):
    if event in ("open", "os.kill", "os.rename"):
        raise ValueError("audited")

sys.addaudithook(audit)
""",
    "forks and goes on": """
import os

if os.fork():
    os.wait()
    print("parent")
else:
    print("child")
""",
}
"""The programs, by what they break. All end as `python FILE` has them end."""

if sys.version_info >= (3, 12):
    # it shows an error of its own besides, in words that differ from version to version
    for name in ("exit with a larger number", "exit with what is neither true nor text"):
        del BREAKING[name]

FAILING = {
    "builtins": "import builtins\n\nfor name in ('isinstance', 'list', 'type', 'str', 'getattr'):\n"
    "    setattr(builtins, name, None)",
    "threads": "import threading\n\nthreading.enumerate = None",
}
"""Programs that take from the recorder what it can't do without."""
