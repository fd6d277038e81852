"""What there is for programs: llms.txt, examples.json, robots.txt, the sitemap, CITATION.cff."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml
from helpers.publication import Small, copied, published, small
from helpers.schema import violations
from helpers.site_builder import build, project, snippet, use
from helpers.support import ROOT
from helpers.support import Site as Built

from anyio_by_example.library.library import Library
from anyio_by_example.pages.points import find_points, plain
from anyio_by_example.publishing import (
    _STEPS,
    cards,
    downloads,
    example_pages,
    examples_json,
    llms,
    markdown,
    moved,
    point_pages,
    points_json,
    robots,
)
from anyio_by_example.publishing.examples_json import Index
from anyio_by_example.publishing.site import Site
from anyio_by_example.reference.entry import documented
from anyio_timeline.words import as_text

__all__ = ["small"]

ADDRESS = "https://example.org/docs/"
LISTS = re.compile(r"(?m)^::: anyio_by_example|^```(changes|compatibility|coverage|examples)$")


@pytest.fixture(scope="module")
def site(site: Built, library: Library, tmp_path_factory: pytest.TempPathFactory) -> Site:
    """The built site for an address, with what programs read."""
    folder = tmp_path_factory.mktemp("machines") / "site"
    found = published(copied(site.folder, folder), library, ADDRESS)
    steps = (downloads, markdown, examples_json, points_json, llms, robots)
    for step in steps:
        step.write(found)
    return found


def test_all_are_published() -> None:
    """A build takes each of these steps; llms.txt comes after what it names."""
    steps = [each.__module__.rpartition(".")[2] for each in _STEPS]
    wanted = {downloads, example_pages, point_pages, moved, markdown, llms, cards, robots}
    wanted |= {examples_json, points_json}
    assert {each.__name__.rpartition(".")[2] for each in wanted} <= {*steps}
    named = ("markdown", "examples_json", "points_json")
    assert steps.index("llms") > max(map(steps.index, named))


# llms.txt


def test_llms_txt(site: Site) -> None:
    """It has the form of llmstxt.org: a title, a summary, and sections of links."""
    head, *sections = re.split(r"\n\n(?=#)", (site.folder / "llms.txt").read_text().lstrip("# "))
    title, summary, recorded, cited = head.split("\n\n")
    assert title == site.name
    assert summary == f"> {site.description}"
    versions = read(site, examples_json.NAME)["recorded_with"]
    assert all(f"{name} {version}" in recorded for name, version in versions.items())
    assert re.match(r"Recorded \d{4}-\d\d-\d\d with ", recorded)
    project_file = (ROOT / "pyproject.toml").read_text("utf-8")
    licence = re.search(r'(?m)^license = "(.+)"$', project_file)
    assert licence is not None
    assert f"Licence: {licence[1]}." in recorded
    points = [point.code for point in find_points(site.docs)]
    assert f"has {len(points)} points" in cited
    assert f"{ADDRESS}r/{points[0]}/" in cited
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
    """llms-full.txt holds all pages about AnyIO, in order, and so does the file of each group.

    None has anything of this site's own modules, nor the lists of examples and of what they cover;
    a group's is at most 4 MB, which is as much as a language model reads at once.
    """
    text, at, left = (site.folder / "llms-full.txt").read_text("utf-8"), 0, set()
    named = (site.folder / "llms.txt").read_text("utf-8")
    groups = {page.section: "" for page in site.pages}
    for group in groups:
        file = site.folder / markdown.full_of(group)
        assert file.stat().st_size < 4_000_000
        groups[group] = file.read_text("utf-8")
        assert f"({ADDRESS}{markdown.full_of(group)})" in named
    for page in site.pages:
        heading = (site.folder / markdown.file_of(page)).read_text("utf-8").partition("\n")[0]
        assert heading.startswith("# ")
        source = (site.docs / page.path).read_text("utf-8")
        if re.search(
            r"(?m)^::: anyio_by_example"
            r"|^```(changes|compatibility|coverage|differences|examples)$",
            source,
        ):
            left.add(page.path)
            assert f"{heading}\n" not in text
        else:
            at = text.index(f"{heading}\n", at)
            assert f"{heading}\n" in groups[page.section]
    lists = {"examples.md", "look-up/all-differences.md", "releases/all-changes.md"}
    lists |= {"releases/compatibility.md"}
    assert {"reference/coverage.md", *lists} <= left
    assert "### `anyio_by_example" not in text


def test_llms_small(site: Site) -> None:
    """llms-small.txt has every rule and every name of AnyIO, in less than 100 kB."""
    file = site.folder / "llms-small.txt"
    assert file.stat().st_size < 100_000
    text = file.read_text("utf-8")
    for point in find_points(site.docs):
        assert f"- {point.code} {plain(point.parts.claim)} Look for" in text
    signatures = text[text.index("## Signatures") :]
    for name in documented().listed.names:
        assert name in signatures
    assert "Proof" not in text


# examples.json


def read(site: Site, name: str) -> Any:
    """What a JSON file of the site holds."""
    return json.loads((site.folder / name).read_text("utf-8"))


@pytest.fixture(scope="module")
def index(site: Site) -> Index:
    """What is in examples.json."""
    found: Index = read(site, examples_json.NAME)
    return found


FILES = {
    examples_json.NAME: (examples_json.SCHEMA, examples_json.VERSION, "examples"),
    points_json.NAME: (points_json.SCHEMA, points_json.VERSION, "points"),
}
"""The JSON files, each with its schema, its version, and what it lists."""


@pytest.mark.parametrize("name", FILES)
def test_schema(site: Site, name: str) -> None:
    """A file has the form that its schema says, in a dialect and at an address that it names."""
    schema_name, version, _ = FILES[name]
    found, schema = read(site, name), read(site, schema_name)
    assert [*violations(found, schema, schema, name)][:3] == []
    assert found["version"] == version
    assert schema["$schema"] == "https://json-schema.org/draft/2020-12/schema"
    assert schema["$id"] == f"{ADDRESS}{schema_name}"


@pytest.mark.parametrize("name", FILES)
def test_schema_is_strict(site: Site, name: str) -> None:
    """Whatever is taken out of an entry, or is of another kind, is against the schema.

    Each field that isn't a name says what it means.
    """
    schema_name, _, listed = FILES[name]
    found, schema = read(site, name), read(site, schema_name)
    entry = found[listed][0]
    for field in entry:
        for bad in (
            {key: entry[key] for key in entry if key != field},
            {**entry, field: {"x": []}},
        ):
            # of what a header says, anything goes
            if bad.get(field) != {"x": []} or field not in {"settings", "runs"}:
                assert [*violations({**found, listed: [bad]}, schema, schema, "")], (field, bad)
    fields = schema["$defs"]["Entry"]["properties"]
    silent = {name for name, field in fields.items() if "description" not in field}
    assert silent <= {"topic", "requires_python", "dependencies", "page_title"}


def test_recorded_with(index: Index) -> None:
    """examples.json names the versions of all that it was recorded with."""
    assert {"AnyIO", "Python", "Trio"} <= index["recorded_with"].keys()


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
        assert entry["code"] == example.path.read_text("utf-8")
        fitness = library.fitness(example)
        assert entry["runs_in_browser"] == (fitness.is_fit if fitness else None)
        assert (entry["not_in_browser"] is not None) == (entry["runs_in_browser"] is False)
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


def test_older_forms(index: Index) -> None:
    """Older forms are there in the order of the header, with the release that their own names."""
    entries = {entry["name"]: entry for entry in index["examples"]}
    assert sum(bool(entry["older"]) for entry in entries.values()) > 100
    for entry in entries.values():
        assert [each["name"] for each in entry["older"]] == entry["settings"].get("older", [])
        for each in entry["older"]:
            needs = " ".join(entries[each["name"]]["dependencies"])
            assert re.search(rf"anyio\S*>={re.escape(each['since'])}(?![.\d])", needs)


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
        for each in (entry["download"], entry["markdown"], *entry["support"]):
            assert (site.folder / each.removeprefix(ADDRESS)).is_file()
    # some stand alone, and what is said of them comes before
    explained = [entry for entry in index["examples"] if entry["explanation"]]
    assert len(explained) > 0.9 * len(index["examples"])


# points.json


def test_points_json(site: Site, index: Index) -> None:
    """Every point is there, with its parts and with lines of examples in examples.json."""
    examples = {entry["name"]: entry for entry in index["examples"]}
    points = [*find_points(site.docs)]
    entries = read(site, points_json.NAME)["points"]
    assert [entry["code"] for entry in entries] == [point.code for point in points]
    for entry, point in zip(entries, points, strict=True):
        whole = f"{entry['claim']} Look for {entry['look_for']}"
        assert plain(point.text).startswith(whole)
        assert entry["do"] in plain(point.text)
        assert entry["proofs"], point.code
        for proof in entry["proofs"]:
            example = examples[proof["example"]]
            assert point.code in example["points"]
            if proof["line"]:
                assert example["code"].splitlines()[proof["line"] - 1].strip() == proof["code"]
                assert proof["address"] == f"{example['permanent']}#L{proof['line']}"
        if entry["wrong"]:
            assert examples[entry["wrong"]]["right"] == entry["right"]
        assert entry["page"].endswith(f"#{point.code}")
        assert (site.folder / entry["markdown"].removeprefix(ADDRESS)).is_file()
    assert sum(bool(entry["wrong"]) for entry in entries) > 60
    assert sum(bool(entry["since"]) for entry in entries) > 40


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
