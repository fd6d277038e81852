"""The library: what is recorded is not run again, and what can change a result makes it anew."""

from __future__ import annotations

import logging
from collections.abc import Iterable, Iterator
from dataclasses import replace
from importlib.metadata import version
from pathlib import Path
from types import SimpleNamespace

import pytest
from helpers.site_builder import project, snippet
from helpers.timeline_parts import task, timeline

from anyio_by_example.examples.example import Example
from anyio_by_example.interpreter.trials import Trials
from anyio_by_example.library import tried as tried_module
from anyio_by_example.library.library import Library
from anyio_by_example.problem import Problem
from anyio_by_example.recording import store as store_module
from anyio_by_example.recording.recorder import Recorder, Run
from anyio_by_example.recording.recording import Recording
from anyio_by_example.recording.store import Store, key
from anyio_by_example.running.job import Limits
from anyio_by_example.runtime import ASYNCIO, EAGER, TRIO, Runtime, available
from anyio_timeline.words import as_text


class CountingRecorder(Recorder):
    """A recorder that runs nothing, and knows what it was asked for."""

    def __init__(self) -> None:
        super().__init__()
        self.asked: list[tuple[str, str]] = []
        self.calls = 0

    def record(
        self, runs: Iterable[Run], limits: Limits | None = None
    ) -> Iterator[tuple[Run, Recording]]:
        """Recordings that say `hello`."""
        del limits
        self.calls += 1
        for example, runtime in runs:
            self.asked.append((example.name, runtime.name))
            recording = Recording(runtime.name, "hello\n", 0, 0.1, "2026-01-01", {})
            recording = replace(recording, enclosed=self.enclosed)
            yield (example, runtime), recording

    def taken(self) -> list[tuple[str, str]]:
        """What was asked for since the last call."""
        asked, self.asked = self.asked, []
        return asked


@pytest.fixture
def library(tmp_path: Path) -> Library:
    """A library of three examples that say hello."""
    snippets = project(tmp_path)
    for name in ("a", "b", "c"):
        (snippets / "t" / f"{name}.py").write_text(snippet('print("hello")'), "utf-8")
        (snippets / "t" / f"{name}.out").write_text("hello\n", "utf-8", newline="\n")
    return Library(snippets, CountingRecorder())


def test_open_recordings_are_named(library: Library, caplog: pytest.LogCaptureFixture) -> None:
    """That the kernel didn't enclose recordings is said once, of those from the store too."""
    caplog.set_level(logging.INFO)
    library.recorder.enclosed = False
    for example in library.examples():
        library.recordings(example)
    for expected in (1, 2):
        assert caplog.text.count("the kernel doesn't keep examples from other") == expected
        library = Library(library.root, CountingRecorder())
        for example in library.examples():
            library.recordings(example)
        assert taken(library) == []


class LateRecorder(CountingRecorder):
    """A recorder on a machine that is busy for so many recordings of one example."""

    def __init__(self, late: int) -> None:
        super().__init__()
        self.late = late

    def record(
        self, runs: Iterable[Run], limits: Limits | None = None
    ) -> Iterator[tuple[Run, Recording]]:
        """Recordings whose timelines end a second too late, as long as it's busy."""
        for run, recording in super().record(runs, limits):
            self.late -= run[0].name == "t/a.py"
            made = timeline(task("0", "main", 0, 1 + (self.late >= 0)))
            yield run, replace(recording, timeline=made)


@pytest.mark.parametrize("busy", [1, 2])
def test_timeline_of_a_busy_machine(busy: int, library: Library) -> None:
    """A timeline that isn't the reviewed one is recorded once more, and once only."""
    [example, *_] = library.examples()
    count = len(example.runtimes)
    words = as_text(timeline(task("0", "main", 0, 1)))
    example.path.with_suffix(".timeline").write_text(words, "utf-8", newline="\n")
    late = LateRecorder(count * busy)
    library = Library(library.root, late, Store(library.root / "other"))
    for _ in range(2):
        if busy == 1:
            library.recordings(library.example(example.name))
        else:
            with pytest.raises(Problem, match=r"a\.timeline:"):
                library.recordings(library.example(example.name))
    assert late.taken().count((example.name, ASYNCIO.name)) == 2


class WrongRecorder(CountingRecorder):
    """A recorder under which so many recordings of one example print something else."""

    def __init__(self, wrong: int) -> None:
        super().__init__()
        self.wrong = wrong

    def record(
        self, runs: Iterable[Run], limits: Limits | None = None
    ) -> Iterator[tuple[Run, Recording]]:
        """Recordings with one more line, as long as there are some."""
        for run, recording in super().record(runs, limits):
            self.wrong -= run[0].name == "t/a.py"
            more = "too late\n" * (self.wrong >= 0)
            yield run, replace(recording, output=recording.output + more)


