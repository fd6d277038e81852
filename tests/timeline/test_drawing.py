"""The drawing of a timeline: legible, complete, well-formed, and explained by its legend."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from itertools import combinations, pairwise
from xml.etree import ElementTree

import pytest

from anyio_by_example.timeline.model import (
    Cancellation,
    Moment,
    Print,
    Scope,
    Task,
    Thread,
    Timeline,
    Wait,
)
from anyio_by_example.timeline.picture.axis import Axis, in_words
from anyio_by_example.timeline.picture.captions import MEANINGS
from anyio_by_example.timeline.picture.drawing import Drawing, draw
from anyio_by_example.timeline.picture.lettering import OUTPUT, cells

At = float | tuple[float, int]


def moment(at: At) -> Moment:
    """A moment, from seconds or from seconds and a step."""
    return Moment(*at) if isinstance(at, tuple) else Moment(at)


def wait(
    kind: str, start: At, end: At, label: str = "", by: str | None = None, count: int = 1
) -> Wait:
    """A wait of line 12."""
    return Wait(kind, label, 12, moment(start), moment(end), by, count)


def task(
    key: str,
    name: str,
    start: At,
    end: At,
    *waits: Wait,
    group: str | None = None,
    thread: str | None = None,
    outcome: str = "finished",
    error: str = "",
    by: str | None = None,
    count: int = 1,
) -> Task:
    """A task of line 20, the child of the one whose key its own begins with."""
    parent = key.rpartition(".")[0] or None
    span = moment(start), moment(end)
    return Task(
        key, name, parent, group, thread, 20, *span, outcome, error, by, tuple(waits), count
    )


def scope(
    key: str,
    owner: str,
    start: At,
    end: At,
    label: str = "task group",
    parent: str | None = None,
    deadline: float | None = None,
    cancelled: Cancellation | None = None,
    is_shielded: bool = False,
) -> Scope:
    """A scope of line 30."""
    span = moment(start), moment(end)
    is_group = label == "task group"
    return Scope(
        key,
        label,
        is_group,
        owner,
        parent,
        30,
        *span,
        deadline,
        is_shielded,
        cancelled,
        bool(cancelled),
    )


def thread(
    key: str, name: str, start: At, end: At, *waits: Wait, owner: str | None = None
) -> Thread:
    """A worker thread of line 40."""
    return Thread(key, name, owner, 40, moment(start), moment(end), tuple(waits))


def printed(
    at: At, text: str, owner: str | None = None, thread: str | None = None, count: int = 1
) -> Print:
    """A printed line, of line 50."""
    return Print(moment(at), owner, thread, text, 50, count)


def timeline(*parts: Task | Scope | Thread | Print) -> Timeline:
    """A timeline of these parts."""
    tasks = tuple(part for part in parts if isinstance(part, Task))
    scopes = tuple(part for part in parts if isinstance(part, Scope))
    threads = tuple(part for part in parts if isinstance(part, Thread))
    prints = tuple(part for part in parts if isinstance(part, Print))
    ends = [part.end for part in parts if not isinstance(part, Print)]
    end = max(ends, default=Moment(0))
    return Timeline(end, False, tasks, scopes, threads, prints)


def workers() -> Timeline:
    """Three workers in a task group."""
    return timeline(
        task("0", "main", 0, (0.9, 2), wait("children", (0, 1), (0.9, 2))),
        scope("s0", "0", 0, (0.9, 2)),
        *(
            task(
                f"0.{n}",
                f"worker {letter}",
                (0, 1),
                ((n + 1) * 0.3, 1),
                wait("sleep", (0, 1), (n + 1) * 0.3, f"sleep({(n + 1) * 0.3:.1f})"),
                group="s0",
            )
            for n, letter in enumerate("ABC")
        ),
        *(
            printed(at, f"{letter}: {text}", f"0.{n}")
            for n, letter in enumerate("ABC")
            for at, text in (((0, 1), "started"), (((n + 1) * 0.3, 1), "done"))
        ),
        printed((0.9, 2), "all workers finished", "0"),
    )


def moved_on() -> Timeline:
    """A deadline that cancels a child and a wait, and one that isn't reached."""
    reached = Cancellation(Moment(0.5), "deadline", None, None)
    return timeline(
        task(
            "0",
            "main",
            0,
            0.8,
            wait("sleep", 0, 0.2, "sleep(0.2)"),
            wait("sleep", 0.2, (0.5, 1), "sleep(3)", by="s0"),
            wait("sleep", (0.5, 3), 0.8, "sleep(0.3)"),
        ),
        scope("s0", "0", 0, (0.5, 3), "move_on_after(0.5)", deadline=0.5, cancelled=reached),
        scope("s1", "0", 0, (0.5, 3), parent="s0"),
        task(
            "0.0",
            "slow_job",
            (0, 1),
            (0.5, 2),
            wait("sleep", (0, 1), (0.5, 1), "sleep(2)", by="s0"),
            group="s1",
            outcome="cancelled",
            by="s0",
        ),
        scope("s2", "0", (0.5, 3), (0.5, 4), "fail_after(0.1)", deadline=0.6),
        scope("s3", "0", (0.5, 3), 0.8, "fail_after(9)", deadline=9.5),
        scope("s4", "0", (0.5, 3), 0.8, "CancelScope(shield=True)", is_shielded=True),
        printed(0.2, "main: waiting for the job", "0"),
        printed((0, 1), "job: working", "0.0"),
        printed((0.5, 1), "job: cleaning up", "0.0"),
        printed((0.5, 3), "timed out: True", "0"),
        printed(0.8, "main: carried on", "0"),
    )


