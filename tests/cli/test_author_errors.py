"""What an author can get wrong: it fails build and tests, and the error says where and how."""

from __future__ import annotations

import io
import logging
import os
import re
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path

import psutil
import pytest
from helpers.asked import asked
from helpers.faults import CASES, Case
from helpers.site_builder import build, project, snippet, use
from mkdocs.exceptions import Abort

from anyio_by_example.library.library import Library
from anyio_by_example.problem import Problem
from anyio_by_example.recording.recorder import Recorder
from anyio_by_example.recording.starter import PREFIX
from anyio_by_example.running.job import Limits

ABLE = [case for case in CASES if sys.platform in case.platforms]


@dataclass
class Said:
    """What was said of all cases, and what they left."""

    raised: dict[str, str]
    """What recording each of them raises, by its name."""
    log: str
    """That of the builds."""
    left: list[object]
    """Folders and processes."""


@pytest.fixture(scope="module")
def said(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Said:
    """Each case that is asked for is recorded and built, beside all others with as much time."""
    able = [case for case in asked(request, "test_error", "case") if case in ABLE]
    folder = tmp_path_factory.mktemp("errors")
    temporary = folder / "tmp"
    temporary.mkdir()
    raised: dict[str, str] = {}
    log = io.StringIO()
    handler = logging.StreamHandler(log)
    logger = logging.getLogger("mkdocs")
    logger.addHandler(handler)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(tempfile, "tempdir", str(temporary))
        for seconds in sorted({case.seconds for case in able}):
            here = folder / f"{seconds:g}".replace(".", "_")
            here.mkdir()
            cases = [case for case in able if case.seconds == seconds]
            snippets = project(here, *(f"{topic(case)}/case.py" for case in cases))
            for case in cases:
                write(case, snippets / topic(case))
            library = Library(snippets, Recorder(Limits(seconds=seconds), workers=4))
            for case in cases:
                with pytest.raises(Problem) as caught:
                    library.recordings(library.example(f"{topic(case)}/case.py"))
                raised[case.name] = str(caught.value)
            use(library, patch)
            patch.chdir(here)
            with pytest.raises(Abort):
                build(here)
    logger.removeHandler(handler)
    left: list[object] = [*temporary.glob(f"{PREFIX}*"), *running(str(temporary))]
    return Said(raised, log.getvalue(), left)


def topic(case: Case) -> str:
    """The folder of a case."""
    return f"c{CASES.index(case)}"


def write(case: Case, folder: Path) -> None:
    """Put a case into its folder, with what was reviewed of it."""
    folder.mkdir()
    (folder / "case.py").write_bytes(source(case))
    for suffix, output in (case.out or {}).items():
        (folder / f"case{suffix}.out").write_text(output, "utf-8", newline="\n")
    for suffix, timeline in (case.timelines or {}).items():
        (folder / f"case{suffix}.timeline").write_text(timeline, "utf-8", newline="\n")


def source(case: Case) -> bytes:
    """The bytes of a case's file."""
    text = snippet(case.body, case.more) if case.text is None else case.text
    return text if isinstance(text, bytes) else text.encode()


@pytest.mark.alike(2)
@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_error(case: Case, said: Said) -> None:
    """An error fails build and tests, and names file, line, reason and remedy."""
    if case not in ABLE:
        pytest.skip(f"for {', '.join(case.platforms)} only")
    lines = source(case).decode("utf-8", "replace").splitlines()
    marked = [n for n, line in enumerate(lines, 1) if "# HERE" in line]
    names = [case.named] if case.named else [f"case.py:{n}" for n in marked]
    places = [f"snippets/{topic(case)}/{name}:" for name in names]
    for message in (said.raised[case.name], said.log):
        assert any(place in message for place in places), (places, message)
        told = "".join(part for place in places for part in message.partition(place)[1:])
        assert case.reason in told
        assert re.search(r"To mend it: \S+", told)


def test_nothing_is_left(said: Said) -> None:
    """No folder and no process is left of any of them."""
    assert said.left == []


def running(folder: str) -> list[psutil.Process]:
    """The living processes that were started with a temporary folder below this one."""
    found = []
    for process in psutil.process_iter():
        try:
            inside = process.environ().get("TMPDIR", "").startswith(folder)
            if inside and process.status() != psutil.STATUS_ZOMBIE:
                found.append(process)
        except (psutil.Error, OSError):
            continue
    return found


def test_the_marker_finds_processes(tmp_path: Path) -> None:
    """`running` would see a process that was left, so an empty list means something."""
    command = [sys.executable, "-c", "input()"]
    with psutil.Popen(command, stdin=-1, env={**os.environ, "TMPDIR": str(tmp_path)}) as process:
        assert [p.pid for p in running(str(tmp_path))] == [process.pid]
        process.kill()
