"""Pictures: a timeline as an SVG image, for a wide page and for a narrow one.

Takes a `Timeline`. `lettering` knows how wide a text is, `captions` what is said of each part,
`tree` which row lies below which and which frame round which, `axis` where a moment lies, `notes`
where printed lines have room, `framing` where frames and their headings have; `layout` puts all of
it in its place, `bars`, `frames` and `labels` draw it on a `sheet`, whose `path`s are short, and
the `legend` explains it. Gives a `drawing`.
"""
