"""Pictures: from exact bounds to drawings, measured in CSS pixels.

Marks show what is certain and what is possible; a page embeds the drawing as inline SVG.

A chart is a function ``draw(narrow) -> Figure`` that takes a :func:`canvas`, sets the limits of x of the
panels that have an axis, and puts marks and single lines of text at pixels counted from the top. Nothing is
laid out automatically, so a drawing is quick and has the same bytes on every run; :func:`faults` says which
texts meet or leave the canvas.
"""
