"""What Python imports by itself at each start, before nearly all else.

It lets modules come from archives faster.
"""

import zipimport

_usual = zipimport.zipimporter.get_filename


def _get_filename(self: zipimport.zipimporter, fullname: str) -> str:
    """The file of a module.

    Python's own method loads the module's code to find that out, which is then loaded once more
    to be run. That's more than a tenth of a start. In the archives that come with the interpreter,
    no code is of another version or can't be compiled, so none has to be loaded to know the file.
    """
    if self.archive.rpartition("/")[0] != "/lib":
        return _usual(self, fullname)
    start = zipimport._get_module_path(self, fullname)  # type: ignore[attr-defined]
    files = self._get_files()  # type: ignore[attr-defined]
    for suffix, _, _ in zipimport._zip_searchorder:  # type: ignore[attr-defined]
        if entry := files.get(start + suffix):
            return str(entry[0])
    raise zipimport.ZipImportError(f"can't find module {fullname!r}", name=fullname)


zipimport.zipimporter.get_filename = _get_filename  # type: ignore[method-assign]
