"""The drawing of a timeline: complete, well-formed, and the same in both widths."""

from __future__ import annotations

import re
from dataclasses import replace
from xml.etree import ElementTree

from helpers.drawn import drawn, images
from helpers.timeline_cases import wide_characters, workers
from helpers.timeline_parts import task, timeline, wait

from anyio_timeline.model import Print, Scope, Task, Thread, Timeline
from anyio_timeline.picture.drawing import draw


def test_named_and_described(case: Timeline) -> None:
    """Each image is well-formed, has a name, and says where the page describes it."""
    for image, width in zip(images(case), ("688", "312"), strict=True):
        assert image.tag == "svg"
        assert image.attrib["role"] == "img"
        assert image.attrib["aria-label"] == 'Title <&"'
        assert image.attrib["aria-describedby"] == "x"
        assert image.attrib["viewBox"].startswith(f"0 0 {width} ")


def test_alone() -> None:
    """An image that stands alone has its namespace and its description inside."""
    drawing = draw(workers(), "x", "Title", "All <of> it")
    image = ElementTree.fromstring(drawing.wide)
    assert image.tag == "{http://www.w3.org/2000/svg}svg"
    assert image[0].tag.endswith("}desc")
    assert (image[0].attrib["id"], image[0].text) == ("x", "All <of> it")
    assert ' id="' not in drawing.narrow


def test_lines_and_prints(case: Timeline) -> None:
    """Every part names its line of the program, and every printed line its number, once."""
    parts: list[Task | Thread | Scope | Print]
    parts = [*case.tasks, *case.threads, *case.scopes, *case.prints]
    holders: list[Task | Thread] = [*case.tasks, *case.threads]
    waits = [wait for each in holders for wait in each.waits]
    wanted = [str(part.line) for part in [*parts, *waits]]
    for image in images(case):
        shown = [each.attrib["data-line"] for each in image.iter() if "data-line" in each.attrib]
        causes = [str(each.cancelled.line) for each in case.scopes if each.cancelled]
        assert sorted(shown) == sorted([*wanted, *(line for line in causes if line != "None")])
        numbers = [
            each.attrib["data-print"] for each in image.iter() if "data-print" in each.attrib
        ]
        assert sorted(map(int, numbers)) == list(range(len(case.prints)))


def test_line_that_blocks() -> None:
    """A bar says which line blocks: the whole place, the line alone, or nothing, as it has room."""
    ends = 0.6, 0.3, 0.03
    for end, shown in zip(ends, ("service.py:1234", "line 1234", ""), strict=True):
        blocked = wait("blocked", 0, end, "service.py:1234")
        text = drawn(timeline(task("0", "main", 0, 2, blocked))).wide
        inside = re.findall(r">([^<]*1234)</text>", text)
        assert inside == ([shown] if shown else []), end


def test_no_line_no_attribute() -> None:
    """What has no known line has no attribute for it."""
    main = replace(task("0", "main", 0, 1), line=None)
    assert "data-line" not in drawn(timeline(main)).wide


def test_full_text_in_tooltips(case: Timeline) -> None:
    """What has no room in the wide image is still said whole in a tooltip."""
    named = [*(each.name for each in case.tasks), *(each.name for each in case.threads)]
    said = [line.text for line in case.prints]
    image = images(case)[0]
    tips = [each.text or "" for each in image.iter("title")]
    notes = [each for each in image.iter("g") if "data-print" in each.attrib]
    tips += [" ".join(each.text or "" for each in note.iter("text")) for note in notes]
    for text in (*named, *said, *(scope.label for scope in case.scopes)):
        readable = re.sub("[\x00-\x08\x0e-\x1f]", "\N{REPLACEMENT CHARACTER}", text)
        assert any(readable.replace("\t", " ") in tip for tip in tips), text


def test_same_parts_in_both(case: Timeline) -> None:
    """The narrow image has the parts of the wide one, in order: a script copies their tooltips."""
    wide, narrow = (
        [
            (each.attrib.get("data-line"), each.attrib.get("data-print"))
            for each in image.iter("g")
            if each.attrib.keys() & {"data-line", "data-print"}
        ]
        for image in images(case)
    )
    assert wide == narrow


def test_not_reached_from_the_keyboard(case: Timeline) -> None:
    """Nothing in the markup takes the focus: that is for a script that does something with it."""
    for image in images(case):
        assert not any("tabindex" in each.attrib for each in image.iter())


def test_small_and_stable() -> None:
    """A drawing of four tasks takes less than 5 kB, has no long numbers and is always the same."""
    first, second = drawn(workers()), drawn(workers())
    assert first == second
    for image in (first.wide, first.narrow):
        assert len(image) < 5000
        assert not re.search(r"\d\.\d\d", re.sub("<(title|desc).*?</", "", image))


def test_text_is_escaped() -> None:
    """Names and printed lines are never markup."""
    drawing = drawn(wide_characters())
    for image in (drawing.wide, drawing.narrow):
        assert "<b>" not in image
        assert "&lt;b&gt;&amp;amp;" in image
