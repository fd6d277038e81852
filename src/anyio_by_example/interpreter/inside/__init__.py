"""What runs in a reader's browser, or under Node for a trial: in Python, inside Pyodide.

Takes a job. `loops` gives the event loops what they ask of an operating system, `absent` says what
else isn't there, `waiting` who waits for what never comes, `state` puts back what a program
changed, `remains` says what stays changed, and `programs` runs one. Gives how it ended.
"""
