"""What a program may say in the place of the worker that runs it."""

from __future__ import annotations

FORGED = {
    "an end": "js.postMessage(to_js({'type': 'ended', 'how': 'ended', 'status': 0, 'run': RUN}))",
    "an end and a loop": (
        "js.postMessage(to_js({'type': 'ended', 'how': 'ended', 'status': 0, 'run': RUN}))\n"
        "while True: pass"
    ),
    "strange ends": (
        "js.postMessage(to_js({'type': 'ended', 'how': {}, 'status': 'x', 'waiting': 5,"
        " 'seconds': [], 'line': {}, 'run': RUN}))"
    ),
    "strange waiting": (
        "js.postMessage(to_js({'type': 'ended', 'how': 'deadlock', 'waiting': [None, 1],"
        " 'run': RUN}))"
    ),
    "strange output": (
        "js.postMessage(to_js({'type': 'output', 'text': 5, 'stream': {}, 'run': RUN}))\n"
        "js.postMessage(to_js({'type': 'output', 'run': RUN}))\n"
        "js.postMessage(None)\njs.postMessage(1)\njs.postMessage(to_js({'type': {}}))"
    ),
    "a start": "js.postMessage(to_js({'type': 'ready'}))",
    "a failure": "js.postMessage(to_js({'type': 'failed', 'error': {}}))",
    "all runs": (
        "for n in range(1000):\n"
        "    js.postMessage(to_js({'type': 'ended', 'how': 'ended', 'run': n}))"
    ),
    "its own listener": (
        "from pyodide.ffi import create_proxy\n"
        "js.self.onmessage = create_proxy(print)\n"
        "js.self.addEventListener('message', create_proxy(print))\njs.self.postMessage = None"
    ),
}
"""What it says, by what that is."""

FORGER = """\
import js
from pyodide.ffi import to_js as _to_js

def to_js(value):
    return _to_js(value, dict_converter=js.Object.fromEntries)

RUN = {run}
"""