def failed() -> Timeline:
    """An error that nothing catches, and what it cancels."""
    raised = Cancellation(Moment(0.4, 2), "child", "0.1", None)
    sleeping = wait("sleep", (0, 1), (0.4, 3), "sleep(5)", by="s0")
    return timeline(
        task(
            "0",
            "main",
            0,
            (0.4, 4),
            wait("children", (0, 1), (0.4, 4)),
            outcome="raised",
            error="ExceptionGroup",
        ),
        scope("s0", "0", 0, (0.4, 4), cancelled=raised),
        task("0.0", "first", (0, 1), (0.4, 3), sleeping, group="s0", outcome="cancelled", by="s0"),
        task(
            "0.1",
            "faulty",
            (0, 1),
            (0.4, 1),
            wait("sleep", (0, 1), 0.4, "sleep(0.4)"),
            group="s0",
            outcome="raised",
            error="ValueError",
        ),
        task("0.2", "second", (0, 1), (0.4, 3), sleeping, group="s0", outcome="cancelled", by="s0"),
        printed((0.4, 1), "faulty: about to fail", "0.1"),
        printed((0.4, 3), "second: cancelled", "0.2"),
    )


def every_reason() -> Timeline:
    """Scopes that are cancelled for every reason there is."""
    by = {"cancel": "0", "child": "0.0", "body": "0", "deadline": None}
    return timeline(
        task("0", "main", 0, 4, outcome="raised", error="ValueError"),
        *(
            scope(
                f"s{n}",
                "0",
                n,
                n + 1,
                cancelled=Cancellation(Moment(n + 1), why, by[why], 31),
            )
            for n, why in enumerate(by)
        ),
        task("0.0", "faulty", 0, 1, group="s0", outcome="raised", error="LookupError"),
    )


