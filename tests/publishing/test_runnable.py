"""What "Run here" loads: the interpreter, the scripts of the panel, and each example as data."""

from __future__ import annotations

import json
import re
import typing
from pathlib import Path
from typing import Any

import pytest
from bs4 import BeautifulSoup
from helpers.prepared import prepared
from helpers.publication import Small, small
from helpers.recording import example
from helpers.site_builder import build, use
from helpers.support import ROOT
from helpers.support import Site as Built
from rcssmin import cssmin

from anyio_by_example.interpreter.compressing import packed
from anyio_by_example.interpreter.preparing import EXTRAS, FACTS, LOADED, PACKED, REST, lacking
from anyio_by_example.library.library import Library
from anyio_by_example.publishing import _STEPS, run_here
from anyio_by_example.publishing.run_here import Runnable
from anyio_by_example.recording.recording import Recording
from anyio_by_example.recording.review import update
from anyio_by_example.runtime import AS_WRITTEN, ASYNCIO, TRIO

__all__ = ["small"]

PARTS = ROOT / "src" / "anyio_by_example" / "publishing" / "run"


@pytest.fixture(scope="module")
def data(site: Built, library: Library) -> dict[str, Runnable]:
    """What each example's file says, by its name."""
    prepared()
    assert library.interpreter is not None
    names = [each.removesuffix(".py") for each in library.names()]
    return {
        f"{name}.py": json.loads((site.folder / "e" / f"{name}.json").read_text("utf-8"))
        for name in names
        if (site.folder / "e" / f"{name}.json").is_file()
    }


def test_examples_as_data(data: dict[str, Runnable], library: Library) -> None:
    """Each example's file says what its program says, what its header declares."""
    assert data.keys() == {*library.names()}
    for name, found in data.items():
        case = library.example(name)
        settings = case.settings
        assert (found["name"], found["file"], found["caption"]) == (
            name,
            case.path.name,
            case.caption,
        )
        assert found["text"] == case.path.read_text("utf-8")
        assert "\n".join(found["text"].splitlines()[found["first_line"] - 1 :]) + "\n" == case.code
        assert found["support"] == {
            each: (case.path.parent / each).read_text("utf-8") for each in settings.support
        }
        assert (found["clock"], found["order"]) == (settings.clock, settings.order)
        assert (found["fresh"], found["measured"]) == (
            settings.fresh,
            bool(settings.measured),
        )
        assert [f"{first}-{last}" for first, last in found["unordered"]] == [*settings.unordered]
        assert found["extras"] == [
            each for each in EXTRAS if each in " ".join(case.header.dependencies)
        ]


def test_expected_is_what_was_recorded(data: dict[str, Runnable], library: Library) -> None:
    """What is expected is what is on the page: the recording, which is as it was reviewed."""
    for name, found in data.items():
        case = library.example(name)
        recorded = {each.name: recording for each, recording in library.recordings(case).items()}
        if case.unsuited or lacking(case.header.dependencies):
            assert (found["backends"], found["expected"]) == ([], {})
            continue
        wanted = [AS_WRITTEN.name] if case.is_run_as_written else [*case.settings.backends]
        assert found["backends"] == wanted
        assert found["expected"].keys() == {*wanted}
        for backend, expected in found["expected"].items():
            assert expected["output"] == recorded[backend].output
            status = case.settings.exit_status
            assert expected["status"] == (128 - status if status < 0 else status)


def test_form(data: dict[str, Runnable]) -> None:
    """The document has the keys that it declares, no more and no less, of their types."""
    kinds = typing.get_type_hints(Runnable)
    for found in data.values():
        assert found.keys() == kinds.keys()
        for key, value in found.items():
            assert isinstance(value, typing.get_origin(kinds[key]) or kinds[key]), key
        for expected in found["expected"].values():
            assert expected.keys() == {"output", "status"}


def test_buttons_and_reasons(site: Built, library: Library) -> None:
    """An example that fits has a button; one that doesn't says in which line, and why."""
    prepared()
    seen = set()
    for page in {file.parent for file in site.folder.glob("*/index.html")}:
        soup = site.soup(page / "index.html")
        for figure in soup.select("figure.example"):
            name = str(figure["data-download"]).removeprefix("e/")
            case = library.example(name)
            fitness = library.fitness(case)
            text = figure.get_text()
            assert bool(figure.select("[data-action=here]")) is bool(fitness and fitness.is_fit), (
                name
            )
            reason = fitness and not fitness.is_fit and f"line {fitness.line} {fitness.does}, and"
            assert ("It can't run on this page" in text) is bool(reason), name
            if fitness and reason:
                assert reason in text
                assert figure.select(f"a[href='#{case.id}-L{fitness.line}']")
            link = figure.select_one("a[href*='playground/#e=']")
            assert (link is not None) is (fitness is not None), name
            if link:
                assert str(link["href"]).endswith(f"playground/#e={name.removesuffix('.py')}")
            seen.add(bool(reason))
    assert seen == {False, True}


# what is loaded


def test_all_that_is_loaded_is_there(site: Built) -> None:
    """`run/` has the interpreter and the panel's files, and nothing else, as they were."""
    interpreter = prepared()
    folder = site.folder / "run"
    names = {FACTS, "editor.js", *PACKED}
    own = run_here.parts()
    assert {file.name for file in folder.iterdir()} == names | own.keys()
    for name in names:
        assert (folder / name).read_bytes() == (interpreter.folder / name).read_bytes()
    for name, content in own.items():
        if not name.endswith(".html"):  # those get a policy
            assert (folder / name).read_bytes() == content


