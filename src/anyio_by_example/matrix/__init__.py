"""Matrix: what every example does on releases of AnyIO and Pythons other than the site's own.

Takes examples with what was reviewed of them. An `environment` is made for each release and
`column`; the `trials` run there what a `row` still wants to know, until each of its cells was run
or lies between two that were and agree. An `outcome` is what a run came to. Gives a `matrix`, a
file that is reviewed as a whole, and which `parts` of several machines are merged into. What a
reader is told of it: `since` when an example does the same, a `table` of releases, and the
`changes`, in `words`; and of all examples, the `shifts` from one release to the next.
"""