@pytest.mark.parametrize("wrong", [1, 2])
def test_output_of_a_busy_machine(wrong: int, library: Library) -> None:
    """An output that isn't the reviewed one is recorded once more, and once only."""
    [example, *_] = library.examples()
    recorder = WrongRecorder(len(example.runtimes) * wrong)
    library = Library(library.root, recorder, Store(library.root / "other"))
    for _ in range(2):
        if wrong == 1:
            library.recordings(library.example(example.name))
        else:
            with pytest.raises(Problem, match=r"a\.out:"):
                library.recordings(library.example(example.name))
    assert recorder.taken().count((example.name, ASYNCIO.name)) == 2


def test_not_reviewed_yet(library: Library) -> None:
    """What nobody has reviewed isn't recorded once more: there is nothing that it should be."""
    [example, *_] = library.examples()
    example.path.with_suffix(".out").unlink()
    for _ in range(2):
        with pytest.raises(Problem, match=r"a\.out:"):
            library.recordings(library.example(example.name))
    assert taken(library).count((example.name, ASYNCIO.name)) == 1


def test_as_it_was_when_it_began(library: Library) -> None:
    """From the begin of a build to its end, an example is what it was at the first question."""
    library.begin()
    [example, *_] = library.examples()
    library.recordings(example)
    example.path.write_text(snippet('print("else")'), "utf-8")
    (example.path.parent / "new.py").write_text(snippet('print("new")'), "utf-8")
    example.path.with_suffix(".out").write_text("else\n", "utf-8")
    assert library.example(example.name) is example
    assert library.recordings(example)
    assert "t/new.py" not in library.names()
    library.end()
    assert "else" in library.example(example.name).text
    assert "t/new.py" in library.names()
    library.begin()
    assert "t/new.py" in library.names()


def taken(library: Library) -> list[tuple[str, str]]:
    """What the library's recorder was asked for since the last call."""
    assert isinstance(library.recorder, CountingRecorder)
    return library.recorder.taken()


def everywhere(*names: str) -> list[tuple[str, str]]:
    """The runs of some examples on every runtime."""
    return [(name, runtime.name) for name in names for runtime in available()]


def test_first_miss_records_all(library: Library) -> None:
    """The first example that lacks a recording has all of them made, at once."""
    library.recordings(library.example("t/b.py"))
    assert sorted(taken(library)) == sorted(everywhere("t/a.py", "t/b.py", "t/c.py"))
    assert isinstance(library.recorder, CountingRecorder)
    assert library.recorder.calls == 1


def test_only_what_somebody_waits_for(library: Library, monkeypatch: pytest.MonkeyPatch) -> None:
    """In a hurry, only the example that was asked for is recorded, and none is tried."""
    asked: list[str] = []
    monkeypatch.setattr(Library, "interpreter", SimpleNamespace(content="none"))
    monkeypatch.setattr(Trials, "prepare", lambda _, example, __: asked.append(example.name))
    monkeypatch.setattr(tried_module, "fitness", lambda *_: None)
    library.hurries = True
    example = library.example("t/b.py")
    library.recordings(example)
    assert taken(library) == everywhere("t/b.py")
    assert library.fitness(example) is None
    assert asked == []

    library.hurries = False
    library.recordings(library.example("t/c.py"))
    assert taken(library) == everywhere("t/c.py", "t/a.py")
    library.fitness(example)
    assert asked == ["t/b.py"]


def test_nothing_is_run_again(library: Library) -> None:
    """What is recorded is not run again, not by another build either."""
    for name in ("t/a.py", "t/b.py", "t/a.py"):
        library.recordings(library.example(name))
    taken(library)
    other = Library(library.root, CountingRecorder())
    recordings = other.recordings(other.example("t/c.py"))
    assert [r.output for r in recordings.values()] == ["hello\n"] * len(available())
    assert taken(other) == []


def test_saved_example_is_run_alone(library: Library) -> None:
    """After a change of one example, that one is run, and no other."""
    library.recordings(library.example("t/a.py"))
    taken(library)
    path = library.root / "t" / "b.py"
    path.write_text(path.read_text("utf-8") + "# changed\n", "utf-8")
    library.recordings(library.example("t/a.py"))
    library.recordings(library.example("t/b.py"))
    assert taken(library) == everywhere("t/b.py")


def test_renamed_review_is_read_anew(library: Library) -> None:
    """A reviewed file that gets another name is held against the recordings again."""
    example = library.example("t/a.py")
    library.recordings(example)
    example.path.with_suffix(".out").rename(example.path.with_suffix(".trio.out"))
    with pytest.raises(Problem, match="has no reviewed output"):
        library.recordings(library.example("t/a.py"))


