"""The pages on methods, made from docs/methods.md, so that a folder of reports can be read wherever it is copied to.

A language whose guide stands in docs/methods.<language>.md has a page of its own; the others share that of the guide.
A heading of a guide carries its id as GitHub reads it: ``## <a id="symbols"></a>Symbols and terms``.
"""

from __future__ import annotations

import hashlib
import re
from pathlib import Path
from typing import TYPE_CHECKING

from markupsafe import Markup

from analysis import files, paths
from analysis.vocabulary import labels

if TYPE_CHECKING:
    from mistune import HTMLRenderer

NAME = "methods.html"
WRITTEN_IN = "en"  # the language of docs/methods.md
# The section that each report leads to; the page of any other report leads to the top.
SECTIONS = {
    "programme_overview": "overview",
    "throughput_by_level": "throughput",
    "grade_distribution": "grades",
    "publication_audit": "audit",
    "register_overview": "registers",
    "register_grades": "registers",
    "class_comparison": "comparison",
    "bulletin_against_register": "bulletin",
    "form_10": "form-10",
}
_TEMPLATE = "methods/methods.html.j2"
_LINK_IN_DOCS = re.compile(r"\[([^\]]+)\]\((?!https?:|#)[^)]*\)")
_ID = re.compile(r"<h(\d)>&lt;a id=&quot;([\w-]+)&quot;&gt;&lt;/a&gt;")


def name(language: str) -> str:
    """The name of the page that a language has, or shares.

    >>> name("en"), name("vi")
    ('methods.html', 'methods.vi.html')
    """
    return NAME if _spoken(language) == WRITTEN_IN else f"methods.{language}.html"


def names() -> dict[str, str]:
    """The name of each page, by the language that it is written in."""
    return {language: name(language) for language in map(_spoken, labels.languages())}


def href(report: str, language: str) -> str:
    """The page of a language and, of a report that has one, the section on it.

    >>> href("form_10", "en"), href("my_report", "en")
    ('methods.html#form-10', 'methods.html')
    """
    section = SECTIONS.get(report)
    return f"{name(language)}#{section}" if section else name(language)


def write(folder: Path) -> None:
    """Write the pages into a folder, but for those that stand there as they would be made."""
    for language, file in names().items():
        path, made_from = folder / file, _made_from(language)
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

    markdown = mistune.create_markdown(renderer=_renderer(language), plugins=["table"])
    text = _LINK_IN_DOCS.sub(r"\1", _guide(language).read_text(encoding="utf-8"))
    body = Markup(_ID.sub(r'<h\1 id="\2">', markdown(text)))
    editions = {other: file for other, file in names().items() if other != language}
    made_from = _made_from(language)
    page = {"body": body, "style": style(), "made_from": made_from, "language": language, "editions": editions}
    return ranges.marked(rendered(_TEMPLATE, **page), language)


def _renderer(language: str) -> HTMLRenderer:
    """Markdown as HTML in which words of another language are marked."""
    from mistune import HTMLRenderer

    from analysis.pages.templating import inline

    class Renderer(HTMLRenderer):
        def text(self, text: str) -> str:
            return str(inline(text, language))

    return Renderer()


def _guide(language: str) -> Path:
    return paths.ROOT / "docs" / ("methods.md" if language == WRITTEN_IN else f"methods.{language}.md")


def _spoken(language: str) -> str:
    """The language in which the methods are told to its readers."""
    return language if _guide(language).is_file() else WRITTEN_IN


def _made_from(language: str) -> str:
    """A hash of the guide, the template and the style: another one makes another page."""
    made_from = (_guide(language), paths.TEMPLATES / _TEMPLATE, paths.TEMPLATES / "page.css")
    return hashlib.sha256(b"".join(path.read_bytes() for path in made_from)).hexdigest()
