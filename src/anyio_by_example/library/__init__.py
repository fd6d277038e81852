"""The library: the examples of a project with all that is known of each, in one place.

Takes the folder of snippets. Gives examples, their recordings, the names in them and whether a
browser can run them; what is missing is made when it's first asked for.
"""
