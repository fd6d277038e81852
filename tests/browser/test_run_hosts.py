"""However a host sends Python to a reader: it runs, or a sentence says which file, and why."""

from __future__ import annotations

import gzip
from collections.abc import Callable, Iterator
from http import HTTPStatus

import pytest
from helpers import toy
from helpers.stage import Answer, Served, Stage, lay, served
from playwright.sync_api import Browser

from anyio_by_example.interpreter.compressing import packed
from anyio_by_example.interpreter.preparing import FACTS, LOADED, REST

OK = {"how": "ended", "status": 0, "output": "case.py hello\n"}

PARTS = [FACTS, *map(packed, LOADED)]
LARGE = packed("first.bin")
MORE = packed(REST)
OTHER = "the host sends something else than was built"

WITHOUT_TLS = "Object.defineProperty(Crypto.prototype, 'subtle', { get: () => undefined })"
"""What a browser lacks on an address without TLS that isn't this machine's."""

Way = Callable[[bytes], "bytes | Answer | None"]


def typed(kind: str, **headers: str) -> Way:
    """A file is sent with a type of its own, and with other headers."""
    return lambda whole: Answer(whole, headers={"Content-Type": kind, **headers})


def flipped(whole: bytes) -> bytes:
    """A file in whose middle a byte is another one."""
    half = len(whole) // 2
    return whole[:half] + bytes([whole[half] ^ 1]) + whole[half + 1 :]


GOOD: dict[str, Way] = {
    "application/gzip": typed("application/gzip"),
    "text/html": typed("text/html"),
    "a type that isn't one": typed("?"),
    "unpacked by the browser": lambda whole: Answer(
        whole, headers={"Content-Encoding": "gzip" if whole[0] == 0x1F else "zstd"}
    ),
    "packed twice": lambda whole: Answer(
        gzip.compress(whole), headers={"Content-Encoding": "gzip"}
    ),
    "unpacked by the host": toy.unpack,
}
"""Ways to send all packed files."""

