"""The texts of a drawing: none lies on another, and one that has no room is cut with sense."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import combinations
from xml.etree import ElementTree

import pytest
from helpers.drawn import drawn, images
from helpers.timeline_parts import printed, task, timeline

from anyio_timeline.model import Timeline
from anyio_timeline.picture.lettering import OUTPUT, cells


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


LINES = ("tl-edge", "tl-start", "tl-stem", "tl-tree", "tl-rest")
"""The classes of lines; those of a cancellation have none of their own."""


def segments(image: ElementTree.Element) -> Iterator[tuple[float, float, float, float]]:
    """From where to where each straight line of a drawing goes."""
    for group in image.iter("g"):
        for path in group.findall("path"):
            is_cancellation = group.get("class") == "tl-cancellation"
            if is_cancellation or set(path.get("class", "").split()) & {*LINES}:
                yield from lines(path.attrib["d"])


def lines(path: str) -> Iterator[tuple[float, float, float, float]]:
    """The same for one path, whose commands but the first are relative."""
    x = y = 0.0
    for command, text in re.findall("([MmvhlZz])([^A-Za-z]*)", path):
        numbers = [float(each) for each in re.findall(r"-?(?:\d+\.?\d*|\.\d+)", text)]
        for n, step in enumerate(numbers):
            if command in "vh":
                to = (x, y + step) if command == "v" else (x + step, y)
            elif n % 2 == 0:
                to = (x + step, y + numbers[n + 1])
            else:
                continue
            # more numbers after a move are lines
            if command in "vhl" or n > 1:
                yield (min(x, to[0]), min(y, to[1]), max(x, to[0]), max(y, to[1]))
            x, y = to


def test_lines_leave_texts_free(case: Timeline) -> None:
    """No line passes through a text: neither a frame's, nor a cancellation's, nor another one."""
    drawing = drawn(case)
    found = 0
    for image, boxes in zip(images(case), (drawing.wide_boxes, drawing.narrow_boxes), strict=True):
        texts = {each.text for each in image.iter("text")}
        for left, top, right, bottom in segments(image):
            found += 1
            assert [
                box
                for box in boxes
                if box.text in texts
                and (box.left < right and left < box.right)
                and (box.top < bottom and top < box.bottom)
            ] == []
    assert found or not case.scopes


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
