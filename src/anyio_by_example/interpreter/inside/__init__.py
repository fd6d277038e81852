"""What runs in a reader's browser: in Python, inside Pyodide, in a Web Worker.

`loops` gives the event loops what they ask of an operating system, `absent` says what else isn't
there, `waiting` who waits for what never comes, `state` puts back what a program changed, and
`programs` runs one.
"""
