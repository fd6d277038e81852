"""Programs that were run, as a real browser has them: code, lines, output, and what is copied.

`--programs 2000` records so many; what is tested otherwise is a few of them.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from helpers.site_builder import build, project
from helpers.stage import served
from helpers.strange import Program, programs
from playwright.sync_api import Browser

from anyio_by_example.builders import fences
from anyio_by_example.library.library import Library
from anyio_by_example.publishing import outline
from anyio_by_example.recording.recorder import Recorder
from anyio_timeline.characters import lines, shown, shown_in_line, uncoloured

_A_SITE = 250
"""How many programs a site shows, all on one page."""

READ = """
async () => {
  const copied = [];
  navigator.clipboard.writeText = async (text) => void copied.push(text);
  const read = (figure, name) =>
    [...figure.querySelectorAll(name)].map((element) => element.textContent);
  const figures = [...document.querySelectorAll(".example")];
  const found = figures.map((figure) => {
    figure.querySelector("[data-action=copy]").click();
    const code = figure.querySelector("[data-main]");
    const lines = [];
    for (const line of code.children) lines.push([line.firstElementChild.id, line.textContent]);
    return {
      caption: read(figure, ".example-caption"),
      code: read(figure, ".example-code"),
      output: read(figure, ".output"),
      first: code.className,
      lines,
      others: figure.querySelectorAll("pre *:not(code, a, span)").length,
    };
  });
  await new Promise((done) => setTimeout(done, 100));
  return found.map((each, at) => [figures[at].id, { ...each, copied: copied[at] }]);
}
"""


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """Put as many programs as were asked for on sites of their own."""
    starts = range(0, metafunc.config.getoption("--programs"), _A_SITE)
    metafunc.parametrize("start", starts)


@pytest.fixture(scope="module")
def every(pytestconfig: pytest.Config) -> list[Program]:
    """As many programs as were asked for."""
    return programs(pytestconfig.getoption("--programs"))


def built(folder: Path, cases: list[Program]) -> Path:
    """A site of some programs, built strictly; each was run."""
    snippets = project(folder)
    page = "# Page\n"
    for number, case in enumerate(cases):
        case.write(snippets, f"n{number}")
        page += f"\n```snippet\nt/n{number}.py\n```\n"
    (folder / "docs" / "index.md").write_text(page, "utf-8")
    library = Library(snippets, Recorder(workers=min(4, len(cases))))
    with pytest.MonkeyPatch.context() as patch:
        for module in (fences, outline):
            patch.setattr(module, "default_library", lambda: library)
        return build(folder)


def test_programs(start: int, every: list[Program], tmp_path: Path, browser: Browser) -> None:
    """What a browser has, and what it copies, is what the file holds and what the run printed."""
    cases = every[start : start + _A_SITE]
    complaints: list[str] = []
    with served(built(tmp_path, cases)) as server, browser.new_context() as context:
        tab = context.new_page()
        tab.on("pageerror", lambda error: complaints.append(str(error)))
        tab.on("console", lambda message: complaints.append(message.text))
        tab.goto(server.address)
        found: dict[str, Any] = dict(tab.evaluate(READ))
    assert complaints == []
    wanted = {f"t-n{number}": _wanted(f"t-n{number}", case) for number, case in enumerate(cases)}
    assert found.keys() == wanted.keys()
    wrong = {ident: found[ident] for ident in found if found[ident] != wanted[ident]}
    assert wrong == {ident: wanted[ident] for ident in wrong}


def _wanted(ident: str, case: Program) -> dict[str, Any]:
    """What a browser has of a program."""
    first = case.head.count("\n") + 1
    numbered = enumerate(lines(case.code), first)
    return {
        "caption": [shown_in_line(case.caption)],
        "code": [shown(text) for text in (case.support, case.code) if text],
        "output": [shown(uncoloured(case.output))],
        "first": f"example-code from-{first}",
        "lines": [[f"{ident}-L{number}", shown(line)] for number, line in numbered],
        "others": 0,
        "copied": case.code,
    }
