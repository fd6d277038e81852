# /// script
# requires-python = ">=3.10"
# dependencies = ["anyio[trio]>=4.16", "pytest>=8", "hypothesis>=6.150"]
#
# [tool.example]
# backends = []
# support = ["given_tests.py"]
# timeline = "none"
# ///
"""Under Hypothesis, each example of an async test has its own loop."""

import subprocess
import sys
from pathlib import Path

options = "-s -p no:terminal -p no:cacheprovider -p hypothesispytest"
command = [sys.executable, "-m", "pytest", "given_tests.py"]
subprocess.run(
    [*command, *options.split()], cwd=Path(__file__).parent, check=True
)
