"""What is reviewed of trials is of today's examples, and a trial still says the same."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from helpers.prepared import prepared
from helpers.recording import example
from helpers.snippets import SNIPPETS

from anyio_by_example.examples.example import Example
from anyio_by_example.interpreter.fitness import ABSENT, Fitness, without_trial
from anyio_by_example.interpreter.reviewed import FILE, REMEDY, Entry, Reviewed, fingerprint
from anyio_by_example.library.library import Library
from anyio_by_example.library.tried import Tried
from anyio_by_example.problem import Problem
from anyio_by_example.recording.recording import Recording
from anyio_by_example.runtime import ASYNCIO, TRIO, Runtime

SAID = Reviewed.read(SNIPPETS / FILE)
EVERY = 300
"""Of how many examples one is tried again without `--every`, for some seconds of the processor."""


@pytest.fixture(scope="module")
def judged(library: Library) -> dict[str, tuple[Example, Fitness]]:
    """The examples of which a trial decides, and what is known of each."""
    if prepared().content != SAID.content:
        pytest.skip("the interpreter here has other parts than that of the reviewed trials")
    return {
        each.name: (each, fitness)
        for each in library.examples()
        if (fitness := library.fitness(each)) and not without_trial(each)
    }


def test_nothing_is_stale(judged: dict[str, tuple[Example, Fitness]], library: Library) -> None:
    """The file has each example as it is now, and no other: a build tries nothing."""
    assert len(judged) > 700
    now = {
        name: Entry(fingerprint(each, library.recordings(each)), fitness)
        for name, (each, fitness) in judged.items()
    }
    assert now == SAID.entries, REMEDY


def test_tried_again(
    judged: dict[str, tuple[Example, Fitness]],
    library: Library,
    tmp_path: Path,
    request: pytest.FixtureRequest,
) -> None:
    """A trial comes to what is in the file."""
    step = 1 if request.config.getoption("every") else EVERY
    some = [each for each, _ in judged.values()][::step]
    tried = Tried(prepared(), tmp_path, tmp_path / "kept")
    found = {each.name: tried.fitness(each, library.recorded, lambda: some) for each in some}
    tried.close()
    assert found == {name: fitness for name, (_, fitness) in judged.items() if name in found}


@pytest.fixture
def case(tmp_path: Path) -> Example:
    """An example."""
    return example(tmp_path, "print('a 1.5 s')")


def recorded(output: str = "a 1.5 s\n", status: int = 0) -> dict[Runtime, Recording]:
    """Its recordings."""
    return {
        each: Recording(each.name, output, status, 0.1, "2026-11-29", {})
        for each in (ASYNCIO, TRIO)
    }


def test_round_trip(tmp_path: Path) -> None:
    """What is written is read again, and is sorted; without a file, nothing is known."""
    entries = {f"t/{kind}.py": Entry(kind[:4], Fitness(7, *said)) for kind, said in ABSENT.items()}
    made = Reviewed("abc", {**entries, "t/fit.py": Entry("1234", Fitness())})
    made.write(tmp_path / FILE)
    assert Reviewed.read(tmp_path / FILE) == made
    assert [*json.loads((tmp_path / FILE).read_text("utf-8"))["examples"]] == sorted(made.entries)
    assert Reviewed.read(tmp_path / "nothing") == Reviewed()


CHANGES: dict[str, Callable[[Example], tuple[Example, dict[Runtime, Recording], str]]] = {
    "its text": lambda case: (replace(case, text=f"{case.text}\n"), recorded(), "abc"),
    "a file beside it": lambda case: (replace(case, support=(("a.py", ""),)), recorded(), "abc"),
    "what it prints": lambda case: (case, recorded("b\n"), "abc"),
    "how it ends": lambda case: (case, recorded(status=1), "abc"),
    "the interpreter": lambda case: (case, recorded(), "abd"),
}


@pytest.mark.parametrize("change", CHANGES)
def test_stale(change: str, case: Example) -> None:
    """What was reviewed holds until something changes that can change it."""
    same = recorded()
    kept = Reviewed(
        "abc", {case.name: Entry(fingerprint(case, same), Fitness(3, *ABSENT["threads"]))}
    )
    assert kept.of(case, same, "abc") == Fitness(3, *ABSENT["threads"])
    assert kept.of(*CHANGES[change](case)) is None


@pytest.mark.parametrize(
    "text",
    ["", "[]", "{}", '{"interpreter": "a", "examples": {"t/a.py": ["b", 3, "nothing"]}}'],
    ids=["empty", "a list", "nothing", "an unknown kind"],
)
def test_unreadable(text: str, tmp_path: Path) -> None:
    """Of a file that is none of these, its name is said, and how it's made."""
    (tmp_path / FILE).write_text(text, "utf-8")
    with pytest.raises(Problem) as caught:
        Reviewed.read(tmp_path / FILE)
    assert caught.value.path.name == FILE
    assert caught.value.remedy == REMEDY


def test_only_what_changed_is_tried(tmp_path: Path) -> None:
    """Of what is reviewed, nothing is tried, also if something else is."""
    interpreter = prepared()
    known, other = (example(tmp_path, f"print('{name}')", name=name) for name in ("known", "other"))
    runs = {known.name: recorded("never\n"), other.name: recorded("other\n")}
    entry = Entry(fingerprint(known, runs[known.name]), Fitness())
    Reviewed(interpreter.content, {known.name: entry}).write(tmp_path / FILE)
    tried = Tried(interpreter, tmp_path, tmp_path / "kept")
    for each in (other, known):
        # one that is tried would not print what was recorded of it
        assert (
            tried.fitness(each, lambda each: runs[each.name], lambda: [known, other]) == Fitness()
        )
    tried.close()
    assert len([*(tmp_path / "kept").iterdir()]) == 2
