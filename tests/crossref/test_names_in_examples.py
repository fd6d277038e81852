"""The names in the project's examples: documented, none overlooked, whatever the order."""

from __future__ import annotations

import random
import re
from collections.abc import Callable, Mapping

import pytest
from helpers.support import ROOT

from anyio_by_example.api.inventory import inventory
from anyio_by_example.api.public import public_api
from anyio_by_example.crossref.names import Name, Names
from anyio_by_example.examples.example import Example
from anyio_by_example.library.library import Library


@pytest.fixture(scope="module")
def examples() -> list[Example]:
    """The project's examples, none of them recorded."""
    return Library(ROOT / "snippets").examples()


Found = dict[str, Mapping[str, tuple[Name, ...]]]
"""The names in each file of each example."""
Find = Callable[[list[Example]], Found]


@pytest.fixture(scope="module")
def find(tmp_path_factory: pytest.TempPathFactory) -> Find:
    """Finds the names in examples anew."""

    def find(examples: list[Example]) -> Found:
        names = Names(tmp_path_factory.mktemp("kept"))
        return {each.name: names.of(each, lambda: examples) for each in examples}

    return find


@pytest.fixture(scope="module")
def found(examples: list[Example]) -> Found:
    """The names in all examples, asked about in their order, by a build if there was one."""
    library = Library(ROOT / "snippets")
    return {each.name: library.names_in(each) for each in examples}


def test_order_does_not_matter(examples: list[Example], find: Find, found: Found) -> None:
    """The names in an example are the same whichever others are asked about, and when."""
    mixed = random.Random(1).sample(examples, 30)
    assert find(mixed) == {example.name: found[example.name] for example in mixed}
    for example in mixed[:3]:
        assert find([example]) == {example.name: found[example.name]}


def test_every_target_is_documented(found: Found) -> None:
    """Each name has an entry, stands in one line, and none overlaps with another."""
    documented = {*public_api().all, *public_api().modules, *inventory()}
    for example, files in found.items():
        for file, names in files.items():
            assert {name.target for name in names} <= documented
            ends: dict[int, int] = {}
            for name in names:
                assert ends.get(name.line, 0) <= name.column < name.end, (example, file, name)
                ends[name.line] = name.end


