"""The page on methods, made from docs/methods.md, so that a folder of reports can be read wherever it is copied to."""

from __future__ import annotations

import re

from markupsafe import Markup
from nbconvert.filters.markdown_mistune import markdown2html_mistune

from analysis import paths
from analysis.blocks.base import templates
from analysis.stylesheet import style

NAME = "methods.html"
_LINK_IN_DOCS = re.compile(r"\[([^\]]+)\]\((?!https?:)[^)]*\)")


def page() -> str:
    """The HTML of the page; a link to another guide, which is not beside it, gives way to its words."""
    text = (paths.ROOT / "docs" / "methods.md").read_text(encoding="utf-8")
    body = Markup(markdown2html_mistune(_LINK_IN_DOCS.sub(r"\1", text)))
    return templates().get_template("methods/methods.html.j2").render(body=body, style=style())
