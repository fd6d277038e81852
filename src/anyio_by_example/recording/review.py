"""Review: recordings held against each other and against the reviewed files beside an example.

`<name>.out` is the reviewed output on every runtime, `<name>.timeline` what its tasks do, in words.
Where the backends truly differ, `<name>.asyncio.out` and `<name>.trio.out` say so: the pair is the
declaration. One runtime can differ from the others of its backend too, as in
`<name>.asyncio-eager.out`.
"""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from anyio_by_example.examples.example import Example
from anyio_by_example.examples.header import line_of
from anyio_by_example.problem import Problem, contrasted
from anyio_by_example.recording.recording import Recording
from anyio_by_example.runtime import ASYNCIO, BY_NAME, RUNTIMES, TRIO, Runtime
from anyio_timeline.characters import lines
from anyio_timeline.words import as_text

Recordings = Mapping[Runtime, Recording]

_FIGURE = re.compile(r"\d+\.\d+")

_AT = re.compile(r"(?m)^ *(\d+(?:\.\d+)?) s ")
"""When something happens, at the start of a line of a timeline."""

_PARTS = sorted({"", *(f".{runtime.name}" for runtime in BY_NAME.values())})
"""What can stand between the name of an example and the suffix; backends have names of runtimes."""

UPDATE = (
    "if the new one is right, `make update` rewrites the reviewed one; "
    "look at the difference before you commit it"
)


@dataclass(frozen=True)
class Aspect:
    """Something of a recording that is reviewed.

    Args:
        suffix: That of the reviewed files.
        name: What it is called.
        text: What is compared; empty if the recording has none.
        covers: Whether a runtime can have it.
    """

    suffix: str
    name: str
    text: Callable[[Example, Recording], str]
    covers: Callable[[Runtime], bool] = lambda _: True

    def texts(self, example: Example, recordings: Recordings) -> dict[Runtime, str]:
        """What is compared, of each recording that can have it; nothing if none has any."""
        found = {
            runtime: self.text(example, recording)
            for runtime, recording in recordings.items()
            if self.covers(runtime)
        }
        return found if self is OUTPUT or any(found.values()) else {}


@dataclass(frozen=True)
class Agreement:
    """Runtimes that gave the same."""

    runtimes: tuple[Runtime, ...]
    recording: Recording

    @property
    def backends(self) -> str:
        """The names of their backends, each once; empty for a program that chooses it itself."""
        return " ".join(dict.fromkeys(filter(None, (r.backend for r in self.runtimes))))


def comparable(example: Example, output: str) -> str:
    """The part of an output that must be the same in every run.

    Measured figures become `#.#` where the header says `measured`, and lines are sorted within the
    blocks that it calls `unordered`.
    """
    if example.settings.measured:
        output = _FIGURE.sub("#.#", output)
    if example.settings.unordered:
        every = lines(output)
        for block in example.settings.blocks:
            here = slice(block.start - 1, block.stop - 1)
            every[here] = sorted(every[here])
        output = "".join(every)
    return output


OUTPUT = Aspect("out", "output", lambda example, recording: comparable(example, recording.output))

TIMELINE = Aspect(
    "timeline",
    "timeline",
    lambda _, recording: as_text(recording.timeline) if recording.timeline else "",
    lambda runtime: runtime.has_timelines,
)


def agreements(
    example: Example, recordings: Recordings, aspect: Aspect = OUTPUT
) -> list[Agreement]:
    """The recordings grouped by what they say, in the order of the runtimes.

    Those that say nothing of an aspect are left out.
    """
    groups: dict[str, list[Runtime]] = {}
    for runtime, text in aspect.texts(example, recordings).items():
        groups.setdefault(text, []).append(runtime)
    if aspect is not OUTPUT:
        groups.pop("", None)
    return [Agreement(tuple(group), recordings[group[0]]) for group in groups.values()]


def reviewed(example: Example, runtime: Runtime) -> Path | None:
    """The file that says what the example prints on a runtime: the most specific one."""
    return _most_specific(_files(example, OUTPUT), runtime)


def reviewed_files(example: Example) -> list[Path]:
    """The files that say what an example prints and does."""
    return [path for aspect in (OUTPUT, TIMELINE) for path in _files(example, aspect).values()]


def reviewable_files(example: Example) -> list[Path]:
    """Where such files would be, whether or not they are there."""
    return [path for aspect in (OUTPUT, TIMELINE) for path in _paths(example, aspect).values()]


def _files(example: Example, aspect: Aspect) -> dict[str, Path]:
    """The reviewed files of an example, by what stands between its name and the suffix."""
    return {part: path for part, path in _paths(example, aspect).items() if path.is_file()}


def _paths(example: Example, aspect: Aspect) -> dict[str, Path]:
    stem = example.path.with_suffix("")
    return {part: stem.with_name(f"{stem.name}{part}.{aspect.suffix}") for part in _PARTS}


def reviewed_seconds(example: Example) -> float:
    """About how long a run takes: until the last event of its longest timeline, as reviewed.

    One that can't have a timeline may start other programs, and takes about a second.
    """
    if example.settings.clock == "virtual":
        return 0.0
    if not example.timeline or example.is_run_as_written:
        return 1.0
    texts = (path.read_text("utf-8", "replace") for path in _files(example, TIMELINE).values())
    return max((float(at) for text in texts for at in _AT.findall(text)), default=0.0)


def _most_specific(files: Mapping[str, Path], runtime: Runtime) -> Path | None:
    parts = (f".{runtime.name}", f".{runtime.backend}", "")
    return next((files[part] for part in parts if part in files), None)


