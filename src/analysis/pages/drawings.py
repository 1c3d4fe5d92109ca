"""The drawings of a block in its two forms: as images in the output of a cell, as inline SVG in a page.

Where a notebook is not trusted, as in a fresh clone, JupyterLab removes inline SVG and leaves its words in a heap; an
image it shows. A page has the SVG inline again, byte for byte, with its words to search and its colours to follow.
"""

from __future__ import annotations

import re
from base64 import b64decode, b64encode
from html import unescape

from markupsafe import Markup

from analysis.charts.palette import DARK

_LABEL = re.compile(r'aria-label="([^"]*)"')
_CODED = re.compile(r'<img alt="[^"]*" style="[^"]*" src="data:image/svg\+xml;base64,([^"]*)">|<!--drawing:([^>]*)-->')
# What an image needs that its page would give it: the name space, a font, paper, and the colours for a dark screen.
_APART = '<svg xmlns="http://www.w3.org/2000/svg" font-family="system-ui,sans-serif" '
_DARK = ";".join(f"--{name}:{colour}" for name, colour in DARK.items())
_STYLE = f"<style>svg{{background:var(--paper,#fff)}}@media(prefers-color-scheme:dark){{svg{{{_DARK}}}}}</style>"


def as_image(svg: str) -> Markup:
    """The drawing as an image as wide as there is room, whose alternative text is the label of the SVG."""
    label = unescape(_LABEL.search(svg)[1])
    return Markup('<img alt="{}" style="{}" src="data:image/svg+xml;base64,{}">').format(
        label, "display:block;width:100%;max-width:46rem", _coded(svg)
    )


def as_comment(svg: str) -> Markup:
    """The drawing where no notebook shows it: the one for a phone."""
    return Markup("<!--drawing:{}-->").format(_coded(svg))


def inlined(html: str) -> Markup:
    """The fragment with its drawings as inline SVG, as they were before they became images or comments."""
    return Markup(_CODED.sub(lambda match: _decoded(match[1] or match[2]), html))


def _coded(svg: str) -> str:
    head, rest = svg.removeprefix("<svg ").split(">", 1)
    return b64encode(f"{_APART}{head}>{_STYLE}{rest}".encode()).decode()


def _decoded(text: str) -> str:
    apart = b64decode(text).decode()
    return "<svg " + apart.removeprefix(_APART).replace(_STYLE, "", 1)
