"""Running: a program as Python runs it, and how it ended.

Takes a file, a folder or the name of a module. Gives what the interpreter would make of its end.
"""
