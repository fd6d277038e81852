"""Search words: what AnyIO calls something that its readers know by another name."""

from __future__ import annotations

INSTEAD = {
    # plain words for what this site says in others
    "backoff": "growing pauses",
    "concurrency": "at once",
    "concurrent": "at once",
    "concurrently": "at once",
    "deadlock": "wait forever",
    "event loop": "loop",
    "exit code": "exit status",
    "fire and forget": "background task",
    "first result": "as_completed",
    "freeze": "blocked",
    "freezes": "blocked",
    "jupyter": "already running",
    "kwargs": "keyword arguments",
    "multiprocessing": "to_process",
    "multithreading": "threads",
    "mutex": "Lock",
    "notebook": "already running",
    "simultaneously": "at once",
    # asyncio
    "add_signal_handler": "open_signal_receiver",
    "asyncio.open_connection": "connect_tcp",
    "asyncio.queue": "create_memory_object_stream",
    "asyncio.run_coroutine_threadsafe": "from_thread.run",
    "asyncio.shield": "CancelScope.shield",
    "asyncio.start_server": "create_tcp_listener",
    "asyncio.timeout": "fail_after",
    "asyncio.to_thread": "to_thread.run_sync",
    "asyncio.wait": "as_completed",
    "asyncio.wait_for": "fail_after",
    "call_soon_threadsafe": "from_thread.run_sync",
    "create_subprocess_exec": "open_process",
    "create_subprocess_shell": "open_process",
    "first_completed": "as_completed",
    "ensure_future": "TaskGroup.start_soon",
    "queue": "create_memory_object_stream",
    "run_in_executor": "to_thread.run_sync",
    # Trio
    "channel": "create_memory_object_stream",
    "nursery": "create_task_group",
    "open_memory_channel": "create_memory_object_stream",
    "open_nursery": "create_task_group",
    "open_tcp_stream": "connect_tcp",
    "serve_tcp": "create_tcp_listener",
    "trio.open_memory_channel": "create_memory_object_stream",
    "trio.open_nursery": "create_task_group",
    # earlier releases of AnyIO, and sniffio
    "aopen": "open_file",
    "asynclibrarynotfounderror": "NoEventLoopError",
    "create_capacity_limiter": "CapacityLimiter",
    "create_condition": "Condition",
    "create_event": "Event",
    "create_lock": "Lock",
    "create_queue": "create_memory_object_stream",
    "create_semaphore": "Semaphore",
    "open_cancel_scope": "CancelScope",
    "receive_signals": "open_signal_receiver",
    "run_async_from_thread": "from_thread.run",
    "run_in_process": "to_process.run_sync",
    "run_in_thread": "to_thread.run_sync",
    "run_sync_from_thread": "from_thread.run_sync",
    "run_sync_in_process": "to_process.run_sync",
    "run_sync_in_worker_thread": "to_thread.run_sync",
}
"""What stands for a word of a query, in small letters, besides the word itself.

Sources: the documentation of asyncio and of Trio, and AnyIO's version history.
"""
