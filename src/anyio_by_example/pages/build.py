"""Build: how much was recorded for the site, and with what."""

from __future__ import annotations

from dataclasses import dataclass

from anyio_by_example.library.library import Library
from anyio_by_example.runtime import RUNTIMES, Runtime
from anyio_by_example.templates import environment


@dataclass(frozen=True)
class Build:
    """What the recordings of a library are, taken together."""

    examples: int
    """How many examples were run."""
    left: int
    """How many could not be run here."""
    runs: int
    runtimes: tuple[Runtime, ...]
    """The event loops that examples were run on, in their usual order."""
    versions: dict[str, str]
    """The versions of Python, AnyIO and the rest, by name."""
    date: str
    """The day of the newest recording."""
    run_here: int
    """How many examples run in a reader's browser; 0 if none was tried."""

    @classmethod
    def of(cls, library: Library) -> Build:
        """Count the recordings of a library; those that it lacks are made first.

        Raises:
            Problem: if something is wrong with an example or with a run of it.
        """
        every = library.examples()
        examples = [each for each in every if not each.unsuited]
        recorded = [library.recordings(example) for example in examples]
        recordings = [recording for found in recorded for recording in found.values()]
        versions: dict[str, str] = {}
        for recording in recordings:
            versions |= recording.versions
        return cls(
            examples=len(examples),
            left=len(every) - len(examples),
            runs=len(recordings),
            runtimes=tuple(r for r in RUNTIMES if any(r in found for found in recorded)),
            versions=versions,
            date=max((recording.date for recording in recordings), default=""),
            run_here=sum(bool(fit and fit.is_fit) for fit in map(library.fitness, examples)),
        )


def render_build(library: Library, kind: str) -> str:
    """The HTML of the figures of a build.

    Args:
        library: What was recorded.
        kind: What is counted; there is `all`.

    Raises:
        ValueError: if it's something else.
    """
    if kind != "all":
        raise ValueError(f"there are the figures of all recordings, not of {kind}")
    return environment().get_template("build.html").render(build=Build.of(library))
