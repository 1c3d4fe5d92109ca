"""Templates, and text as HTML: what pages, blocks and the index are written with."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup, escape

from analysis import paths
from analysis.charts.palette import DARK
from analysis.pages import drawings, widths
from analysis.vocabulary import labels, prose

PRINTED_IN = "vi"  # the language of the texts that figures are read from, and of the names in them
SIDECARS_IN = "en"  # the language of what a sidecar says without a translation, where it is not Vietnamese


def inline(text: str, language: str, phrases: Sequence[str] = ()) -> Markup:
    """The text as HTML, in which an edition of another language marks the Vietnamese words as Vietnamese.

    Those are words with Vietnamese letters that the language lacks (reference/languages.csv), the Vietnamese words
    beside them, names that the labels write alike in both languages, and what stands in curly quotes. Each of the
    ``phrases`` in the text (titles, caveats), and what stands in curly quotes, is marked as a whole, by the language
    that it is in.

    >>> print(inline("good (khá) or better: “trên 98%” & <b>", "en"))
    good (<span lang="vi">khá</span>) or better: “<span lang="vi">trên 98%</span>” &amp; &lt;b&gt;
    >>> print(inline("An Lão, 2016", "en"), inline("“trong đó” (of these)", "en"))
    <span lang="vi">An Lão</span>, 2016 “<span lang="vi">trong đó</span>” (of these)
    >>> print(inline("Lớp cán bộ quy hoạch (2023).", "en", ["Lớp cán bộ quy hoạch"]))
    <span lang="vi">Lớp cán bộ quy hoạch</span> (2023).
    >>> print(inline("The year is inferred.", "vi", ["The year is inferred."]))
    <span lang="en">The year is inferred.</span>
    """
    for position, phrase in enumerate(phrases):
        before, here, after = text.partition(phrase) if phrase else (text, "", "")
        if here:
            rest = phrases[position + 1 :]
            return inline(before, language, rest) + _phrase(phrase, language) + inline(after, language, rest)
    if language == PRINTED_IN:
        return escape(text)
    pieces, end = [], 0
    for match in _foreign(language).finditer(text):
        pieces.append(escape(text[end : match.start()]))
        quoted = match[0].startswith("“")
        pieces.append(_quotation(match[0][1:-1], language) if quoted else _marked(match[0], PRINTED_IN))
        end = match.end()
    return Markup("").join([*pieces, escape(text[end:])])


def _phrase(text: str, language: str) -> Markup:
    """A text that is in one language throughout, marked if that is not the language of the page."""
    spoken = _language_of(text)
    return inline(text, language) if spoken in ("", language) else _marked(text, spoken)


def _quotation(text: str, language: str) -> Markup:
    """A text in curly quotes: printed words and titles are Vietnamese, names from the labels are not."""
    is_printed = _language_of(text) == PRINTED_IN and text not in _names(language)
    return Markup("“{}”").format(_marked(text, PRINTED_IN) if is_printed else inline(text, language))


def _language_of(text: str) -> str:
    """The language of a whole phrase: Vietnamese if most of its words have Vietnamese letters, or some have and our
    Vietnamese sentences have them all; if none has, that of the guide; empty otherwise and where it has no words.

    >>> _language_of("Bế giảng lớp cán bộ quy hoạch"), _language_of("Totals"), _language_of("Class 2 of Hà Nội, 2023")
    ('vi', 'en', '')
    """
    found = re.findall(r"[^\W\d_]+", text)
    letters = set(labels.letters(PRINTED_IN) + labels.letters(PRINTED_IN).upper())
    marked = [bool(letters & set(word)) for word in found]
    if 2 * sum(marked) > len(marked) or (any(marked) and _words(PRINTED_IN).issuperset(map(str.lower, found))):
        return PRINTED_IN
    return SIDECARS_IN if marked and not any(marked) else ""


@cache
def _words(language: str) -> frozenset[str]:
    """The words that the sentences of a language are made of."""
    texts = (re.sub(r"\{[^}]*\}", " ", text) for text in prose.sentences(language).values())
    return frozenset(word.lower() for text in texts for word in re.findall(r"[^\W\d_]+", text))


def _marked(text: str, language: str) -> Markup:
    return Markup('<span lang="{}">{}</span>').format(language, text)


@cache
def _names(language: str) -> frozenset[str]:
    """What the labels of a language call things."""
    if language not in labels.languages():
        return frozenset()
    return frozenset(labels.word(key, language) for key in labels.label_keys())


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
    names = [name for name in _names(language) & _names(PRINTED_IN) if re.search(f"[{marks}]", name)]
    whole = "|".join(map(re.escape, sorted(names, key=lambda name: (-len(name), name))))
    return re.compile(
        rf"“[^”]*[{marks}][^”]*”|(?<!\w)(?:{whole or '(?!)'})(?!\w)|"
        rf"(?:{beside}\s+)*{word}(?:\s+(?:(?:[A-Z][a-z]+|{beside})\s+)?{word})*(?:\s+{beside})*"
    )


def css_string(text: str) -> Markup:
    """The text as a string of a style sheet that nothing in it can end.

    >>> print(css_string('Cấp "A" </b>'))
    "Cấp \\22 A\\22  \\3c \\2f b\\3e "
    """
    letters = (letter if letter.isalnum() or letter == " " else f"\\{ord(letter):x} " for letter in text)
    return Markup('"' + "".join(letters) + '"')


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
    environment.filters.update(inline=inline, lead=lead, image=drawings.as_image, comment=drawings.as_comment)
    environment.filters.update(scrolls=widths.scrolls, is_short=widths.is_short)
    environment.globals.update(word=labels.word, say=labels.say, dark=DARK)
    return environment


def rendered(template: str, **values: object) -> str:
    """The text of a template with its places filled in; jinja2's UndefinedError where it asks for another value."""
    return templates().get_template(template).render(**values)
