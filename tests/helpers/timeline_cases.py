"""Timelines that are hard to draw, each in its own way."""

from __future__ import annotations

from collections.abc import Callable

from anyio_timeline.model import Cancellation, Moment, Timeline
from anyio_timeline.picture.captions import MEANINGS
from helpers.timeline_parts import printed, scope, task, thread, timeline, wait


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
