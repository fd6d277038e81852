"""Point: what to look for in a code review, under a code that can be cited."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from anyio_by_example.pages.sections import FILE, SECTIONS
from anyio_by_example.problem import Problem

HEADING = "In a review"
"""The heading above a page's points."""

_FENCE = re.compile(r"(?ms)^ *(`{3,})[^`\n]*\n.*?^ *\1 *$")
_LIST = re.compile(rf"(?ms)^## {HEADING} *$\n(.*?)(?=^##? |\Z)")
_BULLET = re.compile(r"(?m)^(?=\S)")
_POINT = re.compile(r"- \[(R(\d{1,2})\d\d)\]\(([^)]*)\)\{([^}]*)\} (?=\S)(.+)", re.DOTALL)
LINK = re.compile(r"\[((?:[^\[\]]|\[[^\[\]]*\])*)\](?:\(([^)]*)\)|\[[^\]]*\])")
_SENTENCE = re.compile(r"(?:`[^`]*`|[^`])*?[.!?](?= |$)")
_FORM = re.compile(r"(?P<claim>.+?) Look for (?P<rest>.+?)(?: Proof: (?P<proofs>.+))?", re.DOTALL)
_PROOF = re.compile(r"\[((?:[^\[\]]|\[[^\[\]]*\])*)\]\([^()\s#]*#([\w-]+?)(?:-L(\d+))?\)")
_WHOLE = (
    r"`[^`]*`|\[(?:[^\[\]]|\[[^\[\]]*\])*\](?:\([^)]*\)|\[[^\]]*\])"
    r"|<code\b.*?</code>|<a\b.*?</a>|&#?\w+;"
)
"""Code, links and characters, within which no part of a point ends."""
_VERBS = (
    "add|ask|await|borrow|bound|call|cancel|catch|check|choose|clean|clear|close|collect"
    "|compare|compute|connect|correct|create|decide|do|end|enter|find|free|give|go|hand"
    "|handle|have|keep|kill|leave|let|limit|look|make|measure|move|name|open|override|pass"
    "|plan|put|raise|read|receive|remove|replace|reset|return|run|say|send|set|share|shield"
    "|start|stop|take|tell|test|try|unlink|unwrap|use|wait|widen|wrap|write"
)
"""What a reader is told to do; after a semicolon, it may have a condition before it."""
_REMEDY = re.compile(rf"(?:, and |, |: |; )(?=(?:{_VERBS})\b)|; (?=(?:if|where|while|with|the)\b)")


@dataclass(frozen=True, slots=True)
class Parts:
    """What a point says, part by part, as Markdown or as HTML."""

    claim: str
    """What is true and under which condition."""
    look_for: str = ""
    """What to look for in a program, without a full stop."""
    remedy: str = ""
    """What to do about it; empty if what to look for says it."""
    proofs: str = ""
    """Links to what shows it."""


@dataclass(frozen=True, slots=True)
class Proof:
    """What shows that a point is true."""

    text: str
    """What it is called, as Markdown."""
    example: str
    """The id of the example."""
    line: int
    """The line of it; 0 for the whole."""


@dataclass(frozen=True, slots=True)
class Point:
    """One thing to look for in a review."""

    code: str
    """What it is cited by, as `R601`. No other point ever gets it, even when this one is gone."""
    page: str
    """Where it is below the folder of all pages, as `timeouts.md`."""
    text: str
    """What it says, as Markdown in one line, without the code."""

    @property
    def title(self) -> str:
        """Its first sentence without markup and full stop: what it is cited as."""
        return first_sentence(plain(self.text)).removesuffix(".").replace("`", "")

    @property
    def parts(self) -> Parts:
        """What it consists of, as Markdown."""
        return parts(self.text)

    @property
    def proofs(self) -> tuple[Proof, ...]:
        """The examples that show it, and the lines of them."""
        found = _PROOF.findall(self.parts.proofs)
        return tuple(Proof(text, example, int(line or 0)) for text, example, line in found)

    @property
    def topic(self) -> int:
        """The number that its code begins with."""
        return SECTIONS[self.page]

    @property
    def address(self) -> str:
        """Its permanent address below the site's."""
        return f"r/{self.code}/"


