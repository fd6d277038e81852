"""The source: snippet files, and the pages that name them, as their authors wrote them.

Takes files of `snippets/` and `docs/`. Gives an `Example`, with what its `Header` declares and what
its `Program` says, and a `Page`.
"""
