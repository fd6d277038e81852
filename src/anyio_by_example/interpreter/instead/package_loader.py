"""What Pyodide's part for packages says at each start; what else it has comes by its name.

To import all of it would take a fifteenth of a start, and nothing can be installed.
"""

from importlib import import_module
from pathlib import PurePosixPath
from site import getsitepackages
from typing import Any

SITE_PACKAGES = PurePosixPath(getsitepackages()[0])
DSO_DIR = PurePosixPath("/usr/lib")


def init_loaded_packages() -> None:
    """Note which packages are there, which is none."""


def __getattr__(name: str) -> Any:
    return getattr(import_module("pyodide._whole_package_loader"), name)
