"""Interpreter: Python in a reader's browser, with which examples run on their page.

Takes npm's Pyodide and the installed packages, of which `preparing` makes it; `inside/` is what
runs in it; `engine.js` starts it, `worker.js` in a browser and `trial.js` under Node. Gives each
example's `fitness` to run there, found out by `trials`.
"""
