"""The names in examples, and the entry of a reference that each of them means.

Takes an example. `server` is ty's language server, which says where a name is declared;
`declarations` reads what stands there; `targets` says under which name a reference documents it;
`chains` joins the parts of a dotted name; `fixtures` knows what pytest fills in.
Gives its `Names`, and keeps them.
"""