def long_names() -> Timeline:
    """Names, calls and lines that are longer than any drawing is wide."""
    name, error = "a_function_with_a_very_long_name" * 4, "AnErrorWithAVeryLongName" * 4
    raised = Cancellation(Moment(1, 1), "child", "0.0", None)
    return timeline(
        task("0", name, 0, 2, wait("thread", 0, 1, f"to_thread.run_sync({name})")),
        scope("s0", "0", 0, (1, 1), f"move_on_after({name})", deadline=5, cancelled=raised),
        scope("s1", "0", 0, 2, f"fail_after({name})", deadline=123456.789),
        task(
            "0.0",
            name + "2",
            0,
            1,
            wait("task", 0, 1, f"{name}.receive()"),
            group="s0",
            outcome="raised",
            error=error,
        ),
        thread("t0", name, 0, 1, owner="0"),
        printed(0, name, "0"),
        printed(1, name, "0"),
        printed(2, name, "0"),
        printed(0.5, name, thread="t0"),
    )


def wide_characters() -> Timeline:
    """Names and lines in many scripts, markup and what XML can't hold."""
    texts = [
        "任務完成しました、次の仕事へ" * 3,
        "Ünïcödé ñ",
        "🦊🦊🦊 done",
        "<b>&amp;\"'",
        "a\x1b[31mred\x00\tx",
    ]
    return timeline(
        task("0", "メインタスク管理プログラム", 0, 1, wait("sleep", 0, 1, "等待(1)")),
        scope("s0", "0", 0, 1),
        *(
            task(f"0.{n}", text, 0, 1, wait("io", 0, 1, text), group="s0")
            for n, text in enumerate(texts)
        ),
        *(printed(n / 4, text, f"0.{n}") for n, text in enumerate(texts)),
        *(printed(n / 4, text, "0") for n, text in enumerate(texts)),
    )


def many_prints() -> Timeline:
    """Twelve lines at one instant, at the start and at the end, and forty on the way."""
    return timeline(
        task("0", "main", 0, 1, wait("sleep", 0, 1, "sleep(1)")),
        task("1", "ticker", 0, 1, wait("sleep", 0, 1, "sleep(0.025)", count=40)),
        *(printed(0, f"line {n}", "0") for n in range(12)),
        *(printed((1, n), f"line {n}", "0") for n in range(12)),
        *(printed(n / 40, f"tick number {n}", "1") for n in range(41)),
        printed(0.5, "", "0"),
    )


def long_and_short() -> Timeline:
    """A millisecond beside an hour."""
    return timeline(
        task(
            "0",
            "main",
            0,
            3600.002,
            wait("sleep", 0, 0.001, "sleep(0.001)"),
            wait("sleep", 0.001, 3600.001, "sleep(3600)"),
            wait("sleep", 3600.001, 3600.002, "sleep(0.001)"),
        ),
        task("1", "short", 0, 0.001),
        printed(0.001, "short", "0"),
        printed(3600.001, "long", "0"),
    )


def at_once() -> Timeline:
    """A producer and a consumer that take no time at all."""
    return timeline(
        task("0", "main", 0, (0, 9), wait("children", (0, 1), (0, 9))),
        scope("s0", "0", 0, (0, 9)),
        task(
            "0.0",
            "producer",
            (0, 1),
            (0, 7),
            *(wait("task", (0, n), (0, n + 2), "send()") for n in (1, 3, 5)),
            group="s0",
        ),
        task(
            "0.1",
            "consumer",
            (0, 1),
            (0, 8),
            *(wait("task", (0, n), (0, n + 2), "receive()") for n in (2, 4, 6)),
            group="s0",
        ),
        *(printed((0, n), f"sent {n}", "0.0") for n in (1, 3, 5)),
        *(printed((0, n), f"got {n}", "0.1") for n in (2, 4, 6)),
    )


def many_steps() -> Timeline:
    """More steps of one instant than there is room for."""
    waits = [wait("task", (1, n), (1, n + 1), "checkpoint()") for n in range(300)]
    return timeline(task("0", "main", 0, 2, *waits), task("1", "other", (1, 7), (1, 200)))


