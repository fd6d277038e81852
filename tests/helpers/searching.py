"""The search, as a test in a browser uses it."""

from __future__ import annotations

from playwright.sync_api import Page, expect

FIND = "asked => asked.map(query => byExample.finding.find(query).results.map(r => r.address))"
"""Gives the addresses of what is found for each query, once the search was opened."""


def ask(tab: Page, query: str) -> None:
    """Open the search, if it isn't open, and type a query."""
    if not tab.locator("#search").is_visible():
        tab.locator("#search-open").click()
    tab.locator("#search-input").fill(query)
    expect(tab.locator(".search-count")).to_contain_text("result")
