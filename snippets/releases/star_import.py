# /// script
# requires-python = ">=3.10"
# dependencies = ["anyio>=4.0"]
#
# [tool.example]
# backends = []
# fresh = true
# timeline = "none"
# ///
"""A star import of AnyIO, and what it brings.

Probed: whether `create_task_group` is a name after `from anyio import *`.
"""

names: dict[str, object] = {}
exec("from anyio import *", names)
print("create_task_group:", "create_task_group" in names)
