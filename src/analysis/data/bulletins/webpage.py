"""A web page saved from a browser -> its headline and paragraphs; scripts, menus and notices fall away."""

from __future__ import annotations

import warnings

from bs4 import BeautifulSoup, Tag, XMLParsedAsHTMLWarning

# What never is the article.
_FURNITURE = (
    "script", "style", "noscript", "template", "nav", "aside", "footer", "form", "button", "iframe", "svg",
    "select", "menu", "object", "video", "audio", "canvas", "dialog", "head",
)  # fmt: skip
_BLOCKS = ("h1", "h2", "h3", "h4", "p", "li", "td", "blockquote", "figcaption", "pre")
# A block whose text is mostly links is a menu or a list of other articles.
MOST_LINKED = 0.5


def article(data: str) -> str:
    """The headline, then one line a paragraph; empty where the page holds no text."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", XMLParsedAsHTMLWarning)
        page = BeautifulSoup(data, "html.parser")
    headline = _headline(page)
    for tag in page(_FURNITURE):
        tag.decompose()
    lines = [line for line in _lines(_container(page)) if line != headline]
    return "\n".join([headline, *lines] if headline else lines)


def _headline(page: BeautifulSoup) -> str:
    heading = page.find("h1") or page.find("title")
    return _text(heading) if isinstance(heading, Tag) else ""


def _container(page: BeautifulSoup) -> Tag:
    """The element that holds the article: <article>, <main>, else the parent of most of the paragraphs' text."""
    for name in ("article", "main"):
        elements = page.find_all(name)
        if elements:
            return max(elements, key=lambda tag: len(tag.get_text()))
    weights: dict[int, tuple[int, Tag]] = {}
    for paragraph in page.find_all("p"):
        parent = paragraph.parent
        weight, _ = weights.get(id(parent), (0, parent))
        weights[id(parent)] = weight + len(paragraph.get_text()), parent
    return max(weights.values(), key=lambda pair: pair[0])[1] if weights else page


def _lines(container: Tag) -> list[str]:
    blocks = [tag for tag in container.find_all(_BLOCKS) if not tag.find(_BLOCKS)]
    lines = [_text(tag) for tag in blocks if not _is_menu(tag)]
    whole = container.get_text("\n")
    if 2 * sum(map(len, lines)) < len("".join(whole.split())):
        lines = [" ".join(line.split()) for line in whole.splitlines()]
    return [line for line in lines if line]


def _is_menu(tag: Tag) -> bool:
    linked = sum(len(link.get_text()) for link in tag.find_all("a"))
    return linked > MOST_LINKED * max(len(tag.get_text()), 1)


def _text(tag: Tag) -> str:
    return " ".join(tag.get_text().split())
