"""What keeps programs apart from everything else, as programs that try to reach it.

The same ones are recorded, tried under Node, or run in a reader's browser.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass

SECRETS = ("SECRET", "PYTHONPATH", "PYTHONSTARTUP", "NODE_OPTIONS", "http_proxy")
"""Names of the builder's environment that no example may see."""


@dataclass(frozen=True)
class Apart:
    """A program that is kept apart, and what it prints then, how often it ever runs."""

    body: str
    output: str


APART = {
    "environment": Apart(
        f"import os\n\nprint([name for name in {SECRETS!r} if name in os.environ])", "[]\n"
    ),
    "input": Apart("try:\n    input()\nexcept EOFError:\n    print('nothing')", "nothing\n"),
    "memory": Apart(
        "try:\n    bytearray(2_000_000_000)\nexcept MemoryError:\n    print('no')", "no\n"
    ),
    # 192.0.2.2 is for documentation (RFC 5737)
    "another machine": Apart(
        "import socket\n\ntry:\n    socket.create_connection(('192.0.2.2', 80), 1)\n"
        "except (OSError, RuntimeError):\n    print('no')",
        "no\n",
    ),
    "the name of another machine": Apart(
        "import socket\n\ntry:\n    socket.getaddrinfo('other.test', 80)\n"
        "except (OSError, RuntimeError):\n    print('no')",
        "no\n",
    ),
    "state": Apart(
        "import os\nimport pathlib\nimport signal\n\n"
        "print('MARK' in os.environ, sorted(os.listdir()))\n"
        "print(signal.getsignal(signal.SIGTERM) == signal.SIG_DFL)\n"
        "os.environ['MARK'] = 'x'\npathlib.Path('file').touch()\n"
        "signal.signal(signal.SIGTERM, signal.SIG_IGN)",
        "False ['case.py']\nTrue\n",
    ),
}
"""What holds wherever an example is run."""

SENDS = {
    "fetch": "js.fetch('{url}')",
    "fetch by POST": (
        "js.fetch('{url}', to_js({{'method': 'POST', 'body': '1', 'mode': 'no-cors'}}))"
    ),
    "XMLHttpRequest": "x = js.XMLHttpRequest.new(); x.open('GET', '{url}', False); x.send()",
    "WebSocket": "js.WebSocket.new('{url}'.replace('http', 'ws'))",
    "importScripts": "js.WorkerGlobalScope.prototype.importScripts.call(js.self, '{url}')",
    "EventSource": "js.EventSource.new('{url}')",
    "Pyodide's own": "import pyodide.http; pyodide.http.open_url('{url}')",
    "urllib": "import urllib.request; urllib.request.urlopen('{url}')",
    "a socket": "import socket; socket.create_connection(('127.0.0.1', {port}))",
}
"""What would be seen by a server. `js` is the worker's own global object."""

REACHES = {
    "eval": "js.eval('1')",
    "Function": "js.Function.new('return 1')()",
    "a timer of text": "assert js.setTimeout('postMessage(1)', 0) > 0; js.missing",
    "Pyodide's eval": "from pyodide.code import run_js; run_js('1')",
    "document": "js.document.title",
    "parent": "js.parent.location",
    "top": "js.top.location",
    "window": "js.window.name",
    "opener": "js.opener.name",
    "cookies": "js.document.cookie",
    "cookie store": "js.cookieStore.get",
    "localStorage": "js.localStorage.getItem('x')",
    "sessionStorage": "js.sessionStorage.getItem('x')",
    "indexedDB": "js.indexedDB.open('x')",
    "sendBeacon": "js.navigator.sendBeacon('{url}', '1')",
    "clipboard": "js.navigator.clipboard.readText()",
    "another window": "js.open('{url}')",
    "alert": "js.alert(1)",
    "SharedWorker": "js.SharedWorker.new('{url}')",
    "service worker": "js.navigator.serviceWorker.register('{url}')",
}
"""What fails at once."""

NODE = {
    "its environment": "js.process.env",
    "its modules": "js.process.getBuiltinModule('fs')",
    "require": "js.require('fs')",
    "module": "js.module",
    "global": "js.globalThis.global.process",
    "Buffer": "js.Buffer",
    "setImmediate": "js.setImmediate",
    "another worker": "js.Worker.new('{url}')",
    "its files": "import pyodide_js; pyodide_js.mountNodeFS('/mnt', '/')",
    "a file of the system": "open('/etc/passwd')",
}
"""The same, of what Node has beyond a browser's worker."""

_ATTEMPTS = """\
import json

import js
from pyodide.ffi import to_js as _to_js


def to_js(value):
    return _to_js(value, dict_converter=js.Object.fromEntries)


for name, text in json.loads({attempts!r}).items():
    try:
        exec(text)
    except BaseException as error:
        print(name, "failed:", type(error).__name__, str(error)[:100].replace("\\n", " "))
    else:
        print(name, "done")
"""


def path(name: str) -> str:
    """What an attempt asks a server for."""
    return "secret/" + re.sub(r"\W+", "-", name)


def attempts(texts: Mapping[str, str], url: str) -> str:
    """A program that makes one attempt after the other, and says in a line how it went.

    What asks for something that a browser lacks has to be at the end: not much time is left then.

    Args:
        texts: The attempts, by their names.
        url: The address of a server that they try to reach.
    """
    port = url.rstrip("/").rpartition(":")[2]
    filled = {name: text.format(url=url + path(name), port=port) for name, text in texts.items()}
    return _ATTEMPTS.format(attempts=json.dumps(filled))
