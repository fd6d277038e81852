"""Tips: what is said of a name in code, in style rules that can't be misread."""

from __future__ import annotations

import re
import subprocess
import sys
from collections import Counter
from functools import cache
from pathlib import Path

import pytest
from helpers.support import ROOT, Site

from anyio_by_example.api.inventory import inventory
from anyio_by_example.api.public import public_api
from anyio_by_example.examples.page import find_pages
from anyio_by_example.pages.glossary import find_glossary
from anyio_by_example.reference import tips
from anyio_by_example.reference.tips import rules, tip

KINDS = {
    "anyio.move_on_after": (
        "anyio.move_on_after(delay, shield=False) -> CancelScope",
        "Create a cancel scope with a deadline that expires after the given delay.",
    ),
    "anyio.sleep": (
        "async anyio.sleep(delay) -> None",
        "Pause the current task for the specified duration.",
    ),
    "anyio.abc.TaskGroup.start_soon": (
        "anyio.abc.TaskGroup.start_soon(func, *args, name=None) -> TaskHandle[T_co]",
        "Start a new task in this task group.",
    ),
    "anyio.wait_all_tasks_blocked": (
        "async anyio.wait_all_tasks_blocked() -> None",
        "Wait until all other tasks are waiting for something.",
    ),
    "anyio.abc.SocketStream": (
        "class anyio.abc.SocketStream()",
        "Transports bytes over a socket.",
    ),
    "anyio.Semaphore": (
        "class anyio.Semaphore(initial_value, *, max_value=None, fast_acquire=False)",
        # ours, as AnyIO has none
        "A counter that acquiring lowers and releasing raises; at zero, tasks wait.",
    ),
    # what they are made with is said by `__new__`
    "anyio.CapacityLimiter": (
        "class anyio.CapacityLimiter(total_tokens)",
        "Lets at most so many borrowers in at once, each of which holds one token; a borrower is"
        " a task, or any object that you name.",
    ),
    "anyio.create_memory_object_stream": (
        "class anyio.create_memory_object_stream(max_buffer_size=0, item_type=None)",
        "Create a memory object stream.",
    ),
    "anyio.CancelScope.cancel_called": (
        "anyio.CancelScope.cancel_called: bool",
        "True if cancel() has been called.",
    ),
    "anyio.CapacityLimiterStatistics.borrowed_tokens": (
        "anyio.CapacityLimiterStatistics.borrowed_tokens: int",
        "number of tokens currently borrowed by tasks",
    ),
    "anyio.abc": ("module anyio.abc", ""),
    "len": ("len(obj, /)", "Return the number of items in a container."),
    "TimeoutError": ("class TimeoutError(…)", "Timeout expired."),
    "asyncio.sleep": (
        "async asyncio.sleep(delay, result=None)",
        "Coroutine that completes after a given time (in seconds).",
    ),
    "collections.abc.Iterator": ("class collections.abc.Iterator()", ""),
    "os.getpid": ("os.getpid()", "Return the current process id."),
    "sys.argv": ("sys.argv", ""),
    "trio.sleep": (
        "async trio.sleep(seconds)",
        "Pause execution of the current task for the given number of seconds.",
    ),
}

RULE = re.compile(r'a\[href\$="#([\w.-]+)"\]\{--tip:"((?:[^"\\\n]|\\.)*)"\}')
ESCAPE = re.compile(r"\\(?:([0-9a-fA-F]{1,6})(?:\r\n|[ \n\t\r\f])?|(.))", re.DOTALL)


def read(css: str) -> dict[str, str]:
    """What rules say, as CSS reads them: by what addresses end with."""
    found: dict[str, str] = {}
    for line in css.strip().splitlines():
        rule = RULE.fullmatch(line)
        assert rule, line
        assert rule[1] not in found, f"#{rule[1]} is explained twice"
        found[rule[1]] = ESCAPE.sub(lambda e: chr(int(e[1], 16)) if e[1] else e[2], rule[2])
    return found


@cache
def used() -> list[str]:
    """All names that examples use."""
    from anyio_by_example.library.library import default_library

    library = default_library()
    return sorted(
        {
            name.target
            for example in library.examples()
            for names in library.names_in(example).values()
            for name in names
        }
    )


