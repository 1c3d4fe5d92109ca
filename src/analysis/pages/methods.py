"""The page on methods, made from docs/methods.md, so that a folder of reports can be read wherever it is copied to.

A language whose guide stands in docs/methods.<language>.md has a page of its own; the others share that of the guide.
"""

from __future__ import annotations

import hashlib
import re
from pathlib import Path

from markupsafe import Markup

from analysis import files, paths
from analysis.vocabulary import labels

NAME = "methods.html"
WRITTEN_IN = "en"  # the language of docs/methods.md
_TEMPLATE = "methods/methods.html.j2"
_LINK_IN_DOCS = re.compile(r"\[([^\]]+)\]\((?!https?:)[^)]*\)")


def name(language: str) -> str:
    """The name of the page that a language has, or shares.

    >>> name("en"), name("vi")
    ('methods.html', 'methods.html')
    """
    return NAME if _spoken(language) == WRITTEN_IN else f"methods.{language}.html"


def write(folder: Path) -> None:
    """Write the pages into a folder, but for those that stand there as they would be made."""
    for language in dict.fromkeys(map(_spoken, labels.languages())):
        path, made_from = folder / name(language), _made_from(language)
        try:
            fresh = made_from in path.read_text(encoding="utf-8")
        except (OSError, UnicodeDecodeError):
            fresh = False
        if not fresh:
            files.write(path, page(language))


def page(language: str = WRITTEN_IN) -> str:
    """The HTML of the page of a language that has a guide; a link to another guide, which is not beside it, gives way
    to its words."""
    import mistune

    from analysis.pages import ranges
    from analysis.pages.stylesheet import style
    from analysis.pages.templating import rendered

    text = _LINK_IN_DOCS.sub(r"\1", _guide(language).read_text(encoding="utf-8"))
    body = Markup(mistune.create_markdown(plugins=["table"])(text))
    made_from = _made_from(language)
    return ranges.marked(
        rendered(_TEMPLATE, body=body, style=style(), made_from=made_from, language=language), language
    )


def _guide(language: str) -> Path:
    return paths.ROOT / "docs" / ("methods.md" if language == WRITTEN_IN else f"methods.{language}.md")


def _spoken(language: str) -> str:
    """The language in which the methods are told to its readers."""
    return language if _guide(language).is_file() else WRITTEN_IN


def _made_from(language: str) -> str:
    """A hash of the guide, the template and the style: another one makes another page."""
    made_from = (_guide(language), paths.TEMPLATES / _TEMPLATE, paths.TEMPLATES / "page.css")
    return hashlib.sha256(b"".join(path.read_bytes() for path in made_from)).hexdigest()
