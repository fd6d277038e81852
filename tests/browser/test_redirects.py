"""Addresses that lead on, in a browser: from a server and from an unpacked archive."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
from helpers.publication import Small
from helpers.site_builder import project
from playwright.sync_api import Browser, Page, expect

from anyio_by_example.publishing import example_pages, moved
from anyio_by_example.publishing.assets import script

REDIRECTS = """
"old/" = "guide/"
"e/t/before/" = "e/t/case/"
"old/#a" = "other/#b"
"guide/#gone" = "other/#b"
"guide/#t-before" = "other/#t-case"
"""

GUIDE = f"""
<h2 id="part">Part</h2>
<script>
{script(("fragment",))}
addEventListener("DOMContentLoaded", () => {{
  const script = document.createElement("script");
  script.src = "../assets/moved.js";
  document.head.append(script);
}});
</script>
"""
"""A page that loads the script whatever its address names."""

LEADS = {
    "e/t/before/": "e/t/case/",
    "e/t/before/#L7": "e/t/case/#L7",
    "e/t/before/#L7-L9": "e/t/case/#L7-L9",
    "e/t/before/#100%": "e/t/case/#100%",
    "old/": "guide/",
    "old/#part": "guide/#part",
    "old/#a": "other/#b",
    "old/#100%": "guide/#100%",
    "guide/#gone": "other/#b",
    "guide/#t-case": "other/#t-case",
    "guide/#t-case-L7": "other/#t-case-L7",
    "guide/#t-case-L7-L9": "other/#t-case-L7-L9",
    "guide/#t-before-L7": "other/#t-case-L7",
    "guide/#t-home": "#t-home",
}
"""Addresses, and where a reader arrives."""

STAYS = ("guide/", "guide/#part", "guide/#part-L7", "guide/#unknown", "guide/#100%")
"""Addresses from which nothing leads on."""


class _Quiet(SimpleHTTPRequestHandler):
    def log_message(self, *_: object) -> None:
        """Say nothing."""


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A small site with redirects."""
    small = Small(project(tmp_path_factory.mktemp("redirects")).parent)
    small.example()
    small.example("home")
    small.write(moved.NAME, REDIRECTS)
    other = '<h1 id="b">Other</h1><figure class="example" id="t-case">x</figure>'
    site = small.site(index='<figure id="t-home">x</figure>', guide=GUIDE, other=other)
    example_pages.write(site)
    moved.write(site)
    return site.folder


@pytest.fixture(scope="module", params=["served", "unpacked"])
def base(request: pytest.FixtureRequest, folder: Path) -> Iterator[str]:
    """The address of the site: below a folder of a server, and in the file system."""
    if request.param == "unpacked":
        yield f"{folder.as_uri()}/"
        return
    handler = partial(_Quiet, directory=str(folder.parent))
    with ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        yield f"http://127.0.0.1:{server.server_address[1]}/{folder.name}/"
        server.shutdown()
        thread.join()


@pytest.fixture(scope="module")
def page(browser: Browser) -> Iterator[Page]:
    """A page of the browser, with scripts."""
    page = browser.new_page(bypass_csp=True)
    page.set_default_timeout(5_000)
    yield page
    page.close()


def written(base: str, address: str) -> str:
    """An address as a link writes it: in the file system, with the name of the file."""
    path, mark, fragment = address.partition("#")
    file = "index.html" if base.startswith("file:") else ""
    return f"{base}{path}{file}{mark}{fragment}"


@pytest.mark.alike(3)
@pytest.mark.parametrize(("old", "new"), LEADS.items(), ids=LEADS)
def test_leads(page: Page, base: str, old: str, new: str) -> None:
    """An address that moved leads to what was there, lines and all."""
    page.goto("about:blank")
    page.goto(written(base, old))
    expect(page).to_have_url(written(base, new))


@pytest.mark.parametrize("address", STAYS)
def test_stays(page: Page, base: str, address: str) -> None:
    """A page stays where it is if it has what its address names, or if nothing is known of it."""
    page.goto("about:blank")
    page.goto(written(base, address))
    page.wait_for_function("document.querySelector('script[src]') !== null")
    page.wait_for_timeout(50)
    assert page.url == written(base, address)


def test_no_trace_in_the_history(page: Page, base: str) -> None:
    """Going back from an example doesn't lead to the redirect, and so forward again."""
    page.goto(written(base, "guide/"))
    page.goto(written(base, "e/t/before/"))
    expect(page).to_have_url(written(base, "e/t/case/"))
    page.go_back()
    assert page.url == written(base, "guide/")


def test_without_scripts(browser: Browser, base: str) -> None:
    """Without scripts too, an address that moved leads on."""
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(written(base, "e/t/before/"))
    expect(page).to_have_url(f"{base}e/t/case/index.html")
    context.close()
