"""Recorder: run examples in fresh processes, many at a time, and take down what they leave."""

from __future__ import annotations

import atexit
import os
import re
import sys
import sysconfig
from collections import Counter, deque
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from datetime import datetime, timezone
from importlib.metadata import version
from pathlib import Path

from anyio_by_example.examples.example import Example
from anyio_by_example.recording.recording import Recording
from anyio_by_example.recording.review import reviewed_seconds
from anyio_by_example.recording.starter import Forks, Spawns, Starter
from anyio_by_example.recording.verdict import place, problem
from anyio_by_example.running.failure import RecorderError
from anyio_by_example.running.job import LOST, WORK, Ending, Job, Limits
from anyio_by_example.running.streams import decode, without
from anyio_by_example.runtime import Runtime
from anyio_timeline.model import Timeline

Run = tuple[Example, Runtime]

_TRIES = 3
"""How often a run is tried whose supervisor is gone, or whose recording fails after the program
has begun, before it counts as the one who did it. Before that, the system may be short of something
for a while, and it's tried twice as often."""

_MEASURED_AT_ONCE = {"waits": 2, "work": 1}
"""How many of those that measure something run at once. With four that measure waits, their figures
were worse than those of one alone, and with two they were not."""


class Recorder:
    """Runs examples, each in a process of its own.

    Args:
        limits: How far a run may go.
        workers: How many run at once. Most wait most of the time, so the default is far more than
            there are cores; see `benchmarks/`.
        order: The order in which tasks run where it's open: "pinned", so that a page never changes
            by chance, or another one of `ORDERS` in `order.py`. An example that declares its order
            free has it free.
        fork: Whether to fork the processes from a warm one. The default is to do so where there is
            a fork.
        timelines: Whether timelines are recorded.
        stays_warm: Whether what was started stays ready for the next recordings, until `close` or
            the end of this process.
        python: The interpreter of the examples, which finds this package, too. The default is that
            of this process; another one needs a fork, and says in no recording what it has.
    """

    def __init__(
        self,
        limits: Limits | None = None,
        workers: int | None = None,
        order: str = "pinned",
        fork: bool = hasattr(os, "fork"),
        timelines: bool = True,
        stays_warm: bool = False,
        python: Path = Path(sys.executable),
    ) -> None:
        self.limits = limits or Limits()
        self.workers = workers or (16 if fork else 2) * (os.cpu_count() or 1)
        self.order = order
        self.fork = fork
        self.timelines = timelines
        self.stays_warm = stays_warm
        self.python = python
        self._warm: Starter | None = None
        self._of = 0
        if stays_warm:
            atexit.register(self.close)
        self.enclosed = True
        """Whether the kernel kept all runs so far from any other machine."""

    def record(
        self, runs: Iterable[Run], limits: Limits | None = None
    ) -> Iterator[tuple[Run, Recording]]:
        """Run each example on its runtime; each recording comes as soon as it's there.

        Examples that measure something are run when all others are done: those that measure work
        one after the other, and those that measure waits beside them.

        Args:
            runs: The examples and their runtimes.
            limits: How far these may go, where that is less than the recorder's own.

        Raises:
            RecorderError: if recordings can't be made here.
        """
        limits = limits or self.limits
        runs = list(runs)
        plan = _Plan(runs)
        # of another interpreter, nothing is said, and what this one lacks is no matter
        tell = _versions if self.python == Path(sys.executable) else lambda _: {}
        versions = {runtime: tell(runtime) for runtime in {runtime for _, runtime in runs}}
        running: dict[int, Run] = {}
        lost: Counter[tuple[str, str]] = Counter()
        in_vain = 0
        number = 0
        with self._started(len(plan)) as starter:
            while plan or running:
                while starter.has_room and (run := plan.next()):
                    number += 1
                    running[number] = run
                    starter.start(number, self._job(*run, limits))
                done, ending = starter.next()
                run = running.pop(done)
                if ending is LOST or ending.failure:
                    # the system may have killed its supervisor, to get memory, or be short of it
                    name = run[0].name, run[1].name
                    lost[name] += 1
                    in_vain += 1
                    if not ending.began and in_vain >= starter.workers + _TRIES:
                        raise RecorderError(ending.failure)
                    if lost[name] < (_TRIES if ending.began else 2 * _TRIES):
                        plan.again(run)
                        continue
                else:
                    in_vain = 0
                    self.enclosed &= ending.enclosed
                plan.ended(run)
                folder = starter.folder(done)
                yield run, self._recording(*run, limits, ending, folder, versions[run[1]])

    def close(self) -> None:
        """End what stays warm, if anything does."""
        if self._warm:
            self._warm.close()
            self._warm = None

    @contextmanager
    def _started(self, runs: int) -> Iterator[Starter]:
        """What carries out so many runs: what is warm, if it's large enough and of today."""
        packages = _packages()
        if self._warm and (self._warm.workers < min(runs, self.workers) or self._of != packages):
            self.close()
        if not self._warm:
            starter = self._starter(runs)
            starter.open()
            self._warm, self._of = starter, packages
        try:
            yield self._warm
        except BaseException:
            self.close()  # some of it may still be busy
            raise
        if not self.stays_warm:
            self.close()

    def _starter(self, runs: int) -> Starter:
        workers = max(1, min(self.workers, runs))
        if self.fork:
            patience = 2 * self.limits.seconds + 30
            return Forks(workers, self.order, patience, self.python)
        return Spawns(workers)

    def _job(self, example: Example, runtime: Runtime, limits: Limits) -> Job:
        free = example.settings.order == "free"
        return Job(
            files=((example.path.name, example.text), *example.support),
            runtime=runtime.name,
            clock=example.settings.clock,
            order="free" if free else self.order,
            fresh=example.settings.fresh,
            leaves=example.settings.leaves,
            limits=limits,
            timeline=example.timeline if self.timelines and runtime.has_timelines else "",
        )

    def _recording(
        self,
        example: Example,
        runtime: Runtime,
        limits: Limits,
        ending: Ending,
        folder: Path,
        versions: dict[str, str],
    ) -> Recording:
        seen = ending.report.get("timeline")
        output, stderr = without(_hidden(folder), *decode(ending.output, ending.stderr))
        return Recording(
            runtime=runtime.name,
            output=output,
            stderr=stderr,
            exit_status=ending.status,
            seconds=round(ending.seconds, 3),
            date=datetime.now(timezone.utc).date().isoformat(),
            versions=versions,
            problem=problem(ending, example, runtime, limits)
            or place(output, example, runtime, folder.parent),
            cpu=ending.cpu,
            timeline=Timeline.from_dict(seen) if seen else None,
            enclosed=ending.enclosed,
        )


