"""Preparing: make the interpreter that examples run in on a page. It needs Node and npm, once."""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import subprocess
import zipfile
from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from functools import cache
from importlib.metadata import Distribution, PackageNotFoundError
from itertools import chain
from pathlib import Path

from packaging.requirements import Requirement

from anyio_by_example.interpreter.compressing import compress, packed
from anyio_by_example.interpreter.distributions import closure, files
from anyio_by_example.interpreter.slimming import slim

_HERE = Path(__file__).parent
_SOURCES = _HERE.parents[1]

REQUIREMENTS = ("anyio[trio]",)
"""What every program can import."""

EXTRAS = {"pytest": ("anyio[trio]", "pytest")}
"""What an example can ask for besides, in its header; loaded only with such an example."""

_OWN = (
    "anyio_by_example/__init__.py",
    "anyio_by_example/clock.py",
    "anyio_by_example/interpreter/__init__.py",
    "anyio_by_example/interpreter/inside/*.py",
    "anyio_by_example/running/__init__.py",
    "anyio_by_example/running/order.py",
    "anyio_by_example/running/ours.py",
    "anyio_by_example/runtime.py",
    "anyio_timeline/__init__.py",
    "anyio_timeline/[a-z]*.py",
    "anyio_timeline/picture/*.py",
    "anyio_timeline/running/*.py",
    "anyio_timeline/styles/*.css",
    "anyio_timeline/watching/*.py",
)
"""Our modules that go with it; both packages lie in one folder."""

_INSTEAD = {
    "pyodide/_package_loader.py": "package_loader.py",
    "sitecustomize.py": "sitecustomize.py",
}
"""Our modules in the library, by what they are in it."""

_ASIDE = "pyodide/_whole_package_loader.py"
"""Where the library's own module is in whose place ours is."""

FACTS = "interpreter.json"
"""The file that says what is there; it's written last."""

UNPACK = "unpack.js"
"""What unpacks all that is no script."""

LOADED = (UNPACK, "engine.js", "python.wasm", "first.bin")
"""What a first run loads."""

REST = "rest.bin"
"""What programs load besides that import more."""

TRIAL = "trial.mjs"
"""What runs all that under Node."""

EDITOR = "editor.js"
"""What a reader changes programs with."""


def extras_of(requirements: Iterable[str]) -> list[str]:
    """The extras that a program with such a header needs."""
    named = {Requirement(each).name.lower() for each in requirements}
    return [extra for extra in EXTRAS if extra in named]


def lacking(requirements: Iterable[str]) -> str:
    """The first package that a program with such a header needs and doesn't find here; or none."""
    names = (Requirement(each).name for each in requirements)
    return next((name for name in names if name.lower() not in _all_packed()), "")


@cache
def _all_packed() -> frozenset[str]:
    return frozenset(closure((*REQUIREMENTS, *chain.from_iterable(EXTRAS.values()))))


def source() -> str:
    """A hash of all that the interpreter is made from."""
    files = sorted(each for each in _HERE.rglob("*") if each.suffix in _KINDS)
    for pattern in _OWN:
        files += sorted(_SOURCES.glob(pattern))
    packages = [closure(each) for each in (REQUIREMENTS, *EXTRAS.values())]
    versions = [[(name, each.version) for name, each in found.items()] for found in packages]
    return _hash(files, repr(versions))


_KINDS = (".py", ".js", ".mjs", ".json")


def content(folder: Path) -> str:
    """A hash of what was made, as it is now; among it is all that changes what a program does.

    Raises:
        OSError: if a part of it is missing.
    """
    return _hash(folder / name for name in _MADE)


PACKED = tuple(map(packed, (*LOADED, REST, *(f"{extra}.zip" for extra in EXTRAS))))
"""What a site has of it in packed form."""

_MADE = (TRIAL, EDITOR, *PACKED)


_MODULE = "self.importScripts=()=>{throw new TypeError()};"
"""What makes Pyodide start in a worker that is no module: an origin of a frame's own, as the box
has it, can't have workers that are."""


def damaged(folder: Path, hashes: Mapping[str, str]) -> Iterator[str]:
    """The files of an interpreter that aren't what was prepared.

    Args:
        folder: Where it is.
        hashes: What `interpreter.json` says of each file.
    """
    for name, wanted in hashes.items():
        file = folder / name
        if not file.is_file() or _hash([file]) != wanted:
            yield name


class PreparingError(Exception):
    """Node, npm or a package is missing, or failed."""


def prepare(folder: Path) -> bool:
    """Make the interpreter, unless it's there, whole, and made from the same.

    Args:
        folder: Where it goes.

    Returns:
        Whether it was made.

    Raises:
        PreparingError: if Node, npm or a package is missing, or failed.
    """
    facts = folder / FACTS
    try:
        made_from = source()
    except PackageNotFoundError as error:
        raise PreparingError(f"{error.name} isn't installed") from None
    with suppress(OSError, ValueError, KeyError, TypeError, AttributeError):  # it may be cut short
        said = json.loads(facts.read_text("utf-8"))
        if said["source"] == made_from and not any(damaged(folder, said["hashes"])):
            return False
    modules = _installed(folder / "npm")
    facts.unlink(missing_ok=True)
    pyodide = modules / "pyodide"
    archives = [*_gather(folder, pyodide)]
    _run("node", _HERE / "pack.mjs", modules, folder, _HERE / "pack.py", *archives)
    for name in archives[:2]:
        (folder / name).unlink()  # both are in two parts now
    _slim(modules, folder / "python.wasm")
    _bundle(modules, "worker.js", folder / "engine.js", "--format=iife", f"--banner:js={_MODULE}")
    _bundle(modules, UNPACK, folder / UNPACK, "--format=iife")
    _bundle(modules, EDITOR, folder / EDITOR, "--format=esm")
    _bundle(modules, "trial.js", folder / TRIAL, "--format=esm", "--platform=node")
    names = (*LOADED, REST, *archives[2:])
    arrives: dict[str, tuple[int, str]] = {}
    for name in names:
        arrives |= compress(folder / name)
    sizes = {name: arrives[packed(name)][0] for name in names}
    described = {
        "source": made_from,
        "content": content(folder),
        "bytes": sum(sizes[name] for name in LOADED),
        "files": sizes,
        "hashes": {name: _hash([folder / name]) for name in _MADE},
        "arrives": arrives,
        "versions": _versions(pyodide),
    }
    facts.write_text(json.dumps(described, indent=1), "utf-8")
    return True


