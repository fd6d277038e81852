"""Library: the examples of a project, recorded and reviewed."""

from __future__ import annotations

import logging
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache, cached_property
from pathlib import Path

from anyio_by_example.crossref.names import Name, Names
from anyio_by_example.examples.example import Example, find_names, find_root
from anyio_by_example.interpreter.fitness import Fitness
from anyio_by_example.interpreter.interpreter import Interpreter, MissingError
from anyio_by_example.library.state import state, states
from anyio_by_example.library.tried import Tried
from anyio_by_example.matrix.matrix import FILE, Entry, Matrix, fingerprint
from anyio_by_example.problem import Problem
from anyio_by_example.recording.progress import Progress
from anyio_by_example.recording.recorder import Recorder, Run
from anyio_by_example.recording.recording import Recording
from anyio_by_example.recording.review import problems, reviewable_files
from anyio_by_example.recording.store import Store, key
from anyio_by_example.running.failure import RecorderError
from anyio_by_example.runtime import RUNTIMES, Runtime

_logger = logging.getLogger("mkdocs.anyio_by_example")
"""Below MkDocs's logger, so that its messages are shown in a build's log."""


@dataclass(slots=True)
class _Known:
    """What is known of an example while its files stay: each thing is found out once."""

    example: Example
    runtimes: tuple[Runtime, ...]
    files: tuple[Path, ...]
    """Those that it was read from."""
    state: tuple[object, ...]
    """That of its files."""
    reviewable: tuple[str, ...]
    """Where the files would be that say what it prints and does: many, so no paths, which are
    large."""
    recordings: dict[Runtime, Recording] = field(default_factory=dict)
    judged: tuple[object, tuple[Problem, ...]] = ((), ())
    """What recordings and reviewed files were held against each other, and what is wrong."""
    looked: int = 0
    """When its files were looked at last."""
    reviewed: tuple[int, tuple[object, ...]] = 0, ()
    """When those that say what it prints and does were looked at last, and their state."""
    addresses: tuple[str, ...] = ()
    """Those of its recordings, once somebody has asked."""
    is_repeated: bool = False
    """Whether it was recorded once more, since what was wrong can come by chance."""
    fitness: Fitness | None = None
    fingerprint: tuple[object, str] = (), ""
    """The state of its reviewed files, and what the matrix knows it by."""

    @classmethod
    def of(cls, example: Example) -> _Known:
        """What an example says of itself, before anything else is found out."""
        files, reviewable = example.files, tuple(map(str, reviewable_files(example)))
        return cls(example, example.runtimes, files, states(files), reviewable)

    def forget_runs(self) -> None:
        """Let go of what came from recordings."""
        self.recordings.clear()
        self.judged, self.fitness, self.addresses = ((), ()), None, ()