class _Plan:
    """Which run comes next.

    The longest and the shortest come in turn, by what reviewed timelines say: the longest wait most
    of the time, the shortest use the cores meanwhile, and none of the long ones is left to run
    alone at the end.

    At last, when none of these runs any more, come those that measure: one at a time of those that
    measure work, for which they want all cores, and beside it a few that measure waits, which leave
    the cores to others.
    """

    def __init__(self, runs: Iterable[Run]) -> None:
        usual: list[Run] = []
        self._measured: dict[str, deque[Run]] = {"work": deque(), "waits": deque()}
        for run in runs:
            self._measured.get(run[0].settings.measured, usual).append(run)
        seconds = {example.name: reviewed_seconds(example) for example, _ in usual}
        self._usual = deque(sorted(usual, key=lambda run: -seconds[run[0].name]))
        self._lost: deque[Run] = deque()
        self._running: Counter[str] = Counter()
        self._left = len(usual) + sum(map(len, self._measured.values()))

    def __len__(self) -> int:
        return self._left

    def next(self) -> Run | None:
        """The next run, or None if there is none before another one has ended."""
        if self._usual:
            run = self._usual.pop() if self._left % 2 else self._usual.popleft()
        elif self._lost:
            run = self._lost.popleft()
        elif measured := self._next_measured():
            run = measured
        else:
            return None
        self._left -= 1
        self._running[run[0].settings.measured] += 1
        return run

    def _next_measured(self) -> Run | None:
        if self._running[""]:
            return None
        for what, most in _MEASURED_AT_ONCE.items():
            if self._measured[what] and self._running[what] < most:
                return self._measured[what].popleft()
        return None

    def again(self, run: Run) -> None:
        """Let a run that was lost come once more, when others have had their turn."""
        measured = run[0].settings.measured
        self._left += 1
        self._running[measured] -= 1
        self._measured.get(measured, self._lost).append(run)

    def ended(self, run: Run) -> None:
        """Learn that a run has ended."""
        self._running[run[0].settings.measured] -= 1


def _packages() -> int:
    """A number that changes whenever a package is installed, upgraded or removed."""
    return Path(sysconfig.get_path("purelib")).stat().st_mtime_ns


def _hidden(folder: Path) -> re.Pattern[str]:
    """What readers wouldn't see in the output: the folder's name, and one system's line ends."""
    base, work = re.escape(str(folder.parent) + os.sep), re.escape(os.sep + WORK + os.sep)
    # with the number of any run, so that the pattern is compiled once
    ends = r"|\r(?=\n)" if os.linesep == "\r\n" else ""
    return re.compile(rf"{base}\d+{work}{ends}")


def _versions(runtime: Runtime) -> dict[str, str]:
    names = {"AnyIO": "anyio", "Trio": "trio", "uvloop": "uvloop"}
    used = {"anyio", *runtime.distributions}
    python = ".".join(map(str, sys.version_info[:3]))
    return {"Python": python} | {n: version(d) for n, d in names.items() if d in used}
