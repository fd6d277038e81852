"""`python -m anyio_timeline`."""

import sys

_here = None
if not getattr(sys.flags, "safe_path", False):
    # where it's started may be a queue.py, which is the program's
    _here = sys.path.pop(0)

from anyio_timeline.cli.command import main  # noqa: E402

if _here is not None:
    sys.path.insert(0, _here)

main()
