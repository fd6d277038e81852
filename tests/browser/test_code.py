"""The code of an example in a browser: read without scripts, linked by its lines, saved whole."""

from __future__ import annotations

from pathlib import Path

from helpers.support import ROOT
from playwright.sync_api import Browser, expect


def test_without_scripts(browser: Browser, address: str) -> None:
    """Code and output can be read without JavaScript."""
    context = browser.new_context(java_script_enabled=False)
    tab = context.new_page()
    tab.goto(f"{address}install/")
    assert tab.locator("#home-first_look .example-code").is_visible()
    assert tab.locator("#home-first_look-L31").is_visible()
    assert tab.locator("#home-first_look .example-output").get_by_text("lost: gave up").is_visible()
    context.close()


def test_linked_line(browser: Browser, address: str) -> None:
    """A line shows its number, is linked by it, and is marked when its link was followed."""
    tab = browser.new_page()
    tab.goto(f"{address}install/")
    number = tab.locator("#home-first_look-L31")
    number.click()
    expect(tab).to_have_url(f"{address}install/#home-first_look-L31")
    # it is counted, from what the first line of the code says
    assert number.evaluate("line => getComputedStyle(line, '::before').content") == "counter(line)"
    counted = """line => {
      const code = line.closest("code")
      const anchors = [...code.querySelectorAll("a[id]")]
      const [, before] = getComputedStyle(code).counterReset.split(" ")
      return +before + anchors.indexOf(line) + 1
    }"""
    assert number.evaluate(counted) == 31
    marked = number.evaluate("line => parseFloat(getComputedStyle(line, '::after').width)")
    assert marked == number.evaluate("line => line.closest('code').clientWidth")
    tab.close()


def test_download(browser: Browser, address: str, tmp_path: Path) -> None:
    """Download saves the whole file, header included."""
    tab = browser.new_page()
    tab.goto(f"{address}install/")
    with tab.expect_download() as download:
        tab.locator(".example-more > summary").first.click()
        tab.get_by_text("Download").first.click()
    download.value.save_as(tmp_path / "saved.py")
    assert download.value.suggested_filename == "first_look.py"
    source = ROOT / "snippets" / "home" / "first_look.py"
    assert (tmp_path / "saved.py").read_bytes() == source.read_bytes()
    tab.close()
