"""Points of a review: their codes, their form and their list; what pages say of themselves."""

from __future__ import annotations

import re
from pathlib import Path
from posixpath import dirname, join, normpath
from urllib.parse import unquote, urlsplit

import pytest
from bs4 import Tag
from helpers.pages import DOCS, SECTIONS, embedded, pages
from helpers.support import Site
from mkdocs.utils.meta import get_data

from anyio_by_example.examples.example import anchor
from anyio_by_example.pages.points import Parts, Point, find_points, parts, plain
from anyio_by_example.pages.review import TOPICS as WORDS
from anyio_by_example.pages.review import render_review
from anyio_by_example.pages.sections import SECTIONS as NUMBERS
from anyio_by_example.problem import Problem

CONTINUED = {
    "forgotten-await.md": "basic.md",
    "from-asyncio.md": "on-asyncio.md",
    "escaping-tasks.md": "on-asyncio.md",
    "from-trio.md": "on-trio.md",
    "task-order.md": "on-trio.md",
    "virtual-time.md": "on-trio.md",
    "portable-code.md": "backends.md",
    "backend-tests.md": "backends.md",
    "backend-locks.md": "backends.md",
    "backend-differences.md": "backends.md",
    "exit-stacks.md": "context-managers.md",
    "background-tasks.md": "context-managers.md",
    "generators.md": "context-managers.md",
    "scope-owner.md": "context-managers.md",
    "timeout-results.md": "timeouts.md",
    "nested-timeouts.md": "timeouts.md",
    "shields.md": "timeouts.md",
    "missed-timeouts.md": "timeouts.md",
    "task-failures.md": "task-groups.md",
    "limiting-tasks.md": "task-groups.md",
    "lasting-tasks.md": "task-groups.md",
    "results.md": "task-groups.md",
    "races.md": "task-groups.md",
    "closing.md": "cleanup.md",
    "sigterm.md": "cleanup.md",
    "exception-groups.md": "exceptions.md",
    "backend-errors.md": "exceptions.md",
    "exits.md": "exceptions.md",
    "interrupts.md": "exceptions.md",
    "cpu-work.md": "threads.md",
    "thread-calls.md": "threads.md",
    "thread-limits.md": "threads.md",
    "thread-timeouts.md": "threads.md",
    "abandoned-threads.md": "threads.md",
    "bounds.md": "when-to-use.md",
    "why-anyio.md": "when-to-use.md",
}
"""The pages that go on with a section, and the section's own."""

TOPICS = {page: number for page, number in NUMBERS.items() if page.startswith("guide/")}
"""The pages of the guide, each with the number of its topic, which comes after the sections'."""

POINTS = [*find_points(DOCS)]
PAGES = sorted(pages())

FORM = re.compile(r".+[.!?] Look for .+[.] Proof: (\[.+?\]\(\S+\)(, |[.]$))+")
"""What is true; what to look for and to do; what proves it."""


@pytest.mark.parametrize("page", PAGES)
def test_every_point_is_found(page: str) -> None:
    """Each bullet below the heading is a point, in the order of the page."""
    found = re.search(r"(?ms)^## In a review\n(.*?)(?=^## |\Z)", pages()[page])
    bullets = re.findall(r"(?m)^ *[-*+] (.*)$", found[1]) if found else []
    codes = [re.findall(r"R\d+", bullet)[:1] for bullet in bullets]
    assert codes == [[point.code] for point in POINTS if point.page == page]


def test_every_section_has_points() -> None:
    """Each section of the document has points, and their order is the document's."""
    in_order = list(dict.fromkeys(point.page for point in POINTS))
    assert [page for page in in_order if page in SECTIONS.values()] == list(SECTIONS.values())


def test_codes_are_unique() -> None:
    """No two points have one code."""
    codes = [point.code for point in POINTS]
    assert len(set(codes)) == len(codes)


def test_codes_follow_the_rule() -> None:
    """A code is R, the number of the section in the document or of the topic, and two digits."""
    number = {page: place for place, page in enumerate(SECTIONS.values(), 1)}
    number |= {other: number[page] for other, page in CONTINUED.items()}
    number |= TOPICS
    for point in POINTS:
        assert re.fullmatch(rf"R{number[point.page]}\d\d", point.code), point


@pytest.mark.parametrize("point", POINTS, ids=lambda point: point.code)
def test_point_can_be_quoted(point: Point) -> None:
    """A point stands alone: its first sentence is a short title, and an example proves it."""
    assert FORM.fullmatch(point.text)
    assert len(point.title) <= 100
    assert point.text.count(". ") >= 2, "the title must be a sentence of its own"
    assert not re.search(r"[`\[\]{}]", point.title)
    shown = {(page, anchor(name)) for page, name in embedded()}
    proofs = re.findall(r"\]\(([\w./-]*\.md)?#([\w-]+?)(?:-L\d+)?\)", point.text.split("Proof:")[1])
    assert proofs
    for where, target in proofs:
        page = normpath(join(dirname(point.page), where)) if where else point.page
        assert (page, target) in shown, f"not an example: {where}#{target}"


