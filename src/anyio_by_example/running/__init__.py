"""Running: what happens in the process of an example, and how those outside speak with it.

Takes a `Job`. The `child` runs its file by an `execution` like that of `python FILE`, in a certain
`order`, under a `guard`; its `streams` stay apart, and what it leaves is among the `leftovers`.
Gives a report and a status, of which an `Ending` is made outside.
"""
