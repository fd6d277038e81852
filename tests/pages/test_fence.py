"""The fences: what they show, and that nothing they can't show passes in silence."""

from __future__ import annotations

from pathlib import Path
from typing import cast

import pytest
from bs4 import BeautifulSoup
from helpers.site_builder import build, project, snippet, use
from mkdocs.exceptions import Abort

from anyio_by_example.builders import fences
from anyio_by_example.library.library import Library
from anyio_by_example.pages.fence import RENDERERS
from anyio_by_example.recording.review import update
from anyio_by_example.runtime import available


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A project with one example that prints HTML."""
    snippets = project(tmp_path)
    (snippets / "t" / "case.py").write_text(snippet("\nprint('<b>&amp;</b>')"), "utf-8")
    (snippets / "t" / "case.out").write_text("<b>&amp;</b>\n", "utf-8", newline="\n")
    library = Library(snippets)
    use(library, monkeypatch)
    return tmp_path


def show(folder: Path, markdown: str, served: bool = False) -> BeautifulSoup:
    """The built page of some Markdown."""
    (folder / "docs" / "index.md").write_text(f"# Page\n\n{markdown}\n", "utf-8")
    site = build(folder, strict=not served, served=served)
    return BeautifulSoup((site / "index.html").read_text("utf-8"), "html.parser")


def test_snippet(folder: Path) -> None:
    """A snippet's fence shows code and output as they are, and links reach both."""
    page = show(folder, "```snippet\nt/case.py\n```\n\n[it](#t-case) [line](#t-case-L7)")
    assert page.select_one("code.from-7 > span > #t-case-L7")
    assert [
        code.get_text() for code in page.select("figure :is(code[data-main], code.output)")
    ] == [
        "print('<b>&amp;</b>')\n",
        "<b>&amp;</b>\n",
    ]
    assert len(page.select("figure .runtime")) == len(available())


@pytest.mark.parametrize(("lines", "is_open"), [(12, True), (13, False)])
def test_support(lines: int, is_open: bool, folder: Path) -> None:
    """A file that the example needs stands above it, folded if it's long."""
    (folder / "snippets" / "t" / "data.csv").write_text("a,b\n" * lines, "utf-8")
    text = snippet("\nprint('<b>&amp;</b>')", '#\n# [tool.example]\n# support = ["data.csv"]\n')
    (folder / "snippets" / "t" / "case.py").write_text(text, "utf-8")
    page = show(folder, "```snippet\nt/case.py\n```")
    details = page.select_one("figure > details.example-support")
    assert details
    assert details.has_attr("open") == is_open
    assert details.summary
    assert details.summary.get_text() == "With data.csv beside it"
    assert details.select("code")[-1].get_text() == "a,b\n" * lines


OLD = 'print("the old way")'
FORMS = {"old": ("4.0", "The old way."), "new": ("4.14", "A <newer> way.")}
"""Older forms: each one's least AnyIO, and its caption."""


def with_older(folder: Path) -> None:
    """Let the example have two older forms."""
    topic = folder / "snippets" / "t"
    for name, (since, caption) in FORMS.items():
        text = snippet("\n" + OLD, docstring=f'"""{caption}"""\n')
        (topic / f"{name}.py").write_text(text.replace(">=4.16", f">={since}"), "utf-8")
        (topic / f"{name}.out").write_text("the old way\n", "utf-8", newline="\n")
    more = '#\n# [tool.example]\n# older = ["t/new.py", "t/old.py"]\n'
    text = snippet("\nprint('<b>&amp;</b>')", more)
    (topic / "case.py").write_text(text, "utf-8")


def test_older_forms(folder: Path) -> None:
    """Below "More", a card has a link to each older form: its caption, and since when it works."""
    cards = "".join(f"```snippet\nt/{name}.py\n```\n" for name in ("case", "new", "old"))
    with_older(folder)
    page = show(folder, cards)
    links = page.select("#t-case .example-more > div > .example-older")
    assert [(link["href"], " ".join(link.get_text().split())) for link in links] == [
        ("./e/t/new/", "A <newer> way. since AnyIO 4.14"),
        ("./e/t/old/", "The old way. since AnyIO 4.0"),
    ]
    assert [each.get_text() for each in page.select("#t-case .example-more p")] == [
        "On an older AnyIO"
    ]
    # what has none says nothing of it
    assert page.select("#t-new .example-more p, #t-old .example-more p") == []


def test_older_form_changes(folder: Path) -> None:
    """What an older form says of itself is on the card as soon as it says it."""
    with_older(folder)
    show(folder, "```snippet\nt/case.py\n```")
    old = folder / "snippets" / "t" / "old.py"
    text = old.read_text("utf-8").replace("4.0", "3.7.1").replace("The old way.", "An old way.")
    old.write_text(text, "utf-8")
    page = show(folder, "```snippet\nt/case.py\n```")
    assert "An old way. since AnyIO 3.7.1" in page.select(".example-older")[1].get_text()