def test_titles_are_unique() -> None:
    """No two points are cited by the same words."""
    titles = [point.title for point in POINTS]
    assert len(set(titles)) == len(titles)


def test_point_has_parts() -> None:
    """What to look for and what to do come apart; only a few points say both in one."""
    whole = [point.code for point in POINTS if not point.parts.remedy]
    assert len(whole) < 0.05 * len(POINTS)
    for point in POINTS:
        each = point.parts
        joined = f"{each.claim} {each.look_for} {each.remedy} {each.proofs}"
        assert len(joined) > len(point.text) - len(" Look for Proof: , and .")
        assert not re.search(r"^(and|for|which)\b", plain(each.remedy)), point.code


PARTS = {
    "A is so. Look for b, and do c. Proof: d.": ("A is so.", "b", "do c.", "d."),
    "A is so. Look for b; do c. Proof: d.": ("A is so.", "b", "do c.", "d."),
    "A. Look for b, and for e; if so, do c.": ("A.", "b, and for e", "if so, do c.", ""),
    "A. Look for b; the next ends, so do c.": ("A.", "b", "the next ends, so do c.", ""),
    "A. Look for `x, and run`, and use c.": ("A.", "`x, and run`", "use c.", ""),
    "A. Look for [b, and use](#c), and do d.": ("A.", "[b, and use](#c)", "do d.", ""),
    "A. Look for <code>x; run</code> and b.": ("A.", "<code>x; run</code> and b", "", ""),
    "A. Look for b that gives, and callbacks.": ("A.", "b that gives, and callbacks", "", ""),
    "A, but without more.": ("A, but without more.", "", "", ""),
}
"""What a point says, as Markdown or HTML, and its parts."""


@pytest.mark.parametrize(("text", "wanted"), PARTS.items())
def test_parts(text: str, wanted: tuple[str, ...]) -> None:
    """The remedy begins where a reader is told to do something, and never within code or a link."""
    assert parts(text) == Parts(*wanted)


def test_topics() -> None:
    """Each number that codes begin with has words for what it's about, and no two have the same."""
    assert WORDS.keys() == {*NUMBERS.values()}
    assert len({*WORDS.values()}) == len(WORDS)


def links(site: Site, page: str, item: Tag) -> list[tuple[Path, str]]:
    """Where an item's own links lead inside the site: to which file, and to which id in it."""
    found = []
    for link in item.select("a[href]:not(.term)"):
        parts = urlsplit(str(link["href"]))
        if not parts.scheme:
            path = (site.file(page).parent / unquote(parts.path)).resolve()
            file = path / "index.html" if parts.path else site.file(page)
            found.append((file, unquote(parts.fragment)))
    return found


def words(text: str) -> list[str]:
    """The words of a point, apart from what only marks its parts."""
    marks = r"\bLook for\b|\bDo\b|\bProof\b"
    return re.sub(rf"{marks}|\band\b|[^\w\s]", " ", text, flags=re.IGNORECASE).split()


@pytest.mark.parametrize("point", POINTS, ids=lambda point: point.code)
def test_point_is_on_the_review_page(
    point: Point, site: Site, listed: dict[str, list[Tag]]
) -> None:
    """The review page has each point, word for word, its parts apart, with links that work.

    Its code leads to its permanent address, and has no id there, which is that of its own page.
    """
    target = site.page(point.page).find(id=point.code)
    assert isinstance(target, Tag)
    assert str(target["href"]).endswith(f"r/{point.code}/")
    original = target.find_parent("li")
    (copy,) = listed[point.code]
    assert isinstance(original, Tag)
    assert words(copy.get_text()) == words(original.get_text())
    each = point.parts
    starts = [item.get_text().split()[0] for item in copy.find_all("p", recursive=False)]
    assert starts == [point.code, "Look", *["Do"] * bool(each.remedy), "Proof"]
    (code, *others) = copy.select("a[href]:not(.term)")
    assert "point" in str(code["class"])
    assert "id" not in code.attrs
    assert str(code["href"]).endswith(f"r/{point.code}/")
    assert others
    found = links(site, "review.md", copy)[1:]
    assert found == links(site, point.page, original)[1:]
    for file, ident in found:
        assert ident in site.ids(file), f"{point.code} leads nowhere: {file}#{ident}"


