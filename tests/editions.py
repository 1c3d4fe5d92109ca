"""What two editions of a text have to share: its numbers, its qualifiers, and what it says is done, planned or unknown.

A concept is a pattern in each language, or two: the words that state it, and others that may answer for it in the other
edition. An edition has a concept or has it not; the words may stand in another order and another number of times.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

from analysis.pages import selfcheck

Pattern = str | tuple[str, str]
CONCEPTS: dict[str, dict[str, Pattern]] = {
    "a least number": {
        "en": (r"\bat least\b|\bleast\b|\d or more\b", r"\w+est\b|\bguarantees\b"),
        "vi": r"ít nhất|nhỏ nhất|thấp nhất|(?:từ [\d.,]+%?(?: \w+){0,3}|\d lớp) trở lên",
    },
    "a greatest number": {
        "en": (r"\bat most\b|\bgreatest\b|\blargest\b|\bhighest\b", r"\w+st\b|\btop\b|\bas far as\b"),
        "vi": (r"nhiều nhất|lớn nhất|cao nhất|đông nhất", r"không quá"),
    },
    "an exact number": {
        "en": (r"\bexactly\b", r"\bexact|\bas printed\b|\bone number\b"),
        "vi": (r"\bđúng (?=\d)", r"\bđúng\b|chính xác|chỉ có thể là"),
    },
    "a condition": {
        "en": (r"\bif\b", r"\btaken as\b|\bwhere\b|\bwithout\b"),
        "vi": (r"\bnếu\b", r"kể cả khi|\bdù\b|\bkhi\b"),
    },
    "what completed": {
        "en": r"\bcomplet(?:ed|ions?)\b|\bfinished\b",
        "vi": (r"hoàn thành|học hết", r"học xong|đã xong|đã kết thúc"),
    },
    "what was planned": {"en": r"\bplan(?:s|ned)?\b", "vi": r"kế hoạch|quy hoạch"},
    "learners admitted": {"en": (r"\badmi(?:tted|ssions?)\b", r"\benrol"), "vi": (r"(?<!lượt )nhập học", r"nhập học")},
    "attendances": {"en": r"\battendances?\b", "vi": r"(?<!lần )\blượt\b"},
    "people counted once": {
        "en": (r"\bdifferent people\b", r"\bpeople\b"),
        "vi": r"người khác nhau|không tính trùng|loại trùng",
    },
    "nothing, nobody": {
        "en": (
            r"\bnothing\b|\bnobody\b|\bno one\b",
            r"\bnone\b|\bno\b|\bnot (?:at all|one)\b|\bany\w+|\bwho\b|\bwhether\b|\bapart\b",
        ),
        "vi": (r"\bkhông\b[^.;:,]{0,25}?\b(?:gì|ai)\b", r"\bkhông\b|\bchưa\b"),
    },
    "a negation": {
        "en": (
            r"\bnot\b|\bcannot\b|\bnever\b",
            r"\bno[tr]?\b|\bn(?:one|othing|obody)\b|\bwhether\b|\b(?:un|with)\w+|\bapart\b|\bfalse\b|\bdiffer|"
            r"\bleft out\b|\bfail(?:ed)?\b|\bzero\b|\bended\b|\bfewer\b|\bseparately\b",
        ),
        "vi": (r"\bkhông\b(?! quá)|\bchưa\b", r"\bkhác\b"),
    },
    "a doubt": {
        "en": (r"\bmay\b|\bmight\b|\bcould\b", r"\bcan\b|\bpossible\b"),
        "vi": (r"\bcó thể\b", r"\btùy\b|được kết luận|\bcho phép\b|\bchưa rõ\b"),
    },
    "a certainty": {"en": r"\bcertain|\bguarantee|\bestablish", "vi": r"\bchắc\b|bảo đảm"},
    "a restriction": {
        "en": (r"\bonly\b", r"\balone\b|\bone number\b"),
        "vi": (r"\bchỉ (?=\d)", r"\bchỉ\b|\briêng\b|một mình"),
    },
    "a convention": {"en": r"\bconvention(?:al)?\b|\busual(?:ly)?\b", "vi": r"quy ước|thường hiểu"},
    "the letter": {"en": (r"\bliteral(?:ly)?\b", r"\bwords?\b|\bqualifiers\b"), "vi": r"câu chữ"},
    "a contradiction": {"en": (r"\bcontradict|\bdisagree\b", r"\bexcludes?\b"), "vi": (r"mâu thuẫn", r"loại trừ")},
    "an assumption": {"en": (r"\bassum", r"\btaken\b|\bseen\b"), "vi": (r"giả định", r"\bcoi\b|quy ước")},
    "the grade excellent": {"en": r"\bexcellent\b", "vi": r"xuất sắc"},
    "the grade very good": {"en": r"\bvery good\b", "vi": r"\bgiỏi\b"},
    "or better": {"en": r"\bor better\b", "vi": r"(?:giỏi|khá|đạt|xuất sắc|trung bình|ưu|ấy) trở lên"},
    "commended": {"en": r"\bcommend|\baward", "vi": r"khen"},
}
# What is quoted, and in English the Vietnamese word of a grade.
_NO_WORDS = {"en": re.compile(r"\([^)]{0,14}[^\x00-\x7f][^)]{0,5}\)|“[^”]*”"), "vi": re.compile(r"“[^”]*”")}


def texts(block: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    """The names and the sentences of a block but its source line; of the foot, what stands there of the sources."""
    for name, text in block["texts"].items():
        if block["kind"] != "footer" and name != "source":
            yield name, text


def differences(one: Mapping[str, Any], other: Mapping[str, Any]) -> list[str]:
    """What two editions of a block do not share, a sentence each."""
    mine, theirs = dict(texts(one)), dict(texts(other))
    if mine.keys() != theirs.keys():
        return [f"{_name(one)}: {sorted(mine)} against {sorted(theirs)}"]
    return [
        f"{_name(one)}, {name}: {what}\n  {mine[name]}\n  {theirs[name]}"
        for name in mine
        for what in _parted((mine[name], one["language"]), (theirs[name], other["language"]))
    ]


def _parted(*editions: tuple[str, str]) -> Iterator[str]:
    numbers = [selfcheck.sorted_numbers(selfcheck.stated_numbers(text, language)) for text, language in editions]
    if numbers[0] != numbers[1]:
        yield "numbers"
    for concept, patterns in CONCEPTS.items():
        states, answers = zip(
            *(_has(patterns[language], _NO_WORDS[language].sub(" ", text)) for text, language in editions), strict=True
        )
        if states[0] and not answers[1] or states[1] and not answers[0]:
            yield f"{concept}, only in {editions[states.index(True)][1]}"


def _has(pattern: Pattern, text: str) -> tuple[bool, bool]:
    """Whether a text states a concept, and whether it may answer for it."""
    stating, answering = (pattern, pattern) if isinstance(pattern, str) else pattern
    return bool(re.search(stating, text, re.I)), bool(re.search(f"{stating}|{answering}", text, re.I))


def _name(block: Mapping[str, Any]) -> str:
    return " ".join(filter(None, (block["kind"], block.get("key", ""))))
