"""Matrix: what a cell of it costs, against a run of `python FILE` in the cell's environment."""

from __future__ import annotations

import re
import shutil
from random import Random

from anyio_by_example.library.library import Library
from anyio_by_example.matrix.column import COLUMNS, RELEASES
from anyio_by_example.matrix.environment import Environments, is_here
from anyio_by_example.matrix.row import runtimes_of
from benchmarks.failure import Failure
from benchmarks.process import Process, python
from benchmarks.project import ROOT, SNIPPETS, temporary_folder
from benchmarks.result import Result, Row
from benchmarks.serial import serial_runs

_APART, _CELLS, _BAR = 16, 40, 1 / 25


def measure(repeat: int) -> Result:
    """Seconds for a cell of the matrix, against `python FILE` in the cell's environment.

    Ours are all cells of one example in 16; the others are 40 random cells, one after the other.
    The bar is 1/25. It's measured once, and needs uv. A note says how long one example takes alone,
    which for a new one should be 20 seconds at most.
    """
    del repeat
    examples, chance = Library(SNIPPETS).examples(), Random(0)  # noqa: S311 (a sample)
    columns = [each for each in COLUMNS if is_here(each)]
    if not columns:
        raise Failure("uv isn't installed, or finds no Python: make matrix")
    places = Environments(ROOT / ".matrix", examples)
    places.folder.mkdir(exist_ok=True)
    names = [each.name for each in examples[::_APART]]
    with temporary_folder() as folder:
        shutil.copytree(SNIPPETS, folder / "snippets")
        (folder / ".matrix").symlink_to(places.folder, target_is_directory=True)

        def record(*names: str) -> Process:
            return python("-m", "anyio_by_example", "matrix", "record", *names, folder=folder)

        record(*names)  # makes what is missing
        new, ours = record(names[0]), record(*names)
    alone = []
    for example in chance.sample(examples, _CELLS):
        column, release = chance.choice(columns), chance.choice(RELEASES)
        run = [(example, runtime) for runtime in runtimes_of(example, column)][:1]
        ran = serial_runs(run, places.python(release, column))
        alone += [each.seconds for each in ran.values()]
    _, cells = re.findall(r"(\d+) of (\d+) cells run", ours.output)[0]
    row = Row("cell / python FILE", [ours.seconds / int(cells)], [sum(alone) / len(alone)], _BAR)
    notes = [f"{len(names)} examples: {ours.seconds:.0f} s, {ours.cpu:.0f} s of CPU, {cells} cells"]
    notes += [f"{names[0]} alone: {new.seconds:.1f} s, {new.cpu:.1f} s of CPU"]
    return Result([row], notes)
