"""What an example did on other releases, on its own page, in Markdown and in examples.json."""

from __future__ import annotations

import json
import logging
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from bs4 import BeautifulSoup
from helpers.publication import Small, small
from helpers.released import LACKS, NOT_RUN, RAISES, SAME, entry, prints, put
from helpers.schema import violations

from anyio_by_example.pages.fence import render_example
from anyio_by_example.publishing import (
    _say_what_is_unknown,
    example_markdown,
    example_pages,
    examples_json,
)
from anyio_by_example.publishing.examples_json import Since
from anyio_by_example.publishing.site import Site

__all__ = ["small"]

ROWS = {
    "asyncio asyncio-uvloop trio 3.11": {
        "3.7.1": LACKS,
        "4.0.0": prints("0\n1\n"),
        "4.2.0": SAME,
    },
    "asyncio-eager 3.12": {"3.7.1": LACKS, "4.0.0": RAISES, "4.6.1": SAME},
}


@pytest.fixture
def site(small: Small) -> Site:
    """A site with a page that shows two examples, one of which was run on other releases."""
    for name in ("case", "other"):
        small.example(name, "print(1)\nprint(2)")
        small.write(f"snippets/t/{name}.out", "1\n2\n")
    made = small.site("https://x.org/", index="")
    put(made.library, case=entry(ROWS, run=23))
    figures = (render_example(made.library, f"t/{name}.py") for name in ("case", "other"))
    return small.site("https://x.org/", index="".join(figures))


def test_own_page(site: Site) -> None:
    """The page of an example has it below a heading of its own, unfolded; the card hasn't it there.

    Where nothing is known, there's no such heading.
    """
    example_pages.write(site)
    page, other = (
        BeautifulSoup((site.folder / f"e/t/{name}/index.html").read_text("utf-8"), "html.parser")
        for name in ("case", "other")
    )
    heading = page.select_one("h2#releases")
    assert heading
    assert heading.get_text() == "On other releases of AnyIO"
    found = heading.find_next_sibling()
    assert found
    assert "releases" in found["class"]
    assert [each.get_text() for each in found.select("tbody th")] == [
        *("4.6.1 to 4.16", "4.2 to 4.6.0", "4.0 to 4.1", "3.7.1"),
    ]
    assert len(page.select(".releases")) == 1
    assert "since AnyIO 4.2" in page.select("figure summary")[-1].get_text()
    assert not other.select("#releases, .releases")


def test_in_its_place(site: Site) -> None:
    """On the page that explains the example, it's folded."""
    html = (site.folder / "index.html").read_text("utf-8")
    (only,) = BeautifulSoup(html, "html.parser").select(".releases")
    (fold,) = only.find_parents("details")
    assert not fold.has_attr("open")


WORDS = """\
The same since AnyIO 4.2, with eager tasks since 4.6.1. With 4.16, the same on Python 3.11 and \
3.12. 23 of 104 combinations of release, Python and event loop were run; the others lie between \
two that did the same. [How it's made](site:how-this-site-is-made/#what-holds-on-other-releases).

- 4.2 to 4.6.0: on asyncio + eager tasks raises `ClosedResourceError`
- 4.0 to 4.1: on asyncio, asyncio + uvloop, Trio prints something else; \
on asyncio + eager tasks raises `ClosedResourceError`
- 3.7.1: `anyio` has no `gather`

It raises, on 4.0 to 4.6.0, asyncio + eager tasks:

```text
anyio.ClosedResourceError: it is closed
```

It prints, on 4.0 to 4.1, asyncio, asyncio + uvloop, Trio (-) and on 4.16 (+):

```diff
-0
 1
+2
```"""


def test_markdown(site: Site) -> None:
    """Markdown says the same, release by release where something differs, and the rest once."""
    assert example_markdown.example(site.library, "t/case.py").endswith(f"\n\n{WORDS}")
    assert "AnyIO 4.2" not in example_markdown.example(site.library, "t/other.py")


def test_markdown_is_made_anew(site: Site) -> None:
    """When the file of the matrix changes, so does the Markdown that was kept."""
    assert "since AnyIO 4.2" in example_markdown.example(site.library, "t/case.py")
    put(site.library, case=entry({"asyncio 3.11": {"3.7.1": LACKS, "4.9.0": SAME}}))
    assert "since AnyIO 4.9" in example_markdown.example(site.library, "t/case.py")


def since(site: Site) -> list[Since | None]:
    """What examples.json says of the examples."""
    return [each["since"] for each in examples_json.index(site)["examples"]]