def folded() -> Timeline:
    """A hundred tasks, most of them folded into one row, and an empty task group."""
    waits = wait("sleep", 0, 1, "sleep(0.1)", count=10), wait("task", 1, 1.05, "receive()", count=9)
    return timeline(
        task("0", "main", 0, 2),
        scope("s0", "0", 0, 1.05),
        task("0.0", "worker 0", 0, 1.05, *waits, group="s0"),
        task("0.1", "worker 1", 0, 1.05, *waits, group="s0"),
        task("0.2", "worker", 0, 1.05, *waits, group="s0", count=97),
        scope("s1", "0", (1.05, 1), (1.05, 1)),
        printed(0, "hello", "0.2", count=97),
    )


def nested() -> Timeline:
    """Task groups in task groups, four deep."""
    keys = ["0", "0.0", "0.0.0", "0.0.0.0", "0.0.0.0.0"]
    groups = [scope(f"s{n}", key, 0, 1, parent=f"s{n - 1}") for n, key in enumerate(keys[:4])]
    names = ["outermost", "outer_level", "middle_level", "inner_level", "innermost"]
    tasks = [
        task(key, name, 0, 1, group=f"s{n - 1}")
        for n, (key, name) in enumerate(zip(keys, names, strict=True))
    ]
    return timeline(*tasks, *groups)


def threads() -> Timeline:
    """A thread that is abandoned, one that calls back, one that no task started."""
    late = Cancellation(Moment(0.5), "deadline", None, None)
    return timeline(
        task(
            "0",
            "main",
            0,
            (0.5, 2),
            wait("thread", 0, (0.5, 1), "to_thread.run_sync(slow)", by="s0"),
        ),
        scope("s0", "0", 0, (0.5, 2), "move_on_after(0.5)", deadline=0.5, cancelled=late),
        thread("t0", "slow", 0, 2, wait("sleep", 0, 2, "time.sleep(2)"), owner="0"),
        thread("t1", "portal", 0, 1, wait("task", 0.2, 0.8, "from_thread.run(callback)")),
        task("1", "callback", 0.2, 0.8, wait("sleep", 0.2, 0.8, "sleep(0.6)"), thread="t1"),
        thread("t2", "quick", 0, 0.2, owner="0"),
        printed(2, "slow is done", thread="t0"),
        printed(0, "before any task"),
    )


def every_kind() -> Timeline:
    """Every kind of wait, with and without a call, and a task that never ended."""
    return timeline(
        *(
            task(
                str(n),
                f"{kind} task",
                0,
                3,
                wait(kind, 0, 1, "call()"),
                wait(kind, 1, 2),
                wait(kind, 2, 2.1),
                outcome="unfinished",
            )
            for n, kind in enumerate(MEANINGS)
        )
    )


def alone() -> Timeline:
    """One task that does nothing."""
    return timeline(task("0", "main", 0, 0))


def nothing() -> Timeline:
    """No task at all."""
    return timeline()


CASES: list[Callable[[], Timeline]] = [
    workers,
    moved_on,
    failed,
    every_reason,
    long_names,
    wide_characters,
    many_prints,
    long_and_short,
    at_once,
    many_steps,
    folded,
    nested,
    threads,
    every_kind,
    alone,
    nothing,
]


@pytest.fixture(params=CASES, ids=lambda case: case.__name__)
def case(request: pytest.FixtureRequest) -> Timeline:
    """Each of the timelines above."""
    made: Timeline = request.param()
    return made


def drawn(timeline: Timeline) -> Drawing:
    """The drawing of a timeline."""
    return draw(timeline, "x", 'Title <&"')


def images(timeline: Timeline) -> list[ElementTree.Element]:
    """Both images of a timeline, parsed."""
    drawing = drawn(timeline)
    return [ElementTree.fromstring(image) for image in (drawing.wide, drawing.narrow)]


def meanings(timeline: Timeline) -> set[str]:
    """What the legend explains."""
    return {meaning for _, meaning in drawn(timeline).legend}


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


