"""Templates, and text as HTML: what pages, blocks and the index are written with."""

from __future__ import annotations

import re
from functools import cache

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup, escape

from analysis import paths
from analysis.charts.palette import DARK
from analysis.vocabulary import labels

_VIETNAMESE = "À-ÖØ-öø-ỹ"
_MARKED = rf"[A-Za-z{_VIETNAMESE}]*[{_VIETNAMESE}][A-Za-z{_VIETNAMESE}]*"
_FOREIGN = re.compile(rf"(?<=“)[^”]*[{_VIETNAMESE}][^”]*(?=”)|{_MARKED}(?:\s+(?:[A-Z][a-z]+\s+)?{_MARKED})*")


def inline(text: str, language: str) -> Markup:
    """The text as HTML, in which an edition of another language marks the Vietnamese words as Vietnamese.

    Those are words with Vietnamese letters, and what stands in curly quotes around them.

    >>> print(inline("good (khá) or better: “trên 98%” & <b>", "en"))
    good (<span lang="vi">khá</span>) or better: “<span lang="vi">trên 98%</span>” &amp; &lt;b&gt;
    """
    if language == "vi":
        return escape(text)
    pieces, end = [], 0
    for match in _FOREIGN.finditer(text):
        pieces.append(escape(text[end : match.start()]))
        pieces.append(Markup('<span lang="vi">{}</span>').format(match[0]))
        end = match.end()
    return Markup("").join([*pieces, escape(text[end:])])


def lead(text: str, language: str) -> Markup:
    """A paragraph of a note: its first sentence is strong when another follows.

    >>> print(lead("Grey is a count. It has no range.", "en"))
    <b>Grey is a count.</b> It has no range.
    """
    first, stop, rest = text.partition(". ")
    if not stop:
        return inline(text, language)
    return Markup("<b>{}.</b> {}").format(inline(first, language), inline(rest, language))


@cache
def templates() -> Environment:
    """The templates of the blocks and of the index; all their text is escaped."""
    environment = Environment(
        loader=FileSystemLoader(paths.TEMPLATES),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters.update(inline=inline, lead=lead)
    environment.globals.update(word=labels.word, say=labels.say, dark=DARK)
    return environment
