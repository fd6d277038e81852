"""What an address may hold that comes from anyone, and what other sites may have stored."""

from __future__ import annotations

from collections.abc import Mapping

BIG = 60_000
"""Characters that an address may have before a server refuses it."""

FRAGMENTS: tuple[str, ...] = (
    "%",
    "timeouts-nested-L1-L99999999999",
    "timeouts-nested-L1-L30000000",
    "L1-L99999999999",
    "100%",
    "%E0%A4%A",
    f"timeouts-nested-L1-L{'9' * 400}",
    "timeouts-nested-L9007199254740993-L9007199254740995",
    "content-L1-L99999999",
    "code=%",
    "e=../../secret",
    "timeouts-nested-L14-L2",
    "timeouts-nested-L0",
    "%00",
    "%ff%fe",
    "__proto__",
    "constructor-L1",
    "timeouts-nested-L-5",
    "timeouts-nested-L1e9",
    "timeouts-nested-L1-L2-L3",
    "scheme",
    "search",
    "keys",
    "code=",
    f"code={'A' * 5_000}",
    "e=home/first_look%00",
    "e=home/first_look",
    "x" * BIG,
    "-L1" * 20_000,
    "<img src=x onerror=alert(1)>",
    "\"'`]",
    "javascript:alert(1)",
    "=",
    "R601-L5",
    "menu",
    "timeouts-nested-L7-",
    "timeouts-nested%2DL1-L5",
    "%2e%2e%2f%2e%2e%2f",
    ":~:text=timeout",
)
"""Of names after `#`."""

PARAMETERS: tuple[str, ...] = (
    "q=%",
    f"q={'a+' * 20_000}",
    "q=" + "+".join(f"{chr(97 + n % 26)}{n}xyz" for n in range(60)),
    "text=%&topic=x&api=<b>&on=&kind=__proto__",
    "release=<b>&python=__proto__&on=constructor&outcome=x",
    f"q=anyio+4.{'1' * 50_000}",
    "q=((((((.*[",
    "q=<script>alert(1)</script>",
    "q=__proto__",
    "q=%E0%A4%A",
    "q=%00%5C",
    f"text={'a+' * 20_000}",
    f"api={'x' * BIG}",
    "topic=\"]&kind='",
    "q=a&q=b&__proto__=x",
)
"""Of names after `?`."""

STORED: tuple[Mapping[str, str], ...] = (
    {"backend": "nope", "scheme": "nope", "keys": "nope"},
    {"backend": '"]', "scheme": "]", "keys": "'"},
    {"backend": "__proto__", "scheme": "constructor", "keys": "toString"},
    {"backend": "asyncio trio", "scheme": "dark light", "keys": "off on"},
    {"backend": "x" * 100_000, "scheme": "", "keys": "\0"},
    {"backend": "<b>", "scheme": "light;x", "keys": "OFF"},
)
"""Of what is stored: each with and without the prefix of this site."""

FORBIDDEN: tuple[str, ...] = (
    "Object.defineProperty(window, 'localStorage', { get() { throw new DOMException() } })",
    "Object.defineProperty(window, 'localStorage', { value: null })",
    "Storage.prototype.setItem = () => { throw new DOMException('full') }",
    "Storage.prototype.getItem = () => ({})",
)
"""Browsers that store nothing, or something else."""

STORE = """
(values) => {
  try {
    localStorage.clear();
    for (const [name, value] of Object.entries(values)) {
      for (const prefix of ["", "anyio-by-example."]) localStorage.setItem(prefix + name, value);
    }
  } catch {}
}
"""
