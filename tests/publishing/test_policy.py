"""The policy: each page says what it may load and run, which is only what a build has written."""

from __future__ import annotations

import base64
import hashlib
from dataclasses import dataclass, field, replace
from html.parser import HTMLParser
from pathlib import Path

import pytest
from helpers.publication import Small, small
from helpers.support import ROOT
from helpers.support import Site as Built

from anyio_by_example.problem import Problem
from anyio_by_example.publishing import _STEPS, finish, policy
from anyio_by_example.publishing.site import Site

__all__ = ["small"]

_PACKAGE = ROOT / "src" / "anyio_by_example"
BOX = (_PACKAGE / "publishing" / "run" / "box.html").read_text("utf-8")
CHOICES = (_PACKAGE / "theme" / "partials" / "choices.html").read_text("utf-8")

WHERE = {"'self'", "'none'", "data:"}
"""What a page may load from, where it's no script."""


@dataclass
class Page(HTMLParser):
    """What a browser sees of a page in the order in which it comes."""

    policies: list[str] = field(default_factory=list)
    scripts: list[str] = field(default_factory=list)
    """The inline scripts."""
    early: list[str] = field(default_factory=list)
    """What is loaded or run before the policy is known."""
    refused: list[str] = field(default_factory=list)
    """What no policy of ours allows."""

    def __post_init__(self) -> None:
        super().__init__()
        self._is_script = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note what an element does."""
        values = dict(attrs)
        if tag == "meta" and (values.get("http-equiv") or "").lower() == "content-security-policy":
            self.policies.append(values["content"] or "")
        loads = tag in {"script", "style", "link", "img", "iframe", "object", "embed"}
        if loads and not self.policies:
            self.early.append(tag)
        if tag in {"style", "object", "embed", "base"} or (tag == "form" and "action" in values):
            self.refused.append(tag)
        self.refused += [name for name in values if name == "style" or name.startswith("on")]
        self.refused += [
            tag for value in values.values() if (value or "").startswith("javascript:")
        ]
        self._is_script = tag == "script" and "src" not in values
        if self._is_script:
            self.scripts.append("")

    def handle_endtag(self, tag: str) -> None:
        """Note the end of a script."""
        if tag == "script":
            self._is_script = False

    def handle_data(self, data: str) -> None:
        """Note what a script says."""
        if self._is_script:
            self.scripts[-1] += data


def read(file: Path) -> Page:
    """A page as a browser sees it."""
    page = Page()
    page.feed(file.read_text("utf-8"))
    page.close()
    return page


def directives(text: str) -> dict[str, set[str]]:
    """A policy's directives and what each allows."""
    parts = [each.split() for each in text.split(";")]
    assert len({part[0] for part in parts}) == len(parts), "a directive stands there twice"
    return {name: {*values} for name, *values in parts}


def hashed(script: str) -> str:
    """What a policy calls an inline script."""
    digest = hashlib.new("sha256", script.encode()).digest()
    return f"'sha256-{base64.standard_b64encode(digest).decode()}'"


def judged(file: Path, is_box: bool = False, seen: Page | None = None) -> Page:
    """A page, of which nothing is wrong; `seen` is what was read of it already."""
    page = seen or read(file)
    assert len(page.policies) == 1, file
    assert page.early == [], file
    found = directives(page.policies[0])
    assert {each for each in found["script-src"] if each.startswith("'sha")} == {
        *map(hashed, page.scripts)
    }, file
    assert found["default-src"] == {"'none'"}
    if is_box:
        others = {"'wasm-unsafe-eval'", "blob:"}
        assert found.keys() == {"default-src", "script-src", "worker-src"}
        assert found["worker-src"] == {"blob:"}
    else:
        others = {"'self'"}
        assert found["base-uri"] == found["form-action"] == {"'none'"}
        assert set.union(*(found[name] for name in found.keys() - {"script-src"})) <= WHERE
        assert found["style-src"] == found["connect-src"] == found["frame-src"] == {"'self'"}
    assert found["script-src"] - {*map(hashed, page.scripts)} == others
    return page


@pytest.fixture(scope="module")
def files(site: Built, request: pytest.FixtureRequest) -> dict[Path, Page]:
    """The pages of the site, read once; of those of examples and of points, every fifth."""
    every = sorted(site.folder.rglob("*.html"))
    apart = [file for file in every if file.relative_to(site.folder).parts[0] in {"e", "r"}]
    left = set() if request.config.getoption("every") else {*apart} - {*apart[::5]}
    return {file: read(file) for file in every if file not in left}


def test_every_page_of_the_site(site: Built, files: dict[Path, Page]) -> None:
    """An HTML file has one policy, before all else, with the hash of each script and no other."""
    assert len(files) > 100
    for file, seen in files.items():
        name = file.relative_to(site.folder).as_posix()
        page = judged(file, name == policy.BOX, seen)
        assert page.refused == [], name
    kinds = {file.relative_to(site.folder).parts[0] for file in files}
    assert {"e", "r", "404.html", "index.html", "timeouts"} <= kinds


