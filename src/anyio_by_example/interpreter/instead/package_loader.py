"""What Pyodide's part for the installation of packages says at each start.

Nothing can be installed, and what that would need is a fifteenth of a start to import.
"""

from pathlib import PurePosixPath
from site import getsitepackages

SITE_PACKAGES = PurePosixPath(getsitepackages()[0])
DSO_DIR = PurePosixPath("/usr/lib")


def init_loaded_packages() -> None:
    """Note which packages are there, which is none."""
