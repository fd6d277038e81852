"""Pages: what becomes of the fences on a page.

Takes what a `fence` names, and the library. Gives HTML: code as a `listing`, an output as
`printed`, the `catalogue` of all examples, their `compatibility` with releases and the `changes`
that came with these, the `points` of a review, the figures of a `build`, the document with its
`verdicts`. Also links words to the `glossary`.
"""