def test_json(site: Site) -> None:
    """examples.json has each outcome, and what agrees together; null where nothing is known."""
    found, other = since(site)
    assert other is None
    assert found
    rows = found.pop("rows")  # type: ignore[misc]
    assert found == {
        "release": "4.6.1",
        "by_runtime": {
            "asyncio": "4.2.0",
            "asyncio-uvloop": "4.2.0",
            "asyncio-eager": "4.6.1",
            "trio": "4.2.0",
        },
        "pythons": ["3.11", "3.12"],
        "run": 23,
        "combinations": 104,
    }
    assert isinstance(rows, list)
    assert [each["on"] for each in rows] == [
        {"asyncio": ["3.11"], "asyncio-uvloop": ["3.11"], "trio": ["3.11"]},
        {"asyncio-eager": ["3.12"]},
    ]
    assert rows[0]["spans"] == [
        {
            "first": "3.7.1",
            "last": "3.7.1",
            "outcome": "missing",
            "output": "",
            "error": LACKS.error,
        },
        {"first": "4.0.0", "last": "4.1.0", "outcome": "differs", "output": "0\n1\n", "error": ""},
        {"first": "4.2.0", "last": "4.16.0", "outcome": "same", "output": "", "error": ""},
    ]


def test_json_of_what_is_not_the_same(site: Site) -> None:
    """What isn't the same with the newest release on an event loop is the same since none."""
    rows = {
        "asyncio 3.11": {"3.7.1": SAME},
        "trio 3.11": {"3.7.1": SAME, "4.16.0": RAISES},
        "trio 3.11, oldest Trio": {"3.7.1": NOT_RUN, "4.0.0": SAME},
    }
    put(site.library, case=entry(rows))
    found, _ = since(site)
    assert found
    assert (found["release"], found["by_runtime"]) == (None, {"asyncio": "3.7.1", "trio": None})
    assert found["rows"][2]["on"] == {"trio": ["3.11, oldest Trio"]}
    put(site.library, case=entry({"asyncio 3.11": {"3.7.1": SAME, "4.16.0": NOT_RUN}}))
    found, _ = since(site)
    assert found
    assert (found["release"], found["by_runtime"], found["pythons"]) == (None, {}, [])


def test_schema(site: Site) -> None:
    """It has the form that its schema says, whose fields say what they mean."""
    examples_json.write(site)
    found: Any = json.loads((site.folder / examples_json.NAME).read_text("utf-8"))
    schema: Any = json.loads((site.folder / examples_json.SCHEMA).read_text("utf-8"))
    assert found["examples"][0]["since"]
    assert [*violations(found, schema, schema, "")] == []
    del found["examples"][0]["since"]["rows"][0]["spans"][0]["last"]
    assert [*violations(found, schema, schema, "")]
    said = [
        each.get("description")
        for name in ("Since", "Row")
        for field, each in schema["$defs"][name]["properties"].items()
        if field not in {"rows"}
    ]
    assert None not in said


def test_log(site: Site, caplog: pytest.LogCaptureFixture) -> None:
    """A build says in one line how many examples weren't run; it's no warning."""
    with caplog.at_level(logging.INFO):
        _say_what_is_unknown(site)
    (record,) = caplog.records
    assert record.levelno == logging.INFO
    assert record.getMessage().startswith(
        "snippets/matrix.json: 1 of 2 examples weren't run on other releases as they are now"
    )
    assert "`make matrix`" in record.getMessage()
    caplog.clear()
    put(site.library, case=entry(ROWS), other=entry(ROWS))
    with caplog.at_level(logging.INFO):
        _say_what_is_unknown(site)
    assert caplog.records == []


def test_file_that_is_broken(site: Site) -> None:
    """A file of the matrix that is none is a problem that names it and what makes it."""
    (site.library.root / "matrix.json").write_text("{", "utf-8")
    with pytest.raises(Exception, match=r"(?s)snippets/matrix\.json:1: .*matrix record"):
        _say_what_is_unknown(site)


def test_build_runs_nothing_of_it(tmp_path: Path) -> None:
    """What builds a site doesn't even import what runs examples on other releases."""
    code = """
import sys
from anyio_by_example.builders import fences, handler, publish
print(sorted(name for name in sys.modules if name.startswith("anyio_by_example.matrix.")))
"""
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=tmp_path, capture_output=True, text=True, check=True
    )
    parts = ("changes", "column", "matrix", "outcome", "row", "shifts", "since", "table", "words")
    assert done.stdout.strip() == repr([f"anyio_by_example.matrix.{each}" for each in parts])
