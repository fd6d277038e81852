"""`mkdocs serve`: what an author sees after saving a snippet."""

from __future__ import annotations

import os
import re
import socket
import subprocess
import sys
import threading
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from helpers.site_builder import project, snippet
from playwright.sync_api import Browser, expect

from anyio_by_example.runtime import available

SECONDS = 60
"""The patience of the tests: a machine may be busy."""


@dataclass
class Server:
    """A running `mkdocs serve`."""

    folder: Path
    process: subprocess.Popen[str]
    log: list[str] = field(default_factory=list)
    address: str = ""
    started: threading.Event = field(default_factory=threading.Event)

    def read(self) -> None:
        """Take down what the server says."""
        assert self.process.stdout
        for line in self.process.stdout:
            self.log.append(line)
            if found := re.search(r"Serving on (http://127\.0\.0\.1:\d+/)", line):
                self.address = found[1]
                self.started.set()
        self.started.set()

    def recorded(self) -> list[str]:
        """What the server says of recordings."""
        return re.findall(r"Recording (\d+ runs of \d+ examples)", "".join(self.log))


@pytest.fixture
def server(tmp_path: Path) -> Iterator[Server]:
    """A served project of one page with two examples."""
    snippets = project(tmp_path, "t/case.py\n```\n\n```snippet\nt/other.py")
    for name in ("case", "other"):
        (snippets / "t" / f"{name}.py").write_text(snippet(f'print("{name} one")'), "utf-8")
        (snippets / "t" / f"{name}.out").write_text(f"{name} one\n", "utf-8", newline="\n")
    config = tmp_path / "mkdocs.yml"
    text = config.read_text("utf-8").replace("watch: []", "watch: [snippets]")
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    config.write_text(text + f"dev_addr: 127.0.0.1:{port}\n", "utf-8")
    process = subprocess.Popen(
        [sys.executable, "-u", "-m", "mkdocs", "serve", "--no-strict"],
        cwd=tmp_path,
        env={**os.environ, "NO_MKDOCS_2_WARNING": "1"},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )
    server = Server(tmp_path, process)
    reader = threading.Thread(target=server.read)
    reader.start()
    try:
        assert server.started.wait(SECONDS)
        yield server
    finally:
        process.kill()
        reader.join()
        process.wait()


def test_saved_snippet(server: Server, browser: Browser) -> None:
    """A saved snippet shows its new output in the browser; it alone is run again."""
    assert server.address, "".join(server.log)
    runs = len(available())
    tab = browser.new_page()
    tab.goto(server.address)
    output = tab.locator("#t-case .example-output")
    expect(output).to_contain_text("case one")
    assert server.recorded() == [f"{2 * runs} runs of 2 examples"]

    folder = server.folder / "snippets" / "t"
    (folder / "case.out").write_text("case two\n", "utf-8", newline="\n")
    (folder / "case.py").write_text(snippet('print("case two")'), "utf-8")
    expect(output).to_contain_text("case two", timeout=SECONDS * 1000)
    expect(tab.locator("#t-other .example-output")).to_contain_text("other one")
    assert server.recorded() == [f"{2 * runs} runs of 2 examples", f"{runs} runs of 1 examples"]
    tab.close()


def test_broken_snippet(server: Server, browser: Browser) -> None:
    """A snippet that breaks shows its error on the page, and the server goes on."""
    assert server.address, "".join(server.log)
    tab = browser.new_page()
    tab.goto(server.address)
    expect(tab.locator("#t-case")).to_be_visible()
    path = server.folder / "snippets" / "t" / "case.py"
    path.write_text(snippet('raise ValueError("boom")'), "utf-8")
    error = tab.get_by_text(re.compile(r"snippets/t/case\.py:6: .*it raised ValueError: boom"))
    expect(error).to_be_visible(timeout=SECONDS * 1000)
    path.write_text(snippet('print("case one")'), "utf-8")
    expect(tab.locator("#t-case .example-output")).to_be_visible(timeout=SECONDS * 1000)
    tab.close()
