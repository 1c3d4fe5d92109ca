"""Templates, and text as HTML: what pages, blocks and the index are written with."""

from __future__ import annotations

import re
from functools import cache

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup, escape

from analysis import paths
from analysis.charts.palette import DARK
from analysis.vocabulary import labels

PRINTED_IN = "vi"  # the language of the texts that figures are read from, and of the names in them


def inline(text: str, language: str) -> Markup:
    """The text as HTML, in which an edition of another language marks the Vietnamese words as Vietnamese.

    Those are words with Vietnamese letters that the language lacks (reference/languages.csv), the Vietnamese words
    beside them, and what stands in curly quotes.

    >>> print(inline("good (khá) or better: “trên 98%” & <b>", "en"))
    good (<span lang="vi">khá</span>) or better: “<span lang="vi">trên 98%</span>” &amp; &lt;b&gt;
    """
    if language == PRINTED_IN:
        return escape(text)
    pieces, end = [], 0
    for match in _foreign(language).finditer(text):
        pieces.append(escape(text[end : match.start()]))
        pieces.append(Markup('<span lang="{}">{}</span>').format(PRINTED_IN, match[0]))
        end = match.end()
    return Markup("").join([*pieces, escape(text[end:])])


@cache
def _foreign(language: str) -> re.Pattern[str]:
    """What is Vietnamese in an edition of another language."""
    marks, shared = (letters + letters.upper() for letters in map(labels.letters, (PRINTED_IN, language)))
    lacking = "".join(mark for mark in marks if mark not in shared) or r"\0"
    word = rf"[A-Za-z{marks}]*[{lacking}][A-Za-z{marks}]*"
    # "Hà" could be a word of a language that has the letter, but not beside "Nội"
    alike = {
        token
        for key in labels.label_keys()
        for token in re.findall(rf"[A-Za-z{marks}]*[{marks}][A-Za-z{marks}]*", labels.word(key, PRINTED_IN))
        if not re.search(f"[{lacking}]", token)
    }
    beside = rf"(?<!\w)(?:{'|'.join(sorted(alike)) or '(?!)'})(?!\w)"
    return re.compile(
        rf"(?<=“)[^”]*[{marks}][^”]*(?=”)|"
        rf"(?:{beside}\s+)*{word}(?:\s+(?:(?:[A-Z][a-z]+|{beside})\s+)?{word})*(?:\s+{beside})*"
    )


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


def rendered(template: str, **values: object) -> str:
    """The text of a template with its places filled in; jinja2's UndefinedError where it asks for another value."""
    return templates().get_template(template).render(**values)