def test_side_by_side(folder: Path) -> None:
    """Where the backends differ, each output stands under its own event loops."""
    body = (
        "import anyio\n\nasync def main() -> None:\n"
        "    print(anyio.get_cancelled_exc_class().__name__)\n\nanyio.run(main)"
    )
    topic = folder / "snippets" / "t"
    (topic / "case.py").write_text(snippet(body), "utf-8")
    (topic / "case.out").unlink()
    (topic / "case.asyncio.out").write_text("CancelledError\n", "utf-8", newline="\n")
    (topic / "case.trio.out").write_text("Cancelled\n", "utf-8", newline="\n")
    outputs = show(folder, "```snippet\nt/case.py\n```").select(".example-output")
    shown = [
        ([label.get_text() for label in output.select(".runtime")], output.select("code")[0].text)
        for output in outputs
    ]
    asyncio = [
        runtime.label.removeprefix("asyncio + ")
        for runtime in available()
        if runtime.backend == "asyncio"
    ]
    assert shown == [(asyncio, "CancelledError\n"), (["Trio"], "Cancelled\n")]


@pytest.mark.usefixtures("newer_python")
def test_not_run_here(folder: Path) -> None:
    """An example for a newer Python says why it wasn't run, and shows its reviewed output."""
    path = folder / "snippets" / "t" / "case.py"
    path.write_text(path.read_text("utf-8").replace(">=3.10", ">=3.99"), "utf-8")
    page = show(folder, "```snippet\nt/case.py\n```")
    assert "it needs Python >=3.99" in page.select(".example-not-run")[0].text
    assert "Reviewed output" in page.select(".example-output")[0].text
    assert page.select(".example-output code")[0].text == "<b>&amp;</b>\n"
    assert not page.select(".example-stamp")


def test_lines_without_order(folder: Path) -> None:
    """Output lines that come in any order are marked, and named in words."""
    body = "for line in 'abcde':\n    print(line)"
    more = '#\n# [tool.example]\n# unordered = ["2-3", "4-5"]\n'
    (folder / "snippets" / "t" / "case.py").write_text(snippet(body, more), "utf-8")
    (folder / "snippets" / "t" / "case.out").write_text("a\nb\nc\nd\ne\n", newline="\n")
    page = show(folder, "```snippet\nt/case.py\n```")
    assert page.select(".example-output code")[0].text == "a\nb\nc\nd\ne\n"
    assert [part.text for part in page.select(".any-order")] == ["b\nc\n", "d\ne\n"]
    assert "lines 2 to 3, lines 4 to 5 may come" in page.select(".example-note")[0].text


@pytest.mark.parametrize(
    ("declared", "said"),
    [
        ('clock = "virtual"', "The clock was virtual"),
        ('order = "free"', "The order of tasks was left to chance"),
        ('measured = "work"', "The decimal figures were measured"),
    ],
)
def test_notes(declared: str, said: str, folder: Path) -> None:
    """What is unusual about a recording is said below it, and nowhere else."""
    path = folder / "snippets" / "t" / "case.py"
    assert said not in show(folder, "```snippet\nt/case.py\n```").text
    more = f"#\n# [tool.example]\n# {declared}\n"
    path.write_text(snippet("\nprint('<b>&amp;</b>')", more), "utf-8")
    assert said in show(folder, "```snippet\nt/case.py\n```").select(".example-note")[0].text


def test_api(folder: Path) -> None:
    """The list of API names comes from the code, by whatever name it imports them."""
    body = (
        "import anyio\nimport anyio as a\nfrom anyio import to_thread\n"
        "from anyio.lowlevel import checkpoint as c\n"
        "used = anyio.run, a.abc.TaskStatus, to_thread.run_sync, c, anyio.Event().set, len"
    )
    (folder / "snippets" / "t" / "other.py").write_text(snippet(body), "utf-8")
    (folder / "snippets" / "t" / "other.out").write_text("", "utf-8")
    names = [
        "anyio.Event",
        "anyio.Event.set",
        "anyio.abc.TaskStatus",
        "anyio.lowlevel.checkpoint",
        "anyio.run",
        "anyio.to_thread.run_sync",
    ]
    entries = "".join(f"[](){{ #{name} }}" for name in names)
    page = show(folder, f'<p id="t-other"></p>{entries}\n\n```api\nt\n```')
    links = [str(link["href"]) for link in page.select(".api-used a")]
    assert [code.text for code in page.select(".api-used code")] == names
    assert links == [link for name in names for link in (f"#{name}", "#t-other")]


def test_code_is_no_anchor(folder: Path, caplog: pytest.LogCaptureFixture) -> None:
    """What looks like an id in code or output isn't one: a link to it fails the build."""
    path = folder / "snippets" / "t" / "case.py"
    path.write_text(snippet("# task id=nope here\nprint('<b>&amp;</b>')"), "utf-8")
    with pytest.raises(Abort):
        show(folder, "```snippet\nt/case.py\n```\n\n[it](#nope)")
    assert "'#nope', but there is no such anchor" in caplog.text