@pytest.fixture(scope="module")
def listed(site: Site) -> dict[str, list[Tag]]:
    """The points of the review page, by their codes."""
    found: dict[str, list[Tag]] = {}
    for code in site.page("review.md").select("article li > p > a.point"):
        item = code.find_parent("li")
        assert isinstance(item, Tag)
        found.setdefault(code.get_text(), []).append(item)
    return found


def test_review_page_has_a_heading_for_each_page(site: Site) -> None:
    """Its headings are topics, and below them pages, which lead to their first points."""
    page = site.page("review.md")
    leads = [links(site, "review.md", heading)[0] for heading in page.select("article h3")]
    first = {point.page: point.code for point in reversed(POINTS)}
    in_order = dict.fromkeys(point.page for point in POINTS)
    assert leads == [(site.file(each), first[each]) for each in in_order]
    topics = [str(heading["id"]) for heading in page.select("article h2")]
    numbers = dict.fromkeys(point.topic for point in POINTS)
    assert topics == [f"topic-{number}" for number in numbers]
    assert [each["value"] for each in page.select(".points-filter option")] == ["", *topics]
    assert not page.select("p h2, p h3, p ul")


def description(page: str) -> str:
    """What a page says of itself in its front matter."""
    said = get_data((DOCS / page).read_text("utf-8"))[1].get("description", "")
    assert isinstance(said, str)
    return said


@pytest.mark.parametrize("page", PAGES)
def test_description(page: str) -> None:
    """Every page says in one sentence what a reader finds there, as long as a search shows it."""
    said = description(page)
    assert 70 <= len(said) <= 155
    assert re.fullmatch(r"[A-Z][^\n]*[.]", said)


def test_descriptions_are_unique() -> None:
    """No two pages say the same of themselves."""
    said = [description(page) for page in PAGES]
    assert len(set(said)) == len(said)


@pytest.mark.parametrize("page", PAGES)
def test_one_title(page: str) -> None:
    """A page has one heading of the first level, and it comes first."""
    text = re.sub(r"(?ms)^ *(`{3,}).*?^ *\1 *$", "", pages()[page])
    levels = [len(mark) for mark in re.findall(r"(?m)^(#+) ", text)]
    assert levels[0] == 1
    assert levels.count(1) == 1


def docs(tmp_path: Path, texts: dict[str, str]) -> Path:
    """A folder of pages."""
    for name, text in texts.items():
        file = tmp_path / "docs" / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, "utf-8")
    return tmp_path / "docs"


def bullet(code: str, text: str = "Wait. See.") -> str:
    """A point as an author writes it."""
    return f"- [{code}](site:r/{code}/){{#{code} .point}} {text}\n"


TOP = "# Title\n\n## In a review\n\n"

GOOD = {
    "no heading": ({"timeouts.md": "# T\n\n- [R601](x) no point\n"}, []),
    "several": ({"timeouts.md": TOP + bullet("R603") + bullet("R601")}, ["R603", "R601"]),
    "up to the next heading": (
        {"timeouts.md": TOP + bullet("R601") + "\n## Next\n\n- no point\n"},
        ["R601"],
    ),
    "two digits": ({"threads.md": TOP + bullet("R1001"), "basic.md": TOP + bullet("R101")}, None),
    "pages in the order of the document": (
        {"thread-limits.md": TOP + bullet("R1002"), "threads.md": TOP + bullet("R1003")},
        ["R1003", "R1002"],
    ),
    "a page that quotes how points are written": (
        {"other.md": f"# T\n\n```markdown\n{TOP}- no point\n```\n"},
        [],
    ),
    "a page without a section, without points": ({"reference/index.md": "# T\n"}, []),
}


@pytest.mark.parametrize("case", GOOD)
def test_points_are_found(case: str, tmp_path: Path) -> None:
    """Points are the bullets below their heading, and nothing else."""
    texts, wanted = GOOD[case]
    codes = [point.code for point in find_points(docs(tmp_path, texts))]
    assert codes == (["R101", "R1001"] if wanted is None else wanted)


TITLES = {
    "One. Two.": "One",
    "One": "One",
    "Is it? Yes.": "Is it?",
    "Call `anyio.run()` once. Two.": "Call anyio.run() once",
    "See `a. b` first. Two.": "See a. b first",
    "[`run()`][anyio.run] and [a `b` c](x.md#y) end. Two.": "run() and a b c end",
    "Version 4.14 and a.b. Two.": "Version 4.14 and a.b",
    "A line\n  and its second one. Two.": "A line and its second one",
}


@pytest.mark.parametrize("text", TITLES)
def test_title(text: str, tmp_path: Path) -> None:
    """A point is cited by its first sentence, without markup."""
    (point,) = find_points(docs(tmp_path, {"timeouts.md": TOP + bullet("R601", text)}))
    assert point.title == TITLES[text]
    assert point.text == " ".join(text.split())
    assert point.address == "r/R601/"