@pytest.mark.parametrize("target", KINDS)
def test_kinds(target: str) -> None:
    """Of each kind of name, there is a signature, and the first sentence that is said of it."""
    signature, sentence = KINDS[target]
    assert tip(target) == "\n".join(filter(None, (signature, sentence)))


def test_all_of_anyio() -> None:
    """Of all names of AnyIO, also those that no example uses yet, there is something to say."""
    for target in (*public_api().all, *public_api().modules):
        assert target in tip(target).split("\n")[0]
        assert_plain(target)


def test_all_that_is_used() -> None:
    """Each name in the examples has a tip that begins with it, in plain text, of two lines."""
    assert len(used()) > 200
    for target in used():
        assert target in tip(target).split("\n")[0]
        assert_plain(target)


def assert_plain(target: str) -> None:
    """A tip is short, with nothing left of reStructuredText, and no address in memory."""
    text = tip(target)
    assert not re.search(r"`|:\w+:|\.\. |\b0x[0-9a-f]{6,}", text), text
    assert text == text.strip()
    lines = text.split("\n")
    assert len(lines) <= 2
    assert all(line and len(line) <= 160 for line in lines), text


@pytest.mark.parametrize("name", ["all", "len", "bytes"])
def test_nothing_else_is_imported(name: str, tmp_path: Path) -> None:
    """A builtin's tip comes from the builtin, even beside a file or a folder that is called so."""
    (tmp_path / f"{name}.py").write_text("raise SystemExit('imported')", "utf-8")
    (tmp_path / "sum").mkdir()
    code = f"from anyio_by_example.reference.tips import tip; print(tip('{name}') + tip('sum'))"
    result = subprocess.run(
        [sys.executable, "-c", code], cwd=tmp_path, capture_output=True, text=True, check=False
    )
    assert result.returncode == 0, result.stderr
    assert "module" not in result.stdout


NASTY = [
    "a \"quoted\" and 'quoted' text",
    "C:\\new\\3e\\",
    'ends with a backslash and a quote\\"',
    "two\nlines\n\n3e4 more",
    "</style><script>alert(1)</script>",
    "&lt;b&gt; &amp; -> <!-- ]]> /* */ } {",
    'x>3e >5 "a\nf',
    "é … 😀 ​",
]


@pytest.mark.parametrize("text", NASTY)
def test_escapes(text: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Whatever is said, it's a string for CSS."""
    monkeypatch.setattr(tips, "tips", lambda targets: dict.fromkeys(targets, text))
    assert read(rules(["anyio.run", "print"])) == {"anyio.run": text, "print": text}


@pytest.mark.parametrize(
    ("target", "fragment"),
    [
        ("anyio.Lock", "anyio.Lock"),
        ("anyio.abc", "anyio.abc"),
        ("print", "print"),
        ("asyncio", "module-asyncio"),
        ("asyncio.sleep", "asyncio.sleep"),
        ("trio.sleep", "trio.sleep"),
    ],
)
def test_selectors(target: str, fragment: str) -> None:
    """A rule is for links that end with the fragment of the name's address."""
    assert [*read(rules([target]))] == [fragment]


def test_each_fragment_is_one_name() -> None:
    """No two names in the examples have addresses that end alike, so that no tip is another's."""
    count = Counter(inventory().get(target, f"#{target}").rpartition("#")[2] for target in used())
    assert [fragment for fragment, n in count.items() if n > 1] == []


def test_the_site(site: Site) -> None:
    """The style sheet of tips has what `tip` says of each name in code, and the tips of terms."""
    found = read((site.folder / "assets" / "tips.css").read_text("utf-8"))
    fragments = {t: inventory().get(t, f"#{t}").rpartition("#")[2] for t in used()}
    names = {fragments[target]: tip(target) for target in used()}
    terms = {term.ident: term.tip for term in find_glossary(ROOT / "docs").terms}
    assert found == names | terms


def test_pages(site: Site) -> None:
    """Each page asks for the tips, with a script after it's shown or without one in its head."""
    for page in find_pages(ROOT / "docs"):
        link = site.page(page.path).select_one("head > noscript > link[rel=stylesheet]")
        assert link, page.path
        assert str(link["href"]).endswith("/assets/tips.css"), page.path
