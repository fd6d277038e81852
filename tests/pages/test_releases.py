"""What a card says of other releases of AnyIO: a few words, and a table in the line that opens."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from bs4 import BeautifulSoup, Tag
from helpers.released import LACKS, RAISES, SAME, WAVERS, entry, prints, put
from helpers.site_builder import project, snippet

from anyio_by_example.library.library import Library
from anyio_by_example.matrix.column import RELEASES
from anyio_by_example.matrix.matrix import Entry
from anyio_by_example.matrix.outcome import LONGEST
from anyio_by_example.pages.fence import render_example
from anyio_by_example.pages.releases import Shown, contrast, marked
from anyio_by_example.runtime import available

LOOPS = " ".join(each.name for each in available() if each.name != "asyncio-eager")
PRINTED = "".join(f"line {n}\n" for n in range(1, 10))


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Library:
    """A project with one example, which prints nine lines."""
    snippets = project(tmp_path_factory.mktemp("releases"))
    body = "for n in range(1, 10):\n    print('line', n)"
    (snippets / "t" / "case.py").write_text(snippet(body), "utf-8")
    (snippets / "t" / "case.out").write_text(PRINTED, "utf-8", newline="\n")
    return Library(snippets)


def card(library: Library, known: Entry | None) -> Tag:
    """The card of the example, where this is known of it."""
    if known:
        put(library, case=known)
    else:
        (library.root / "matrix.json").unlink(missing_ok=True)
    found = BeautifulSoup(render_example(library, "t/case.py"), "html.parser").figure
    assert found
    return found


def text(tag: Tag | None) -> str:
    """What an element says."""
    assert tag
    return " ".join(tag.get_text(" ").split())


def test_nothing_is_known(library: Library) -> None:
    """Of what wasn't run on other releases, a card says nothing."""
    found = card(library, None)
    assert not found.select(".releases")
    assert "since" not in text(found.select_one(".example-lines summary"))


def test_line(library: Library) -> None:
    """The line that opens says since when, and on which Pythons; there is still one such line."""
    lines = len(card(library, None).select("details"))
    rows = {f"{LOOPS} 3.{minor}": {"3.7.1": LACKS, "4.15.0": SAME} for minor in (10, 11, 12)}
    found = card(library, entry(rows))
    assert text(found.select_one(".example-lines summary")).endswith(
        "Trio since AnyIO 4.15 Python 3.10 to 3.12"
    )
    assert len(found.select("details")) == lines
    assert not found.select(".example-lines details[open]")


def test_table(library: Library) -> None:
    """It has the releases, newest first, and what each lacks or prints, by event loops."""
    rows = {
        "asyncio 3.11": {"3.7.1": LACKS, "4.0.0": prints("1\n"), "4.2.0": SAME},
        "trio 3.11": {"3.7.1": LACKS, "4.0.0": WAVERS, "4.2.0": SAME},
        "trio 3.12": {"3.7.1": RAISES, "4.0.0": WAVERS, "4.2.0": SAME},
        "trio 3.13": {"3.7.1": LACKS, "4.0.0": WAVERS, "4.2.0": SAME},
    }
    found = card(library, entry(rows))
    assert [
        [text(each) for each in row.select("th, td")] for row in found.select(".releases tr")
    ] == [
        ["AnyIO", "asyncio", "Trio"],
        ["4.2 to 4.16", "the same"],
        ["4.0 to 4.1", "prints something else", "varies from run to run"],
        [
            "3.7.1",
            "anyio has no gather",
            "anyio has no gather Python 3.12: raises ClosedResourceError",
        ],
    ]
    assert [str(each["colspan"]) for each in found.select("td[colspan]")] == ["2"]
    assert [text(each) for each in found.select(".releases td code")] == [
        *("anyio", "gather") * 2,
        "ClosedResourceError",
    ]


def test_how_much_was_run(library: Library) -> None:
    """It says how much was run and how much lies between, and where that is explained."""
    rows = {"asyncio 3.11": {"3.7.1": LACKS, "4.2.0": SAME}}
    note = card(library, entry(rows, run=7)).select(".releases > p")[0]
    assert text(note) == (
        "With 4.16, the same on Python 3.11. 7 of 26 combinations of release, Python and event "
        "loop were run; the others lie between two that did the same. How it’s made"
    )
    assert note.a
    assert note.a["href"] == "site:how-this-site-is-made/#what-holds-on-other-releases"
    whole = card(library, entry(rows, run=26)).select(".releases > p")[0]
    assert "the others" not in text(whole)


def test_before_and_after(library: Library) -> None:
    """What was printed instead stands beside what is printed now; lines that differ are marked."""
    then = PRINTED.replace("line 4\n", "LINE 4\nLINE 5\n").replace("line 9\n", "")
    rows = {"asyncio trio 3.11": {"3.7.1": prints(then), "4.2.0": SAME}}
    before, after = card(library, entry(rows)).select(".releases-instead > div")
    assert text(before.p) == "AnyIO 3.7.1 to 4.1"
    assert text(after.p) == "AnyIO 4.16"
    assert before.code
    assert after.code
    assert before.code.get_text() == (
        "… 2 lines the sameline 3\nLINE 4\nLINE 5\nline 5\n… 2 lines the sameline 8\n"
    )
    assert after.code.get_text() == (
        "… 2 lines the sameline 3\nline 4\nline 5\n… 2 lines the sameline 8\nline 9\n"
    )
    assert [each.get_text() for each in before.select("mark")] == ["LINE 4\n", "LINE 5\n"]
    assert [each.get_text() for each in after.select("mark")] == ["line 4\n", "line 9\n"]


