"""What there is for programs: llms.txt, examples.json, robots.txt, the sitemap, CITATION.cff."""

from __future__ import annotations

import json
import re
import types
import typing
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml
from helpers.publication import Small, copied, published, small
from helpers.site_builder import build, project, snippet, use
from helpers.support import ROOT
from helpers.support import Site as Built

from anyio_by_example.library.library import Library
from anyio_by_example.publishing import (
    _STEPS,
    addresses,
    cards,
    downloads,
    examples_json,
    llms,
    markdown,
    moved,
    robots,
)
from anyio_by_example.publishing.examples_json import Index
from anyio_by_example.publishing.site import Site
from anyio_by_example.reference.entry import documented
from anyio_by_example.timeline.words import as_text

__all__ = ["small"]

ADDRESS = "https://example.org/docs/"


@pytest.fixture(scope="module")
def site(site: Built, library: Library, tmp_path_factory: pytest.TempPathFactory) -> Site:
    """The built site for an address, with what programs read."""
    folder = tmp_path_factory.mktemp("machines") / "site"
    found = published(copied(site.folder, folder), library, ADDRESS)
    for step in (downloads.write, markdown.write, llms.write, examples_json.write, robots.write):
        step(found)
    return found


def test_all_are_published() -> None:
    """A build takes each of these steps; llms.txt comes after what it names."""
    steps = [each.__module__.rpartition(".")[2] for each in _STEPS]
    wanted = (downloads, addresses, moved, markdown, llms, examples_json, cards, robots)
    assert {each.__name__.rpartition(".")[2] for each in wanted} <= {*steps}
    assert steps.index("llms") > max(steps.index("markdown"), steps.index("examples_json"))


# llms.txt


def test_llms_txt(site: Site) -> None:
    """It has the form of llmstxt.org: a title, a summary, and sections of links."""
    title, summary, *sections = re.split(r"\n\n(?=[>#])", (site.folder / "llms.txt").read_text())
    assert title == f"# {site.name}"
    assert summary == f"> {site.description}"
    item = re.compile(r"- \[[^\]]+\]\(([^)]+)\)(: .+)?")
    for section in sections:
        heading, _, links = section.strip().partition("\n\n")
        assert re.fullmatch(r"## \S.*", heading)
        assert all(map(item.fullmatch, links.splitlines())), links


def test_llms_txt_names_every_page(site: Site) -> None:
    """Each page is there in the order of the navigation, by its Markdown, with what it's about."""
    text = (site.folder / "llms.txt").read_text("utf-8")
    found = re.findall(rf"- \[(.+)\]\({re.escape(ADDRESS)}(.+\.md)\)(?:: (.+))?", text)
    pages = [(page.title, markdown.file_of(page), page.description) for page in site.pages]
    assert found == pages
    assert all((site.folder / file).is_file() for _, file, _ in pages)
    sections = re.findall(r"## (.+)", text)
    assert sections == [
        *dict.fromkeys(page.section or "Overview" for page in site.pages),
        "Optional",
    ]


def test_llms_txt_without_address(small: Small) -> None:
    """Where the site's address isn't known, links are relative; what isn't there isn't named."""
    site = small.site(index="", guide="")
    assert llms.index(site).splitlines()[4:] == [
        "## Pages",
        "",
        "- [Index](index.md): About index.",
        "- [Guide](guide/index.md): About guide.",
    ]


def test_llms_full(site: Site) -> None:
    """llms-full.txt holds all pages, in order, and is small enough to be read."""
    file = site.folder / "llms-full.txt"
    assert file.stat().st_size < 4_000_000
    text, at = file.read_text("utf-8"), 0
    for page in site.pages:
        heading = (site.folder / markdown.file_of(page)).read_text("utf-8").partition("\n")[0]
        assert heading.startswith("# ")
        at = text.index(f"{heading}\n", at)


# examples.json


def fits(value: Any, kind: Any) -> bool:
    """Whether a value from JSON has the form of a type."""
    if typing.is_typeddict(kind):
        hints = typing.get_type_hints(kind)
        return (
            isinstance(value, dict)
            and value.keys() == hints.keys()
            and all(fits(value[key], each) for key, each in hints.items())
        )
    origin, args = typing.get_origin(kind), typing.get_args(kind)
    if origin is list:
        return isinstance(value, list) and all(fits(each, args[0]) for each in value)
    if origin is dict:
        return isinstance(value, dict) and all(fits(each, args[1]) for each in value.values())
    if isinstance(kind, types.UnionType):
        return any(fits(value, each) for each in args)
    return kind is Any or type(value) is kind


@pytest.fixture(scope="module")
def index(site: Site) -> Index:
    """What is in examples.json."""
    found: Index = json.loads((site.folder / "examples.json").read_text("utf-8"))
    return found


def test_examples_json_form(index: Index) -> None:
    """examples.json has the form that it documents, down to the last field."""
    assert fits(index, Index)
    assert index["version"] == examples_json.VERSION
    assert {"AnyIO", "Python", "Trio"} <= index["recorded_with"].keys()


def test_form_is_held() -> None:
    """What the test before accepts is neither more nor less than the form."""
    good: dict[str, Any] = {
        "version": 1,
        "site": "",
        "title": "",
        "recorded_with": {"Python": "3"},
        "examples": [],
    }
    assert fits(good, Index)
    for key, bad in (
        ("version", "1"),
        ("recorded_with", {"Python": 3}),
        ("examples", [{"name": "x"}]),
        ("more", 1),
    ):
        assert not fits({**good, key: bad}, Index)
    assert not fits({key: value for key, value in good.items() if key != "site"}, Index)


