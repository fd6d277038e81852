# /// script
# requires-python = ">=3.10"
# dependencies = ["anyio[trio]>=4.16"]
#
# [tool.example]
# right = "basic/exit_status.py"
# ///
"""Inside a task group, sys.exit() becomes an error that is no exit."""

import sys

import anyio

if sys.version_info < (3, 11):
    from exceptiongroup import BaseExceptionGroup


async def main() -> None:
    async with anyio.create_task_group():
        sys.exit(3)


try:
    anyio.run(main)
except BaseExceptionGroup as group:
    print("no exit, but a group:", group.exceptions)
