"""One count of examples: whatever says how many there are, says the same."""

from __future__ import annotations

import json

from helpers.pages import pages
from helpers.support import Site


def figures(site: Site) -> dict[str, int]:
    """The figures of the home page, by what they count."""
    return {
        " ".join(each.dt.get_text().split()): int(each.dd.get_text())
        for each in site.page("index.md").select(".build > div")
        if each.dt and each.dd and each.dd.get_text().isdigit()
    }


def test_counts(site: Site) -> None:
    """The home page, the list of all examples and `examples.json` agree, and with the cards."""
    entries = json.loads((site.folder / "examples.json").read_text("utf-8"))["examples"]
    ran = {each["name"] for each in entries if each["runs"]}
    here = {each["name"] for each in entries if each["runs_in_browser"]}
    said = figures(site)
    assert said["examples run"] == len(ran)
    left = said.get("not run in this build, since it lacks what they need", 0)
    assert left == len(entries) - len(ran)
    assert said["runs recorded"] == sum(len(each["runs"]) for each in entries)
    in_browser = [count for what, count in said.items() if "in your browser" in what]
    assert in_browser in ([], [len(here)])

    found = site.page("examples.md").select(".catalogue li")
    rows = {row.select("p > code")[0].get_text(): row for row in found}
    assert {*rows} == {each["name"] for each in entries}
    lacking = {name for name, row in rows.items() if "not run in this build" in row.get_text()}
    assert {*rows} - lacking == ran
    assert {name for name, row in rows.items() if "data-here" in row.attrs} == here

    cards = {
        card["data-download"]: card
        for page in pages()
        for card in site.page(page).select("figure.example")
    }
    for each in entries:
        card = cards[f"e/{each['name']}"]
        assert bool(card.select("[data-action=here]")) is (each["name"] in here), each["name"]
        assert bool(card.select(".example-not-run")) is (each["name"] not in ran), each["name"]
