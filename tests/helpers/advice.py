"""What some points of a review look for, found in a program's syntax."""

from __future__ import annotations

import ast
import re
from collections.abc import Callable, Iterator

Search = Callable[[ast.Module], Iterator[ast.AST]]

_SCOPES = {"CancelScope", "move_on_after", "fail_after", "move_on_at", "fail_at"}


def name_of(node: ast.AST) -> str:
    """The last part of a name, as `run` of `anyio.run`; of a call, that of what is called."""
    if isinstance(node, ast.Call):
        return name_of(node.func)
    return getattr(node, "attr", None) or getattr(node, "id", None) or ""


def full_name_of(node: ast.AST) -> str:
    """All of a dotted name."""
    return ast.unparse(node.func if isinstance(node, ast.Call) else node)


def _calls(tree: ast.AST, *names: str) -> Iterator[ast.Call]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and (name_of(node) in names or full_name_of(node) in names):
            yield node


def _keywords(call: ast.Call) -> set[str]:
    return {keyword.arg or "" for keyword in call.keywords}


def _is_shield(call: ast.AST) -> bool:
    return isinstance(call, ast.Call) and any(
        keyword.arg == "shield" and ast.unparse(keyword.value) == "True"
        for keyword in call.keywords
    )


def _functions(tree: ast.Module) -> Iterator[ast.AsyncFunctionDef]:
    return (node for node in ast.walk(tree) if isinstance(node, ast.AsyncFunctionDef))


def _own(node: ast.AST) -> Iterator[ast.AST]:
    """What is in a function or a block, but not in functions that it defines."""
    for child in ast.iter_child_nodes(node):
        if not isinstance(child, ast.FunctionDef | ast.AsyncFunctionDef | ast.Lambda):
            yield child
            yield from _own(child)


def coroutine_as_condition(tree: ast.Module) -> Iterator[ast.AST]:
    """A condition that calls an async function of the program and doesn't await it."""
    names = {function.name for function in _functions(tree)}
    for node in ast.walk(tree):
        test = node.test if isinstance(node, ast.If | ast.While) else None
        if isinstance(test, ast.Call) and name_of(test) in names:
            yield test


def coroutine_to_run(tree: ast.Module) -> Iterator[ast.AST]:
    """`anyio.run(main())`."""
    names = {function.name for function in _functions(tree)}
    for call in _calls(tree, "anyio.run"):
        if isinstance(call.args[0], ast.Call) and name_of(call.args[0]) in names:
            yield call


def free_task(tree: ast.Module) -> Iterator[ast.AST]:
    """A task of asyncio's."""
    yield from _calls(tree, "asyncio.create_task", "asyncio.ensure_future")


def asyncio_synchronisation(tree: ast.Module) -> Iterator[ast.AST]:
    """A lock, an event or a queue of asyncio's."""
    names = ("Lock", "Event", "Queue", "Semaphore", "Condition")
    yield from _calls(tree, *(f"asyncio.{name}" for name in names))


def lock_of_module(tree: ast.Module) -> Iterator[ast.AST]:
    """A lock that is made when the module is imported."""
    for statement in tree.body:
        if isinstance(statement, ast.Assign | ast.AnnAssign) and statement.value:
            yield from _calls(statement.value, "anyio.Lock", "Lock", "Semaphore", "CapacityLimiter")


def yield_in_scope(tree: ast.Module) -> Iterator[ast.AST]:
    """A generator for a loop that yields inside a task group or a cancel scope."""
    for function in _functions(tree):
        if any("contextmanager" in name_of(each) for each in function.decorator_list):
            continue
        for block in _own(function):
            if isinstance(block, ast.With | ast.AsyncWith) and any(
                name_of(item.context_expr) in {*_SCOPES, "create_task_group"}
                for item in block.items
            ):
                yield from (each for each in _own(block) if isinstance(each, ast.Yield))


def context_by_hand(tree: ast.Module) -> Iterator[ast.AST]:
    """A context manager that is entered or exited by a call."""
    yield from _calls(tree, "__aenter__", "__aexit__")


