"""The page on methods, made from docs/methods.md, so that a folder of reports can be read wherever it is copied to."""

from __future__ import annotations

import hashlib
import re
from pathlib import Path

from markupsafe import Markup

from analysis import files, paths

NAME = "methods.html"
_GUIDE = paths.ROOT / "docs" / "methods.md"
_TEMPLATE = "methods/methods.html.j2"
_LINK_IN_DOCS = re.compile(r"\[([^\]]+)\]\((?!https?:)[^)]*\)")


def write(folder: Path) -> None:
    """Write the page into a folder, unless it stands there as it would be made."""
    made_from = _made_from()
    try:
        fresh = made_from in (folder / NAME).read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError):
        fresh = False
    if not fresh:
        files.write(folder / NAME, page())


def page() -> str:
    """The HTML of the page; a link to another guide, which is not beside it, gives way to its words."""
    import mistune

    from analysis.pages.stylesheet import style
    from analysis.pages.templating import templates

    text = _LINK_IN_DOCS.sub(r"\1", _GUIDE.read_text(encoding="utf-8"))
    body = Markup(mistune.create_markdown(plugins=["table"])(text))
    return templates().get_template(_TEMPLATE).render(body=body, style=style(), made_from=_made_from())


def _made_from() -> str:
    """A hash of the guide, the template and the style: another one makes another page."""
    whole = hashlib.sha256()
    for path in (_GUIDE, paths.TEMPLATES / _TEMPLATE, paths.TEMPLATES / "page.css"):
        whole.update(path.read_bytes())
    return whole.hexdigest()
