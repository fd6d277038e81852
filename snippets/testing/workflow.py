# /// script
# requires-python = ">=3.10"
# dependencies = ["anyio[trio]>=4.16", "pytest>=8", "pyyaml", "uvloop"]
#
# [tool.example]
# backends = []
# platforms = ["linux", "darwin"]
# support = [
#     "project_workflow.yml", "project_settings.toml",
#     "project_conftest.py", "project_tests.py",
# ]
# timeline = "none"
# ///
"""The tests of a small project in a workflow, whose last step is run here."""

import os
import shlex
import shutil
import subprocess
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

import yaml

FILES = {
    "project_settings.toml": "pyproject.toml",
    "project_conftest.py": "tests/conftest.py",
    "project_tests.py": "tests/test_queue.py",
    "project_workflow.yml": ".github/workflows/tests.yml",
}


def copy_to(folder: Path) -> None:
    for file, place in FILES.items():
        (folder / place).parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(Path(__file__).parent / file, folder / place)


with TemporaryDirectory() as name:
    folder = Path(name)
    copy_to(folder)
    text = (folder / ".github/workflows/tests.yml").read_text("utf-8")
    job = yaml.safe_load(text)["jobs"]["tests"]
    for key, values in job["strategy"]["matrix"].items():
        print(f"{key}: {', '.join(values)}")
    *_, last = job["steps"]
    print(f"$ {last['run']}", flush=True)
    program, *arguments = shlex.split(last["run"])
    assert program == "python"
    options = "-qq -rA --tb=no -p no:cacheprovider -p no:asyncio"
    subprocess.run(
        [sys.executable, *arguments],
        cwd=folder,
        env={**os.environ, "PYTEST_ADDOPTS": options},
        check=True,
    )