@pytest.mark.parametrize(
    ("markdown", "reason"),
    [
        ("```snippet\n```", "docs/index.md:3: this fence holds one line"),
        (
            "# Two\n```snippet\nt/case.py\nt/case.py\n```",
            "docs/index.md:4: this fence holds one line",
        ),
        ('```snippet title="x"\nt/case.py\n```', 'takes no options, but has title="x"'),
        ("```snippet\nt/none.py\n```", "docs/index.md:3: there is no snippet t/none.py"),
        ("```snippet\n../t/case.py\n```", "docs/index.md:3: this fence can't show '../t/case.py'"),
        ("```api\nnone\n```", "docs/index.md:3: there are no examples in snippets/none/"),
        ("[it](#t-none)", "there is no such anchor"),
        ("```snippet\nt/case.py\n```\n[it](#t-case-L99)", "there is no such anchor"),
    ],
)
def test_author_errors(
    markdown: str, reason: str, folder: Path, caplog: pytest.LogCaptureFixture
) -> None:
    """A fence or a link that can't be understood fails the build and says why."""
    with pytest.raises(Abort):
        show(folder, markdown)
    assert reason in caplog.text


def test_unexpected_error(
    folder: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    """An error that nobody thought of fails the build too: SuperFences does not swallow it."""

    def broken() -> Library:
        raise OSError("the disk is gone")

    monkeypatch.setattr(fences, "default_library", broken)
    with pytest.raises(Abort):
        show(folder, "```snippet\nt/case.py\n```")
    assert "OSError: the disk is gone" in caplog.text


def test_error_is_on_the_page(folder: Path) -> None:
    """Under `mkdocs serve`, the error is shown where it belongs."""
    page = show(folder, "```snippet\nt/none.py\n```", served=True)
    assert "docs/index.md:3: there is no snippet t/none.py" in page.get_text()


GROUP = """
import anyio

async def main() -> None:
    async with anyio.create_task_group():
        print("inside")
        await anyio.sleep(0.01)

anyio.run(main)
"""
SLEEP = "        await anyio.sleep(0.01)\n"


@pytest.mark.parametrize("declared", ["", "none", "measured"])
def test_timeline(declared: str, folder: Path) -> None:
    """An example with a task group has a timeline, once for all, unless it declines."""
    topic = folder / "snippets" / "t"
    more = f'#\n# [tool.example]\n# timeline = "{declared}"\n' if declared else ""
    (topic / "case.py").write_text(snippet(GROUP, more), "utf-8")
    library = Library(folder / "snippets")
    example = library.example("t/case.py")
    library.record([example])
    update(example, library.recorded(example))
    page = show(folder, "```snippet\nt/case.py\n```")
    shown = page.select(".example-timeline")
    assert len(shown) == (declared != "none")
    for timeline in shown:
        seen = [runtime for runtime in available() if runtime.has_timelines]
        assert timeline["data-runtimes"] == " ".join(runtime.name for runtime in seen)
        assert {"main", "task group"} <= {*timeline.select("svg")[0].stripped_strings}
        assert "main prints “inside”" in timeline.select(".tl-words")[0].get_text()
        assert page.select(".output [data-print='0']")[0].get_text() == "inside\n"
    assert ("were measured" in page.get_text()) is (declared == "measured")


def test_no_picture_of_an_order(folder: Path) -> None:
    """Where no time passes and nothing is cancelled, the output says all that a picture would."""
    (folder / "snippets" / "t" / "case.py").write_text(snippet(GROUP.replace(SLEEP, "")), "utf-8")
    library = Library(folder / "snippets")
    example = library.example("t/case.py")
    library.record([example])
    update(example, library.recorded(example))
    page = show(folder, "```snippet\nt/case.py\n```")
    assert page.select(".example-output")
    assert page.select(".example-timelines") == []


def test_timelines_side_by_side(folder: Path) -> None:
    """Where what tasks do differs, each timeline stands under its own event loops."""
    body = GROUP.replace('print("inside")', "print(anyio.get_cancelled_exc_class().__name__)")
    (folder / "snippets" / "t" / "case.py").write_text(snippet(body), "utf-8")
    library = Library(folder / "snippets")
    example = library.example("t/case.py")
    library.record([example])
    update(example, library.recorded(example))
    shown = show(folder, "```snippet\nt/case.py\n```").select(".example-timeline")
    assert ["Trio" in each.select("p")[0].get_text() for each in shown] == [False, True]


def test_error_is_text(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What an error says is no markup, also where it has the end of a code block in it."""

    def fail(*_: object) -> str:
        raise ValueError("it says\n```\n\n<b>x</b>\n\n````\ny")

    monkeypatch.setitem(cast(dict[str, object], RENDERERS), "snippet", fail)
    page = show(folder, "```snippet\nt/case.py\n```", served=True)
    assert page.select("article b") == []
    assert r"it says\n```\n\n<b>x</b>\n\n````\ny" in page.get_text()
