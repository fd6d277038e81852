#!/usr/bin/env bash
# MkDocs 1.6.1 with Material for MkDocs 9.7.1, CPython 3.11.
#
# One process loads the configurations of two sites, and builds both: one is in English, the other
# in German, and each tells the search plugin so.
# Expected: a plugin belongs to the configuration that names it, so each site has its own language.
# Seen: MkDocs keeps a plugin that has an `on_startup` for all configurations of the process, and
# each that is loaded changes its options: the English site is built with the German search. Loaded
# and built one after the other, both are right. The search of MkDocs's own theme has no such
# method, and isn't kept.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/python" -m pip install --quiet --disable-pip-version-check mkdocs==1.6.1 mkdocs-material==9.7.1

cat > "$folder/program.py" <<'PROGRAM'
import json
import logging
import sys
from pathlib import Path

from mkdocs.commands.build import build
from mkdocs.config import load_config
from mkdocs.config.defaults import MkDocsConfig

folder = Path(sys.argv[1])


def lay(theme: str, language: str) -> Path:
    site = folder / f"{theme}-{language}"
    (site / "docs").mkdir(parents=True, exist_ok=True)
    (site / "docs" / "index.md").write_text("# Home\n\nText.\n")
    file = site / "mkdocs.yml"
    file.write_text(
        f"site_name: {language}\ntheme: {theme}\nplugins:\n- search:\n    lang: {language}\n"
    )
    return file


def language(config: MkDocsConfig) -> str:
    build(config)
    index = Path(config.site_dir) / "search" / "search_index.json"
    return ", ".join(json.loads(index.read_text())["config"]["lang"])


logging.disable()
for theme in ("material", "mkdocs"):
    files = [lay(theme, language) for language in ("en", "de")]
    both = [load_config(str(file)) for file in files]
    print(f"{theme}, both loaded first:", *map(language, both))
    print(f"{theme}, one after the other:", *(language(load_config(str(file))) for file in files))
PROGRAM

export NO_MKDOCS_2_WARNING=1
"$folder/venv/bin/python" "$folder/program.py" "$folder" > "$folder/seen"
cat "$folder/seen"
diff "$folder/seen" - <<'SEEN'
material, both loaded first: de de
material, one after the other: en de
mkdocs, both loaded first: en de
mkdocs, one after the other: en de
SEEN
echo "as described"
