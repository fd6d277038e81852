"""OnTrio: what tells of the steps of tasks on Trio, with Trio's own instruments."""

from __future__ import annotations

import sys
from typing import Any
from weakref import ref

import trio

if sys.version_info < (3, 11):
    from exceptiongroup import BaseExceptionGroup

from anyio._backends import _trio as backend
from trio._core import _run

from anyio_timeline.watching.cast import Life
from anyio_timeline.watching.event_loop import Loop
from anyio_timeline.watching.methods import watch_methods
from anyio_timeline.watching.site import short_name
from anyio_timeline.watching.trio_scopes import TrioScopes, is_left
from anyio_timeline.watching.variables import local
from anyio_timeline.watching.watch import Watch
from anyio_timeline.watching.workers import watch_workers

_End = tuple[BaseException | None, Any]
"""What a task raised, if anything, and the nursery in which it was."""

_ENTRY_QUEUE = "<TrioToken.run_sync_soon task>"
"""The name of the task in which Trio runs what threads ask for."""


class OnTrio:
    """Tells of tasks on Trio.

    Args:
        watch: What is common to all backends.
    """

    def __init__(self, watch: Watch) -> None:
        self.watch = watch
        self.ends: dict[int, _End] = {}
        """How each task has ended whose last step ends, by its id."""

    def begin(self) -> None:
        """Watch from now on."""
        run: Any = _run
        self.watch.story.in_loop.append(lambda: hasattr(_run.GLOBAL_RUN_CONTEXT, "runner"))
        setup, exited = run.setup_runner, run.Runner.task_exited
        run_sync_soon = run.TrioToken.run_sync_soon
        story = self.watch.story

        def setup_runner(clock: Any, instruments: Any, *rest: Any) -> Any:
            return setup(clock, [*instruments, _Steps(self.watch, self.ends)], *rest)

        def task_exited(runner: Any, task: Any, outcome: Any) -> None:
            # neither a task nor an instrument says how a task ended, and where it was then
            self.ends[id(task)] = getattr(outcome, "error", None), task.parent_nursery
            exited(runner, task, outcome)

        def watched_run_sync_soon(token: Any, sync_fn: Any, *args: Any, **options: Any) -> None:
            if not options.get("idempotent"):  # Trio compares those
                site = self.watch.site()
                sync_fn, args = story.threads.asked(site.line, site.label, sync_fn, *args), ()
            run_sync_soon(token, sync_fn, *args, **options)

        run.setup_runner = setup_runner
        run.Runner.task_exited = task_exited
        run.TrioToken.run_sync_soon = watched_run_sync_soon
        self._watch_groups()
        TrioScopes(self.watch).begin()
        self.watch.watch_backend(backend.TrioBackend, backend.TaskGroup, is_left=is_left)
        watch_workers(self.watch, backend.TrioBackend)
        watch_methods(
            self.watch, backend.CancelScope, own=lambda scope: scope._CancelScope__original
        )

    def _watch_groups(self) -> None:
        kind: Any = backend.CancelScope
        init = kind.__init__

        def watched_init(made: Any, original: Any = None, **options: Any) -> None:
            init(made, original, **options)
            group = local(sys._getframe(1), "self")
            if isinstance(group, backend.TaskGroup) and (ring := self.watch.ring(group)):
                self.watch.know(ring, made, original)
                self.watch.story.scopes.enter(ring, original)

        kind.__init__ = watched_init


def is_cancellation(error: BaseException) -> bool:
    """Whether an error is a cancellation, or a group of nothing else, as nurseries raise it."""
    if isinstance(error, BaseExceptionGroup):
        inner: tuple[BaseException, ...] = BaseExceptionGroup.exceptions.__get__(error)
        return all(map(is_cancellation, inner))
    return isinstance(error, trio.Cancelled)


