"""The public names of AnyIO, and what is known of each without any example.

Takes the installed package, its docstrings, and the inventories of Python and Trio. Gives the
`PublicApi`, docstrings in Markdown, the release that a name is new in, and where a name of Python
or Trio is documented; `refresh` renews the data.
"""