class Library:
    """All examples of a project and their recordings.

    Args:
        root: The folder of all snippets.
        recorder: What runs them.
        store: Where their recordings are kept.
    """

    def __init__(
        self, root: Path, recorder: Recorder | None = None, store: Store | None = None
    ) -> None:
        self.root = root
        self.recorder = recorder or Recorder()
        self.store = store or Store(root.parent / ".recordings")
        self.crossref = Names(self.store.folder)
        self._known: dict[str, _Known] = {}
        self._tried: Tried | None = None
        self._matrix: tuple[object, Matrix] = (None, Matrix())
        self._looks, self._looked = 0, 0
        self._names: dict[str, list[str]] = {}
        self.hurries = False
        """Whether only what was asked for is made, and nothing tried, since somebody waits."""
        self._is_closed = True
        self._in_vain: set[str] = set()

    def begin(self) -> None:
        """From now until `end()`, take each file as it is when it's first looked at.

        So all that a build shows of an example is the same, whatever is saved meanwhile.
        """
        self._looks += 1
        self._looked = self._looks
        self._names.clear()

    def end(self) -> None:
        """Look at files anew whenever somebody asks."""
        self._looked = 0

    @property
    def looked(self) -> int:
        """What is another number after each `begin()`; 0 if each question looks at files anew."""
        return self._looked

    def example(self, name: str) -> Example:
        """One example by its name, as `timeouts/move_on_after.py`.

        Raises:
            Problem: if it is not there or not in order.
        """
        known = self._known.get(name)
        if known is None or not self._is_unchanged(known):
            self._known[name] = known = _Known.of(Example.load(self.root, name))
            known.looked = self._looked
        return known.example

    def _is_unchanged(self, known: _Known) -> bool:
        if not self._looked or known.looked != self._looked:
            if None in (now := states(known.files)) or now != known.state:
                return False
            known.looked = self._looked
        return True

    def older(self, example: Example) -> tuple[Example, ...]:
        """What does the same as an example on older releases of AnyIO, the newest form first.

        Raises:
            Problem: if one of them is not in order.
        """
        return tuple(map(self.example, example.settings.older))

    def names(self, topic: str = "*") -> list[str]:
        """The names of the examples, or of a topic's."""
        if not self._looked:
            return find_names(self.root, topic)
        if topic not in self._names:
            self._names[topic] = find_names(self.root, topic)
        return self._names[topic]

    def examples(self, topic: str = "*") -> list[Example]:
        """The examples, or a topic's, that are in order.

        What is wrong with another one shows where it is named.
        """
        found = []
        for name in self.names(topic):
            try:
                found.append(self.example(name))
            except Problem:
                continue
        return found

    def recordings(self, example: Example) -> dict[Runtime, Recording]:
        """The recordings of an example on each of its runtimes, held against what was reviewed.

        If one is missing, all that the library lacks are made first, at once and in parallel. What
        isn't as reviewed is made once more, alone: times that were asked for may have been missed
        by a busy machine.

        Raises:
            Problem: if a run went wrong, or printed something else than was reviewed.
        """
        if len(self.recorded(example)) < len(example.runtimes):
            others = () if self.hurries else self.examples()
            self.record([example, *(e for e in others if e.name != example.name)])
        found = self._problems(example)
        known = self._of(example)
        is_known = self._known.get(example.name) is known and not known.is_repeated
        if is_known and any((self.root.parent / each.path).exists() for each in found):
            known.is_repeated = True
            for run, recording in self.recorder.record(runs_of([example])):
                self.store.put(run[0], recording, run[1])
            known.forget_runs()
            found = self._problems(example)
        for problem in found:
            raise problem
        return self.recorded(example)

    def recorded(self, example: Example) -> dict[Runtime, Recording]:
        """The recordings that are there, whatever they say."""
        known = self._of(example)
        for runtime in known.runtimes:
            if runtime not in known.recordings and (found := self.store.get(example, runtime)):
                known.recordings[runtime] = found
                if not found.enclosed:
                    self._say_open()
        return {r: known.recordings[r] for r in known.runtimes if r in known.recordings}

    def _problems(self, example: Example) -> tuple[Problem, ...]:
        """What is wrong with the recordings that are there."""
        known, recordings = self._of(example), self.recorded(example)
        held = len(recordings), self._reviewed(known)
        if known.judged[0] != held:
            known.judged = held, tuple(problems(example, recordings))
        return known.judged[1]

    def _reviewed(self, known: _Known) -> tuple[object, ...]:
        """The state of the files that say what an example prints and does."""
        if not self._looked or known.reviewed[0] != self._looked:
            known.reviewed = self._looked, states(known.reviewable)
        return known.reviewed[1]

    def addresses(self, example: Example) -> tuple[str, ...]:
        """The addresses of an example's recordings: hashes of all that can change what they say."""
        known = self._of(example)
        if not known.addresses:
            known.addresses = tuple(key(example, runtime) for runtime in known.runtimes)
        return known.addresses

    def _of(self, example: Example) -> _Known:
        known = self._known.get(example.name)
        # one that was read elsewhere may say something else
        return known if known and known.example is example else _Known.of(example)

    @cached_property
    def interpreter(self) -> Interpreter | None:
        """What runs examples in a reader's browser; None, and the reason is said, without one."""
        try:
            return Interpreter.find(self.root.parent / ".interpreter")
        except MissingError as missing:
            _logger.info('Without "Run here": %s', missing)
            return None

    @property
    def matrix(self) -> Matrix:
        """What the examples did on other releases, as reviewed; read anew when its file changes.

        Raises:
            Problem: if the file is not in order.
        """
        file = self.root / FILE
        if (now := state(file)) != self._matrix[0]:
            self._matrix = now, Matrix.read(file)
        return self._matrix[1]

    def entry(self, example: Example) -> Entry | None:
        """What an example did on other releases; None if it wasn't run there as it is today.

        Raises:
            Problem: if the file of the matrix is not in order.
        """
        found = self.matrix.entries.get(example.name)
        known = self._of(example)
        if found and known.fingerprint[0] != (now := self._reviewed(known)):
            known.fingerprint = now, fingerprint(example)
        return found if found and found.of == known.fingerprint[1] else None

    def fitness(self, example: Example) -> Fitness | None:
        """Whether an example, once recorded, runs in a browser; None if that can't be tried here.

        If it's neither reviewed nor known, all examples are tried of which it isn't.

        Raises:
            Problem: if it prints something else there, for no reason that a reader could be given.
        """
        if self.interpreter is None or example.unsuited:
            return None
        if self._tried is None or self._tried.interpreter is not self.interpreter:
            self._tried = Tried(self.interpreter, self.root, self.store.folder)
        known = self._of(example)
        if known.fitness is None:
            if self.hurries:
                return self._tried.known(example, self.recorded)
            known.fitness = self._tried.fitness(example, self.recorded, self.examples)
        return known.fitness

    def names_in(self, example: Example) -> Mapping[str, tuple[Name, ...]]:
        """The names in an example that have an entry in a reference, by the name of its file.

        If it isn't known, all that the library lacks are looked up first, at once.
        """
        return self.crossref.of(example, self.examples)

    def targets_in(self, example: Example) -> set[str]:
        """What the names in an example and in its support files lead to."""
        return {name.target for names in self.names_in(example).values() for name in names}

    def record(self, examples: Sequence[Example], only: Collection[str] = ()) -> None:
        """Make the recordings that these examples lack; say what can't be recorded here.

        Args:
            examples: The examples.
            only: The names of the runtimes that are wanted; all if there are none.

        Raises:
            RecorderError: if recordings can't be made here. It says why the first time; a build
                asks again for each example.
        """
        self.store.refresh()
        for known in self._known.values():
            known.forget_runs()
        wanted = [*runs_of(examples, only)]
        missing = [run for run in wanted if self.store.get(*run) is None]
        if not missing:
            return
        if self._in_vain and self._in_vain == {key(*run) for run in missing}:
            raise RecorderError("it's what was said above")
        for runtime in RUNTIMES:
            if runtime.missing:
                _logger.info("Not recorded on %s: %s", runtime.label, runtime.missing)
        for example in examples:
            if example.unsuited:
                _logger.info("Not recorded: %s: %s", example.shown.as_posix(), example.unsuited)
        count = len({example.name for example, _ in missing})
        _logger.info("Recording %d runs of %d examples", len(missing), count)
        with Progress(len(missing), len(wanted) - len(missing)) as progress:
            try:
                for (example, runtime), recording in self.recorder.record(missing):
                    self.store.put(example, recording, runtime)
                    progress.step(example, runtime, recording)
            except RecorderError:
                self._in_vain = {key(*run) for run in missing if self.store.get(*run) is None}
                raise
        if not self.recorder.enclosed:
            self._say_open()

    def _say_open(self) -> None:
        """Say once that recordings were made, now or before, which the kernel didn't enclose."""
        if self._is_closed:
            self._is_closed = False
            _logger.info(
                "Here the kernel doesn't keep examples from other machines; their Python code is "
                "kept from them, but not what other programs do that they start"
            )


def runs_of(examples: Iterable[Example], only: Collection[str] = ()) -> Iterator[Run]:
    """Each example with each of its runtimes, or with those of some names only."""
    for example in examples:
        for runtime in example.runtimes:
            if not only or runtime.name in only:
                yield example, runtime


def default_library() -> Library:
    """The library of the project in which the builder was started.

    A builder that serves the site records what is saved, again and again.
    """
    return _library(find_root())


@cache
def _library(root: Path) -> Library:
    return Library(root, Recorder(stays_warm=True))
