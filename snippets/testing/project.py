# /// script
# requires-python = ">=3.10"
# dependencies = ["anyio[trio]>=4.16", "pytest>=8", "uvloop"]
#
# [tool.example]
# backends = []
# platforms = ["linux", "darwin"]
# support = ["project_settings.toml", "project_conftest.py", "project_tests.py"]
# timeline = "none"
# older = ["older/marked_tests.py"]
# ///
"""The settings, the conftest.py and the tests of a small project."""

import shutil
import subprocess
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

FILES = {
    "project_settings.toml": "pyproject.toml",
    "project_conftest.py": "tests/conftest.py",
    "project_tests.py": "tests/test_queue.py",
}
here = Path(__file__).parent
with TemporaryDirectory() as folder:
    Path(folder, "tests").mkdir()
    for file, place in FILES.items():
        shutil.copy(here / file, Path(folder, place))
    options = "-qq -rA --tb=no -p no:cacheprovider -p no:asyncio"
    command = [sys.executable, "-m", "pytest", *options.split()]
    subprocess.run(command, cwd=folder, check=True)