def test_damaged_recording_is_made_anew(library: Library) -> None:
    """A file in the store that is not a whole recording is at worst a run more of a build."""
    library.recordings(library.example("t/a.py"))
    for file in library.store.folder.iterdir():
        file.write_text("{", "utf-8")
    other = Library(library.root, CountingRecorder())
    recordings = other.recordings(other.example("t/a.py"))
    assert {r.output for r in recordings.values()} == {"hello\n"}
    assert sorted(taken(other)) == sorted(everywhere("t/a.py", "t/b.py", "t/c.py"))


def test_changed_packages_are_noticed(library: Library, monkeypatch: pytest.MonkeyPatch) -> None:
    """A package that was changed under a running build changes the address of what is recorded."""
    library.recordings(library.example("t/a.py"))
    taken(library)
    monkeypatch.setattr(
        store_module, "version", lambda name: "0" if name == "anyio" else version(name)
    )
    library.record([library.example("t/a.py")])
    assert taken(library) == everywhere("t/a.py")
    store_module.forget_packages()


@pytest.fixture
def supported(library: Library) -> Example:
    """An example with a support file."""
    (library.root / "t" / "work.py").write_text("x = 1\n", "utf-8")
    path = library.root / "t" / "a.py"
    more = '#\n# [tool.example]\n# support = ["work.py"]\n'
    path.write_text(snippet('print("hello")', more), "utf-8")
    return library.example("t/a.py")


def test_saved_support_file(supported: Example, library: Library) -> None:
    """After a change of a support file, the example that needs it is run again, and no other."""
    library.recordings(library.example("t/a.py"))
    taken(library)
    supported.files[1].write_text("x = 22\n", "utf-8")
    for name in library.names():
        library.recordings(library.example(name))
    assert taken(library) == everywhere("t/a.py")
    supported.files[1].unlink()
    with pytest.raises(Problem, match=r"its header names work\.py, which doesn't exist"):
        library.example("t/a.py")


def test_saved_while_recording(library: Library) -> None:
    """What is saved during a recording is not taken for what was recorded."""
    recorder, path = library.recorder, library.root / "t" / "a.py"

    class Saving(CountingRecorder):
        def record(
            self, runs: Iterable[Run], limits: Limits | None = None
        ) -> Iterator[tuple[Run, Recording]]:
            for done in super().record(runs, limits):
                path.write_text(path.read_text("utf-8") + "# later\n", "utf-8")
                yield done

    library.recorder = Saving()
    library.recordings(library.example("t/a.py"))
    library.recorder = recorder
    library.recordings(library.example("t/a.py"))
    assert taken(library) == everywhere("t/a.py")


def test_key_is_steady(supported: Example) -> None:
    """The same facts give the same key."""
    again = Example.load(supported.root, supported.name)
    assert key(supported, TRIO) == key(again, TRIO)


@pytest.mark.parametrize("what", ["text", "name", "support", "runtime", "package", "recorder"])
def test_key_covers(what: str, supported: Example, monkeypatch: pytest.MonkeyPatch) -> None:
    """Everything that can change a result changes the key."""
    before = key(supported, ASYNCIO)
    example, runtime = supported, ASYNCIO
    if what == "text":
        example = replace(supported, text=supported.text + "\n")
    elif what == "name":
        example = replace(supported, name="t/b.py")
    elif what == "support":
        example = replace(supported, support=(("work.py", "x = 2\n"),))
    elif what == "runtime":
        runtime = EAGER
    elif what == "package":
        # a package that the header doesn't name, but that one of its packages needs
        monkeypatch.setattr(
            store_module, "version", lambda name: "0" if name == "idna" else version(name)
        )
        store_module.forget_packages()
    else:
        monkeypatch.setattr(store_module, "_recorder", lambda: ["another"])
    assert key(example, runtime) != before
    store_module.forget_packages()


@pytest.mark.usefixtures("newer_python")
def test_missing_runtimes_are_named(
    library: Library, caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A build says which runtimes and which examples it can't record, and why."""
    caplog.set_level(logging.INFO)
    monkeypatch.setattr(Runtime, "missing", property(lambda self: "gone" if self == TRIO else None))
    (library.root / "t" / "d.py").write_text(snippet("").replace("3.10", "3.99"), "utf-8")
    library.record(library.examples())
    assert "Not recorded on Trio: gone" in caplog.text
    assert "Not recorded: snippets/t/d.py: it needs Python >=3.99" in caplog.text
    assert "trio" not in {runtime for _, runtime in taken(library)}
