# /// script
# requires-python = ">=3.10"
# dependencies = ["anyio[trio]>=4.16"]
#
# [tool.example]
# timeline = "none"
# older = ["older/future_by_event.py"]
# ///
"""A connection lives in one thread, which receives its work."""

import sqlite3
from contextlib import closing

import anyio
from anyio import from_thread, to_thread
from anyio.abc import ObjectReceiveStream, ObjectSendStream

Rows = list[tuple[int]]
Job = tuple[str, anyio.Future[Rows]]


def work(jobs: ObjectReceiveStream[Job]) -> None:
    with closing(sqlite3.connect(":memory:")) as db:
        while True:
            try:
                sql, answer = from_thread.run(jobs.receive)
            except anyio.EndOfStream:
                return
            try:
                rows = db.execute(sql).fetchall()
                from_thread.run_sync(setattr, answer, "return_value", rows)
            except sqlite3.Error as error:
                from_thread.run_sync(setattr, answer, "exception", error)


async def ask(jobs: ObjectSendStream[Job], sql: str) -> Rows:
    answer: anyio.Future[Rows] = anyio.Future()
    await jobs.send((sql, answer))
    await answer.wait()
    if answer.exception:
        raise answer.exception
    return answer.return_value


async def main() -> None:
    jobs, receive = anyio.create_memory_object_stream[Job]()
    async with receive, anyio.create_task_group() as tg, jobs:
        tg.start_soon(to_thread.run_sync, work, receive)
        print(await ask(jobs, "SELECT 1 + 1"))
        limiter = to_thread.current_default_thread_limiter()
        print("tokens in use:", limiter.borrowed_tokens)
        try:
            await ask(jobs, "SELEKT")
        except sqlite3.OperationalError as error:
            print(type(error).__name__)


anyio.run(main)
