"""The reference: what an entry of a public name says besides its docstring.

Takes the names of `api` and the library's examples. Gives each name's `entry`, its `uses`, the
`coverage` of all names, and `tips` for links to them.
"""