def test_legend_has_what_occurs() -> None:
    """The legend explains the signs that no word beside them explains, and only what occurs."""
    assert meanings(alone()) == {"running"}
    # both images have room for "waiting for its children" in its bar
    assert meanings(workers()) == {"running", "sleeping", "printed", "one instant, step by step"}
    assert meanings(moved_on()) >= {"deadline", "cancellation", "cancelled"}
    assert meanings(failed()) == {
        "running",
        "sleeping",
        "cancellation",
        "printed",
        "one instant, step by step",
    }
    assert "worker thread that no task waits for" in meanings(threads())
    assert "several equal tasks" in meanings(folded())
    # "sleeping" is written in a bar that has no call
    assert meanings(every_kind()) >= {*MEANINGS.values(), "running"} - {"sleeping"}


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
        pieces = re.findall(r"M(\d+) (\d+)V(\d+)", path)
        assert pieces
        for x, top, bottom in (map(int, piece) for piece in pieces):
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


@pytest.mark.parametrize(
    ("text", "case"),
    [
        ("97 finished", folded),
        ("worker ×97", folded),
        ("sleep(0.1) ×10", folded),
        ("hello ×97", folded),
        ("cancelled at 0.5 s", moved_on),
        ("raised ValueError at 0.4 s", failed),
        ("unfinished", every_kind),
        ("worker thread, abandoned", threads),
        ("outside any task", threads),
        ("cannot run", every_kind),
        ("cancelled: deadline reached", every_reason),
        ("cancelled: cancel() called by main", every_reason),
        ("cancelled: faulty raised LookupError", every_reason),
        ("cancelled: its body raised ValueError", every_reason),
        ("deadline 9.5 s, not reached", moved_on),
        ("1 h", lambda: timeline(task("0", "main", 0, 3600))),
        ("+7 more", many_prints),
    ],
)
def test_says(text: str, case: Callable[[], Timeline]) -> None:
    """A drawing says in words what its shapes stand for."""
    assert text in {box.text for box in drawn(case()).wide_boxes}


def test_lines_under_a_bar() -> None:
    """However much a task prints, at most six lines of text stand below its bar."""
    one, many = (
        drawn(timeline(task("0", "main", 0, 1), *(printed(0, "x", "0") for _ in range(n))))
        for n in (6, 100)
    )
    heights = [ElementTree.fromstring(each.wide).attrib["viewBox"] for each in (one, many)]
    assert heights[0] == heights[1]


@pytest.mark.parametrize("room", [290, 480])
def test_axis_shows_every_moment(case: Timeline, room: int) -> None:
    """Later is further right, within the room, however much happens at once."""
    waits = [wait for each in case.tasks for wait in each.waits]
    starts = {each.start for each in waits} | {each.start for each in case.tasks}
    moments = sorted(starts | {case.end})
    axis = Axis(moments, 3, 3 + room)
    places = [axis.x(each) for each in moments]
    assert all(earlier < later for earlier, later in pairwise(places))
    assert places[0] == 3
    assert places[-1] <= 3 + room + 0.001


def test_axis_in_proportion() -> None:
    """Times share the room in proportion to their lengths, the shortest still seen."""
    axis = Axis([Moment(0), Moment(1), Moment(3), Moment(3.001)], 0, 326)
    assert [round(axis.x(Moment(at))) for at in (0, 1, 3, 3.001)] == [0, 100, 300, 326]


def test_axis_of_equal_sums() -> None:
    """0.1 + 0.2 is 0.3, whatever a computer says."""
    assert len(Axis([Moment(0.1 + 0.2), Moment(0.3)], 0, 100).instants) == 1


@pytest.mark.parametrize(
    ("seconds", "text"),
    [
        (0, "0 s"),
        (0.25, "0.25 s"),
        (1.5, "1.5 s"),
        (0.00025, "0.00025 s"),
        (90, "90 s"),
        (600, "600 s"),
        (3600, "1 h"),
        (3600.001, "3600.001 s"),
        (0.1 + 0.2, "0.3 s"),
    ],
)
def test_seconds_in_words(seconds: float, text: str) -> None:
    """Times are written as a reader writes them."""
    assert in_words(seconds) == text


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
