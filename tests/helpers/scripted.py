"""Scripts in the place of the engine that examples are tried in: they ask for all that Node has."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from anyio_by_example.interpreter.interpreter import Interpreter
from anyio_by_example.interpreter.node import Node, NodeError
from anyio_by_example.interpreter.place import Place, Trial
from anyio_by_example.interpreter.preparing import TRIAL
from helpers.support import needs

_SCRIPT = """
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

_READY = "say({ type: 'ready' });"

_JOB: dict[str, Any] = {"files": [["case.py", ""]]}


def scripted(folder: Path, run: str = "", start: str = _READY) -> Interpreter:
    """An interpreter that is a script, in a folder of its own.

    Args:
        folder: Where that is made.
        run: What it does when a program is to be run; `end(text)` ends that as it should.
        start: What it does when it's started.
    """
    try:
        node = Node.find()
    except NodeError as missing:
        needs("Node", str(missing))
        raise
    own = folder / "interpreter"
    own.mkdir()
    (own / TRIAL).write_text(_SCRIPT.format(start=start, run=run), "utf-8")
    return Interpreter(own, "scripted", 0, {}, node)


def tried(interpreter: Interpreter, seconds: float = 20) -> Trial:
    """What becomes of one run."""
    place = Place(interpreter)
    try:
        return place.run(_JOB, seconds, fresh=False)
    finally:
        place.close()
