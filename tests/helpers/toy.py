"""Toy: what a page loads to run programs, so small that it's there at once; it repeats them."""

from __future__ import annotations

import gzip
import hashlib
import json
import random
from pathlib import Path

from anyio_by_example.interpreter.preparing import EXTRAS, FACTS, LOADED
from anyio_by_example.publishing import run_here

ENGINE = b"""
addEventListener("message", ({ data }) => {
  const say = (type, more) => postMessage({ type, run: data.run, ...more });
  if (data.type === "start") say("ready");
  if (data.type !== "run") return;
  say("began");
  say("output", { text: data.job.files.flat().join(" "), stream: "out" });
  say("ended", { how: "ended", status: 0, waiting: [] });
});
"""

WASM = b"\0asm\1\0\0\0"


def facts(files: dict[str, bytes], content: str = "toy") -> bytes:
    """What the site says of its files, by their names in packed form."""
    arrives = {}
    for name, packed in files.items():
        for each, data in {name: packed, name[:-3]: gzip.decompress(packed)}.items():
            arrives[each] = (len(data), hashlib.sha256(data).hexdigest())
    sizes = {name[:-3]: len(packed) for name, packed in files.items()}
    said = {
        "content": content,
        "bytes": sum(sizes[name] for name in LOADED),
        "files": sizes,
        "arrives": arrives,
        "versions": {"Python": "3.14.2"},
    }
    return json.dumps(said).encode()


def files() -> dict[str, bytes]:
    """The packed files, of which two are large enough to be cut."""
    large = random.Random(0).randbytes(100_000)
    plain = {"engine.js": ENGINE, "python.wasm": WASM}
    names = (*LOADED, *(f"{extra}.zip" for extra in EXTRAS))
    return {f"{name}.gz": gzip.compress(plain.get(name, large), mtime=0) for name in names}


def lay(folder: Path) -> Path:
    """Write what would be the `run/` of a built site. Returns its folder."""
    folder.mkdir()
    for name, content in {**files(), **run_here.parts(), FACTS: facts(files())}.items():
        (folder / name).write_bytes(content)
    return folder