def problems(example: Example, recordings: Recordings, *aspects: Aspect) -> Iterator[Problem]:
    """What is wrong with the runs; if nothing is, where they differ from what was reviewed.

    Args:
        example: The example.
        recordings: Its recordings.
        aspects: What is compared; all if none is given.
    """
    yield from _misnamed(example)
    wrong = [recording.problem for recording in recordings.values() if recording.problem]
    yield from wrong
    yield from _beyond(example, {} if wrong else recordings)
    for aspect in aspects or (OUTPUT, TIMELINE):
        if not wrong and (found := drift(example, recordings, aspect)):
            yield found


def _misnamed(example: Example) -> Iterator[Problem]:
    """The files beside an example that look like reviewed ones, of a runtime that there isn't."""
    known = {path.name for path in reviewable_files(example)}
    # of names, since there are many
    beside = sorted(os.listdir(example.path.parent))  # noqa: PTH208
    alike = [name for name in beside if name.startswith(f"{example.path.stem}.")]
    for aspect in (OUTPUT, TIMELINE):
        for name in alike:
            if name.endswith(f".{aspect.suffix}") and name not in known:
                names = ", ".join(part.removeprefix(".") for part in _PARTS if part)
                shown = example.shown.with_name(name)
                remedy = f"name it for one of {names}, or delete it"
                yield Problem(
                    shown, 1, "no runtime has this name, so nobody reads the file", remedy
                )


def _beyond(example: Example, recordings: Recordings) -> Iterator[Problem]:
    """Where lines are declared as unordered that an output hasn't."""
    last = max((block.stop - 1 for block in example.settings.blocks), default=0)
    for runtime, recording in recordings.items() if last else ():
        if (count := len(recording.output.removesuffix("\n").split("\n"))) < last:
            reason = f"on {runtime.label} it prints {count} lines, and line {last} is unordered"
            line = line_of(example.text, "unordered")
            yield Problem(example.shown, line, reason, "name lines that it prints")


def drift(example: Example, recordings: Recordings, aspect: Aspect = OUTPUT) -> Problem | None:
    """Where a recording says something else than what was reviewed, or None."""
    files = _files(example, aspect)
    texts = aspect.texts(example, recordings)
    if not texts and any(map(aspect.covers, recordings)) and files:
        reason = f"{example.name} has no {aspect.name} any more"
        shown = example.shown.with_name(next(iter(files.values())).name)
        return Problem(shown, 1, reason, "delete it")
    for runtime, text in texts.items():
        path = _most_specific(files, runtime)
        if path is None:
            shown = example.shown.with_suffix(f".{aspect.suffix}")
            reason = f"{example.name} has no reviewed {aspect.name}"
            return Problem(shown, 1, reason, UPDATE)
        # bytes, because reading text would make every kind of line end the same
        want = lines(path.read_bytes().decode())
        got = lines(text)
        if want != got:
            at = next(
                (n for n, (a, b) in enumerate(zip(want, got, strict=False), 1) if a != b), None
            )
            line = at or min(len(want), len(got)) + 1
            is_there, was_there = line <= len(got), line <= len(want)
            now, was = contrasted(
                got[line - 1] if is_there else "", want[line - 1] if was_there else ""
            )
            now, was = now if is_there else "nothing more", was if was_there else "the end"
            shown = example.shown.with_name(path.name)
            verb = "prints" if aspect is OUTPUT else "does"
            reason = f"{example.name} on {runtime.label} {verb} {now} where this has {was}"
            return Problem(shown, line, reason, UPDATE)
    if idle := _idle(files):
        reason = "it declares a difference that isn't there"
        return Problem(example.shown.with_name(idle.name), 1, reason, "delete it")
    return None


def _idle(files: Mapping[str, Path]) -> Path | None:
    """A reviewed file that says the same as the one it stands in for, or None."""
    pairs = [(f".{r.name}", f".{r.backend}") for r in RUNTIMES if r.name != r.backend]
    pairs += [(".asyncio", ""), (".trio", ""), (".trio", ".asyncio")]
    for special, general in pairs:
        both = special in files and general in files
        if both and files[special].read_bytes() == files[general].read_bytes():
            return files[special]
    return None


def update(example: Example, recordings: Recordings) -> list[Path]:
    """Rewrite the reviewed files from recordings. Returns those that changed."""
    return [path for aspect in (OUTPUT, TIMELINE) for path in _update(example, recordings, aspect)]


def _update(example: Example, recordings: Recordings, aspect: Aspect) -> Iterator[Path]:
    texts = aspect.texts(example, recordings)
    first: dict[str | None, str] = {}
    for runtime, text in texts.items():
        first.setdefault(runtime.backend, text)
    alike = len(set(first.values())) == 1
    wanted: dict[Path, str] = {}
    for runtime, text in texts.items():
        general = "" if alike else f".{runtime.backend}"
        file = example.path.with_suffix(f"{general}.{aspect.suffix}")
        wanted[file] = first[runtime.backend]
        if text != first[runtime.backend]:
            wanted[example.path.with_suffix(f".{runtime.name}.{aspect.suffix}")] = text
    for path, text in wanted.items():
        if not path.is_file() or path.read_bytes().decode() != text:
            path.write_bytes(text.encode())
            yield path
    for path in _files(example, aspect).values():
        if path not in wanted:
            path.unlink()
            yield path


def reviewed_outputs(example: Example) -> list[tuple[str, str]]:
    """The reviewed output of an example that can't be run here, by what its files are for."""
    files = {reviewed(example, runtime): runtime for runtime in (TRIO, ASYNCIO)}
    common = example.path.with_suffix(".out")
    return [
        ("" if file == common else f" on {runtime.label}", file.read_bytes().decode())
        for file, runtime in reversed(files.items())
        if file
    ]
