"""The pages in a real browser: at every width, in both schemes, without scripts."""

from __future__ import annotations

from pathlib import Path
from typing import Literal

import pytest
from helpers.pages import pages
from helpers.support import ROOT
from playwright.sync_api import Browser, expect

PAGES = [page.removesuffix(".md").replace("index", "") for page in sorted(pages())]

SCHEMES: tuple[Literal["light", "dark"], ...] = ("light", "dark")

CONTRAST = """
() => {
  const channel = value => {
    const c = value / 255
    return c <= 0.03928 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4
  }
  const canvas = document.createElement("canvas").getContext("2d", {willReadFrequently: true})
  const known = new Map()
  const rgba = color => {
    if (!known.has(color)) {
      canvas.clearRect(0, 0, 1, 1)
      canvas.fillStyle = color
      canvas.fillRect(0, 0, 1, 1)
      known.set(color, [...canvas.getImageData(0, 0, 1, 1).data])
    }
    return known.get(color)
  }
  const luminance = ([r, g, b]) =>
    0.2126 * channel(r) + 0.7152 * channel(g) + 0.0722 * channel(b)
  const background = element => {
    for (let e = element; e; e = e.parentElement) {
      const color = rgba(getComputedStyle(e).backgroundColor)
      if (color[3] === 255) return color
    }
    return rgba(getComputedStyle(document.documentElement).backgroundColor)
  }
  const poor = new Set()
  const texts = document.createTreeWalker(document.querySelector("article"), NodeFilter.SHOW_TEXT)
  while (texts.nextNode()) {
    const element = texts.currentNode.parentElement
    if (!texts.currentNode.data.trim()) continue
    if (!element.checkVisibility({opacityProperty: true})) continue
    if (element.closest(".headerlink, .copy-code, .visually-hidden")) continue
    const [a, b] = [rgba(getComputedStyle(element).color), background(element)].map(luminance)
    const ratio = (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05)
    if (ratio < 4.5) poor.add(`${ratio.toFixed(2)}: ${texts.currentNode.data.trim().slice(0, 40)}`)
  }
  return [...poor]
}
"""


@pytest.mark.parametrize("page", PAGES)
def test_page(page: str, browser: Browser, address: str) -> None:
    """A page fits every width, has contrast enough, and has no error and no foreign request."""
    context = browser.new_context(bypass_csp=True)
    tab = context.new_page()
    complaints: list[str] = []
    tab.on("pageerror", lambda error: complaints.append(str(error)))
    tab.on("console", lambda m: complaints.append(m.text) if m.type == "error" else None)
    tab.on(
        "request",
        lambda r: None if r.url.startswith((address, "data:")) else complaints.append(r.url),
    )
    tab.goto(address + page)
    poor = {}
    for scheme in SCHEMES:
        tab.emulate_media(color_scheme=scheme)
        for width in (360, 768, 1280):
            tab.set_viewport_size({"width": width, "height": 900})
            # a sidebar may still be on its way to where the new width puts it
            tab.wait_for_function("document.documentElement.scrollWidth <= window.innerWidth")
        poor[scheme] = tab.evaluate(CONTRAST)
    context.close()
    assert complaints == []
    assert poor == {scheme: [] for scheme in SCHEMES}


def test_without_scripts(browser: Browser, address: str) -> None:
    """Code and output can be read without JavaScript."""
    context = browser.new_context(java_script_enabled=False)
    tab = context.new_page()
    tab.goto(address)
    assert tab.locator("#home-first_look .example-code").is_visible()
    assert tab.locator("#home-first_look-L28").is_visible()
    assert tab.locator("#home-first_look .example-output").get_by_text("lost: gave up").is_visible()
    context.close()


def test_linked_line(browser: Browser, address: str) -> None:
    """A line shows its number, is linked by it, and is marked when its link was followed."""
    tab = browser.new_page()
    tab.goto(address)
    number = tab.locator("#home-first_look-L28")
    number.click()
    expect(tab).to_have_url(f"{address}#home-first_look-L28")
    # it is counted, from what the first line of the code says
    assert number.evaluate("line => getComputedStyle(line, '::before').content") == "counter(line)"
    counted = """line => {
      const anchors = [...line.parentElement.querySelectorAll(":scope > a[id]")]
      const [, before] = getComputedStyle(line.parentElement).counterReset.split(" ")
      return +before + anchors.indexOf(line) + 1
    }"""
    assert number.evaluate(counted) == 28
    marked = number.evaluate("line => parseFloat(getComputedStyle(line, '::after').width)")
    assert marked == number.evaluate("line => line.parentElement.clientWidth")
    tab.close()


def test_download(browser: Browser, address: str, tmp_path: Path) -> None:
    """Download saves the whole file, header included."""
    tab = browser.new_page()
    tab.goto(address)
    with tab.expect_download() as download:
        tab.get_by_text("Download").first.click()
    download.value.save_as(tmp_path / "saved.py")
    assert download.value.suggested_filename == "first_look.py"
    source = ROOT / "snippets" / "home" / "first_look.py"
    assert (tmp_path / "saved.py").read_bytes() == source.read_bytes()
    tab.close()