class _Steps(trio.abc.Instrument):
    """Tells of the steps of one event loop's tasks."""

    def __init__(self, watch: Watch, ends: dict[int, _End]) -> None:
        self.watch = watch
        self.story = watch.story
        self.ends = ends
        self._loop = Loop(trio.current_time)
        # by their ids, until they end
        self._lives: dict[int, Life] = {}
        self._nurseries: dict[int, int] = {}
        """In which nursery, by its id, a task is that has found its place there."""
        self._is_first = True

    def task_spawned(self, task: Any) -> None:
        nursery = task.parent_nursery
        if nursery is None or task.name == _ENTRY_QUEUE or self.story.is_full:
            return
        story, site = self.story, self.watch.site()
        is_root, self._is_first = self._is_first, False
        asker = story.here.base if is_root else story.here.asker
        name, line = self.watch.name(task.name, task.coro), site.line or story.here.line
        life = story.spawn(name, line, asker, None, self._loop)
        life.called = self.watch.called(task.coro)
        life.runs_tests = self.watch.runs_tests(task.coro)
        if (promised := self.watch.promised(task.coro)) is not None:
            life.promise = ref(promised)
        life.is_shown = self.watch.is_shown(task.coro, site) or (is_root and bool(site.main))
        if is_root and site.main:
            life.name = site.main
        elif asker and not is_root:
            life.line = story.here.line
            life.name = short_name(self.watch.origin(task.coro) or task.name)
        self._lives[id(task)] = life
        self._settle(life, task, nursery)
        self._settle(life, task, nursery)

    def _settle(self, life: Life, task: Any, nursery: Any) -> None:
        """See where a task belongs: `start()` moves it."""
        if self._nurseries.get(id(task)) == id(nursery):
            return
        parent = self._lives.get(id(nursery.parent_task))
        # a nursery of Trio's own, as start() has one, lies in what its task is in
        group = self.watch.ring(nursery.cancel_scope)
        inner = parent.inner if parent else None
        self.story.settle(life, parent or life.owner, group or inner, group is not None)
        if group or parent is None:
            self._nurseries[id(task)] = id(nursery)

    def task_scheduled(self, task: Any) -> None:
        if life := self._lives.get(id(task)):
            if self.story.here.actor is life:
                life.cause = life.now
                life.yields = self.story.is_measured and life.is_shown
            else:
                life.cause = self.story.cause

    def after_io_wait(self, _timeout: float, /) -> None:
        # now it looks which deadlines have passed
        self._loop.is_same_round = False

    def before_task_step(self, task: Any) -> None:
        life = self._lives.get(id(task))
        if life and not self.story.is_full:
            error = getattr(task._next_send, "error", None)
            cause, life.cause = life.cause, None
            if getattr(error, "source", "") == "nursery":
                self._see_body(life)
            is_cancelled = isinstance(error, trio.Cancelled)
            if life.yields:
                life.yields = False
                if self.story.turns.goes_on(life, is_cancelled):
                    return
                life.waiting = self.watch.waits.turn(task.coro, is_cancelled)
            self.story.turns.resume(life, cause, is_cancelled)

    def _see_body(self, life: Life) -> None:
        """A nursery has cancelled a task; if none of its tasks has raised, its body has."""
        for ring in life.around():
            is_cancelled = ring.is_group and ring.scope and ring.scope._cancel_called
            if is_cancelled and life.loop.clock() < ring.alarm:
                self.story.scopes.cancel(ring, "body", ring.task)

    def after_task_step(self, task: Any) -> None:
        life = self._lives.get(id(task))
        has_ended = bool(self.ends) and id(task) in self.ends
        if has_ended:
            error, nursery = self.ends.pop(id(task))
            if life and nursery and not self.story.is_full:
                self._settle(life, task, nursery)
            self._lives.pop(id(task), None)
            self._nurseries.pop(id(task), None)
        if life is None or self.story.is_full:
            return
        if not has_ended:
            self._settle(life, task, task.parent_nursery)
            if life.yields:
                self.story.turns.rest(life)
                return
            self.story.turns.suspend(life, self.watch.waits.of(task.coro))
            return
        if error is None:
            self.story.turns.finish(life, "finished")
        elif is_cancellation(error):
            self.story.turns.finish(life, "cancelled")
        else:
            self.story.turns.finish(life, "raised", type(error).__name__)