def test_parts() -> None:
    """All files of the panel are loaded, for themselves or joined in the style sheet."""
    files = {file.name for file in PARTS.iterdir() if file.is_file()}
    styles = {file.stem: file.read_text("utf-8") for file in (PARTS / "styles").iterdir()}
    assert styles.keys() == {*run_here.STYLES}
    parts = run_here.parts()
    assert parts.keys() == files | {"run.css"}
    for name in run_here.STYLES:
        assert cssmin(styles[name]) in parts["run.css"].decode()


def test_scripts_name_what_is_there(site: Built) -> None:
    """Each file that a script of the panel names is in `run/`."""
    prepared()
    scripts = {part.name: part.read_text("utf-8") for part in PARTS.glob("*.js")}
    named = set()
    for text in scripts.values():
        named |= {*re.findall(r'(?:from|import\()\s*"\./([\w.]+)"', text)}
    runner = scripts["runner.js"]
    assert all(f'"{name}"' in runner for name in (*LOADED, REST))
    named |= {FACTS, "box.html"} | {*map(packed, (*LOADED, REST))}
    assert '"interpreter.json"' in scripts["fetching.js"]
    assert '"box.html"' in runner
    assert {name for name in named if not (site.folder / "run" / name).is_file()} == set()


# a small site


def test_order_of_steps() -> None:
    """It's published with all else, before each page gets its policy."""
    assert run_here.write in _STEPS[:-1]


def test_nothing_without_an_interpreter(small: Small) -> None:
    """Without an interpreter, nothing is written."""
    small.example()
    site = small.site(index='<figure id="t-case"></figure>')
    before = {*site.folder.rglob("*")}
    run_here.write(site)
    assert {*site.folder.rglob("*")} == before


def test_only_what_a_page_shows(small: Small) -> None:
    """An example that no page shows has no data."""
    interpreter = prepared()
    small.example("shown")
    small.write("snippets/t/shown.out", "1\n")
    small.example("hidden")
    site = small.site(index='<figure id="t-shown"></figure>')
    site.library.interpreter = interpreter
    run_here.write(site)
    assert [file.name for file in site.folder.glob("e/**/*")] == ["t", "shown.json"]


FIVE = "1\n2\n3\n4\n5\n"


def test_statuses_and_backends(small: Small) -> None:
    """What is expected has the status as a shell has it, only on backends that a browser has."""
    interpreter = prepared()
    more = '# exit-status = -2\n# unordered = ["1-2", "4-6"]\n# fresh = true\n'
    case = example(small.root, "print('é')\nraise KeyboardInterrupt", more)
    site = small.site(index='<figure id="t-case"></figure>')
    site.library.interpreter = interpreter
    for runtime in case.runtimes:
        said = Recording(runtime.name, f"é {runtime}\n{FIVE}", -2, 0.1, "2026-01-01", {})
        site.library.store.put(case, said, runtime)
    update(case, site.library.recorded(case))
    run_here.write(site)
    text = (site.folder / "e" / "t" / "case.json").read_text("utf-8")
    found: dict[str, Any] = json.loads(text)
    assert "é" in text
    assert found["expected"] == {
        "asyncio": {"output": f"é asyncio\n{FIVE}", "status": 130},
        "trio": {"output": f"é trio\n{FIVE}", "status": 130},
    }
    assert found["unordered"] == [[1, 2], [4, 6]]
    assert (found["backends"], found["fresh"]) == ([ASYNCIO.name, TRIO.name], True)


def test_starters(library: Library) -> None:
    """What the playground offers to begin with runs in a browser, on both backends."""
    prepared()
    names = re.findall(r'"(\w+/\w+)"', (PARTS / "playground.js").read_text("utf-8"))
    assert len(names) >= 5
    for name in names:
        case = library.example(f"{name}.py")
        fitness = library.fitness(case)
        assert fitness
        assert fitness.is_fit, name
        assert case.settings.backends == (ASYNCIO.name, TRIO.name), name


def test_small_build(small: Small, monkeypatch: pytest.MonkeyPatch) -> None:
    """A build tries its examples, and says on the page which of them can run there."""
    interpreter = prepared()
    bodies = {
        "fits": "print(1)",
        "asks": "import threading\n\nthreading.Thread(target=int).start()\nprint(1)",
    }
    shown = ""
    for name, body in bodies.items():
        small.example(name, body)
        small.write(f"snippets/t/{name}.out", "1\n")
        shown += f"```snippet\nt/{name}.py\n```\n\n"
    small.write("docs/index.md", f"# Page\n\n{shown}```playground\nall\n```\n")
    library = Library(small.root / "snippets")
    library.interpreter = interpreter
    use(library, monkeypatch)
    # the small project has no page for the playground
    folder: Path = build(small.root, strict=False)
    page = BeautifulSoup((folder / "index.html").read_text("utf-8"), "html.parser")
    buttons = {name: page.select(f"#t-{name} [data-action=here]") for name in bodies}
    assert {name: len(found) for name, found in buttons.items()} == {"fits": 1, "asks": 0}
    [note] = [n.get_text() for n in page.select("#t-asks .example-note")]
    assert "line 9 starts a thread, and a browser has none for Python" in note
    assert page.select("[data-playground]")
    assert {file.name for file in folder.glob("e/t/*.json")} == {"fits.json", "asks.json"}
    assert (folder / "run" / packed("python.wasm")).is_file()
    if library._tried:
        library._tried.close()
