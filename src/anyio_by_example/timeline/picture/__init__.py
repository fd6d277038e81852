"""Pictures: a timeline as an SVG image, for a wide page and for a narrow one.

`lettering` knows how wide a text is, `captions` what is said of each part, `tree` which row lies
below which, `axis` where a moment lies, `notes` where printed lines have room; `layout` puts all of
it in its place, and `bars`, `lanes` and `labels` draw it on a `sheet`. `drawing` is the whole.
"""