def test_error(library: Library) -> None:
    """What was raised instead is there as Python says it; one without a text is in the table."""
    raised = {"asyncio 3.11": {"3.7.1": RAISES, "4.2.0": replace(RAISES, error="KeyError")}}
    (only,) = card(library, entry(raised)).select(".releases-instead")
    assert text(only.p) == "AnyIO 3.7.1 to 4.1"
    assert text(only.code) == RAISES.error


def test_text_is_text(library: Library) -> None:
    """What a program printed or raised is no markup, and shows what nobody would see."""
    rows = {
        "asyncio 3.11": {
            "3.7.1": prints("<b>\x1b[31mred\x1b[0m\x07\n"),
            "4.2.0": replace(RAISES, error="E: <i>`x`\x07"),
            "4.3.0": replace(LACKS, error="TypeError: <b>`y`"),
            "4.4.0": SAME,
        }
    }
    found = card(library, entry(rows)).select_one(".releases")
    assert found
    assert not found.select("b")
    error = found.select_one(".releases-instead code")
    assert error
    assert error.get_text() == "E: <i>`x`⟦\\x07⟧"
    assert found.select("mark")[0].get_text() == "<b>red⟦\\x07⟧\n"
    assert "lacks something: <b>" in text(found)


def test_much(library: Library) -> None:
    """Of what is something else with each release, the newest is shown, and where the rest is."""
    spans = {release: prints(f"{release}\n") for release in RELEASES[:-1]}
    found = card(library, entry({"asyncio 3.11": {**spans, RELEASES[-1]: SAME}}))
    shown = [text(each.p) for each in found.select(".releases-instead")]
    assert shown == [f"AnyIO {release}" for release in ("4.15.1", "4.15.0", "4.14.2", "4.14.1")]
    assert "else was printed or raised is in examples.json." in text(
        found.select(".releases > p")[0]
    )


def test_measured(library: Library) -> None:
    """Where figures were measured, it says what stands for them."""
    rows = {"asyncio 3.11": {"3.7.1": prints("#.# s\n"), "4.2.0": SAME}}
    note = card(library, entry(rows)).select(".releases > p")[0]
    assert "#.# stands for figures that were measured" in text(note)


def test_example_has_changed(library: Library) -> None:
    """Of an example that has changed since, or whose output has, nothing is said."""
    known = entry({"asyncio 3.11": {"3.7.1": SAME}})
    assert card(library, known).select(".releases")
    file = library.root / "t" / "case.py"
    before = file.read_text("utf-8")
    file.write_text(f"{before}\n# changed\n", "utf-8")
    assert library.entry(library.example("t/case.py")) is None
    file.write_text(before, "utf-8")
    assert library.entry(library.example("t/case.py"))
    (library.root / "t" / "case.asyncio.out").write_text("other\n", "utf-8")
    assert library.entry(library.example("t/case.py")) is None
    (library.root / "t" / "case.asyncio.out").unlink()


def test_file_is_read_once(library: Library, monkeypatch: pytest.MonkeyPatch) -> None:
    """The file is read once as long as it stays."""
    put(library, case=entry({"asyncio 3.11": {"3.7.1": SAME}}))
    first = library.matrix
    monkeypatch.setattr(Path, "read_text", None)
    example = library.example("t/case.py")
    assert library.entry(example) is first.entries["t/case.py"]
    assert library.matrix is first


def same(*texts: str) -> list[Shown]:
    """Lines that both have."""
    return [Shown(f"{each}\n") for each in texts]


def other(*texts: str) -> list[Shown]:
    """Lines that only one has."""
    return [Shown(f"{each}\n", differs=True) for each in texts]


def test_contrast_of_nothing() -> None:
    """Where one of them is empty, all of the other differs."""
    assert contrast(prints(""), "a\nb\n") == ((), (*other("a", "b"),))
    assert contrast(prints("a\n"), "") == ((*other("a"),), ())


def test_contrast_of_a_part() -> None:
    """Of a long output, the beginning was kept: what follows in the other isn't said to be new."""
    long = "".join(f"{n:03}\n" for n in range(LONGEST))
    then, now = contrast(prints(long[: LONGEST - 1] + "x"), long)
    assert not any(each.differs for each in (*then, *now))
    assert then[-1] == Shown(left=-1)


def test_contrast_of_places() -> None:
    """The folder of a file, which isn't kept, makes no difference."""
    then, now = contrast(prints("events.py\n2\n"), "/usr/lib/asyncio/events.py\n1\n")
    assert [each.differs for each in then] == [each.differs for each in now] == [False, True]


def test_marked() -> None:
    """What is between backticks is code, and the rest is text."""
    assert marked("`<a>` has no `b` & c") == (
        "<code>&lt;a&gt;</code> has no <code>b</code> &amp; c"
    )


def test_traceback_that_was_printed() -> None:
    """Of a traceback in today's output there's what is kept of others: the line of its error."""
    now = (
        'Traceback (most recent call last):\n  File "x.py", line 7, in f\n    f()\nKeyError: 1\n2\n'
    )
    then, today = contrast(prints("KeyError: 1\n3\n"), now)
    assert [(each.shown, each.differs) for each in then] == [("KeyError: 1", False), ("3", True)]
    assert [(each.shown, each.differs) for each in today] == [("KeyError: 1", False), ("2", True)]
