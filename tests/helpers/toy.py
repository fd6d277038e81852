"""Toy: what a page loads to run programs, so small that it's there at once; it repeats them."""

from __future__ import annotations

import gzip
import hashlib
import json
import random
from pathlib import Path

from zstandard import ZstdCompressor, ZstdDecompressor

from anyio_by_example.interpreter.compressing import packed
from anyio_by_example.interpreter.preparing import EXTRAS, FACTS, LOADED, REST, UNPACK
from anyio_by_example.publishing import run_here
from helpers.prepared import prepared

ENGINE = b"""
let given = 0;
addEventListener("message", ({ data }) => {
  const say = (type, more) => postMessage({ type, run: data.run, ...more });
  if (data.type === "give" && ++given === 2) say("ready");
  if (data.type === "add") self.has = data.name;
  if (data.type !== "run") return;
  // what asks for the rest has to wait for it
  const asks = data.job.files[0][1].startsWith("import rest");
  if (asks && self.has !== "rest.bin") return say("partial");
  say("began");
  say("output", { text: data.job.files.flat().join(" "), stream: "out" });
  say("ended", { how: "ended", status: 0, waiting: [] });
});
"""

WASM = b"\0asm\1\0\0\0"


def pack(name: str, plain: bytes) -> bytes:
    """A file in packed form."""
    if name.endswith(".js"):
        return gzip.compress(plain, mtime=0)
    return ZstdCompressor(write_checksum=True).compress(plain)


def unpack(content: bytes) -> bytes:
    """What is in a packed file, whatever has packed it."""
    if content.startswith(b"\x1f\x8b"):
        return gzip.decompress(content)
    return ZstdDecompressor().decompress(content)


def facts(files: dict[str, bytes], content: str = "toy") -> bytes:
    """What the site says of its files, by their names in packed form."""
    arrives = {}
    sizes = {}
    for name, whole in files.items():
        bare = name.rpartition(".")[0]
        sizes[bare] = len(whole)
        for each, data in {name: whole, bare: unpack(whole)}.items():
            arrives[each] = (len(data), hashlib.sha256(data).hexdigest())
    said = {
        "content": content,
        "bytes": sum(sizes[name] for name in LOADED),
        "files": sizes,
        "arrives": arrives,
        "versions": {"Python": "3.14.2"},
    }
    return json.dumps(said).encode()


def files() -> dict[str, bytes]:
    """The packed files, of which some are large enough to be cut; what unpacks them is no toy."""
    large = random.Random(0).randbytes(100_000)
    plain = {
        "engine.js": ENGINE,
        "python.wasm": WASM,
        UNPACK: unpack((prepared().folder / packed(UNPACK)).read_bytes()),
    }
    names = (*LOADED, REST, *(f"{extra}.zip" for extra in EXTRAS))
    return {packed(name): pack(name, plain.get(name, large)) for name in names}


def lay(folder: Path) -> Path:
    """Write what would be the `run/` of a built site. Returns its folder."""
    folder.mkdir()
    for name, content in {**files(), **run_here.parts(), FACTS: facts(files())}.items():
        (folder / name).write_bytes(content)
    return folder
