"""Ranges: seen, searched and copied as "91–131", heard as "91 to 131", since some screen readers skip the dash."""

from __future__ import annotations

import re

from markupsafe import Markup

from analysis.vocabulary import labels

_DASH = re.compile(rf"(?<=[\d%]){labels.EN_DASH}(?=\d)")
# What is read out as it stands, or not at all; then any tag; then the dash of a range.
_PARTS = re.compile(
    rf"<(?P<whole>script|style|pre|svg|title|option)\b.*?</(?P=whole)>|(?P<tag><[^>]*>)|{_DASH.pattern}", re.DOTALL
)
_LABEL = re.compile(r'(?<= aria-label=")[^"]*')
DASH = Markup('<span class="to"><span aria-hidden="true">{}</span></span>').format(labels.EN_DASH)


def spoken(text: str, language: str) -> str:
    """A text that is only heard, its ranges in words.

    >>> spoken("57.0–59.8% of 1,001–1,099, 2018–2022", "en"), spoken("Hà Nội – lớp 2: 91–131", "vi")
    ('57.0 to 59.8% of 1,001 to 1,099, 2018 to 2022', 'Hà Nội – lớp 2: 91 đến 131')
    """
    return _DASH.sub(_joint(language), text)


def marked(html: str, language: str = "") -> str:
    """A page whose ranges are heard in words: those in text by the style sheet, in the language around them, those in
    an ``aria-label`` in the language given, if any.

    >>> marked('<td aria-label="1–2">91–131</td>', "en")
    '<td aria-label="1 to 2">91<span class="to"><span aria-hidden="true">–</span></span>131</td>'
    """

    def mark(match: re.Match[str]) -> str:
        if match["tag"]:
            return _LABEL.sub(lambda label: spoken(label[0], language), match[0]) if language else match[0]
        return match[0] if match["whole"] else DASH

    return _PARTS.sub(mark, html)


def rules() -> str:
    """The lines of the style sheet that say the word between the ends of a range, for each language."""
    return "".join(
        f'.to:lang({language})::before {{ content: "{_joint(language)}" }}\n' for language in labels.languages()
    )


def _joint(language: str) -> str:
    """What stands between the two ends, with the spaces around it."""
    return labels.say("grade_distribution.to", language, low="", high="")
