"""The command that draws any program.

Takes words of a command line. Runs a program, and gives its picture when it ends.
"""
