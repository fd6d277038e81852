"""Interpreter: Python in a reader's browser, with which examples run on their page.

`preparing` makes it from npm's Pyodide and from the installed packages. `inside/` is what runs in
it; `engine.js` starts it, `worker.js` in a browser and `trial.js` under Node.
"""
