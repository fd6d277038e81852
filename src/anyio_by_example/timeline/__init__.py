"""Timelines: from what a program does to a picture of it.

Data flows one way: `watch`, `on_asyncio` and `on_trio` tell a `story` with its `scopes` and its
`cast`; `editing` makes a `model` of it; `words` and `picture` show that to a reader, on a page as a
`figure`, or `standalone`.
"""
