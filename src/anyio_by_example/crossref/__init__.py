"""The names in examples, and the entry of a reference that each of them means.

`server` is ty's language server, which says where a name is declared; `declarations` reads what
stands there; `targets` says under which name a reference documents it; `chains` joins the parts of
a dotted name into links; `names` does all of it for an example, and keeps the result.
"""
