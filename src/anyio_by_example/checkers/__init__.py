"""Checkers: what linters and type checkers say about the examples that are wrong on purpose.

Takes these examples and their right ones. Each of the `tools` is asked once about copies of all of
them, in `asking`. Gives `verdicts`, a file that is reviewed like an output, and which no build
makes; in `judgements`, a second one, a reviewer says of each finding whether it's about the fault
that the example shows. A fault that can be found simply has a pattern, in `patterns`.
"""
