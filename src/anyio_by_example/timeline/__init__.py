"""Timelines: from what a program does to a picture of it.

Data flows one way: `watch`, `on_asyncio` and `on_trio` tell a `story`, `editing` makes a `model` of
it, and `words` and `picture` show that to a reader.
"""
