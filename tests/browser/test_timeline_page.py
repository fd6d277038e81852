"""The page that `anyio-timeline` writes: its picture can be enlarged and searched, offline."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect

MANY = """
import anyio

async def work(number):
    for _ in range(number):
        await anyio.sleep(0.001)
    print(f"job {number} done")

async def main():
    async with anyio.create_task_group() as tg:
        for number in range(1, 15):
            tg.start_soon(work, number, name=f"worker {number:02}")

anyio.run(main)
"""

STEPS = """
import anyio

async def step():
    await anyio.to_thread.run_sync(input)

async def main():
    for number in range(2):
        async with anyio.create_task_group() as tg:
            tg.start_soon(step, name=f"step {number}")

anyio.run(main)
"""


@pytest.fixture(scope="module")
def page(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A page with a picture that is folded, since it's large."""
    folder = tmp_path_factory.mktemp("page")
    (folder / "many.py").write_text(MANY, "utf-8")
    command = [sys.executable, "-m", "anyio_timeline", "many.py", "-o", "page.html"]
    subprocess.run(command, cwd=folder, check=True, capture_output=True)
    return folder / "page.html"


def test_tools(page: Path, browser: Browser) -> None:
    """It's enlarged about its middle; what is sought stands out, and others' events are gone."""
    with browser.new_context(offline=True) as context:
        tab = context.new_page()
        errors: list[str] = []
        tab.on("pageerror", lambda error: errors.append(str(error)))
        tab.goto(page.as_uri())
        picture = tab.locator(".tl-picture")
        whole = tab.get_by_label("Show the whole picture")
        expect(whole).not_to_be_checked()
        tab.get_by_label("Zoom").fill("4")
        expect(whole).to_be_checked()
        wide, shown, left = picture.evaluate("p => [p.scrollWidth, p.clientWidth, p.scrollLeft]")
        assert 3.9 < wide / shown < 4.1
        assert abs(left + shown / 2 - wide / 2) < 3
        tab.get_by_label("Zoom").fill("1")
        tab.get_by_label("Find").fill("Worker 07")
        rows = tab.locator(".tl-wide > g:not(.is-other) > .tl-name")
        expect(rows).to_have_text("worker 07")
        events = tab.locator(".tl-words li:visible")
        assert events.count() > 7
        assert all("worker 07" in text for text in events.all_text_contents())
        said = tab.locator("output")
        expect(said).to_contain_text(f"{events.count()} of ")
        tab.get_by_label("Find").fill("")
        expect(tab.locator(".is-other")).to_have_count(0)
        expect(said).to_be_empty()
        assert not errors


def test_follows(tmp_path: Path, browser: Browser) -> None:
    """While the program runs, the page follows it, and keeps what was sought; then it says so."""
    (tmp_path / "steps.py").write_text(STEPS, "utf-8")
    command = [sys.executable, "-m", "anyio_timeline", "--watch", "-o", "out.html", "steps.py"]
    with (
        subprocess.Popen(
            command, cwd=tmp_path, stdin=subprocess.PIPE, stderr=subprocess.PIPE, text=True
        ) as process,
        browser.new_context() as context,
    ):
        assert process.stdin
        assert process.stderr
        tab = context.new_page()
        errors: list[str] = []
        tab.on("pageerror", lambda error: errors.append(str(error)))
        tab.goto(process.stderr.readline().split()[1])
        rows = tab.locator(".tl-wide .tl-name")
        expect(rows.filter(has_text="step 0")).to_have_count(1)
        tab.get_by_label("Find").fill("step 1")
        process.stdin.write("\n")
        process.stdin.flush()
        sought = tab.locator(".tl-wide > g:not(.is-other) > .tl-name")
        expect(sought).to_have_text("step 1")
        expect(tab.get_by_label("Find")).to_have_value("step 1")
        expect(tab.get_by_role("status").last).to_contain_text("It runs, and this page")
        process.communicate("\n")
        status = "The program has ended, or doesn't answer. "
        status += "What is drawn of it comes into out.html, unless it was killed."
        expect(tab.get_by_role("status").last).to_have_text(status, timeout=15_000)
        assert errors == []
    assert process.returncode == 0