BAD: dict[str, tuple[Way, str]] = {
    "404": (lambda _: None, "404 Not Found"),
    "502": (lambda _: Answer(b"x", HTTPStatus.BAD_GATEWAY), "502 Bad Gateway"),
    "a cut": (lambda whole: Answer(whole, until=len(whole) // 2), "the connection broke"),
    "nothing": (lambda _: Answer(b"x", until=0), "the connection broke"),
    "a page of errors": (lambda _: Answer(b"<!doctype html>"), OTHER),
    "an empty file": (lambda _: b"", OTHER),
    "a damaged file": (flipped, OTHER),
    "the half of it": (lambda whole: whole[: len(whole) // 2], OTHER),
    "far too much": (lambda whole: whole + bytes(10_000_000), OTHER),
}
"""Ways to send one of them, and what is said."""


@pytest.fixture(scope="module")
def host(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """The page with the runner and a toy for Python, served."""
    folder = tmp_path_factory.mktemp("hosts")
    lay(folder / "site", toy.lay(folder / "run"))
    with served(folder / "site") as host:
        yield host


@pytest.fixture
def stage(browser: Browser, host: Served) -> Iterator[Stage]:
    """The page, in a window that has kept nothing."""
    host.instead.clear()
    stage = Stage.open(browser, host.address)
    yield stage
    stage.page.close()
    host.instead.clear()


def is_well(stage: Stage) -> None:
    """A program runs."""
    ran = stage.run("hello\n")
    assert {name: ran[name] for name in OK} == OK


@pytest.mark.parametrize("way", GOOD.values(), ids=GOOD)
def test_good(way: Way, host: Served, stage: Stage) -> None:
    """A program runs, an extra comes too, and what has come is told to the end."""
    host.instead = {f"/run/{name}": way for name in toy.files()}
    loaded = stage.call("load")
    assert loaded["error"] is None
    assert loaded["seen"] == loaded["total"]
    assert stage.run("hello\n", extras=["pytest"])["how"] == "ended"


@pytest.mark.alike(3)
@pytest.mark.parametrize(("way", "why"), BAD.values(), ids=BAD)
def test_bad(way: Way, why: str, host: Served, stage: Stage) -> None:
    """It's fetched twice; then the file is named, with the reason, and it can be tried again."""
    for part in (FACTS, LARGE):
        if part == FACTS and way is flipped:  # nothing says what it must be
            continue
        host.instead = {f"/run/{part}": way}
        host.asked.clear()
        error = stage.call("load")["error"]
        assert error.startswith(f"/run/{part}: ")
        assert why in error
        assert host.asked.count(f"/run/{part}") >= 2
    host.instead.clear()
    is_well(stage)


@pytest.mark.at_length
def test_bad_once(host: Served, browser: Browser) -> None:
    """What comes right at the second time is no error, even if the browser has kept the first."""
    for way, _ in BAD.values():

        def once(whole: bytes, way: Way = way) -> bytes | Answer | None:
            host.instead.clear()
            bad = way(whole)
            if isinstance(bad, bytes):
                return Answer(bad, headers={"Cache-Control": "max-age=3600"})
            return bad

        host.instead = {f"/run/{LARGE}": once}
        stage = Stage.open(browser, host.address)
        assert stage.call("load")["error"] is None
        assert host.instead == {}
        stage.page.close()


def test_all_files(host: Served, stage: Stage) -> None:
    """Each file is held against what was built."""
    for part in PARTS[1:]:
        host.instead = {f"/run/{part}": lambda _: toy.pack("", b"something else")}
        assert stage.call("load")["error"].startswith(f"/run/{part}: {OTHER}")
    extra = packed("pytest.zip")
    host.instead = {f"/run/{extra}": flipped}
    assert stage.call("load")["error"] is None
    with pytest.raises(Exception, match=f"/run/{extra}: {OTHER}"):
        stage.run("hello\n", extras=["pytest"])
    with pytest.raises(Exception, match="there is no such file"):
        stage.run("hello\n", extras=["../e/x"])
    is_well(stage)


def test_rest(host: Served, stage: Stage) -> None:
    """What a program imports besides is asked for once, and only for one that needs it."""
    is_well(stage)
    assert f"/run/{MORE}" not in host.asked
    host.asked.clear()
    for _ in range(2):
        assert stage.run("import rest\n")["output"] == "case.py import rest\n"
    assert host.asked == [f"/run/{MORE}"]


@pytest.mark.parametrize(("way", "why"), BAD.values(), ids=BAD)
def test_bad_rest(way: Way, why: str, host: Served, stage: Stage) -> None:
    """If it doesn't come, that is said, no program runs without it, and others run."""
    host.instead = {f"/run/{MORE}": way}
    with pytest.raises(Exception, match=f"needs what isn't here yet.* /run/{MORE}: .*{why}"):
        stage.run("import rest\n")
    is_well(stage)
    host.instead.clear()
    assert stage.run("import rest\n")["how"] == "ended"
    is_well(stage)


def test_rest_offline(host: Served, stage: Stage) -> None:
    """Without a network, programs run that need no more; of others it's said what isn't there."""
    is_well(stage)
    assert host.address
    stage.page.context.set_offline(True)
    is_well(stage)
    with pytest.raises(Exception, match=f"/run/{MORE}: there is no network"):
        stage.run("import rest\n")
    is_well(stage)
    stage.page.context.set_offline(False)
    assert stage.run("import rest\n")["how"] == "ended"


def test_published_meanwhile(host: Served, stage: Stage) -> None:
    """Files of two builds aren't mixed: who has the one's description gets none of the other's."""
    others = {**toy.files(), LARGE: toy.pack("", b"of another build")}
    assert stage.page.evaluate("stage.facts().then(({ content }) => content)") == "toy"
    host.instead = {
        f"/run/{LARGE}": lambda _: others[LARGE],
        f"/run/{FACTS}": lambda _: toy.facts(others, "another"),
    }
    assert "published anew meanwhile; reload the page" in stage.call("load")["error"]
    is_well(stage)


def test_rest_of_another_build(host: Served, stage: Stage) -> None:
    """Nor is the rest of another build joined with what was loaded before."""
    is_well(stage)
    others = {**toy.files(), MORE: toy.pack("", b"of another build")}
    host.instead = {
        f"/run/{MORE}": lambda _: others[MORE],
        f"/run/{FACTS}": lambda _: toy.facts(others, "another"),
    }
    with pytest.raises(Exception, match="published anew meanwhile; reload the page"):
        stage.run("import rest\n")


def test_facts_once(host: Served, stage: Stage) -> None:
    """However many files failed, what is said of them is asked for anew once."""
    host.asked.clear()
    host.instead = {f"/run/{part}": lambda _: None for part in PARTS[1:]}
    assert "404" in stage.call("load")["error"]
    assert host.asked.count(f"/run/{FACTS}") <= 2
    host.instead.clear()
    host.asked.clear()
    is_well(stage)
    assert host.asked.count(f"/run/{FACTS}") == 1


def test_without_tls(browser: Browser, host: Served) -> None:
    """Where a browser has no hashes, what was damaged is noticed all the same, and comes anew."""
    page = browser.new_page()
    page.add_init_script(WITHOUT_TLS)
    page.goto(host.address)
    page.wait_for_function("window.stage !== undefined")
    stage = Stage(page)
    host.instead = {f"/run/{LARGE}": flipped}
    assert stage.call("load")["error"] == "a file came damaged"
    host.instead = {f"/run/{LARGE}": lambda whole: whole[:-1]}
    assert OTHER in stage.call("load")["error"]
    host.instead.clear()
    is_well(stage)
    page.close()


@pytest.mark.parametrize("part", [FACTS, LARGE])
def test_stop(part: str, host: Served, stage: Stage) -> None:
    """Stop ends a download that stalls; the next run asks again, for what is missing only."""
    host.instead = {f"/run/{part}": lambda whole: Answer(whole, until=len(whole) // 2, holds=True)}
    ran = stage.run("hello\n", 300)
    assert (ran["how"], ran["output"]) == ("stopped", "")
    host.instead.clear()
    host.asked.clear()
    is_well(stage)
    assert host.asked.count(f"/run/{part}") == 1
    # of what had come whole, nothing comes again
    others = {f"/run/{packed(name)}" for name in LOADED} - {f"/run/{part}"}
    assert part == FACTS or not others & {*host.asked}
    assert stage.run("hello\n")["first"] < 1_000


def test_stall(host: Served, stage: Stage) -> None:
    """A download from which nothing comes for half a minute, twice, is given up."""
    host.instead = {f"/run/{LARGE}": lambda whole: Answer(whole, until=100, holds=True)}
    stage.page.clock.install()
    stage.page.evaluate("void (window.loaded = stage.load())")
    for count in (1, 2):
        while host.asked.count(f"/run/{LARGE}") < count:
            stage.page.wait_for_timeout(20)
        stage.page.wait_for_timeout(100)
        stage.page.clock.fast_forward(31_000)
    error = stage.page.evaluate("loaded.then(({ error }) => error)")
    assert error == f"/run/{LARGE}: nothing came for 30 seconds"


def test_offline(host: Served, stage: Stage) -> None:
    """Without a network, that is said."""
    assert host.address
    stage.page.context.set_offline(True)
    assert stage.call("load")["error"] == f"/run/{FACTS}: there is no network"
    stage.page.context.set_offline(False)
    is_well(stage)


def test_own_policy_of_the_host(host: Served, stage: Stage) -> None:
    """A host that forbids what the frame needs leaves a sentence that says so."""
    host.instead["/run/box.html"] = lambda whole: Answer(
        whole, headers={"Content-Type": "text/html", "Content-Security-Policy": "script-src 'self'"}
    )
    stage.page.clock.install()
    stage.page.evaluate("void (window.loaded = stage.load())")
    stage.page.wait_for_timeout(300)
    stage.page.clock.fast_forward(16_000)
    error = stage.page.evaluate("loaded.then(({ error }) => error)")
    assert error.endswith("the host or an extension may forbid it")


def test_no_workers(host: Served, stage: Stage) -> None:
    """A host that forbids workers is told of at once, and not when all has come."""
    html = {"Content-Type": "text/html", "Content-Security-Policy": "worker-src 'none'"}
    host.instead = {
        "/run/box.html": lambda whole: Answer(whole, headers=html),
        f"/run/{LARGE}": lambda whole: Answer(whole, until=100, holds=True),
    }
    error = stage.call("load")["error"]
    assert error == "a worker did not begin; the host or an extension may forbid it"
