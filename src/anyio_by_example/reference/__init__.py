"""The reference of AnyIO's public names.

`public` says which names there are, `rst` and `extension` make their docstrings readable.
"""
