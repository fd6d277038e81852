#!/usr/bin/env bash
# MkDocs 1.6.1, ProperDocs 1.6.7, sphinx-autobuild 2025.8.25 with Sphinx 9.0.4, Zensical 0.0.73;
# CPython 3.11.
#
# A server builds a site for the first time, of which one page takes three seconds. Meanwhile an
# author saves another page, which the server has read already.
# Expected: what is saved is shown, for a change of these files is what these servers wait for.
# Seen: three of the four begin to watch when they have built. They serve what the page said before,
# ten seconds after the save too, and say nothing. The next save of it is shown. Zensical watches
# from the beginning, and shows the first one.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/python" -m pip install --quiet --disable-pip-version-check mkdocs==1.6.1 \
  properdocs==1.6.7 properdocs-theme-mkdocs==1.6.7 sphinx-autobuild==2025.8.25 sphinx==9.0.4 \
  zensical==0.0.73

cat > "$folder/slow.py" <<'PROGRAM'
"""What makes a page slow, and says when it begins: for Python-Markdown, and for Sphinx."""

import time
from pathlib import Path

from markdown.extensions import Extension
from markdown.preprocessors import Preprocessor


def read(text):
    if "slow" in text:
        Path("begun").touch()
        time.sleep(3)


class Slow(Preprocessor):
    def run(self, lines):
        read("\n".join(lines))
        return lines


class SlowExtension(Extension):
    def extendMarkdown(self, md):
        md.preprocessors.register(Slow(md), "slow", 100)


def makeExtension(**options):
    return SlowExtension(**options)


def setup(app):
    app.connect("source-read", lambda app, name, content: read(content[0]))
PROGRAM

cat > "$folder/program.py" <<'PROGRAM'
import os
import signal
import socket
import subprocess
import sys
import time
from pathlib import Path
from urllib.request import urlopen

folder = Path(sys.argv[1])
commands = {
    "mkdocs": ["mkdocs", "serve", "-a", "127.0.0.1:{}"],
    "properdocs": ["properdocs", "serve", "-a", "127.0.0.1:{}"],
    "sphinx-autobuild": ["sphinx-autobuild", "--port", "{}", "docs", "built"],
    "zensical": ["zensical", "serve", "-a", "127.0.0.1:{}"],
}


def served(port):
    try:
        with urlopen(f"http://127.0.0.1:{port}/", timeout=5) as answer:
            return answer.read().decode()
    except OSError:
        return ""


def until(is_there, seconds):
    end = time.monotonic() + seconds
    while not is_there() and time.monotonic() < end:
        time.sleep(0.1)
    return is_there()


for name, command in commands.items():
    is_sphinx = name == "sphinx-autobuild"
    site = folder / name
    (site / "docs").mkdir(parents=True)
    first = site / "docs" / ("index.rst" if is_sphinx else "index.md")
    tree = "\n.. toctree::\n\n   second\n" if is_sphinx else ""

    def save(text):
        first.write_text(f"Home\n====\n\n{text}\n{tree}")

    save("As it was.")
    first.with_stem("second").write_text("Second\n======\n\nThis one is slow.\n")
    (site / "docs" / "conf.py").write_text("extensions = ['slow']\n")
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    settings = f"site_name: Site\nsite_url: http://127.0.0.1:{port}/\nmarkdown_extensions: [slow]\n"
    for file in ("mkdocs.yml", "properdocs.yml"):
        (site / file).write_text(f"{settings}nav: [index.md, second.md]\n")
    server = subprocess.Popen(
        [str(folder / "venv" / "bin" / command[0]), *(each.format(port) for each in command[1:])],
        cwd=site,
        env=os.environ | {"PYTHONPATH": str(folder)},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )
    try:
        assert until((site / "begun").exists, 60), name
        time.sleep(1)
        save("Saved meanwhile.")
        assert until(lambda: served(port), 60), name
        is_seen = until(lambda: "Saved meanwhile." in served(port), 10)
        save("Saved later.")
        is_seen_later = until(lambda: "Saved later." in served(port), 30)
    finally:
        os.killpg(server.pid, signal.SIGKILL)
        server.wait()
    print(f"{name}: saved meanwhile: {'shown' if is_seen else 'never shown'};", end=" ")
    print(f"saved later: {'shown' if is_seen_later else 'never shown'}")
PROGRAM

"$folder/venv/bin/python" "$folder/program.py" "$folder" | tee "$folder/seen"
diff "$folder/seen" - <<'SEEN'
mkdocs: saved meanwhile: never shown; saved later: shown
properdocs: saved meanwhile: never shown; saved later: shown
sphinx-autobuild: saved meanwhile: never shown; saved later: shown
zensical: saved meanwhile: shown; saved later: shown
SEEN
echo "as described"