EXPECTED_UNLINKED = {
    ("backends/available_backends.py", "get"),  # that of os.environ, which has no entry
    ("async_functools/cached_method.py", "cache_info"),  # of a class that a loop goes through
    ("many_calls/first_compared.py", "return_value"),  # ty doesn't say of what is awaited there
    ("native_cancellation/stubborn_library.py", "wait_for"),  # it's in a text
    ("own_streams/either_half.py", "name"),  # that of a path
    ("own_streams/failover.py", "receive"),  # of a byte stream or of an object stream
    ("own_streams/signatures.py", "send"),  # likewise
    ("stream_wrappers/closing.py", "closed"),  # that of a file
    ("stream_wrappers/half_closed.py", "closed"),  # likewise
    ("stream_wrappers/log_file.py", "flush"),  # likewise
    ("releases/file_cut_at_its_end.py", "close"),  # likewise
    ("releases/file_cut_at_its_end.py", "closed"),  # likewise
    ("older/importable_backends.py", "get"),  # that of os.environ
    ("older/scope_in_the_task.py", "cancel"),  # of a class of the example's own
    ("older/scope_in_the_task.py", "cancel_called"),  # likewise
    ("older/stream_for_each_reader.py", "copy"),  # that of a list
    ("connectables/any_server.py", "connect"),  # of one of several classes
    ("connectables/any_server.py", "receive"),  # likewise
    ("portals/start_task.py", "cancel"),  # ty doesn't say what start_task() gives
    ("sessions/over_memory.py", "call"),  # of a class of a support file
    # of files of Python's
    ("files/cut_and_closed.py", "closed"),
    ("files/file_methods.py", "closed"),
    ("files/kept_name.py", "name"),
    ("files/replaced.py", "fileno"),
    ("files/replaced.py", "name"),
    ("files/stdin_readable.py", "fileno"),
    ("files/stdin_waits.py", "flush"),
    ("files/temporary.py", "name"),
    ("files/wrapped.py", "closed"),
    ("older/wrapped_spooled_file.py", "name"),
    ("older/wrapped_temporary_file.py", "name"),
    ("processes/unread_input.py", "seek"),
    ("signals/stdin_readable.py", "fileno"),
    ("signals/stdin_readable.py", "flush"),
    ("unix_sockets/passed_file.py", "fileno"),
    ("worker_processes/inside.py", "name"),
    # of what is one thing of AnyIO's and one of another library's
    ("bridges/events_and_locks.py", "release"),
    ("bridges/nursery_and_group.py", "started"),
    ("bridges/threads_on_trio.py", "run"),
    ("bridges/waiting_on_trio.py", "borrowed_tokens"),
    ("bridges/waiting_on_trio.py", "locked"),
    ("bridges/waiting_on_trio.py", "notify_all"),
    ("bridges/waiting_on_trio.py", "set"),
    ("bridges/waiting_on_trio.py", "value"),
    ("bridges/waiting_on_trio.py", "wait"),
    # of AnyIO 3, which isn't the one that is installed
    ("bridges/three_arguments.py", "close"),
    ("bridges/three_in_threads.py", "call"),
    ("bridges/three_in_threads.py", "run_async_from_thread"),
    ("bridges/three_in_threads.py", "run_sync_from_thread"),
    ("bridges/three_in_threads.py", "run_sync_in_worker_thread"),
    ("bridges/three_made.py", "create_capacity_limiter"),
    ("bridges/three_made.py", "create_event"),
    ("bridges/three_made.py", "create_lock"),
    ("bridges/three_made.py", "create_semaphore"),
    ("errors/wrong_socket.py", "from_socket"),  # of one of several classes
    ("porting/failing_answer.py", "name"),  # that of a record of logging
    ("recipes/tail.py", "fileno"),  # that of a file
    # of classes in support files
    *((f"porting/{name}.py", "get") for name in ("before", "after")),
    *((f"porting/step_{number}.py", "get") for number in range(1, 5)),
    # of what pytest gives
    ("test_fixtures/failing_job.py", "excinfo"),
    ("test_fixtures/failing_job.py", "value"),
    ("test_fixtures/fixture_context.py", "name"),
    ("testing/raises_group.py", "value"),
    # of httpx, Starlette and the servers
    ("web/cancelled_requests.py", "get"),
    ("web/client_has_left.py", "get"),
    ("web/client_has_left.py", "receive"),
    ("web/closed_elsewhere.py", "get"),
    ("web/disconnect.py", "path"),
    ("web/failed_job.py", "get"),
    ("web/http_limits.py", "get"),
    ("web/hypercorn_in_group.py", "get"),
    ("web/request_limit.py", "get"),
    ("web/server_cancelled.py", "get"),
    ("web/server_cancelled.py", "serve"),
    ("web/sync_handlers.py", "get"),
    ("web/uvicorn_in_group.py", "get"),
    ("web/uvicorn_in_group.py", "serve"),
    ("web/uvicorn_signals.py", "serve"),
    ("web/who_runs_the_loop.py", "serve"),
    # of an application's state, whose types nobody knows
    ("web/failed_job.py", "start_soon"),
    ("web/held_by_a_task.py", "cancel"),
    ("web/held_by_a_task.py", "set"),
    ("web/held_by_a_task.py", "start"),
    ("web/held_by_a_task.py", "start_value"),
    ("web/held_by_a_task.py", "wait"),
    ("web/sync_handlers.py", "wait"),
    # in a text
    ("web/client_stops_reading.py", "set"),
    ("web/client_stops_reading.py", "sleep"),
    ("web/who_runs_the_loop.py", "run"),
    ("worker_processes/guard.py", "run"),
}


def _without_texts(code: str) -> list[str]:
    """The lines of a program, with spaces for texts of several lines, as other programs are."""
    return re.sub(
        r'""".*?"""', lambda text: re.sub(r"[^\n]", " ", text[0]), code, flags=re.DOTALL
    ).splitlines()


def test_no_name_of_anyio_is_overlooked(examples: list[Example], found: Found) -> None:
    """Each attribute that is called like a member of AnyIO's is linked, or the example's own.

    This reads the code as text, independently of what found the names.
    """
    members = {path.rpartition(".")[2] for path in public_api().members}
    overlooked = set()
    for example in examples:
        linked = {
            (name.line, column)
            for name in found[example.name][example.path.name]
            for column in range(name.column, name.end)
        }
        own = re.findall(r"\bdef (\w+)|\bself\.(\w+) ?[:=]|^ +(\w+):", example.text, re.M)
        known = {word for words in own for word in words}
        lines = enumerate(_without_texts(example.text), 1)
        for number, line in lines:
            if number < example.first_line:
                continue
            code = re.sub(r"(?<![\"'])#.*|\"[^\"{]*\"", lambda hit: " " * len(hit[0]), line)
            for hit in re.finditer(r"(?<=[\w)\]]\.)[a-z_]+\b(?! *=[^=])", code):
                if hit[0] in members - known and (number, hit.start()) not in linked:
                    overlooked.add((example.name, hit[0]))
    assert overlooked == EXPECTED_UNLINKED
