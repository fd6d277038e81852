"""The texts of a drawing: none lies on another, and one that has no room is cut with sense."""

from __future__ import annotations

import re
from itertools import combinations
from xml.etree import ElementTree

import pytest
from helpers.drawn import drawn, images
from helpers.timeline_cases import moved_on
from helpers.timeline_parts import printed, task, timeline

from anyio_by_example.timeline.model import Timeline
from anyio_by_example.timeline.picture.lettering import OUTPUT, cells


def test_labels_apart_and_inside(case: Timeline) -> None:
    """No text or sign lies on another one or outside, in either width."""
    drawing = drawn(case)
    for image, boxes in (
        (drawing.wide, drawing.wide_boxes),
        (drawing.narrow, drawing.narrow_boxes),
    ):
        *_, width, height = map(float, ElementTree.fromstring(image).attrib["viewBox"].split())
        for box in boxes:
            assert 0 <= box.left <= box.right <= width, box
            assert 0 <= box.top <= box.bottom <= height, box
        assert [(a, b) for a, b in combinations(boxes, 2) if a.overlaps(b)] == []


def test_long_lines_wrapped() -> None:
    """A printed line that is longer than its row goes on below, beside nothing else."""
    long, short = "word " * 24, "short"
    case = timeline(task("0", "main", 0, 1), printed(0, long, "0"), printed(1, short, "0"))
    boxes = [box for box in drawn(case).wide_boxes if "word" in box.text or box.text == short]
    assert len(boxes) == 3
    assert len({box.top for box in boxes}) >= 2
    assert not any("…" in box.text for box in boxes)


def test_lines_leave_texts_free() -> None:
    """A cancellation's line passes through no text."""
    for image, boxes in ((images(moved_on())[1], drawn(moved_on()).narrow_boxes),):
        path = next(
            each[-1].attrib["d"]
            for each in image.iter("g")
            if each.attrib.get("class") == "tl-cancellation"
        )
        steps = re.findall(r"[Mm](\d+)[ ]?(-?\d+)v(\d+)", path)
        assert steps
        x = bottom = 0
        for right, down, length in (map(int, step) for step in steps):
            x, top = x + right, bottom + down
            bottom = top + length
            crossed = [
                box
                for box in boxes
                if box.left < x < box.right and box.top < bottom and top < box.bottom
            ]
            assert crossed == []


def test_namesakes_differ() -> None:
    """A name that is cut keeps the number by which it differs from its namesakes."""
    name = "a_function_with_a_very_long_name_of_its_own"
    tasks = [task(str(n), f"{name} {n}", 0, 1) for n in (1, 2)]
    for boxes in (drawn(timeline(*tasks)).wide_boxes, drawn(timeline(*tasks)).narrow_boxes):
        shown = [box.text for box in boxes if box.text.startswith("a_")]
        assert [text[-3:] for text in shown] == ["… 1", "… 2"]


def test_lines_under_a_bar() -> None:
    """However much a task prints, at most six lines of text stand below its bar."""
    one, many = (
        drawn(timeline(task("0", "main", 0, 1), *(printed(0, "x", "0") for _ in range(n))))
        for n in (6, 100)
    )
    heights = [ElementTree.fromstring(each.wide).attrib["viewBox"] for each in (one, many)]
    assert heights[0] == heights[1]


@pytest.mark.parametrize(
    ("text", "width"), [("abc", 3), ("任務", 4), ("e\u0301", 1), ("🦊", 2), ("", 0)]
)
def test_width_in_cells(text: str, width: int) -> None:
    """East Asian wide characters count double, combining ones not at all."""
    assert cells(text) == width


def test_clipped_with_an_ellipsis() -> None:
    """What has no room ends with an ellipsis, and is left out if almost nothing would be left."""
    room = OUTPUT.width("123456")
    assert OUTPUT.clip("123456", room) == "123456"
    assert OUTPUT.clip("1234567", room) == "12345…"
    assert OUTPUT.clip("任務任務", room) == "任務…"
    assert OUTPUT.clip("1234567", room, least=6) == ""
