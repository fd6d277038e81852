"""What Pyodide's part for packages says at each start; what else it has comes by its name.

To import all of it would take a fifteenth of a start, and nothing can be installed.
"""

from importlib import import_module
from pathlib import PurePosixPath
from site import getsitepackages
from typing import Any

SITE_PACKAGES = PurePosixPath(getsitepackages()[0])
DSO_DIR = PurePosixPath("/usr/lib")

__all__ = [
    *("SITE_PACKAGES", "DSO_DIR", "init_loaded_packages"),
    *("parse_wheel_name", "canonicalize_name", "find_wheel_metadata_dir", "wheel_dist_info_dir"),
    *("wheel_data_file_dir", "make_whlfile", "get_format", "get_install_dir", "unpack_buffer"),
    *("should_load_dynlib", "set_wheel_metadata", "install_datafiles", "get_dynlibs"),
    *("get_dist_source", "UnsupportedWheel"),
]


def init_loaded_packages() -> None:
    """Note which packages are there, which is none."""


def __dir__() -> list[str]:
    return [*__all__]


def __getattr__(name: str) -> Any:
    if name not in __all__:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module("pyodide._whole_package_loader"), name)
