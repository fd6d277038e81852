"""What Python imports by itself at each start, before nearly all else.

It lets modules come from the interpreter's own archives faster. A program's archives are Python's.
"""

import sys
import zipimport

_ARCHIVES = (sys.path[0], "/lib/packages.zip", "/lib/pytest.zip")
"""The archives of the interpreter's: Python's library, then what `engine.js` adds."""


class _Importer(zipimport.zipimporter):
    """Imports from an archive in which no code is of another version or can't be compiled."""

    def get_filename(self, fullname: str) -> str:
        """The file of a module.

        Python's own method loads the module's code to find that out, which is then loaded once
        more to be run. That's more than a tenth of a start.
        """
        start = zipimport._get_module_path(self, fullname)  # type: ignore[attr-defined]
        files = self._get_files()  # type: ignore[attr-defined]
        for suffix, _, _ in zipimport._zip_searchorder:  # type: ignore[attr-defined]
            if entry := files.get(start + suffix):
                return str(entry[0])
        raise zipimport.ZipImportError(f"can't find module {fullname!r}", name=fullname)


def _importer(path: str) -> _Importer:
    if path.startswith(_ARCHIVES):
        found = _Importer(path)
        if found.archive in _ARCHIVES:
            return found
    raise zipimport.ZipImportError(f"no archive of the interpreter's: {path!r}", path=path)


sys.path_hooks.insert(0, _importer)
sys.path_importer_cache.clear()
