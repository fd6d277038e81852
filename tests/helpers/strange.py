"""Programs whose sources and outputs hold whatever they may, for pages to show as they are."""

from __future__ import annotations

import ast
import re
from dataclasses import dataclass
from itertools import accumulate
from pathlib import Path

from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from anyio_by_example.running.streams import Span
from helpers.site_builder import snippet

PIECES = [
    # what ends a line for some, and what can't be seen
    *("\n", "\r", "\r\n", "\v", "\f", "\x1c", "\x1d", "\x1e", "\x85", "\u2028", "\u2029", "\t"),
    *("\0", "\x07", "\b", "\x7f", "\x9b", "\xad", "\u200b", "\u200d", "\u202e", "\ufeff"),
    *("\ue000", "\ue000x", "\ufffe", "\U0001fffe", "\ufffd", "\U000e0041"),
    # what a terminal obeys
    *("\x1b[31m", "\x1b[0m", "\x1b[1;4;42m", "\x1b[K", "\x1b]8;;x\x1b\\", "\x1b]0;x\x07", "\x1b"),
    # what stands for these
    *("⟦", "⟧", "⟦\\x1b⟧", "⟦\\u27e6⟧"),
    # markup
    *("<b>", "</b>", "&amp;", "&lt;", "&#0;", "&", "<", ">", '"', "'", "<!--", "-->", "]]>"),
    *("</code></pre>", "<script>0</script>", "<a id=x>", "<autoref identifier=x>", "</figure>"),
    # what a builder, or a step of ours, looks for
    *('="site:x"', "uv run site:x", "(site:x)", 'class="autorefs autorefs-internal"', "[[x]]"),
    *('<a href="" id=', "{{ 1 }}", "{% x %}", "{#x}", "{ .x }", '<meta charset="utf-8">', "[TOC]"),
    *("\x02wzxhzdk:0\x03", "wzxhzdk:0", "\x02amp\x03", "klzzwxh:0001", "\x0242\x03"),
    # Markdown
    *("```", "````text", "~~~", "    x", "# x", "- x", "1. x", "> x", "[x](y)", "![x](y)", "*x*"),
    *("`", "\\", "\\n", "$&", "$1", "%s", "_x_", "::: anyio", "!!! note", "---", "| x |"),
    # others
    *(" ", "  ", "é", "e\u0301", "😀", "👩\u200d🚀", "٣", "中", "x" * 3000),
]
"""Texts that some part of the way to a page treats in its own way."""

_TEXT = st.lists(
    st.one_of(st.sampled_from(PIECES), st.text(st.characters(codec="utf-8"), max_size=6)),
    max_size=8,
).map("".join)

_CODE = st.sampled_from(
    [
        *("", "   ", "\t", "\f", "\f\f  ", "pass", "f'{1!r:>{2}}'", "1 <2> 3".replace(">", " < ")),
        *('y = "=\\"site:x"', "@staticmethod\ndef f(a: int = 1) -> 'x': ...", "if True:\n\tpass  "),
        *(
            "async def g() -> None:\n    await h()  # \\",
            "import anyio, asyncio",
            "import anyio; anyio.run",
        ),
        *("x = (1,\n\n\n  2)", "'<b>' \\\n'&amp;'", "лямбда = lambda ª: ª"),
    ]
)
"""Lines of code, which hold names with links, tabs, blanks and continuations."""


def comment(text: str) -> str:
    """A comment that holds what of a text it may."""
    return "# " + re.sub(r"[\n\r\0\x02\x03]", " ", text)


def _string(text: str) -> str:
    return "s = r'''" + re.sub(r"['\0\x02\x03]", "", text).rstrip("\\") + "'''"


def _parses(text: str) -> bool:
    try:
        ast.parse(text)
    except (SyntaxError, ValueError):
        return False
    return True


_LINE = st.one_of(_CODE, _TEXT.map(comment), _TEXT.map(_string))
_BODY = st.lists(_LINE, max_size=6).map("\n".join).filter(_parses)


@dataclass(frozen=True)
class Program:
    """A program that holds what it may, and prints it."""

    title: str
    """What is in its caption."""
    body: str
    """What a page shows of it, with the ends of its lines as in the file."""
    beside: str
    """A file that it needs; empty if it needs none."""
    printed: tuple[tuple[str, str], ...]
    """What it prints, part by part, and to which stream."""

    @property
    def code(self) -> str:
        """What a page shows of it, as Python reads it."""
        return _read(self.body)

    @property
    def support(self) -> str:
        """The file that it needs, as Python reads it."""
        return _read(self.beside)

    @property
    def caption(self) -> str:
        """Its caption."""
        return f"A case: {self.title}."

    @property
    def output(self) -> str:
        """All that it prints."""
        return "".join(text for text, _ in self.printed)

    @property
    def stderr(self) -> tuple[Span, ...]:
        """Which parts of that went to standard error."""
        found: list[Span] = []
        ends = accumulate(len(text) for text, _ in self.printed)
        for (text, stream), end in zip(self.printed, ends, strict=True):
            if stream == "stderr" and text:
                start = end - len(text)
                if found and found[-1][1] == start:
                    start = found.pop()[0]
                found.append((start, end))
        return tuple(found)

    @property
    def head(self) -> str:
        """What stands above that: header and docstring."""
        more = '#\n# [tool.example]\n# backends = []\n# timeline = "none"\n'
        more += f'# support = ["{_BESIDE}"]\n' if self.beside else ""
        caption = self.caption.encode("unicode_escape").decode()
        return snippet("", more, f'"""{caption}"""\n').removesuffix("\n") + "\n"

    def write(self, snippets: Path, name: str) -> None:
        """Put it among the snippets, reviewed; `name` has no suffix."""
        file = snippets / "t" / f"{name}.py"
        head = self.head.replace(_BESIDE, f"{name}_beside.py")
        file.write_bytes((head + self.body).encode())
        file.with_suffix(".out").write_bytes(self.output.encode())
        if self.beside:
            file.with_name(f"{name}_beside.py").write_bytes(self.beside.encode())


_BESIDE = "beside.py"


def _read(text: str) -> str:
    return text.replace("\r\n", "\n").replace("\r", "\n")


def _program(
    title: str, start: str, beside: str, printed: list[tuple[str, str]], end: str
) -> Program:
    prints = "".join(f"sys.{stream}.write({text!a})\n" for text, stream in printed)
    body = f"import sys\n{start}\n{prints}{end}"
    caption = "".join(each if each.isprintable() and each != '"' else " " for each in title)
    return Program(caption, body, beside, tuple(printed))


PROGRAMS = st.builds(
    _program,
    title=st.lists(st.sampled_from([*PIECES, "\ud800"]), max_size=3).map("".join),
    start=_BODY,
    beside=st.one_of(st.just(""), _BODY),
    printed=st.lists(st.tuples(_TEXT, st.sampled_from(["stdout", "stdout", "stderr"])), max_size=4),
    end=st.sampled_from(["", "\n", "\n\n", "pass", "# é", "   \n", "\f\n"]),
)
"""Programs of all kinds."""

TEXTS = _TEXT
"""Texts of all kinds, as sources and outputs may be."""


def programs(count: int) -> list[Program]:
    """So many programs, the same each time."""
    found: list[Program] = []

    @settings(
        max_examples=count,
        derandomize=True,
        database=None,
        deadline=None,
        phases=[Phase.generate],
        suppress_health_check=[*HealthCheck],
    )
    @given(PROGRAMS)
    def collect(program: Program) -> None:
        found.append(program)

    collect()
    return found
