"""The front of a report: the section of its page that the index shows, too, with its ways made right from there."""

from __future__ import annotations

import posixpath
import re

from markupsafe import Markup

_FRONT = re.compile(r"<!--front-->(.*?)<!--/front-->", re.DOTALL)
_ID = re.compile(r'\sid="([^"]*)"')
_NAMING = re.compile(r'(?<=\s)(id|for|headers|aria-labelledby|aria-describedby)="([^"]*)"')
_WAY = re.compile(r'\bhref="([^"]*)"')
_PAINT = re.compile(r"url\(#([^)]*)\)")
_ELSEWHERE = re.compile(r"[a-z][a-z0-9+.-]*:|//", re.IGNORECASE)


def front(html: str, page: str, mark: str) -> Markup | None:
    """The front of a page as it stands in the index; None of a page without one.

    ``page`` is its way from the index; ``mark`` goes before the ids, which the fronts of several pages may share.

    >>> print(front('<!--front--><a id="x" href="all.en.html">1</a><a href="#x">2</a><!--/front-->', "a/b.html", "f"))
    <a id="f-x" href="a/all.en.html">1</a><a href="#f-x">2</a>
    """
    if not (match := _FRONT.search(html)):
        return None
    text, ids = match[1], set(_ID.findall(match[1]))

    def named(found: re.Match[str]) -> str:
        return f'{found[1]}="{" ".join(f"{mark}-{name}" if name in ids else name for name in found[2].split())}"'

    def way(found: re.Match[str]) -> str:
        to = found[1]
        if to.startswith("#"):
            return f'href="#{mark}-{to[1:]}"' if to[1:] in ids else f'href="{page}{to}"'
        if _ELSEWHERE.match(to):
            return found[0]
        return f'href="{posixpath.normpath(posixpath.join(posixpath.dirname(page), to))}"'

    text = _WAY.sub(way, _NAMING.sub(named, text))
    return Markup(_PAINT.sub(lambda found: f"url(#{mark}-{found[1]})" if found[1] in ids else found[0], text))