def find_points(docs: Path) -> Iterator[Point]:
    """The points of all pages below a folder, in the order of the document.

    Raises:
        Problem: if a point has no code, or one that isn't its own.
    """
    places: dict[str, str] = {}
    pages = {file.relative_to(docs).as_posix() for file in docs.rglob("*.md")}
    for page in sorted(pages, key=_place):
        state = (docs / page).stat()
        for line, item in _items(docs / page, state.st_mtime_ns, state.st_size):
            file = Path(docs.name, page)
            code, text = _read(file, line, item, SECTIONS.get(page))
            place = places.setdefault(code, f"{page}:{line}")
            if place != f"{page}:{line}":
                remedy = "give it a number that no point has ever had"
                raise Problem(file, line, f"{code} is the code of {docs.name}/{place} too", remedy)
            yield Point(code, page, text)


def parts(text: str) -> Parts:
    """The parts of what a point says.

    Args:
        text: It without its code, as Markdown or as HTML.
    """
    found = _FORM.fullmatch(text)
    if not found:
        return Parts(text)
    rest = found["rest"]
    # what is code or a link stays whole
    blank = re.sub(_WHOLE, lambda whole: "x" * len(whole[0]), rest)
    split = _REMEDY.search(blank)
    look_for, remedy = rest, ""
    if split:
        look_for, remedy = rest[: split.start()], rest[split.end() :]
    return Parts(found["claim"], look_for.removesuffix("."), remedy, found["proofs"] or "")


def plain(text: str) -> str:
    """Markdown without its links; code keeps its marks."""
    return LINK.sub(r"\1", text)


def first_sentence(text: str) -> str:
    """The first sentence of a text; a full stop within code ends none."""
    found = _SENTENCE.match(text)
    return found[0] if found else text


def _place(page: str) -> tuple[int, str]:
    order = [*SECTIONS]
    return (order.index(page) if page in order else len(order)), page


@lru_cache(maxsize=10_000)
def _items(file: Path, *state: int) -> tuple[tuple[int, str], ...]:
    """What stands below the heading: each paragraph or bullet, with the number of its line."""
    del state
    return tuple(_found(file))


def _found(file: Path) -> Iterator[tuple[int, str]]:
    text = _FENCE.sub(lambda fence: "\n" * fence[0].count("\n"), file.read_text("utf-8"))
    for found in _LIST.finditer(text):
        line = text.count("\n", 0, found.start(1)) + 1
        for item in _BULLET.split(found[1]):
            if item.strip():
                yield line, " ".join(item.split())
            line += item.count("\n")


def _read(file: Path, line: int, item: str, section: int | None) -> tuple[str, str]:
    """The code and the text of what stands below the heading."""
    if section is None:
        remedy = f"give the page the number of its section, in {FILE.name}"
        raise Problem(
            file, line, "this page has points, but no section that codes begin with", remedy
        )
    found = _POINT.fullmatch(item)
    if not found:
        reason = f"below the heading {HEADING!r}, this is not a point with a code"
        remedy = f"begin it with {_own(f'R{section}nn')} and a number that no point has ever had"
        raise Problem(file, line, reason, remedy)
    code, begin, link, attributes, text = found.groups()
    if int(begin) != section:
        reason = f"{code} is a code of section {int(begin)}, and this page is of section {section}"
        remedy = f"give it a code that begins with R{section}"
        raise Problem(file, line, reason, remedy)
    if (link, attributes) != (f"site:r/{code}/", f"#{code} .point"):
        reason = f"the link or the id of {code} is not its own"
        raise Problem(file, line, reason, f"begin it with {_own(code)}")
    for each in filter(is_local, LINK.finditer(text)):
        if "#" not in each[2]:
            reason = f"a link of {code} leads to a page, and not to a place on it"
            raise Problem(file, line, reason, "lead to the example that proves it, or to a line")
    return code, text


def _own(code: str) -> str:
    return f"`- [{code}](site:r/{code}/){{#{code} .point}} `"


def is_local(link: re.Match[str]) -> bool:
    """Whether a link leads to something on a page of the site."""
    return bool(link[2]) and ":" not in link[2].partition("#")[0]