BAD = {
    "no code": ("timeouts.md", "- Wait.\n", 5, "this is not a point with a code", "R6nn"),
    "a code without a link": ("timeouts.md", "- R601 Wait.\n", 5, "not a point", "R6nn"),
    "a code without an id": ("timeouts.md", "- [R601](site:r/R601/) Wait.\n", 5, "not a point", ""),
    "a code of one digit": ("timeouts.md", bullet("R61"), 5, "not a point", "R6nn"),
    "a code of five digits": ("timeouts.md", bullet("R60001"), 5, "not a point", "R6nn"),
    "nothing said": ("timeouts.md", bullet("R601", ""), 5, "not a point", ""),
    "a paragraph": ("timeouts.md", bullet("R601") + "\nThat is all.\n", 7, "not a point", ""),
    "another bullet": ("timeouts.md", bullet("R601").replace("- ", "* "), 5, "not a point", ""),
    "a heading": ("timeouts.md", bullet("R601") + "\n### More\n", 7, "not a point", ""),
    "another link": (
        "timeouts.md",
        bullet("R601") + bullet("R602").replace("r/R602/", "r/R601/"),
        6,
        "the link or the id of R602 is not its own",
        "`- [R602](site:r/R602/){#R602 .point} `",
    ),
    "another id": (
        "timeouts.md",
        bullet("R601", "Wait.\n  See.") + "\n" + bullet("R602").replace("{#R602", "{#R601"),
        8,
        "the link or the id of R602 is not its own",
        "{#R602 .point}",
    ),
    "no class": ("timeouts.md", bullet("R601").replace(" .point", ""), 5, "id of R601", ".point"),
    "twice": (
        "timeouts.md",
        bullet("R601") + bullet("R601"),
        6,
        "R601 is the code of docs/timeouts.md:5 too",
        "no point has ever had",
    ),
    "another section": (
        "timeouts.md",
        bullet("R701"),
        5,
        "R701 is a code of section 7, and this page is of section 6",
        "begins with R6",
    ),
    "section 60 for section 6": ("timeouts.md", bullet("R6001"), 5, "section 60", "R6"),
    "no section": (
        "other.md",
        bullet("R601"),
        5,
        "no section that codes begin with",
        "sections.toml",
    ),
    "a link to a page": (
        "timeouts.md",
        bullet("R601", "Wait. See [a](basic.md)."),
        5,
        "a link of R601 leads to a page",
        "or to a line",
    ),
    "behind a fence": ("timeouts.md", "- Wait.\n", 9, "not a point", ""),
}


@pytest.mark.parametrize("case", BAD)
def test_errors(case: str, tmp_path: Path) -> None:
    """What is wrong with a point is said with its file, its line and its remedy."""
    page, text, line, reason, remedy = BAD[case]
    top = TOP.replace("\n\n#", "\n\n```\n## In a review\n\n```\n#") if "fence" in case else TOP
    with pytest.raises(Problem) as raised:
        [*find_points(docs(tmp_path, {page: top + text}))]
    problem = raised.value
    assert (problem.path, problem.line) == (Path("docs", page), line)
    assert reason in problem.reason
    assert remedy in problem.remedy


def test_codes_are_unique_across_pages(tmp_path: Path) -> None:
    """Two pages of one section can't have the same code."""
    texts = dict.fromkeys(("threads.md", "thread-limits.md"), TOP + bullet("R1001"))
    with pytest.raises(Problem, match=r"thread-limits.md:5: R1001 .* docs/threads.md:5 too"):
        [*find_points(docs(tmp_path, texts))]


LINKS = {
    "[a](#timeouts-x-L7)": "[a][timeouts-x-L7]",
    "[a `b`](basic.md#basic-x)": "[a `b`][basic-x]",
    "[a](reference/threads.md#y)": "[a][y]",
    "[a](https://x.org/b.md#c)": "[a](https://x.org/b.md#c)",
    "[a](site:e/t/x/)": "[a](site:e/t/x/)",
    "[`a()`][anyio.a]": "[`a()`][anyio.a]",
    "[a][anyio.a] and [b](#c)": "[a][anyio.a] and [b][c]",
}


@pytest.mark.parametrize("link", LINKS)
def test_links_of_the_list(link: str, tmp_path: Path) -> None:
    """In the list of all points, links lead to the same places as on the points' pages."""
    folder = docs(tmp_path, {"timeouts.md": TOP + bullet("R601", f"Wait. See {link}.")})
    assert render_review(folder) == (
        f"## {WORDS[6]} {{#topic-6}}\n\n### [Title][R601] {{#timeouts}}\n\n"
        f"- [R601](site:r/R601/){{.point}} Wait. See {LINKS[link]}.\n\n"
    )
