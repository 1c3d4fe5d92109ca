"""The drawings of the pages: two widths, measured text, the same bytes on every run.

A drawing is a function ``draw(…, narrow) -> Figure`` that takes a canvas, sets the limits of x of the panels that have
an axis, and puts marks and single lines of text at pixels counted from the top.
"""
