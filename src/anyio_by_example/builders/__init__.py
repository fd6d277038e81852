"""Builders: how MkDocs and its kind reach what this package knows. No other folder imports it.

Takes a builder's calls: for a fence, for an entry of the reference, for ids on a page, at the end
of a build. Gives them on to `pages`, `reference` and `publishing`, and the answers back.
"""
