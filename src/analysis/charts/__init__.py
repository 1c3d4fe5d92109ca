"""From exact bounds to drawings: figures measured in CSS pixels, marks that show what is certain and what is
possible, and the inline SVG that a page embeds.

A chart is a function ``draw(narrow) -> Figure`` that takes a :func:`canvas`, sets the limits of x of the
panels that have an axis, and puts marks and single lines of text at pixels counted from the top. Nothing is
laid out automatically, so a drawing is quick and has the same bytes on every run; :func:`faults` says which
texts meet or leave the canvas.
"""