def test_box_of_the_site(site: Built) -> None:
    """The box, if it's there, has a policy of its own, without any network."""
    file = site.folder / policy.BOX
    if not file.exists():
        pytest.skip("the site was built without Python for browsers")
    judged(file, is_box=True)


def test_pages_are_finished_last() -> None:
    """All that writes HTML files comes before."""
    assert _STEPS[-1] is finish.write


PAGE = """<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<title>Page</title>
<script>
{script}
</script>
</head>
<body><p>&lt;meta charset="utf-8"&gt;</p><pre>&lt;script&gt;x&lt;/script&gt;</pre>{more}</body>
</html>
"""


@pytest.fixture
def pages(small: Small) -> Site:
    """A site of two pages and a box."""
    site = small.site()
    site.write("index.html", PAGE.format(script=CHOICES, more=""))
    site.write(
        "deep/er/index.html", PAGE.format(script=CHOICES, more="<script src='x.js'></script>")
    )
    site.write("run/box.html", BOX)
    return site


def test_small_site(pages: Site) -> None:
    """Every page has its policy, wherever it is, and is otherwise as it was."""
    before = {file: file.read_text("utf-8") for file in pages.folder.rglob("*.html")}
    finish.write(pages)
    for file, text in before.items():
        page = judged(file, file.name == "box.html")
        meta = f'<meta http-equiv="Content-Security-Policy" content="{page.policies[0]}">\n'
        assert file.read_text("utf-8").replace(meta, "") == text


def test_changed_script_is_refused(pages: Site) -> None:
    """A script that was changed or added after the build isn't one that may run."""
    finish.write(pages)
    file = pages.folder / "index.html"
    text = file.read_text("utf-8")
    changes = {"try": "try ", "const": "let", "</body>": "<script>evil()</script></body>"}
    for old, new in changes.items():
        file.write_text(text.replace(old, new), "utf-8")
        page = read(file)
        allowed = directives(page.policies[0])["script-src"]
        assert {*map(hashed, page.scripts)} - allowed, old


def test_while_it_is_served(pages: Site) -> None:
    """What serves a site adds a script to its pages, which may run; in the box, none may."""
    finish.write(replace(pages, is_served=True))
    page = directives(read(pages.folder / "index.html").policies[0])
    assert page["script-src"] == {"'self'", "'unsafe-inline'"}
    judged(pages.folder / policy.BOX, is_box=True)


def test_page_without_scripts(small: Small) -> None:
    """A page without a script of its own allows none."""
    site = small.site()
    site.write("index.html", '<!doctype html>\n<meta charset="utf-8">\n<title>x</title>')
    finish.write(site)
    page = judged(site.folder / "index.html")
    assert directives(page.policies[0])["script-src"] == {"'self'"}


UNFIT = {
    "an inline script": ("x.html", PAGE.format(script="evil()", more=""), "an inline script"),
    "one of another form": (
        "x.html",
        PAGE.format(script=CHOICES, more="<SCRIPT type=module>evil()</SCRIPT >"),
        "an inline script",
    ),
    "a changed one": ("x.html", PAGE.format(script=f"{CHOICES}evil()", more=""), "an inline"),
    "no head": ("x.html", "<p>Said.</p>", "it can't say a policy"),
    "something before the head": ("x.html", f"<script>0</script>{BOX}", "it can't say a policy"),
    "a head in a comment": ("x.html", f"<!--{BOX}-->", "it can't say a policy"),
    "another suffix": ("e/t/x.HTML", "<p>Said.</p>", "it can't say a policy"),
    "a picture": ("x.svg", "<svg/>", "a browser may run scripts in it"),
    "another kind of page": ("e/t/x.xhtml", "<html/>", "a browser may run scripts in it"),
}


@pytest.mark.parametrize("case", UNFIT)
def test_unfit(case: str, pages: Site) -> None:
    """What can't have a policy, or would need another one, ends the build; others have theirs."""
    name, text, reason = UNFIT[case]
    pages.write(name, text)
    with pytest.raises(Problem) as caught:
        finish.write(pages)
    assert caught.value.path.as_posix() == f"site/{name}"
    assert reason in caught.value.reason
    judged(pages.folder / "index.html")
    judged(pages.folder / "deep/er/index.html")


def test_unfit_page(small: Small) -> None:
    """An author hears which page has a script, and in which line."""
    small.write("docs/guide.md", "# Guide\n\n<script>evil()</script>\n")
    site = small.site(guide="")
    site.write("guide/index.html", PAGE.format(script=CHOICES, more="<script>evil()</script>"))
    with pytest.raises(Problem) as caught:
        finish.write(site)
    assert str(caught.value).startswith("docs/guide.md:3: it has an inline script")


def test_own_scripts_are_found(files: dict[Path, Page]) -> None:
    """The inline scripts of a whole site are those of the templates, three at most."""
    scripts = {text for page in files.values() for text in page.scripts}
    assert 2 <= len(scripts) <= 3
