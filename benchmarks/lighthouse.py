"""Lighthouse: how it judges pages of the site, as a phone and as a desktop load them."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
from collections.abc import Mapping, Sequence
from statistics import median
from typing import Any

from benchmarks.browser import NAMES, find_browser
from benchmarks.compressed import compressed
from benchmarks.failure import Failure
from benchmarks.process import python
from benchmarks.project import ROOT, copy_to, temporary_folder
from benchmarks.result import Result

_PROGRAM = ROOT / ".tools" / "judge" / "node_modules" / "lighthouse" / "cli" / "index.js"

_PAGES = ("", "timeouts/", "examples/", "reference/task-groups/", "review/")

_CATEGORIES = ("performance", "accessibility", "best-practices", "seo")

_AUDITS: Mapping[str, tuple[str, float, str]] = {
    "first-contentful-paint": ("FCP", 1, "ms"),
    "largest-contentful-paint": ("LCP", 1, "ms"),
    "total-blocking-time": ("TBT", 1, "ms"),
    "cumulative-layout-shift": ("CLS", 1, ""),
    "total-byte-weight": ("bytes", 1000, "kB"),
}
"""Its measurements, each with its short name, what it's divided by, and the unit then."""


def measure(repeat: int) -> Result:
    """Lighthouse's scores for five pages, as a phone and as a desktop load them, compressed.

    Notes give the medians; a score below 100 is named. Nothing is divided: the bar is 100 in
    performance, accessibility, best practices and SEO.

    Needs Node, what `make tools` installs, and Chromium or one of its kind.
    """
    node, browser = shutil.which("node"), find_browser()
    if node is None or not _PROGRAM.exists():
        return Result(notes=["left out, because `make tools` was not run, or there is no Node"])
    if browser is None:
        return Result(notes=[f"left out, because none of {', '.join(NAMES)} is installed"])
    notes = []
    with temporary_folder() as folder:
        copy_to(folder)
        python("-m", "mkdocs", "build", "-q", folder=folder)
        with compressed(folder / "site") as address:
            for page in _PAGES:
                for form in ("mobile", "desktop"):
                    runs = [_run(node, browser, address + page, form) for _ in range(repeat)]
                    notes.append(_note(f"{page or 'home'}, {form}", runs))
    return Result(notes=notes)


def _run(node: str, browser: str, address: str, form: str) -> dict[str, Any]:
    command = [node, str(_PROGRAM), address, "--output=json", "--quiet"]
    command += [f"--only-categories={','.join(_CATEGORIES)}"]
    # a container has no sandbox to offer, and the pages are our own
    command += ["--chrome-flags=--headless=new --no-sandbox --disable-gpu"]
    command += ["--preset=desktop"] if form == "desktop" else []
    result = subprocess.run(
        command,
        env={**os.environ, "CHROME_PATH": browser},
        capture_output=True,
        text=True,
        check=False,
    )
    if result.returncode:
        raise Failure(f"lighthouse could not judge {address}:\n{result.stderr}")
    report: dict[str, Any] = json.loads(result.stdout)
    if error := report.get("runtimeError"):
        raise Failure(f"lighthouse could not judge {address}: {error['message']}")
    return report


def _note(named: str, runs: Sequence[dict[str, Any]]) -> str:
    scores = {
        each: round(100 * median(run["categories"][each]["score"] or 0 for run in runs))
        for each in _CATEGORIES
    }
    figures = ", ".join(_figure(audit, runs) for audit in _AUDITS)
    below = [each for each, score in scores.items() if score < 100]
    why = f"; below 100: {', '.join(below)} ({_failed(runs[0], below)})" if below else ""
    return f"{named}: {' '.join(map(str, scores.values()))} ({figures}){why}"


def _figure(audit: str, runs: Sequence[dict[str, Any]]) -> str:
    name, divisor, unit = _AUDITS[audit]
    value = median(run["audits"][audit]["numericValue"] for run in runs) / divisor
    return f"{name} {value:.3g} {unit}".strip() if not unit else f"{name} {value:.0f} {unit}"


def _failed(run: dict[str, Any], categories: Sequence[str]) -> str:
    """What lowered a score."""
    found = [
        ref["id"]
        for category in categories
        for ref in run["categories"][category]["auditRefs"]
        if ref["weight"] and (run["audits"][ref["id"]]["score"] or 0) < 1
    ]
    return ", ".join(found) or "not in the first run"