def catches_everything(tree: ast.Module) -> Iterator[ast.AST]:
    """A clause for everything around an `await`, without `raise`."""
    for node in ast.walk(tree):
        if not isinstance(node, ast.Try):
            continue
        if not any(isinstance(each, ast.Await) for body in node.body for each in ast.walk(body)):
            continue
        for handler in node.handlers:
            is_all = handler.type is None or name_of(handler.type) == "BaseException"
            if is_all and not any(isinstance(each, ast.Raise) for each in ast.walk(handler)):
                yield handler


def shield_without_limit(tree: ast.Module) -> Iterator[ast.AST]:
    """A shield that has no deadline."""
    for call in _calls(tree, "CancelScope"):
        if _is_shield(call) and "deadline" not in _keywords(call):
            yield call


def started_call(tree: ast.Module) -> Iterator[ast.AST]:
    """`start_soon(fetch(url))`."""
    for call in _calls(tree, "start_soon"):
        if call.args and isinstance(call.args[0], ast.Call) and name_of(call.args[0]) != "partial":
            yield call


def unshielded_cleanup(tree: ast.Module) -> Iterator[ast.AST]:
    """An `await` in the `finally` of an async function, and no shield around it."""
    for function in _functions(tree):
        for node in _own(function):
            if isinstance(node, ast.Try):
                for statement in node.finalbody:
                    yield from _unshielded(statement)


def _unshielded(node: ast.AST) -> Iterator[ast.AST]:
    if isinstance(node, ast.With | ast.AsyncWith) and any(
        _is_shield(item.context_expr) for item in node.items
    ):
        return
    if isinstance(node, ast.Await):
        yield node
    for child in ast.iter_child_nodes(node):
        yield from _unshielded(child)


def error_around_group(tree: ast.Module) -> Iterator[ast.AST]:
    """An `except` for a single error around a task group."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Try) and any(
            isinstance(each, ast.AsyncWith)
            and any(name_of(item.context_expr) == "create_task_group" for item in each.items)
            for each in node.body
        ):
            for handler in node.handlers:
                caught = ast.unparse(handler.type) if handler.type else "BaseException"
                if "Group" not in caught and caught not in {"Exception", "BaseException"}:
                    yield handler


def cancellation_kept(tree: ast.Module) -> Iterator[ast.AST]:
    """A handler for the cancellation class that doesn't end with `raise`."""
    for node in ast.walk(tree):
        if isinstance(node, ast.ExceptHandler) and node.type:
            caught = ast.unparse(node.type)
            is_of_it = re.search(r"get_cancelled_exc_class|CancelledError|trio\.Cancelled", caught)
            if is_of_it and not isinstance(node.body[-1], ast.Raise):
                yield node


def blocking_sleep(tree: ast.Module) -> Iterator[ast.AST]:
    """`time.sleep()` in an async function."""
    for function in _functions(tree):
        yield from (
            each
            for each in _own(function)
            if isinstance(each, ast.Call) and full_name_of(each) == "time.sleep"
        )


def unbounded_buffer(tree: ast.Module) -> Iterator[ast.AST]:
    """A memory object stream that takes any number of items."""
    for call in _calls(tree, "create_memory_object_stream"):
        if any(ast.unparse(each) in {"math.inf", "inf", "float('inf')"} for each in call.args):
            yield call


SEARCHES: dict[str, Search] = {
    "R103": coroutine_as_condition,
    "R201": coroutine_to_run,
    "R204": free_task,
    "R402": asyncio_synchronisation,
    "R403": lock_of_module,
    "R502": yield_in_scope,
    "R503": context_by_hand,
    "R603": catches_everything,
    "R607": shield_without_limit,
    "R702": started_call,
    "R801": unshielded_cleanup,
    "R901": error_around_group,
    "R904": cancellation_kept,
    "R1001": blocking_sleep,
    "R1204": unbounded_buffer,
}
"""By the code of a point, what finds the code that it looks for."""
