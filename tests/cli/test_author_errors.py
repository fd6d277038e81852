"""What an author can get wrong: it fails build and tests, and the error says where and how."""

from __future__ import annotations

import os
import re
import sys
import tempfile
from pathlib import Path

import psutil
import pytest
from helpers.faults import CASES, Case
from helpers.site_builder import build, project, snippet, use
from mkdocs.exceptions import Abort

from anyio_by_example.library.library import Library
from anyio_by_example.problem import Problem
from anyio_by_example.recording.recorder import Recorder
from anyio_by_example.recording.starter import PREFIX
from anyio_by_example.running.job import Limits


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_error(
    case: Case, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    """An error fails build and tests, names file, line, reason and remedy, and leaves nothing."""
    if sys.platform not in case.platforms:
        pytest.skip(f"for {', '.join(case.platforms)} only")
    temporary = tmp_path / "tmp"
    temporary.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(temporary))
    snippets = project(tmp_path)
    text = snippet(case.body, case.more) if case.text is None else case.text
    if text != b"":
        path = snippets / "t" / "case.py"
        path.write_bytes(text if isinstance(text, bytes) else text.encode())
    for suffix, output in (case.out or {}).items():
        (snippets / "t" / f"case{suffix}.out").write_text(output, "utf-8", newline="\n")
    for suffix, timeline in (case.timelines or {}).items():
        (snippets / "t" / f"case{suffix}.timeline").write_text(timeline, "utf-8", newline="\n")
    lines = text.decode("utf-8", "replace") if isinstance(text, bytes) else text
    marked = [n for n, line in enumerate(lines.splitlines(), 1) if "# HERE" in line]
    places = [case.named] if case.named else [f"case.py:{n}" for n in marked]
    library = Library(snippets, Recorder(Limits(seconds=case.seconds), workers=4))

    with pytest.raises(Problem) as caught:
        library.recordings(library.example("t/case.py"))
    check(str(caught.value), places, case.reason)

    use(library, monkeypatch)
    monkeypatch.chdir(tmp_path)
    with pytest.raises(Abort):
        build(tmp_path)
    check(caplog.text, places, case.reason)

    assert list(temporary.glob(f"{PREFIX}*")) == []
    assert running(str(temporary)) == []


def check(message: str, places: list[str], reason: str) -> None:
    """The message names one of the places, the reason and a remedy."""
    assert any(f"snippets/t/{place}:" in message for place in places), (places, message)
    assert reason in message
    assert re.search(r"To mend it: \S+", message)


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