def _gather(folder: Path, pyodide: Path) -> Iterator[str]:
    """Write the archives, with sources only. Returns their names."""
    yield _library(pyodide / "python_stdlib.zip", folder / "library.zip")
    base = closure(REQUIREMENTS)
    own = {
        path.relative_to(_SOURCES).as_posix(): path
        for pattern in _OWN
        for path in _SOURCES.glob(pattern)
    }
    yield _archive(folder / "packages.zip", base.values(), own)
    for extra, requirements in EXTRAS.items():
        more = [each for name, each in closure(requirements).items() if name not in base]
        yield _archive(folder / f"{extra}.zip", more, {})


def _library(stock: Path, file: Path) -> str:
    with zipfile.ZipFile(stock) as old, zipfile.ZipFile(file, "w") as archive:
        for name in old.namelist():
            archive.writestr(_ASIDE if name in _INSTEAD else name, old.read(name))
        for name, own in _INSTEAD.items():
            archive.write(_HERE / "instead" / own, name)
    return file.name


def _archive(file: Path, packages: Iterable[Distribution], more: dict[str, Path]) -> str:
    with zipfile.ZipFile(file, "w") as archive:
        for package in packages:
            more = more | dict(files(package))
        for name, path in sorted(more.items()):
            archive.write(path, name)
    return file.name


def _installed(folder: Path) -> Path:
    """The npm packages, exactly as locked."""
    folder.mkdir(parents=True, exist_ok=True)
    for name in ("package.json", "package-lock.json"):
        shutil.copyfile(_HERE / name, folder / name)
    _run("npm", "ci", "--prefix", folder, "--ignore-scripts", "--no-audit", "--no-fund")
    return folder / "node_modules"


_FEATURES = (
    "bulk-memory",
    "exception-handling",
    "multivalue",
    "mutable-globals",
    "nontrapping-float-to-int",
    "reference-types",
    "sign-ext",
)
"""What of WebAssembly Pyodide needs, and no more than that is written: a browser may be old."""


def _slim(modules: Path, target: Path) -> None:
    """Write Python's WebAssembly, and the script beside it, without what is unused."""
    pyodide = modules / "pyodide"
    script = pyodide / "pyodide.asm.mjs"
    loader = (pyodide / "pyodide.mjs").read_text("utf-8") + (_HERE / "engine.js").read_text("utf-8")
    wasm = (pyodide / "pyodide.asm.wasm").read_bytes()
    optimizer = modules / "binaryen" / "bin" / "wasm-opt"
    features = [f"--enable-{feature}" for feature in _FEATURES]
    options = ("--mvp-features", *features, "--remove-unused-module-elements")
    made = wasm, script.read_text("utf-8")
    # what isn't called any more asks for nothing any more
    for _ in range(2):
        try:
            made = slim(*made, loader)
        except ValueError as error:
            raise PreparingError(f"Pyodide isn't as it was: {error}") from None
        target.write_bytes(made[0])
        _run("node", optimizer, *options, target, "-o", target)
        made = target.read_bytes(), made[1]
    script.write_text(made[1], "utf-8", newline="\n")


def _bundle(modules: Path, entry: str, target: Path, *options: str) -> None:
    _run(
        "node",
        modules / "esbuild" / "bin" / "esbuild",
        _HERE / entry,
        "--bundle",
        "--minify",
        "--external:node:*",
        "--log-level=warning",
        *options,
        f"--outfile={target}",
        modules=modules,
    )


def _run(program: str | Path, *arguments: str | Path, modules: Path | None = None) -> None:
    found = shutil.which(program)
    if found is None:
        raise PreparingError(f"{program} isn't installed; it comes with Node")
    environment = {**os.environ, **({"NODE_PATH": str(modules)} if modules else {})}
    result = subprocess.run(
        [found, *arguments], env=environment, capture_output=True, text=True, check=False
    )
    if result.returncode:
        command = " ".join(map(str, (program, *arguments)))
        raise PreparingError(f"{command} failed:\n{result.stdout}{result.stderr}")


def _hash(files: Iterable[Path], more: str = "") -> str:
    digest = hashlib.sha256()
    for file in files:
        digest.update(file.read_bytes())
    digest.update(more.encode())
    return digest.hexdigest()


def _versions(pyodide: Path) -> dict[str, str]:
    """What the interpreter is, by name."""
    lock = json.loads((pyodide / "pyodide-lock.json").read_text("utf-8"))
    package = json.loads((pyodide / "package.json").read_text("utf-8"))
    packages = closure(REQUIREMENTS)
    return {
        "Python": lock["info"]["python"],
        "AnyIO": packages["anyio"].version,
        "Trio": packages["trio"].version,
        "Pyodide": package["version"],
    }