def test_every_example_is_there(index: Index, library: Library) -> None:
    """Every example is in examples.json with all that is recorded of it."""
    examples = {example.name: example for example in library.examples()}
    assert [entry["name"] for entry in index["examples"]] == sorted(examples)
    for entry in index["examples"]:
        example = examples[entry["name"]]
        recorded = library.recorded(example)
        assert entry["runs"].keys() == {runtime.name for runtime in recorded}
        for runtime, recording in recorded.items():
            run = entry["runs"][runtime.name]
            assert run["label"] == runtime.label
            assert run["output"] == recording.output
            assert [tuple(span) for span in run["stderr"]] == [*recording.stderr]
            assert run["exit_status"] == recording.exit_status
            assert (run["date"], run["versions"]) == (recording.date, recording.versions)
            told = as_text(recording.timeline) if recording.timeline else ""
            assert run["timeline"] == told
        assert entry["api"] == sorted(library.targets_in(example) & documented().all.keys())
        assert (entry["caption"], entry["topic"]) == (example.caption, example.topic)
        assert entry["dependencies"] == [*example.header.dependencies]
        assert entry["requires_python"] == str(example.header.requires_python)


def test_settings_are_those_of_the_header(index: Index) -> None:
    """What an example's header declares is in its settings, by the same keys, and nothing else."""
    assert any(entry["settings"] for entry in index["examples"])
    for entry in index["examples"]:
        header = (ROOT / "snippets" / entry["name"]).read_text("utf-8").partition("# ///\n")[0]
        table = header.partition("[tool.example]\n")[2]
        keys = {line[2:].partition(" =")[0] for line in table.splitlines() if " = " in line}
        assert {*entry["settings"]} == keys, entry["name"]
        assert entry["right"] == entry["settings"].get("right", "")


def test_addresses_lead_somewhere(index: Index, site: Site) -> None:
    """Each address of an example is a whole one; its page has its id, and its files are there."""
    files = {page.url: page.file for page in site.pages}
    titles = {page.url: page.title for page in site.pages}
    for entry in index["examples"]:
        page, _, fragment = entry["page"].removeprefix(ADDRESS).partition("#")
        page = page.removeprefix("./")
        assert fragment == entry["id"]
        assert entry["title"] == titles[page]
        assert f"id={fragment} " in (site.folder / files[page]).read_text("utf-8")
        assert entry["permanent"] == f"{ADDRESS}e/{entry['name'].removesuffix('.py')}/"
        for each in (entry["download"], *entry["support"]):
            assert (site.folder / each.removeprefix(ADDRESS)).is_file()


# robots.txt and the sitemap


def test_robots(small: Small) -> None:
    """robots.txt names the sitemap where a crawler reads it, and isn't made elsewhere."""
    for address, there in (("https://x.org/", True), ("https://x.org/sub/", False), ("", False)):
        site = small.site(address, index="")
        file = site.folder / "robots.txt"
        file.unlink(missing_ok=True)
        robots.write(site)
        assert file.exists() == there
        if there:
            assert "Sitemap: https://x.org/sitemap.xml" in file.read_text().splitlines()


def test_sitemap(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """MkDocs' sitemap lists the pages, and no address that only leads to one."""
    root = project(tmp_path)
    (root / "t" / "case.py").write_text(snippet("\nprint(1)"), "utf-8")
    (root / "t" / "case.out").write_text("1\n", "utf-8")
    use(Library(root), monkeypatch)
    config = tmp_path / "mkdocs.yml"
    config.write_text(f"{config.read_text()}site_url: {ADDRESS}\n", "utf-8")
    folder = build(tmp_path, strict=False)
    found = re.findall("<loc>(.+?)</loc>", (folder / "sitemap.xml").read_text("utf-8"))
    assert found == [ADDRESS]


# CITATION.cff

_PERSON = {"family-names", "given-names"}
_KEYS = {
    *("abstract", "authors", "cff-version", "commit", "contact", "date-released", "doi"),
    *("identifiers", "keywords", "license", "license-url", "message", "preferred-citation"),
    *("references", "repository", "repository-artifact", "repository-code", "title", "type"),
    *("url", "version"),
}
"""The keys of version 1.2.0, from its schema."""


def test_citation() -> None:
    """CITATION.cff has what version 1.2.0 of the format demands, and nothing unknown."""
    found = yaml.safe_load((ROOT / "CITATION.cff").read_text("utf-8"))
    assert found["cff-version"] == "1.2.0"
    assert found.keys() <= _KEYS
    assert all(isinstance(found[key], str) and found[key] for key in ("message", "title"))
    assert found["type"] in {"software", "dataset"}
    assert found["authors"]
    for author in found["authors"]:
        assert "name" in author or author.keys() & _PERSON
    assert len({*found["keywords"]}) == len(found["keywords"])


def test_citation_says_what_the_project_says() -> None:
    """Its version, licence and authors are those of pyproject.toml and LICENSE."""
    found = yaml.safe_load((ROOT / "CITATION.cff").read_text("utf-8"))
    project_file = (ROOT / "pyproject.toml").read_text("utf-8")
    stated: Iterator[re.Match[str] | None] = (
        re.search(rf'(?m)^{key} = "(.+)"$', project_file) for key in ("version", "license")
    )
    assert [each and each[1] for each in stated] == [str(found["version"]), found["license"]]
    holder = re.search(r"Copyright \(c\) \d+ (.+)", (ROOT / "LICENSE").read_text("utf-8"))
    assert holder is not None
    assert [author["name"] for author in found["authors"]] == [holder[1]]
