"""What a text is about: an opening, a closing or something else; and of whom the class is."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from analysis.data.bulletins import lexicon
from analysis.data.bulletins.cues import ABOUT_TRAINING
from analysis.data.bulletins.naming import Audience, is_generic, noun_phrase
from analysis.data.bulletins.phrases import Occurrence
from analysis.data.bulletins.sentences import Document

# How much of a text after its headline belongs to its lead.
LEAD = 600

_OPENING = re.compile(r"khai giảng|khai mạc|nhập học|chiêu sinh")
_CLOSING = re.compile(r"bế giảng|bế mạc|tổng kết (?:lớp|khóa)|trao (?:bằng|chứng chỉ|chứng nhận)|lễ tốt nghiệp")
_TO_WHOM = re.compile(r"(?<!\w)(?:dành cho|cho|bồi dưỡng|tập huấn|đào tạo)\s+(?:đội ngũ\s+|các\s+)?")
_TARGET = re.compile(r"(?<!\w)đối tượng\s+\d(?!\w)")


@dataclass(frozen=True)
class Event:
    """What the text is about: the measure that a figure without a cue of its own has there."""

    measure: str
    is_training: bool


def _speaks_of_event(folded: str) -> bool:
    """Whether words speak of the opening or the closing of a class."""
    return bool(_OPENING.search(folded) or _CLOSING.search(folded))


def event(doc: Document) -> Event:
    """enrolled at an opening, completed at a closing, else trained; by the headline first, then the lead."""
    end = doc.headline[1]
    cues = lexicon.measures("before").within(doc.folded, 0, end + LEAD)
    is_training = any(cue.code in ABOUT_TRAINING for cue in cues)
    for part in (doc.folded[:end], doc.folded[: end + LEAD]):
        if _speaks_of_event(part):
            return Event("completed" if _CLOSING.search(part) else "enrolled", is_training)
    return Event("trained", is_training)


def level_phrases(doc: Document) -> list[Occurrence]:
    """The phrases of the text that name a level, in order; a level of a place that the text never names is none."""
    needs = lexicon.level_places()
    phrases = lexicon.levels().within(doc.folded, 0, len(doc.folded))
    return [phrase for phrase in phrases if needs.get(phrase.code, "") in doc.folded]


def of_class(doc: Document, phrases: Sequence[Occurrence]) -> Audience:
    """The audience of the class that the text is about: the only level named there, else the text's own words."""
    low, high = doc.headline
    if len({phrase.code for phrase in phrases if low <= phrase.start < high}) > 1:
        return Audience()
    who = _between(doc, phrases, low, high, "headline")
    for sentence in doc.sentences:
        if who.is_named or sentence.start > high + LEAD:
            return who
        if sentence.start >= high and _speaks_of_event(doc.folded[sentence.start : sentence.end]):
            who = _between(doc, phrases, sentence.start, sentence.end, "lead")
    return who


def _between(doc: Document, phrases: Sequence[Occurrence], low: int, high: int, where: str) -> Audience:
    codes = {phrase.code for phrase in phrases if low <= phrase.start < high}
    if codes:
        return Audience(codes.pop(), "", where) if len(codes) == 1 else Audience()
    if target := _TARGET.search(doc.folded, low, high):
        return Audience("", doc.text[target.start() : target.end()], where)
    for match in _TO_WHOM.finditer(doc.folded, low, high):
        noun = lexicon.units().at(doc.folded, match.end())
        if noun and noun.code == "person":
            words = noun_phrase(doc, match.end(), high, noun.end)
            return Audience() if is_generic(words) else Audience("", words, where)
    return Audience()
