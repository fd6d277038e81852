"""Running: what happens in the process of an example, and how those outside speak with it.

A program that is no example may be one of several files: `modules` runs those.

Takes a `Job`. The `child` runs its file by an `execution` like that of `python FILE`, in a certain
`order`, under a `guard`, and brings it to its `finish`; its `streams` stay apart, and what it
leaves is among the `leftovers`. Gives a report by a `channel` and a status, of which an `Ending` is
made outside; a `failure` of the recorder's own goes the same way.
"""
