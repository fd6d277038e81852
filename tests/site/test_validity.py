"""The W3C's checker on the whole built site.

`make tools` installs it. It needs Java.
"""

from __future__ import annotations

import json
import re
import shutil
import subprocess
from pathlib import Path

import pytest
from helpers.pages import answers, lists, taught
from helpers.support import ROOT, Site, needs

CHECKER = ROOT / ".tools" / "node_modules" / "vnu-jar" / "build" / "dist" / "vnu.jar"

YOUNGER = re.compile(
    "“(container-type|anchor-name|position-(area|anchor|try-fallbacks)|rx?)”: Property “.+” doesn't"
    "|Unrecognized at-rule “@(container|property)”|“mask”: Too many values"
    r"|“inset”: Invalid type: “-1 \* var\(--edge\)”"
)
"""What the checker says of CSS that it doesn't know yet: containers, anchors, masks, properties, a
product with a variable, and `r` and `rx`.

The last two are of SVG 2.
"""


OF_POLICY = "violates Content Security Policy (meta tag)"
"""What the checker says of every script and style sheet where a page has a policy: it computes no
hashes, and files have no address that could be the page's own. That the hashes are right is tested
in `test_policy.py`, and that browsers refuse nothing in `browser/test_run_isolation.py`.
"""


@pytest.fixture(scope="module")
def java() -> str:
    """Java."""
    java = shutil.which("java")
    needs("the W3C's checker", None if java else "there is no Java")
    needs("the W3C's checker", None if CHECKER.exists() else "`make tools` installs it")
    assert java
    return java


def complaints(java: str, *arguments: str | Path) -> list[str]:
    """What the checker says of some files, warnings included."""
    # -Xss: it goes down a page's elements by recursion; -XX: for one short run, no compiling twice
    command = [java, "-Xss4m", "-XX:TieredStopAtLevel=1", "-jar", CHECKER, "--format", "json"]
    result = subprocess.run(
        [*map(str, command), "--stdout", *map(str, arguments)],
        capture_output=True,
        text=True,
        check=False,
    )
    assert result.stdout, result.stderr
    return [
        f"{each.get('url', '')}:{each.get('lastLine', '')}: {each['message']}"
        for each in json.loads(result.stdout)["messages"]
        if OF_POLICY not in each["message"]
    ]


def test_html(java: str, site: Site, request: pytest.FixtureRequest) -> None:
    """No page has an error or a warning: those of the site, the 404 page and all redirects.

    Of the pages that teach, and of those of examples and of points, which are parts of these, some
    are looked at; with `--every`, all are.
    """
    pages = sorted(site.folder.rglob("*.html"))
    apart = [each for each in pages if each.relative_to(site.folder).parts[0] in {"e", "r"}]
    assert len(apart) > 900
    alike = [site.file(page) for page in (*taught(), *lists(), *answers())]
    rest = [each for each in pages if each not in {*apart, *alike}]
    is_each = request.config.getoption("every")
    some = [*apart, *alike] if is_each else [*apart[::80], *alike[::20]]
    assert complaints(java, *rest, *some) == []


def test_html_is_checked(java: str, site: Site, tmp_path: Path) -> None:
    """An error on a page would be found."""
    page = site.file("thread-limits.md").read_text("utf-8")
    (tmp_path / "page.html").write_text(page.replace("<main", "<main hidden=maybe", 1), "utf-8")
    (found,) = complaints(java, "--skip-non-html", tmp_path)
    assert "hidden" in found


def test_style(java: str, site: Site) -> None:
    """The style sheets have no error, but for what the checker doesn't know yet."""
    sheets = sorted((site.folder / "assets").glob("*.css"))
    assert sheets
    found = complaints(java, "--css", *sheets)
    assert [each for each in found if not YOUNGER.search(each)] == []
