"""Pages say of each wrong example what the file of verdicts says, and nothing else."""

from __future__ import annotations

import json
import re
import sys
from typing import Any

import pytest
from bs4 import BeautifulSoup, Tag
from helpers.support import ROOT, Site

from anyio_by_example.library.library import Library
from anyio_by_example.pages.catches import PAGE, alarms, cases, points_of, render_catches
from anyio_by_example.publishing.catches_markdown import catches

if sys.version_info >= (3, 11):
    import tomllib
else:
    import tomli as tomllib

SNIPPETS = ROOT / "snippets"
NONE = "No linter or type checker that we ran catches this."


def of_the_files() -> dict[str, set[str]]:
    """The rules that catch each wrong example, read from both files without our own code."""
    said = json.loads((SNIPPETS / "checkers.json").read_text("utf-8"))["examples"]
    judged: dict[str, dict[str, Any]] = tomllib.loads(
        (SNIPPETS / "judgements.toml").read_text("utf-8")
    )
    return {
        name: {
            rule
            for _, rule, _ in findings
            if "fault" in judged.get(name, {}).get(rule, judged["*"].get(rule, {}))
        }
        for name, (_, *findings) in said.items()
    }


@pytest.fixture(scope="module")
def examples() -> Library:
    """The project's examples; none is recorded for what the files say."""
    return Library(SNIPPETS)


def test_rows(examples: Library) -> None:
    """The page lists every wrong example that pages show, and what catches it, as the files do."""
    html = BeautifulSoup(render_catches(examples, "all"), "html.parser")
    rows = {}
    for row in html.select("tbody tr"):
        address = str(row.select("th a")[0]["href"])
        found = [" ".join(str(each.find(string=True)).split()) for each in row.select("td > div")]
        rows[f"{address.removeprefix('site:e/').rstrip('/')}.py"] = {
            f"{tool} {code}"
            for tool, codes in (
                re.split(r" (?=[^ ]+(?:, [^ ]+)*$)", each, maxsplit=1) for each in found
            )
            for code in codes.split(", ")
        }
    for item in html.select("ul li"):
        address = str(item.select("a")[0]["href"])
        rows[f"{address.removeprefix('site:e/').rstrip('/')}.py"] = set()
    files = of_the_files()
    assert rows == {case.example.name: files[case.example.name] for case in cases(examples)}
    assert len(rows) > 80
    counts = re.findall(r"\d+", html.p.get_text() if html.p else "")
    caught = sum(map(bool, rows.values()))
    assert counts == [str(len(rows)), str(caught), str(len(rows) - caught)]
    markdown = catches(examples, "all")
    assert f"{caught} are caught" in markdown
    assert markdown.count("\n- ") == len(rows) - caught


def test_claims() -> None:
    """What the page says is caught or missed by a family of rules is so in the files."""
    text = (ROOT / "docs" / PAGE).read_text("utf-8")
    blind = text.partition("## What each family is blind to")[2].partition("\n## ")[0]
    files = {
        re.sub("/", "-", name.removesuffix(".py")): rules for name, rules in of_the_files().items()
    }
    claims = re.findall(r"(?m)^- \*\*.*$", blind)
    assert len(claims) >= 6
    for claim in claims:
        caught, _, missed = claim.partition("Missed: ")
        links = re.findall(r"\]\[([\w-]+)\]", caught)
        assert [each for each in links if not files[each]] == []
        links = re.findall(r"\]\[([\w-]+)\]", missed)
        assert links
        assert [each for each in links if files[each]] == []
    rules = of_the_files().items()
    ruff, more = (
        {name for name, caught in rules if any(rule.startswith(tool) for rule in caught)}
        for tool in ("ruff ", "flake8-async ")
    )
    assert "flake8-async besides: in these examples it finds all that they find, and more" in text
    assert ruff < more


def test_only_where_no_tool_helps(examples: Library) -> None:
    """A search is given where no tool catches the fault, with how much else it finds."""
    found = alarms(examples)
    assert len(found) == len(tomllib.loads((SNIPPETS / "patterns.toml").read_text("utf-8")))
    assert [each.pattern.name for each in found if each.case.catches] == []
    right = [example for example in examples.examples() if not example.settings.right]
    lines = [line for example in right for line in example.text.split("\n")]
    patterns = render_catches(examples, "patterns")
    for each in found:
        assert each.matches == sum(bool(re.search(each.pattern.regex, line)) for line in lines)
        finds = f"it finds {each.matches or 'no'} line"
        assert finds in patterns
    html = patterns + render_catches(examples, "tools")
    assert "<code>async with</code>" in html
    assert "<code>--strict</code>" in html
    assert "`" not in html


def test_cards_and_points(examples: Library, site: Site) -> None:
    """The card of each wrong example says what catches it, on its page and with each point."""
    files = of_the_files()
    for page in ("missed-timeouts.md", "threads.md", "generators.md"):
        for figure in site.page(page).select("figure.example"):
            line = figure.select_one(".example-caught")
            name = f"{str(figure['data-address']).removeprefix('e/').rstrip('/')}.py"
            assert bool(line) == bool(examples.example(name).settings.right)
            if line:
                assert said(line) == files[name], name
    point = next(iter(points_of(ROOT / "docs")["timeouts-swallow_wrong"]))
    alone = site.soup(site.folder / point.address / "index.html").select_one(".example-caught")
    assert alone
    assert said(alone) == files["timeouts/swallow_wrong.py"]


def said(line: Tag) -> set[str]:
    """The rules that a card names."""
    text = line.get_text()
    if text == NONE:
        return set()
    found = re.fullmatch(r"Caught by (.+)\.", text)
    assert found, text
    tools = (each.rsplit(" ", 1 + each.count(", ")) for each in found[1].split("; "))
    return {f"{tool} {code.rstrip(',')}" for tool, *codes in tools for code in codes}
