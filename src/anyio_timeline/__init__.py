"""Timelines: from what a program does to a picture of it.

Takes a program, which `running/` runs as Python would, on one of the event `loops`: `watching/`
tells a story of it, `editing` makes a `Timeline` of that, which `model` describes, with the help of
`folding`. Gives it to a reader in `words` and as a `picture/`, on a page as a `figure`, or
`standalone`. `cli/` is the command.
"""
