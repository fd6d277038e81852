"""Recording: from an example to what it left, proved and kept.

Takes examples and runtimes. The `recorder` has many of them run at a time, by a `starter`, each
under a `supervisor`, and comes to a `verdict`. Gives a `Recording`, which the `store` keeps, and
holds it in `review` against what was reviewed.
"""
